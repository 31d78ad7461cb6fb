"""The elements of a page are numbered so that what an element holds follows it directly."""

from __future__ import annotations

import numpy as np
import pytest

from provenance.readers.html.outline import Outline
from provenance.readers.html.scan import scan_page

PAGES = (
    "<div>one<p>two <b class=x>three</b></p>four<section><p>five</section>six</div><p>seven",
    "<article><h1>a</h1><div><p>b</p><aside><a class=k href=/licenses/by/4.0/>c</a></aside></div>d</article><footer>e</footer>",
    "<ul><li>a<ul><li>b<li>c</ul><li>d</ul><table><tr><td>e<td>f</table>",
)


@pytest.mark.parametrize("page", PAGES)
def test_sums_over_ranges_are_sums_over_descendants(page: str) -> None:
    scan = scan_page(page)
    outline = Outline(scan.contexts, scan.blocks.contexts)
    sizes = np.array([[float(len(text))] for text in scan.blocks.texts])
    wanted = np.zeros(len(scan.contexts))
    for text, number in zip(scan.blocks.texts, scan.blocks.contexts.tolist(), strict=True):
        at = number
        while at:
            wanted[at] += len(text)
            at = int(scan.contexts.parents[at])
        wanted[0] += len(text)
    assert outline.sum_up(outline.gather(sizes))[:, 0].tolist() == wanted.tolist()
    assert wanted[0] == sizes.sum() > 0


def test_steps_count_the_way_up_to_the_nearest_of_a_chain() -> None:
    scan = scan_page("<div><section><p>one</p></section><p>two</p></div>")
    outline = Outline(scan.contexts, scan.blocks.contexts)
    tags = scan.contexts.tags
    steps = outline.steps_to([0, tags.index("div"), tags.index("section")])
    assert dict(zip(tags, steps.tolist(), strict=True))["section"] == 0
    assert [int(steps[number]) for number in outline.number] == [1, 1]
    assert outline.way_to(tags.index("section")) == [0, tags.index("body"), tags.index("div"), tags.index("section")]
