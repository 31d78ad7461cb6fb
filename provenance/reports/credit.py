"""The credit line of an article: who must be named for it, under which licence as stated."""

from __future__ import annotations

from provenance.model.record import ProvenanceRecord

_NOTHING = {"NONE": "no licence stated", "NOASSERTION": "licence unclear"}


def credit_line(record: ProvenanceRecord) -> str:
    """Return "Title. Author / Outlet (date). URL. Licence as stated: CC-BY-4.0 by Mehr News Agency.", leaving out what is not known."""
    title = " ".join(record.title.text.split()).rstrip(".") if record.title else record.id
    named = " / ".join(credited(record)) or "Author not named"
    day = f" ({record.published.value[:10]})" if record.published else ""
    address = f" {record.source.url}." if record.source.url else ""
    return f"{title}. {named}{day}.{address} {licence_line(record)}"


def credited(record: ProvenanceRecord) -> list[str]:
    """Return who is to be credited: persons and outlets named as authors, the publisher, the licensors, each once, in this order."""
    authors = [item for item in record.attributions if item.role == "author" and item.confidence != "possible"]
    names = [item.person for item in authors] + [item.name for item in authors]
    names += [record.publisher.name] if record.publisher and record.publisher.confidence != "possible" else []
    names += licensors(record)
    return list(dict.fromkeys(" ".join(name.split()) for name in names if name and name.strip()))


def licensors(record: ProvenanceRecord) -> list[str]:
    """Return the names of those who are said to license this article or the whole site."""
    stated = [item for item in record.licenses if item.scope in {"site", "article"} and item.confidence != "possible"]
    return list(dict.fromkeys(item.holder.name for item in stated if item.holder))


def licence_line(record: ProvenanceRecord) -> str:
    """Return the stated licence in words; a claim found in the text, not a grant."""
    expression = record.license.expression
    if expression in _NOTHING:
        return f"{_NOTHING[expression].capitalize()}."
    by = f" by {', '.join(licensors(record))}" if licensors(record) else ""
    return f"Licence as stated: {expression}{by}."
