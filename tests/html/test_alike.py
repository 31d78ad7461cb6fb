"""What blocks made alike hold together, and what a first judgement says around a block, is counted as its names say."""

from __future__ import annotations

import numpy as np

from provenance.readers.html.alike import describe_groups, describe_opinions, group_blocks, group_names, opinion_names
from provenance.readers.html.features import describe_blocks, feature_names
from provenance.readers.html.outline import Outline
from provenance.readers.html.scan import scan_page
from provenance.readers.html.trees import load_trees

PAGE = (
    "<html><title>Harbour</title><body><div class=story><p>One one.</p><p>Two two two.</p></div>"
    "<ul class=list><li><a href=/1>Three</a></li><li><a href=/2>Four</a></li></ul><div class=story><p>Five.</p></div></body></html>"
)


def outline() -> Outline:
    scan = scan_page(PAGE)
    return Outline(scan.contexts, scan.blocks.contexts)


def test_blocks_with_the_same_elements_around_them_are_one_group() -> None:
    three, two = group_blocks(outline())
    assert three[0] == three[1] == three[4]
    assert three[2] == three[3] != three[0]
    assert two[0] == two[4] != two[2]


def test_groups_hold_what_their_blocks_hold() -> None:
    groups = group_blocks(outline())
    size = np.array([10.0, 20, 5, 5, 10])
    each = (np.array([0.0, 0, 1, 1, 0]), np.zeros(5), np.zeros(5))
    told = describe_groups(groups, size, np.array([10.0, 20, 0, 0, 10]), each)
    column = {name: told[:, at] for at, name in enumerate(group_names())}
    assert column["text_share_alike3"].tolist() == [0.8, 0.8, 0.2, 0.2, 0.8]
    assert column["prose_share_alike3"].tolist() == [1, 1, 0, 0, 1]
    assert column["linked_alike2"].tolist() == [0, 0, 1, 1, 0]


def test_opinions_tell_what_was_said_of_the_neighbours() -> None:
    page = outline()
    likely, size = np.array([1.0, 0.5, 0, 0, 1]), np.full(5, 10.0)
    told = describe_opinions(likely, size, group_blocks(page)[0], page)
    column = {name: told[:, at] for at, name in enumerate(opinion_names())}
    assert column["likely"].tolist() == likely.tolist()
    assert column["likely_alike"].round(3).tolist() == [0.833, 0.833, 0, 0, 0.833]
    assert column["likely_before1"].tolist() == [0, 1, 0.5, 0, 0]
    assert column["likely_after2"].tolist() == [0.25, 0, 0.5, 1, 0]
    assert column["likely_so_far"].tolist() == [0.4, 0.6, 0.6, 0.6, 1]
    assert column["likely+1"].tolist() == [0.5, 0, 0, 1, 0]


def test_trees_ask_about_columns_that_exist() -> None:
    first, second = load_trees()
    described = describe_blocks(scan_page(PAGE), ["Harbour"], [])
    assert described.rows.shape == (5, len(feature_names()))
    assert described.add(np.zeros(5)).shape == (5, len(feature_names()) + len(opinion_names()))
    assert first.features.max() < len(feature_names())
    assert second.features.max() < len(feature_names()) + len(opinion_names())
