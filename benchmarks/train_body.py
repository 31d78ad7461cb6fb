"""Train the trees that find the article's own text on a page, and show how well they do on sites they have not seen.

    python benchmarks/train_body.py FOLDER                 cross-validate by group and write provenance/readers/html/body.npz
    python benchmarks/train_body.py FOLDER --check         cross-validate only (--no-check: train and write only)

FOLDER holds `*.jsonl` or `*.jsonl.gz` files with one page a line: `html`, `text` (the article as a person marked it) and `group` (pages of
one site stay together). A block is the article's when more than half of its words lie in runs of three or more words that stand in the
marked text in the same order; a page weighs the same whether long or short. A first, smaller set of trees judges every block; a second
one sees what the first said of the blocks around, and is trained on what it says of sites that it was not trained on. Figures come from
groups left out of both. Needs the extra `train` (catboost).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import tempfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from attrs import frozen
from catboost import CatBoostClassifier
from numpy.typing import NDArray

from provenance.readers.html import stated
from provenance.readers.html.body import take
from provenance.readers.html.features import Described, describe_blocks
from provenance.readers.html.scan import scan_page
from provenance.readers.html.statements import find_statements

TARGET = Path(__file__).parents[1] / "provenance" / "readers" / "html" / "body.npz"
WIDE = "\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff"
TOKEN = re.compile(rf"[{WIDE}]|(?:(?![{WIDE}])\w)+")
SEEDS, FOLDS, INNER = 2, 5, 4


@frozen
class Size:
    """How large a set of trees is and how fast it learns."""

    trees: int
    depth: int
    rate: float


FIRST, SECOND = Size(80, 5, 0.15), Size(100, 6, 0.1)
Matrix = NDArray[np.float32]


@frozen(eq=False)
class Page:
    """A labelled page: a row of features and a label for each block, with the number of words that it holds."""

    group: str
    english: bool
    described: Described
    own: NDArray[np.bool_]
    words: NDArray[np.int64]
    texts: list[str]
    gold: str

    def weights(self) -> NDArray[np.float64]:
        """Return how much a mistake in each block costs: its share of the article's words."""
        whole = max(int(self.words[self.own].sum()), 50)
        return np.minimum(self.words / whole, 1.0) * 20 + 0.1


def load_pages(folder: Path) -> list[Page]:
    """Return the pages of a folder, in the order of their files."""
    pages = []
    for path in sorted(folder.glob("*.jsonl*")):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                if item.get("html") and item.get("text") and (page := describe(item)):
                    pages.append(page)
    return pages


def describe(item: dict[str, str]) -> Page | None:
    scan = scan_page(item["html"])
    if not len(scan.blocks):
        return None
    described = describe_blocks(scan, *stated(scan, find_statements(scan.machine, item["html"], None)))
    texts = scan.blocks.texts
    own, words = label(texts, item["text"])
    english = str(item.get("lang") or "en").startswith("en")
    return Page(item.get("group", ""), english, described, own, words, texts, item["text"])


def label(texts: list[str], gold: str) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return for each block whether it is the article's, and its number of words."""
    blocks = [TOKEN.findall(text) for text in texts]
    flat = [word for block in blocks for word in block]
    runs = np.zeros(len(flat) + 1)
    for match in SequenceMatcher(None, flat, TOKEN.findall(gold), autojunk=False).get_matching_blocks():
        runs[match.a : match.a + match.size] = match.size
    own, at = [], 0
    for block in blocks:
        inside = runs[at : at + len(block)]
        own.append(bool(len(block)) and float((inside >= min(3, len(block))).mean()) > 0.5)
        at += len(block)
    return np.array(own), np.array([len(block) for block in blocks])


def fit(pages: list[Page], tables: list[Matrix], size: Size, seed: int) -> CatBoostClassifier:
    """Return trees trained on the rows of pages; two thirds of the very short blocks that are not the article's are left out."""
    chance = np.random.default_rng(seed)
    rows, own, weights = [], [], []
    for page, table in zip(pages, tables, strict=True):
        heavy = page.own | (page.words > 4)
        keep = heavy | (chance.random(len(heavy)) < 1 / 3)
        rows.append(table[keep])
        own.append(page.own[keep])
        weights.append((page.weights() * np.where(heavy, 1, 3))[keep])
    model = CatBoostClassifier(
        iterations=size.trees, depth=size.depth, learning_rate=size.rate, l2_leaf_reg=5, rsm=0.3, border_count=64, random_strength=1,
        random_seed=seed, bootstrap_type="Bernoulli", subsample=0.7, thread_count=1, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    model.fit(np.concatenate(rows), np.concatenate(own).astype(int), sample_weight=np.concatenate(weights))
    return model


@frozen(eq=False)
class Judges:
    """The two sets of trees."""

    first: CatBoostClassifier
    second: list[CatBoostClassifier]

    def choose(self, page: Page) -> NDArray[np.bool_]:
        """Return which blocks of a page are the article's."""
        rows = page.described.add(judge([self.first], page.described.rows))
        return take(judge(self.second, rows), page.described.size)


def judge(models: list[CatBoostClassifier], rows: Matrix) -> NDArray[np.float64]:
    odds = np.mean([model.predict(rows, prediction_type="RawFormulaVal") for model in models], axis=0)
    return np.asarray(1 / (1 + np.exp(-odds)))


def train(pages: list[Page]) -> Judges:
    """Return both sets of trees; the second is trained on what first trees of other groups say of each page."""
    fold_of = parted(pages, INNER)
    wider: dict[int, Matrix] = {}
    for fold in range(INNER):
        others = [page for page in pages if fold_of[page.group] != fold]
        model = fit(others, [page.described.rows for page in others], FIRST, 1)
        wider |= {
            at: page.described.add(judge([model], page.described.rows)) for at, page in enumerate(pages) if fold_of[page.group] == fold
        }
    tables = [wider[at] for at in range(len(pages))]
    first = fit(pages, [page.described.rows for page in pages], FIRST, 1)
    return Judges(first, [fit(pages, tables, SECOND, seed) for seed in range(SEEDS)])


def parted(pages: list[Page], folds: int) -> dict[str, int]:
    """Return the fold of each group."""
    groups = sorted({page.group for page in pages})
    np.random.default_rng(0).shuffle(groups)
    return {group: at % folds for at, group in enumerate(groups)}


def cross_validate(pages: list[Page]) -> None:
    """Print precision, recall and F1 of four-word runs on groups that were left out of the training."""
    fold_of = parted(pages, FOLDS)
    seen: list[tuple[bool, float | None, float | None]] = []
    for fold in range(FOLDS):
        judges = train([page for page in pages if fold_of[page.group] != fold])
        for page in (page for page in pages if fold_of[page.group] == fold):
            got = shingles("\n".join(text for text, taken in zip(page.texts, judges.choose(page), strict=True) if taken))
            want = shingles(page.gold)
            right = sum((got & want).values())
            seen.append((page.english, right / sum(got.values()) if got else None, right / sum(want.values()) if want else None))
    report("all pages", seen)
    report("not English", [row for row in seen if not row[0]])


def report(name: str, seen: list[tuple[bool, float | None, float | None]]) -> None:
    precision, recall = (statistics.mean(value for row in seen if (value := row[at]) is not None) for at in (1, 2))
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{name:12} {len(seen):5} pages  precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = TOKEN.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def write(judges: Judges, target: Path) -> None:
    """Write both sets of trees."""
    np.savez_compressed(target, **table("first", [judges.first], FIRST.depth), **table("second", judges.second, SECOND.depth))


def table(name: str, models: list[CatBoostClassifier], depth: int) -> dict[str, NDArray[np.generic]]:
    """Return the trees of all models as one table; the log-odds of several models are averaged."""
    features, borders, leaves, bias = [], [], [], 0.0
    for model in models:
        with tempfile.NamedTemporaryFile(suffix=".json") as stream:
            model.save_model(stream.name, format="json")
            tree_table = json.loads(Path(stream.name).read_text(encoding="utf-8"))
        scale, (start,) = tree_table["scale_and_bias"]
        bias += start / len(models)
        for tree in tree_table["oblivious_trees"]:
            splits = (tree["splits"] or [])[:depth]
            pad = depth - len(splits)
            features.append([split["float_feature_index"] for split in splits] + [0] * pad)
            borders.append([split["border"] for split in splits] + [np.inf] * pad)
            values = np.array(tree["leaf_values"]) * scale / len(models)
            leaves.append(np.concatenate([values, np.zeros((1 << depth) - len(values))]))
    return {
        f"{name}_features": np.array(features, np.int16), f"{name}_borders": np.array(borders, np.float32),
        f"{name}_leaves": np.array(leaves, np.float32), f"{name}_bias": np.array(bias),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    parser.add_argument("--no-check", action="store_true", help="train and write only")
    options = parser.parse_args()
    pages = load_pages(options.folder)
    if not options.no_check:
        cross_validate(pages)
    if not options.check:
        write(train(pages), TARGET)
        print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
