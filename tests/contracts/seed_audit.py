"""An audit folder of the five seeds, built by hand from model objects, so that exporters can be tested without running an audit."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from attrs import evolve, frozen

from provenance.model.audit import Counts, Finding, FindingEvidence, InputFile, Manifest
from provenance.model.evidence import Evidence
from provenance.model.record import (
    Attribution,
    Boilerplate,
    Coverage,
    Holder,
    License,
    MadeWith,
    ProvenanceRecord,
    Published,
    Publisher,
    Reprint,
    Title,
    Verdict,
)
from provenance.model.reprint import Edge, Family, Order, Passage
from provenance.model.text import Problem, Source
from provenance.wire import plain

SEEDS = Path(__file__).parents[2] / "seeds"
MEHR = "All Content by Mehr News Agency is licensed under a Creative Commons Attribution 4.0 International License."
NBC = "More than 100 ISIS militants assaulted the main prison"
IDS = tuple(sorted(path.stem for path in SEEDS.glob("*.txt")))


@frozen
class Folder:
    """An audit folder and the texts of its records."""

    path: Path
    texts: dict[str, str]

    def get(self, record_id: str, /) -> str | None:
        """Return the text of a record."""
        return self.texts.get(record_id)


def quote(rule: str, text: str, phrase: str) -> Evidence:
    """Return the evidence for the first place of a phrase."""
    start = text.index(phrase)
    return Evidence(rule, start, start + len(phrase), phrase)


def credit(kind: str, role: str, outlet: str, name: str, cue: str, found: Evidence) -> Attribution:
    """Return an attribution to an outlet."""
    return Attribution(kind, role, outlet, name, None, None, None, cue, "certain", found)  # type: ignore[arg-type]


def base(record_id: str, text: str) -> ProvenanceRecord:
    """Return a record that states nothing."""
    raw = text.encode("utf-8", "replace")
    source = Source(f"seeds/{record_id}.txt", "text", sha256=hashlib.sha256(raw).hexdigest(), bytes=len(raw))
    return ProvenanceRecord(
        "provenance-record/1",
        record_id,
        source,
        "en",
        None,
        None,
        None,
        (),
        (),
        (),
        (),
        ((0, len(text)),),
        Verdict("none", "NONE", ("No licence statement was found.",), Coverage(1.0, 0.0)),
        None,
        (),
        (),
        MadeWith("0.1.0", "sha256:" + "0" * 64),
    )


def mehr(record: ProvenanceRecord, text: str) -> ProvenanceRecord:
    """Add the footer of the Mehr News Agency and what follows from it."""
    found = quote("statements/cc/all-content-by", text, MEHR)
    licensed = License("CC-BY-4.0", "CC-BY", "4.0", None, Holder("mehr-news", "Mehr News Agency"), "site", "text", (), "certain", found)
    footer = Boilerplate("license", "rights", "certain", found)
    dateline = quote("credits/datelines/city-dash", text, text[: text.index("-") + 1] if text[7] == "-" else text[:8])
    start = dateline.stop + 1
    return evolve(
        record,
        licenses=(licensed,),
        boilerplate=(footer,),
        attributions=(
            Attribution("dateline", "other", None, None, None, "Tehran", None, "TEHRAN", "certain", dateline),
            credit("cited", "source", "nbc-news", "NBC News", "reported", quote("credits/cited/reported", text, "NBC news reported")),
        ),
        body=((start, found.start),),
        license=Verdict("stated", "CC-BY-4.0", ("One statement about the whole site, by Mehr News Agency.",), Coverage(0.86, 0.14)),
        findings=("g-0002",),
    )


def seed_records(texts: dict[str, str]) -> list[ProvenanceRecord]:
    """Return the five records with what a reader finds in them."""
    zero, one, two, three, four = (base(name, texts[name]) for name in IDS)
    page = texts[two.id]
    form = page.index("Leave a Comment")
    title = page.split("\n", 1)[0]
    two = evolve(
        two,
        title=Title(title, 0, len(title)),
        published=Published("2022-01-26T21:27", "minute", "text", quote("dates/month-day-year-time", page, "January 26, 2022 - 21:27")),
        attributions=(
            credit("cited", "source", "irna", "IRNA", "according to", quote("credits/cited/according-to", page, "according to IRNA")),
            credit("cited", "source", "nbc-news", "NBC News", "reported", quote("credits/cited/reported", page, "NBC news reported")),
        ),
        boilerplate=(
            Boilerplate("comment_form", "plain", "certain", quote("boilerplate/comments/leave", page, "Leave a Comment")),
            Boilerplate("captcha", "plain", "certain", quote("boilerplate/comments/sum", page, "2 + 0 =")),
            Boilerplate("date", "provenance", "certain", quote("boilerplate/dates", page, "January 26, 2022 - 21:27")),
        ),
        body=((page.index("TEHRAN"), form),),
        reprint=Reprint("f-1", "member", ()),
        findings=("g-0001",),
    )
    news = texts[three.id]
    agency = "according to the Islamic Republic News Agency (IRNA)"
    line = quote("credits/source-line", news, "Source: Tehran Times")
    three = evolve(
        three,
        publisher=Publisher("tehran-times", "Tehran Times", "source_line", "likely", line),
        attributions=(
            credit(
                "cited",
                "source",
                "fars-news",
                "Fars News",
                "according to",
                quote("credits/cited/according-to", news, "according to Fars News"),
            ),
            credit("cited", "source", "irna", "IRNA", "according to", quote("credits/cited/according-to", news, agency)),
            credit("source_line", "author", "tehran-times", "Tehran Times", "Source:", line),
        ),
    )
    old = texts[four.id]
    four = evolve(
        four,
        published=Published("2017-04-16", "day", "text", quote("dates/iso", old, "2017-04-16")),
        attributions=(
            credit(
                "cited",
                "source",
                "tasnim-news",
                "Tasnim News Agency",
                "reported",
                quote("credits/cited/reported", old, "Tasnim News Agency reported"),
            ),
        ),
    )
    zero = evolve(mehr(zero, texts[zero.id]), reprint=Reprint("f-1", "excerpt", (IDS[1],)))
    one = evolve(mehr(one, texts[one.id]), reprint=Reprint("f-1", "member", ()), findings=("g-0001", "g-0002"))
    return [zero, one, two, three, four]


def shared(texts: dict[str, str], a: str, b: str, first: str, last: str, similarity: float) -> Passage:
    """Return the passage from one phrase to another that stands in both texts."""
    spans = [(texts[name].index(first), texts[name].index(last) + len(last)) for name in (a, b)]
    return Passage(a, *spans[0], b, *spans[1], similarity, "article")


def build(path: Path, extra: dict[str, str] | None = None) -> Folder:
    """Write the audit folder; `extra` adds articles (id -> text) about which nothing was found but one finding each."""
    texts = {name: (SEEDS / f"{name}.txt").read_text(encoding="utf-8") for name in IDS}
    rows: dict[str, list[object]] = {
        "records": list(seed_records(texts)),
        "problems": [Problem("seeds/empty.txt", "read", "empty", "The file is empty.")],
    }
    zero, one, two = IDS[:3]
    rows["passages"] = [
        shared(texts, zero, one, "ISIS, also called", "countries of the region", 1.0),
        shared(texts, zero, one, "Emphasizing the need", "as it is to its own.", 1.0),
        shared(texts, one, two, "TEHRAN - General Zakir", "countries in the region.", 0.994),
        shared(texts, zero, two, "ISIS, also called", "countries of the region", 0.998),
    ]
    rows["edges"] = [
        Edge(one, two, "near", 0.97, 0.98, Order("unknown", (), ("Only one of the two carries a date.",))),
        Edge(zero, one, "excerpt", 0.41, 0.23, Order("possible", ("inherited_edit",), ())),
    ]
    rows["families"] = [Family("f-1", (zero, one, two), None, None)]
    conflict = quote("statements/cc/all-content-by", texts[one], MEHR)
    nbc = [(name, quote("credits/cited/reported", texts[name], "NBC news reported")) for name in (zero, one)]
    rows["findings"] = [
        Finding(
            "g-0001",
            "conflicting-licenses",
            "error",
            "certain",
            (one, two),
            "The same text states CC-BY-4.0 in one place and no licence in the other.",
            (FindingEvidence(one, *_fields(conflict)), FindingEvidence(two, "passages/article", *_span(rows["passages"][2], texts[two]))),
            "f-1",
            "a" * 16,
        ),
        Finding(
            "g-0002",
            "embedded-third-party",
            "warning",
            "likely",
            (zero, one),
            "A passage credited to NBC News stands inside text under CC-BY-4.0.",
            tuple(FindingEvidence(name, *_fields(found)) for name, found in nbc),
            "f-1",
            "b" * 16,
        ),
    ]
    for number, (record_id, text) in enumerate((extra or {}).items()):
        texts[record_id] = text
        finding = f"g-x{number:05}"
        stop = min(len(text), 60)
        record = evolve(base(record_id, text), title=Title(text[:stop], 0, stop), findings=(finding,))
        rows["records"].append(record)
        found = FindingEvidence(record_id, "verdict/none", 0, stop, text[:stop])
        rows["findings"].append(
            Finding(
                finding,
                "unlicensed",
                "warning",
                "certain",
                (record_id,),
                f"No licence is stated: {text[:stop]}",
                (found,),
                None,
                f"{number:016x}",
            )
        )
    _write(path, rows)
    return Folder(path, texts)


def _fields(found: Evidence) -> tuple[str, int, int, str]:
    return found.rule, found.start, found.stop, found.quote


def _span(passage: object, text: str) -> tuple[int, int, str]:
    assert isinstance(passage, Passage)
    return passage.b_start, passage.b_start + 80, text[passage.b_start : passage.b_start + 80]


def _write(path: Path, rows: dict[str, list[object]]) -> None:
    path.mkdir(parents=True, exist_ok=True)
    for name, values in rows.items():
        lines = [json.dumps(plain(value), ensure_ascii=False) + "\n" for value in values]
        (path / f"{name}.jsonl").write_bytes("".join(lines).encode("utf-8", "replace"))
    total = {name: len(values) for name, values in rows.items()}
    refused = sum(1 for value in rows["problems"] if isinstance(value, Problem) and value.refused)
    counts = Counts(
        total["records"] + refused,
        total["records"],
        refused,
        total["passages"],
        total["edges"],
        total["families"],
        total["findings"],
        0,
        total["problems"],
    )
    inputs = tuple(
        InputFile(
            f"seeds/{name}.txt", hashlib.sha256((SEEDS / f"{name}.txt").read_bytes()).hexdigest(), (SEEDS / f"{name}.txt").stat().st_size
        )
        for name in IDS
    )
    manifest = Manifest(
        "provenance-manifest/1",
        "0.1.0",
        "sha256:" + "0" * 64,
        "sha256:" + "1" * 64,
        inputs,
        (),
        counts,
        "local",
        "2026-01-01T00:00:00Z",
        1.5,
    )
    (path / "manifest.json").write_text(json.dumps(plain(manifest), indent=1), encoding="utf-8")
