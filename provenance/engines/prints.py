"""The second stage: articles in their final order become fingerprints, signals and the findings about single records."""

from __future__ import annotations

import pickle
from pathlib import Path

import pyarrow as pa
from attrs import frozen

from provenance.audits import Draft, Policy, judge_record
from provenance.audits.context import Context
from provenance.audits.parties import Houses
from provenance.catalog import load
from provenance.engines.blobs import BlobWriter
from provenance.engines.corpus import Articles
from provenance.reprints import Signals, fingerprint_batch, signals


@frozen
class Print:
    """What a range of documents became: files of fingerprints and signals, and the drafts of the record rules."""

    fingerprints: Path
    signals: Path
    drafts: tuple[Draft, ...]


def make_prints(folder: Path, articles: Articles, start: int, stop: int, policy: Policy) -> Print:
    """Fingerprint and judge the documents `[start, stop)`."""
    folder.mkdir(parents=True, exist_ok=True)
    context = Context(policy, Houses(load(), policy.groups))
    texts: list[str] = []
    marks: list[Signals] = []
    drafts: list[Draft] = []
    with BlobWriter(folder / f"{start:09d}.signals") as kept:
        for doc in range(start, stop):
            record = articles.load(doc)
            texts.append(articles.text(doc))
            marks.append(signals(record))
            kept.add(pickle.dumps(marks[-1], protocol=pickle.HIGHEST_PROTOCOL))
            drafts.extend(judge_record(record, context))
    batch = fingerprint_batch(texts, marks, range(start, stop))
    path = folder / f"{start:09d}.arrow"
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as out:
        out.write_batch(batch)
    return Print(path, folder / f"{start:09d}.signals", tuple(drafts))
