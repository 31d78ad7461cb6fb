"""Train the trees that find the article's own text on a page, and show how well they do on sites they have not seen.

    python benchmarks/train_body.py FOLDER                 cross-validate by group and write provenance/readers/html/body.npz
    python benchmarks/train_body.py FOLDER --check         cross-validate only

FOLDER holds `*.jsonl` or `*.jsonl.gz` files with one page a line: `html`, `text` (the article as a person marked it) and `group` (pages of
one site stay together). A block is the article's when more than half of its words lie in runs of three or more words that stand in the
marked text in the same order; a page weighs the same whether long or short. Needs the extra `train` (catboost).
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
from provenance.readers.html.features import describe_blocks
from provenance.readers.html.scan import scan_page
from provenance.readers.html.statements import find_statements

TARGET = Path(__file__).parents[1] / "provenance" / "readers" / "html" / "body.npz"
WIDE = "\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff"
TOKEN = re.compile(rf"[{WIDE}]|(?:(?![{WIDE}])\w)+")
TREES, DEPTH, RATE, SEEDS, FOLDS = 200, 6, 0.1, 2, 5


@frozen(eq=False)
class Page:
    """A labelled page: a row of features and a label for each block, with the number of words that it holds."""

    group: str
    rows: NDArray[np.float32]
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
    if not scan.blocks:
        return None
    rows = describe_blocks(scan, *stated(scan, find_statements(scan.machine, item["html"], None)))
    texts = [block.text for block in scan.blocks]
    own, words = label(texts, item["text"])
    return Page(item.get("group", ""), rows, own, words, texts, item["text"])


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


def fit(pages: list[Page], seed: int) -> CatBoostClassifier:
    """Return trees trained on pages; two thirds of the very short blocks that are not the article's are left out."""
    chance = np.random.default_rng(seed)
    rows, own, weights = [], [], []
    for page in pages:
        heavy = page.own | (page.words > 4)
        keep = heavy | (chance.random(len(heavy)) < 1 / 3)
        rows.append(page.rows[keep])
        own.append(page.own[keep])
        weights.append((page.weights() * np.where(heavy, 1, 3))[keep])
    model = CatBoostClassifier(
        iterations=TREES, depth=DEPTH, learning_rate=RATE, l2_leaf_reg=5, rsm=0.3, border_count=64, random_strength=1, random_seed=seed,
        bootstrap_type="Bernoulli", subsample=0.7, thread_count=1, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    model.fit(np.concatenate(rows), np.concatenate(own).astype(int), sample_weight=np.concatenate(weights))
    return model


def cross_validate(pages: list[Page]) -> None:
    """Print precision, recall and F1 of four-word runs on groups that were left out of the training."""
    groups = sorted({page.group for page in pages})
    np.random.default_rng(0).shuffle(groups)
    fold_of = {group: at % FOLDS for at, group in enumerate(groups)}
    precisions, recalls = [], []
    for fold in range(FOLDS):
        models = [fit([page for page in pages if fold_of[page.group] != fold], seed) for seed in range(SEEDS)]
        for page in (page for page in pages if fold_of[page.group] == fold):
            likely = np.mean([model.predict_proba(page.rows)[:, 1] for model in models], axis=0)
            chosen = take(likely, np.expm1(page.rows[:, 0]))
            got = shingles("\n".join(text for text, taken in zip(page.texts, chosen, strict=True) if taken))
            want = shingles(page.gold)
            right = sum((got & want).values())
            precisions += [right / sum(got.values())] if got else []
            recalls += [right / sum(want.values())] if want else []
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    print(f"pages {len(pages)}  precision {precision:.4f}  recall {recall:.4f}  F1 {2 * precision * recall / (precision + recall):.4f}")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = TOKEN.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def write(models: list[CatBoostClassifier], target: Path) -> None:
    """Write the trees of all models as one table; the log-odds of several models are averaged."""
    features, borders, leaves, bias = [], [], [], 0.0
    for model in models:
        with tempfile.NamedTemporaryFile(suffix=".json") as stream:
            model.save_model(stream.name, format="json")
            table = json.loads(Path(stream.name).read_text(encoding="utf-8"))
        scale, (start,) = table["scale_and_bias"]
        bias += start / len(models)
        for tree in table["oblivious_trees"]:
            splits = (tree["splits"] or [])[:DEPTH]
            pad = DEPTH - len(splits)
            features.append([split["float_feature_index"] for split in splits] + [0] * pad)
            borders.append([split["border"] for split in splits] + [np.inf] * pad)
            values = np.array(tree["leaf_values"]) * scale / len(models)
            leaves.append(np.concatenate([values, np.zeros((1 << DEPTH) - len(values))]))
    np.savez_compressed(
        target,
        features=np.array(features, np.int16),
        borders=np.array(borders, np.float32),
        leaves=np.array(leaves, np.float32),
        bias=np.float64(bias),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    options = parser.parse_args()
    pages = load_pages(options.folder)
    cross_validate(pages)
    if not options.check:
        write([fit(pages, seed) for seed in range(SEEDS)], TARGET)
        print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
