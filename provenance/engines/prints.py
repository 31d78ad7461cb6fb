"""The second stage: articles in their final order become fingerprints, signals and the findings about single records."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import orjson
import pyarrow as pa
from attrs import frozen

from provenance.audits import Policy, judge_record, rows_of
from provenance.audits.context import Context
from provenance.audits.parties import Houses
from provenance.catalog import load
from provenance.detectors.boilerplate.repeated import Lines, RepeatedLines, label_repeated, lines_of
from provenance.engines.blobs import BlobWriter
from provenance.engines.completed import LIGHT
from provenance.engines.corpus import Articles
from provenance.engines.shapes import dump_signals
from provenance.kernels.rows import changed
from provenance.model.record import ProvenanceRecord
from provenance.normalise import fold
from provenance.records.credited import Publishers, complete_all
from provenance.records.sites import SiteNotices, outlet_of
from provenance.reprints import fingerprint_batch, signals
from provenance.reprints.fingerprint import SCHEMA
from provenance.views.article import packed, view_of
from provenance.wire import from_line, to_bytes

_AT_ONCE = 256
"""Documents that each step of the second stage goes through before the next one begins."""
STRINGS = ("signals", "completed", "findings")
"""What the second stage makes for each article: signals, the record as the corpus completes it (empty: as it was), and finding rows."""


@frozen
class Print:
    """What some articles became: a folder with their strings, `lights.npy` and `prints.arrow`."""

    folder: Path

    @property
    def fingerprints(self) -> Path:
        """Return the Arrow file with the fingerprints."""
        return self.folder / "prints.arrow"


@frozen(eq=False)
class Shared:
    """What the whole corpus says about each of its articles: the notices and the lines that articles of one outlet share."""

    notices: SiteNotices
    lines: RepeatedLines

    def complete(
        self, record: ProvenanceRecord, text: str, publishers: Publishers | None = None, lines: Lines | None = None
    ) -> ProvenanceRecord:
        """Return the record as it is in the light of the corpus; `publishers` are its houses where this holds one outlet alone.

        `lines` are those of the text that may repeat, as the first stage noted them; without them they are read again.
        """
        return self.complete_all([(record, text, lines)], publishers)[0]

    def complete_all(
        self, some: Sequence[tuple[ProvenanceRecord, str, Lines | None]], publishers: Publishers | None = None
    ) -> list[ProvenanceRecord]:
        """Return what `complete` makes of each of some records, given with text and lines."""
        known = [self.notices.apply(record) for record, _, _ in some]
        labelled = [self._labelled(record, text, lines) for record, (_, text, lines) in zip(known, some, strict=True)]
        asked = [(after, text, record.body) for after, record, (_, text, _) in zip(labelled, known, some, strict=True)]
        return complete_all(asked, publishers or self.publishers)

    def _labelled(self, record: ProvenanceRecord, text: str, lines: Lines | None) -> ProvenanceRecord:
        """Return the record with the furniture that its outlet's articles share."""
        outlet = outlet_of(record)
        if not outlet or not self.lines.digests:
            return record
        return label_repeated(record, text, self.lines.spans(lines or lines_of(outlet, text, fold(text))))

    @cached_property
    def publishers(self) -> Publishers:
        """Return who publishes in the corpus."""
        return Publishers(self.notices.articles, load())

    def light(self, name: str, lines: Lines) -> bytes:
        """Return a digest of everything of the corpus that the second stage of an article depends on.

        `name` is its final id, `lines` what is noted of its outlet and lines. While its light stays the same, nothing need be done again.
        """
        repeated = b"".join([digest.to_bytes(8, "little", signed=True) for digest in self.lines.inside(lines)])
        parts = (name.encode("utf-8", "replace"), self.notices.standing(lines.outlet), repeated)
        return hashlib.blake2b(b"\0".join(parts), digest_size=LIGHT).digest()


def make_prints(folder: Path, stored: Path, docs: Sequence[int], policy: Policy, shared: Path) -> Print:
    """Complete, fingerprint and judge some documents; `stored` is where `store_articles` put the articles."""
    done = Print(folder)
    folder.mkdir(parents=True, exist_ok=True)
    articles, context, corpus = open_articles(stored), Context(policy, Houses(load(), policy.groups)), open_shared(shared)
    lights: list[bytes] = []
    with ExitStack() as files:
        strings = [files.enter_context(BlobWriter(folder / f"{kind}.bin")) for kind in (*STRINGS, "views")]
        sink = files.enter_context(pa.OSFile(str(done.fingerprints), "wb"))
        prints = files.enter_context(pa.ipc.new_file(sink, SCHEMA))
        for start in range(0, len(docs), _AT_ONCE):
            made = _made(articles, docs[start : start + _AT_ONCE], corpus, context)
            for out, column in zip(strings, made.strings, strict=True):
                out.add_all(column)
            prints.write_batch(made.fingerprints)
            lights += made.lights
    np.save(folder / "lights.npy", np.frombuffer(b"".join(lights), np.uint8).reshape(-1, LIGHT))
    return done


@frozen(eq=False)
class _Made:
    """What a few documents became: their strings, one list for each of `STRINGS` and for the views, their fingerprints and lights."""

    strings: tuple[list[bytes], ...]
    fingerprints: pa.RecordBatch
    lights: list[bytes]


def _made(articles: Articles, docs: Sequence[int], corpus: Shared, context: Context) -> _Made:
    """Return what a few documents become.

    Each step goes through all of them before the next one begins: what it needs then stays in the processor's cache.
    """
    texts = [articles.text(doc) for doc in docs]
    lines = [Lines.of_bytes(articles.blob(doc, "lines")) for doc in docs]
    read = [from_line(articles.blob(doc, "records"), ProvenanceRecord) for doc in docs]
    first = [_called(record, articles.ids[doc]) for record, doc in zip(read, docs, strict=True)]
    records = corpus.complete_all(list(zip(first, texts, lines, strict=True)))
    marks = [signals(record) for record in records]
    completed = [b"" if record is known else to_bytes(record) for record, known in zip(records, read, strict=True)]
    findings = [orjson.dumps(list(rows_of(judge_record(record, context), context.policy))) for record in records]
    views = [packed(view_of(record, text)) for record, text in zip(records, texts, strict=True)]
    lights = [corpus.light(record.id, noted) for record, noted in zip(records, lines, strict=True)]
    strings = ([dump_signals(mark) for mark in marks], completed, findings, views)
    return _Made(strings, fingerprint_batch(texts, marks, docs), lights)


def _called(record: ProvenanceRecord, name: str) -> ProvenanceRecord:
    """Return the record under its final id."""
    return record if record.id == name else changed(record, id=name)


def open_shared(path: Path) -> Shared:
    """Return what the corpus shares, read once by each process."""
    return _shared(path, path.stat().st_mtime_ns)


def store_articles(articles: Articles, path: Path) -> Path:
    """Write down where the articles stand, once for all tasks: it grows with the corpus."""
    path.write_bytes(pickle.dumps(articles, protocol=pickle.HIGHEST_PROTOCOL))
    return path


def open_articles(path: Path) -> Articles:
    """Return the articles, read once by each process."""
    return _articles(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _articles(path: Path, written: int) -> Articles:  # noqa: ARG001 -- parts two runs in one process
    found: Articles = pickle.loads(path.read_bytes())  # noqa: S301 -- written by this very run, at that time
    return found


@lru_cache(maxsize=1)
def _shared(path: Path, written: int) -> Shared:  # noqa: ARG001 -- parts two runs in one process
    found: Shared = pickle.loads(path.read_bytes())  # noqa: S301 -- written by this very run, at that time
    return found
