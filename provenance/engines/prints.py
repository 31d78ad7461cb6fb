"""The second stage: articles in their final order become fingerprints, signals and the findings about single records."""

from __future__ import annotations

import pickle
from functools import cache, cached_property
from pathlib import Path

import pyarrow as pa
from attrs import frozen

from provenance.audits import Draft, Policy, judge_record
from provenance.audits.context import Context
from provenance.audits.parties import Houses
from provenance.catalog import load
from provenance.detectors.boilerplate.repeated import RepeatedLines, label_repeated
from provenance.engines.blobs import BlobWriter
from provenance.engines.corpus import Articles
from provenance.model.record import ProvenanceRecord
from provenance.records.credited import Publishers, complete_credits
from provenance.records.sites import SiteNotices, outlet_of
from provenance.reprints import Signals, fingerprint_batch, signals
from provenance.wire import to_bytes


@frozen
class Print:
    """What a range of documents became: files of fingerprints, signals, records as the corpus completes them, and drafts of findings."""

    fingerprints: Path
    signals: Path
    records: Path
    drafted: Path

    def drafts(self) -> tuple[Draft, ...]:
        """Return what the rules about single records said."""
        found: tuple[Draft, ...] = pickle.loads(self.drafted.read_bytes())  # noqa: S301 -- written by this very run
        return found


@frozen(eq=False)
class Shared:
    """What the whole corpus says about each of its articles: the notices and the lines that articles of one outlet share."""

    notices: SiteNotices
    lines: RepeatedLines

    def complete(self, record: ProvenanceRecord, text: str, publishers: Publishers | None = None) -> ProvenanceRecord:
        """Return the record as it is in the light of the corpus; `publishers` are its houses where this holds one outlet alone."""
        known = self.notices.apply(record)
        outlet = outlet_of(known)
        labelled = label_repeated(known, text, outlet, self.lines) if outlet else known
        return complete_credits(labelled, text, publishers or self.publishers, anew=labelled is not known)

    @cached_property
    def publishers(self) -> Publishers:
        """Return who publishes in the corpus."""
        return Publishers(self.notices.articles, load())


def make_prints(folder: Path, articles: Articles, start: int, stop: int, policy: Policy, shared: Path) -> Print:
    """Complete, fingerprint and judge the documents `[start, stop)`."""
    folder.mkdir(parents=True, exist_ok=True)
    context, corpus = Context(policy, Houses(load(), policy.groups)), open_shared(shared)
    texts: list[str] = []
    marks: list[Signals] = []
    drafts: list[Draft] = []
    done = Print(*(folder / f"{start:09d}.{kind}" for kind in ("arrow", "signals", "records", "drafts")))
    with BlobWriter(done.signals) as signalled, BlobWriter(done.records) as records:
        for doc in range(start, stop):
            texts.append(articles.text(doc))
            first = articles.load(doc)
            record = corpus.complete(first, texts[-1])
            records.add(articles.blob(doc, "records.bin") if record is first else to_bytes(record))
            marks.append(signals(record))
            signalled.add(pickle.dumps(marks[-1], protocol=pickle.HIGHEST_PROTOCOL))
            drafts.extend(judge_record(record, context))
    batch = fingerprint_batch(texts, marks, range(start, stop))
    with pa.OSFile(str(done.fingerprints), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as out:
        out.write_batch(batch)
    done.drafted.write_bytes(pickle.dumps(tuple(drafts), protocol=pickle.HIGHEST_PROTOCOL))
    return done


@cache
def open_shared(path: Path) -> Shared:
    """Return what the corpus shares, read once by each process."""
    found: Shared = pickle.loads(path.read_bytes())  # noqa: S301 -- written by this very run
    return found
