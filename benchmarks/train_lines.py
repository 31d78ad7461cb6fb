"""Train the line model of the boilerplate detector and say how well it does on sites that it has not seen.

    python -m pip install 'news-provenance[train]'
    python benchmarks/train_lines.py DATA [--folds 5] [--out provenance/detectors/boilerplate/lines.npz]

DATA is a folder with `boilerplate/lines.jsonl.gz`: rows with `group`, `mode` and `lines` of [text, content | boilerplate | unsure, kind].
All pages of one site stand on one side of a fold. The trees are the only thing that is kept of the rows. The ten features that weigh
most are printed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from attrs import asdict, evolve, frozen

from provenance.catalog import load
from provenance.detectors.boilerplate.features import context_names, features_of, in_context, mass_of
from provenance.detectors.boilerplate.labels import least_of
from provenance.detectors.boilerplate.lines import table_of
from provenance.detectors.boilerplate.model import Nodes, model_of
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.normalise import fold

SEEDS, TREES, EARLY = 2, 150, 40
SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 15,
    "max_depth": 6,
    "learning_rate": 0.1,
    "feature_fraction": 0.2,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "min_data_in_leaf": 30,
    "lambda_l2": 5,
    "num_threads": 1,
    "verbose": -1,
    "deterministic": True,
}
REGISTRIES = frozenset({"com", "co", "org", "net", "gov", "edu", "ac", "or", "ne", "gob", "go"})


@frozen(eq=False)
class Example:
    """The lines of one document: features in context, 1 for furniture, the weight of each line, its mass, and where it comes from."""

    base: np.ndarray
    features: np.ndarray
    wanted: np.ndarray
    weight: np.ndarray
    scored: np.ndarray
    mass: np.ndarray
    mode: str
    group: str


def example(row: dict[str, Any], lines: list[list[Any]]) -> Example | None:
    """Return the example made of some lines of a row; a long document weighs more than a short one, but not by its length."""
    folded = fold("\n".join(line[0] for line in lines))
    book = phrase_book(load())
    table = table_of(folded, book, book.hits(folded))
    if not len(table):
        return None
    labels = [line[1] for line in lines if fold(line[0]).text.strip()]
    wanted = np.array([label == "boilerplate" for label in labels], dtype=np.float32)
    scored = np.array([label != "unsure" for label in labels])
    weight = scored / np.sqrt(len(labels) / 50 + 0.3)
    base = features_of(table)
    return Example(
        base,
        in_context(base),
        wanted,
        weight * (1.5 if row["mode"] == "residual" else 1),
        scored,
        mass_of(table),
        row["mode"],
        row["group"],
    )


def examples(rows: list[dict[str, Any]]) -> tuple[list[Example], list[Example]]:
    """Return the documents as they are, and the article alone of each page, which must stay whole."""
    found, variants = [], []
    for row in rows:
        found.append(example(row, row["lines"]))
        if row["mode"] == "near":
            variants.append(example(row, [line for line in row["lines"] if line[1] != "boilerplate"]))
    return [item for item in found if item], [evolve(item, weight=item.weight * 0.2) for item in variants if item]


def train(data: list[Example]) -> Nodes:
    """Return the trees learned from some examples: the mean of several models, each from another seed."""
    rows = lightgbm.Dataset(
        np.concatenate([item.features for item in data]),
        np.concatenate([item.wanted for item in data]),
        weight=np.concatenate([item.weight for item in data]),
        free_raw_data=False,
    )
    dumps = [lightgbm.train({**SETTINGS, "seed": seed}, rows, TREES).dump_model()["tree_info"] for seed in range(SEEDS)]
    nodes = flatten([tree for several in zip(*dumps, strict=True) for tree in several])
    return evolve(nodes, walk=np.array([*nodes.walk[:2], settle(nodes, data)]))


def flatten(trees: list[dict[str, Any]]) -> Nodes:
    """Return the trees of a dump as flat arrays."""
    column: list[int] = []
    bound: list[float] = []
    child: list[int] = []
    value: list[float] = []
    deepest = 0

    def lay(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        at = len(column)
        leaf = "leaf_value" in node
        column.append(0 if leaf else node["split_feature"])
        bound.append(np.inf if leaf else node["threshold"])
        value.append(node["leaf_value"] / SEEDS if leaf else 0.0)
        child.extend((at, at))
        if not leaf:
            child[2 * at] = lay(node["left_child"], depth + 1)
            child[2 * at + 1] = lay(node["right_child"], depth + 1)
        return at

    roots = [lay(tree["tree_structure"], 0) for tree in trees]
    return Nodes(
        np.array(column, np.int16),
        np.array(bound, np.float32),
        np.array(child, np.uint16),
        np.array(value, np.float32),
        np.array(roots, np.uint16),
        np.array([deepest, EARLY, -np.inf]),
    )


def settle(nodes: Nodes, data: list[Example]) -> float:
    """Return the sum below which the first trees settle a line as prose."""
    whole = model_of(nodes)
    short = evolve(whole, cut=np.inf)
    some = data[:: max(1, len(data) // 400)]
    first = np.concatenate([short.scores(item.base) for item in some])
    final = np.concatenate([whole.scores(item.base) for item in some])
    return float(np.quantile(first[final > -1], 0.002))


def asked(nodes: Nodes) -> str:
    """Return the columns that are asked most, in words."""
    names = context_names()
    uses = np.bincount(nodes.column[np.isfinite(nodes.bound)], minlength=len(names))
    return ", ".join(f"{names[at]} ({uses[at]})" for at in np.argsort(-uses)[:10])


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
        for shift in (-0.3, 0.0, 0.3, 0.6):
            right = said = gold = 0
            lost = total = 0.0
            shares: dict[str, list[float]] = defaultdict(list)
            for item, odds in zip(data, scores, strict=True):
                if item.mode == mode:
                    guess, true = (odds > least_of(item.mass) + shift) & item.scored, (item.wanted > 0) & item.scored
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


def main() -> None:
    """Cross-validate, then train on everything and write the trees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with gzip.open(options.data / "boilerplate" / "lines.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    data, alone = examples(rows)
    if options.folds > 1:
        scores: list[np.ndarray] = [np.zeros(0)] * len(data)
        for number in range(options.folds):
            model = train([item for item in data + alone if fold_of(item.group, options.folds) != number])
            judge = model_of(model)
            for at, item in enumerate(data):
                if fold_of(item.group, options.folds) == number:
                    scores[at] = judge.scores(item.base)
        report(data, scores)
    if options.out:
        nodes = train(data + alone)
        print("asked most:", asked(nodes))
        np.savez_compressed(options.out, **asdict(nodes))


if __name__ == "__main__":
    main()
