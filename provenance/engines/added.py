"""Adding to an audit: which inputs are new, and which of the old articles stand as they did."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import frozen

from provenance.detectors.boilerplate.repeated import Lines
from provenance.engines.completed import lights_of
from provenance.engines.corpus import Articles
from provenance.engines.packs import open_strings
from provenance.engines.plan import Plan
from provenance.engines.prints import Shared
from provenance.engines.state import State
from provenance.errors import InputError
from provenance.model.audit import InputFile
from provenance.model.text import Problem
from provenance.patterns import Scanner
from provenance.readers import Input, digest, sources
from provenance.reprints.letters import Ints


@frozen
class Inputs:
    """What is to be read: `sources` in order, the files behind them (`new`), and all files of the audit, sorted by path (`every`)."""

    sources: tuple[Input | Problem, ...]
    new: tuple[InputFile, ...]
    every: tuple[InputFile, ...]


def inputs_of(plan: Plan, base: State | None) -> Inputs:
    """Return the inputs of a plan; of those that are in the audit already, when they are added to one, nothing is read again.

    Raises InputError when an input has changed since the audit read it.
    """
    found, files = _digested(sources(plan.inputs, plan.choice))
    old = {item.path: item for item in base.inputs} if base else {}
    noted = set(base.part.problems) if base else set()
    changed = sorted(path for path, file in files.items() if path in old and old[path].sha256 != file.sha256)
    if changed:
        raise InputError(
            f"{changed[0]} is part of the audit in {plan.out}, and it has changed since.",
            "Put new articles into new files, or audit everything anew without --add.",
        )
    new = [item for item in found if (item not in noted if isinstance(item, Problem) else item.path not in old)]
    fresh = {path: file for path, file in files.items() if path not in old}
    every = sorted((old | fresh).values(), key=lambda item: item.path)
    return Inputs(tuple(new), tuple(sorted(fresh.values(), key=lambda item: item.path)), tuple(every))


def _digested(found: Iterable[Input | Problem]) -> tuple[list[Input | Problem], dict[str, InputFile]]:
    """Return the inputs, with a problem in place of one that is gone by now, and the line of the manifest of each."""
    kept: list[Input | Problem] = []
    files: dict[str, InputFile] = {}
    for item in found:
        if isinstance(item, Problem):
            kept.append(item)
            continue
        try:
            files[item.path] = digest(item)
            kept.append(item)
        except OSError as error:
            kept.append(Problem(item.path, "read", "unreadable-file", f"It cannot be read: {error.strerror or error}."))
    return kept, files


def reused(base: State, articles: Articles, shared: Shared) -> Ints:
    """Return the number of every article of an audit among all articles, or -1 where the corpus puts it in another light now."""
    lights, lines, named = lights_of(base.folder), open_strings(base.folder, "lines"), _named(base, shared)
    number: Ints = np.full(len(base.ids), -1, np.int64)
    for doc, name in enumerate(articles.ids):
        part, row = articles.place(doc)
        if part == 0 and row not in named and shared.light(name, Lines.of_bytes(lines[row])) == lights[row].tobytes():
            number[row] = doc
    return number


def _named(base: State, shared: Shared) -> set[int]:
    """Return the articles of an audit in which a publisher stands that is one only since, or is one no more."""
    before = Shared(base.part.notices, shared.lines).publishers.names
    changed = sorted(set(before) ^ set(shared.publishers.names))
    if not changed:
        return set()
    scanner, texts = Scanner(changed), open_strings(base.folder, "texts")
    return {row for row in range(len(base.ids)) if any(True for _ in scanner.scan(texts[row].decode("utf-8")))}
