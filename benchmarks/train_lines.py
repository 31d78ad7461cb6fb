"""Train the line model of the boilerplate detector and say how well it does on sites that it has not seen.

    python -m pip install 'news-provenance[train]'
    python benchmarks/train_lines.py DATA [--more LEFT.jsonl.gz] [--measure] [--out provenance/detectors/boilerplate/lines.npz]

DATA is a folder with `boilerplate/lines.jsonl.gz`: rows with `group`, `mode` and `lines` of [text, content | boilerplate | unsure, kind].
More rows of the same form may be given for training alone: what `benchmarks/left_lines.py` makes. All pages of one site stand on one side
of a fold. The second trees learn from first scores of lines that the first trees had not seen, as they will meet them. The trees are the
only thing that is kept of the rows.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import catboost
import numpy as np
from attrs import asdict, frozen

from provenance.catalog import load
from provenance.detectors.boilerplate.again import look_again
from provenance.detectors.boilerplate.check import story_with
from provenance.detectors.boilerplate.features import features_of, in_context
from provenance.detectors.boilerplate.guards import overrule
from provenance.detectors.boilerplate.labels import least_of, taken_of
from provenance.detectors.boilerplate.lines import table_of
from provenance.detectors.boilerplate.model import QUIET, Trees, blend
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.detectors.boilerplate.sheet import Sheet, sheet_of
from provenance.normalise import fold

FOLDS = 5
SHORT_LINES = Path(__file__).with_name("short_lines.toml")
SETTINGS: dict[str, Any] = {
    "depth": 6,
    "learning_rate": 0.1,
    "rsm": 0.2,
    "l2_leaf_reg": 6,
    "border_count": 64,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "thread_count": 1,
    "allow_writing_files": False,
    "verbose": 0,
}
FIRST: dict[str, Any] = {**SETTINGS, "iterations": 250}
SECOND: dict[str, Any] = {**SETTINGS, "learning_rate": 0.06, "rsm": 0.4, "iterations": 80}
DRAWS = (1, 2, 3)
"""Seeds of the draws of lines and columns of which each look is the mean: one draw alone is right by luck on some sites."""
REGISTRIES = frozenset({"com", "co", "org", "net", "gov", "edu", "ac", "or", "ne", "gob", "go"})


@frozen(eq=False)
class Example:
    """The lines of one document: features, 1 for furniture, the weight of each line, its mass and threshold, and where it comes from."""

    sheet: Sheet
    base: np.ndarray
    wanted: np.ndarray
    weight: np.ndarray
    scored: np.ndarray
    mass: np.ndarray
    least: np.ndarray
    mode: str
    fold: int


def example(row: dict[str, Any], lines: list[list[Any]], share: float = 1.0) -> Example | None:
    """Return the example made of some lines of a row; a long document weighs more than a short one, but not by its length."""
    folded = fold("\n".join(line[0] for line in lines))
    book = phrase_book(load())
    table = table_of(folded, book, book.hits(folded))
    if not len(table):
        return None
    labels = [line[1] for line in lines if fold(line[0]).text.strip()]
    scored = np.array([label != "unsure" for label in labels])
    sheet = sheet_of(table)
    return Example(
        sheet,
        features_of(sheet),
        np.array([label == "boilerplate" for label in labels], dtype=np.float32),
        scored * share * (1.5 if row["mode"] == "residual" else 1) / np.sqrt(len(labels) / 50 + 0.3),
        scored,
        sheet.packed(sheet.mass),
        sheet.packed(least_of(sheet)),
        row["mode"],
        fold_of(row["group"], FOLDS),
    )


def examples(rows: list[dict[str, Any]], more: list[dict[str, Any]]) -> tuple[list[Example], list[Example]]:
    """Return the documents as they are, and those for training alone.

    The latter are the article alone of each page, which must stay whole, stories with the words of boxes, articles of short lines, and
    further rows, which share the weight of three for a page.
    """
    apart = [example(row, [line for line in row["lines"] if line[1] != "boilerplate"], 0.2) for row in rows if row["mode"] == "near"]
    several = Counter(row["id"].partition("#")[0] for row in more)
    apart += [example(row, row["lines"], min(1.0, 1.5 / several[row["id"].partition("#")[0]])) for row in more]
    apart += [example(row, row["lines"], 0.5) for row in stories()]
    apart += [example(row, row["lines"], 0.3) for row in short_lines()]
    return [item for row in rows if (item := example(row, row["lines"]))], [item for item in apart if item]


def stories() -> list[dict[str, Any]]:
    """Return the counter-examples of the catalog in a story each: words that a box would use are no box there."""
    found = []
    for text in (text for entry in load().rules["boilerplate"] for text in entry.counter):
        lines = [[line, "content", None] for line in story_with(text).split("\n") if line]
        found.append({"mode": "near", "group": text, "lines": lines})
    return found


def short_lines() -> Iterator[dict[str, Any]]:
    """Yield articles of short lines, written for this: recipes, poems, results, interviews, each alone and inside a story."""
    for text in tomllib.loads(SHORT_LINES.read_text(encoding="utf-8"))["text"]:
        alone = text["lines"].strip("\n")
        for whole in (alone, story_with(alone)):
            yield {"mode": "near", "group": text["name"], "lines": [[line, "content", None] for line in whole.split("\n") if line]}


def grow(data: list[tuple[Example, np.ndarray]], settings: dict[str, Any]) -> Trees:
    """Return the trees learned from examples, each with the table of what is asked about its lines: the mean of all draws."""
    given = np.concatenate([table for _, table in data]), np.concatenate([item.wanted for item, _ in data])
    weight = np.concatenate([item.weight for item, _ in data])
    drawn = []
    for seed in DRAWS:
        model = catboost.CatBoostClassifier(**settings, random_seed=seed).fit(*given, sample_weight=weight)
        with tempfile.TemporaryDirectory() as folder:
            model.save_model(f"{folder}/model.json", format="json")
            drawn.append(flatten(json.loads(Path(f"{folder}/model.json").read_text(encoding="utf-8")), settings["depth"]))
    column, bound = (np.concatenate([getattr(trees, name) for trees in drawn], axis=1) for name in ("column", "bound"))
    return Trees(column, bound, (np.concatenate([trees.value for trees in drawn]) / len(DRAWS)).astype(np.float32))


def flatten(dump: dict[str, Any], depth: int) -> Trees:
    """Return the trees of a dump as flat arrays; a tree with fewer levels asks what nothing exceeds. The bias goes to the first tree."""
    trees = dump["oblivious_trees"]
    scale, (bias,) = dump["scale_and_bias"]
    column = np.zeros((depth, len(trees)), dtype=np.int16)
    bound = np.full((depth, len(trees)), np.inf, dtype=np.float32)
    value = np.zeros((len(trees), 1 << depth), dtype=np.float32)
    for at, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            column[level, at], bound[level, at] = split["float_feature_index"], split["border"]
        value[at, : len(tree["leaf_values"])] = scale * np.array(tree["leaf_values"])
    value[0] += bias
    return Trees(column, bound, value)


def first_of(data: list[Example], left: frozenset[int]) -> tuple[Trees, list[np.ndarray]]:
    """Return the first trees of all folds but those left out, and their scores of every document."""
    trees = grow([(item, in_context(item.sheet, item.base).T) for item in data if item.fold not in left], FIRST)
    return trees, [trees.odds(in_context(item.sheet, item.base)) for item in data]


def asked_again(item: Example, scores: np.ndarray) -> np.ndarray:
    """Return what the second trees are asked about a document, one row a line."""
    spread = item.sheet.spread(np.stack((scores, item.least)))
    return look_again(item.sheet, item.base, spread[0], spread[1]).T


def both(item: Example, scores: np.ndarray, second: Trees) -> np.ndarray:
    """Return the scores of a document after the second look, as the product forms them."""
    if (scores - item.least).max() < QUIET:
        return scores
    return blend(scores, second.odds(asked_again(item, scores).T))


def measure(data: list[Example], apart: list[Example], singles: list[list[np.ndarray]]) -> None:
    """Print how well both looks do on each fold when neither has seen it; `singles[fold]` are first scores without that fold."""
    every, found = [*data, *apart], [np.zeros(0)] * len(data)
    pairs = {frozenset((a, b)): first_of(every, frozenset((a, b)))[1] for a in range(FOLDS) for b in range(a)}
    for left in range(FOLDS):
        taught = [(item, asked_again(item, pairs[frozenset((left, item.fold))][at])) for at, item in enumerate(every) if item.fold != left]
        second = grow(taught, SECOND)
        for at, item in enumerate(data):
            if item.fold == left:
                found[at] = both(item, singles[left][at], second)
    print("first look alone")
    report(data, [singles[item.fold][at] for at, item in enumerate(data)])
    print("both looks")
    report(data, found)


def fold_of(group: str, folds: int) -> int:
    """Return the fold of a group: pages of one site never stand on both sides."""
    return int(hashlib.sha256(site_of(group).encode()).hexdigest(), 16) % folds


def site_of(group: str) -> str:
    """Return the site of a group: the last two names of a host, three where the last but one is of a registry."""
    names = group.split("/", maxsplit=1)[0].split(".")
    several = 3 if len(names) > 2 and names[-2] in REGISTRIES and len(names[-1]) == 2 else 2
    return ".".join(names[-several:])


def report(data: list[Example], scores: list[np.ndarray]) -> None:
    """Print precision, recall and F1 over lines, F1 over documents, and the share of the article lost, by mode.

    The first column is what is added to the thresholds of the detector.
    """
    for mode in ("near", "residual"):
        for shift in (-0.9, -0.6, -0.3, 0.0, 0.3, 0.6):
            right = said = gold = 0
            lost = total = 0.0
            shares: dict[str, list[float]] = defaultdict(list)
            for item, odds in zip(data, scores, strict=True):
                if item.mode == mode:
                    guess, true = judged(item, odds - np.float32(shift)) & item.scored, (item.wanted > 0) & item.scored
                    hits = int((guess & true).sum())
                    right, said, gold = right + hits, said + int(guess.sum()), gold + int(true.sum())
                    lost += float(item.mass[guess & ~true].sum())
                    total += float(item.mass[item.scored & ~true].sum())
                    if true.any():
                        shares["precision"].append(hits / max(guess.sum(), 1))
                        shares["recall"].append(hits / true.sum())
            p, r = np.mean(shares["precision"]), np.mean(shares["recall"])
            print(
                f"{mode:9}{shift:5.1f}  precision {right / max(said, 1):.3f}  recall {right / gold:.3f}  f1 {2 * right / (said + gold):.3f}"
                f"  by document {2 * p * r / (p + r):.3f}  lost {lost / total:.4f}"
            )


def judged(item: Example, scores: np.ndarray) -> np.ndarray:
    """Return which lines of a document the product calls furniture, given their scores."""
    spread = item.sheet.spread(np.stack((scores, item.least)))
    furniture = taken_of(item.sheet, spread[0], spread[1])[0, : len(scores)]
    overrule(item.sheet.lines, item.mass, furniture)
    return np.array(furniture) & (not all(furniture))


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """Cross-validate when asked, then train on everything and write the trees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    data, apart = examples(rows_of(options.data / "boilerplate" / "lines.jsonl.gz"), rows_of(options.more) if options.more else [])
    every = [*data, *apart]
    singles = [first_of(every, frozenset((left,)))[1] for left in range(FOLDS)]
    if options.out:
        first, _ = first_of(every, frozenset())
        second = grow([(item, asked_again(item, singles[item.fold][at])) for at, item in enumerate(every)], SECOND)
        looks = (("first", first), ("second", second))
        np.savez_compressed(options.out, **{f"{look}_{name}": part for look, trees in looks for name, part in asdict(trees).items()})
    if options.measure:
        measure(data, apart, singles)


if __name__ == "__main__":
    main()
