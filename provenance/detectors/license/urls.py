"""Addresses of licences: what `https://creativecommons.org/licenses/by-nc-nd/3.0/de/deed.en` says, and what it does not."""

from __future__ import annotations

import regex
from attrs import frozen

from provenance.detectors.license.vocabulary import Vocabulary
from provenance.expressions import compiled

_HOSTS = (
    "creativecommons.org", "licensebuttons.net", "spdx.org", "opendatacommons.org", "gnu.org", "nationalarchives.gov.uk", "artlibre.org",
    "etalab.gouv.fr", "govdata.de", "data.norge.no", "dati.gov.it", "data.gov.tw", "data.gov.in", "cdla.dev", "cdla.io", "open.canada.ca",
    "ouvert.canada.ca", "kogl.or.kr", "opencontent.org", "dipp.nrw.de", "parliament.uk",
)  # fmt: skip
GRANTING = ("creativecommons.org", "licensebuttons.net", "spdx.org")
"""Hosts whose paths say which licence is meant; other addresses of licences stand in the catalog."""

_ADDRESS = compiled(
    rf"(?:https?:)?(?://)?(?:[a-z0-9-]{{1,20}}\.){{0,3}}(?:{'|'.join(map(regex.escape, _HOSTS))})(?:/[a-z0-9_.,%~?=&+#:/-]{{0,200}})?"
)
_CC_PATH = compiled(
    r"/(?:licen[sc]es|l|p|publicdomain|choose)/(?P<kind>[a-z+-]{2,20}|cc0)(?:/(?P<version>\d\.\d))?(?:/(?P<port>[a-z]{2,8})(?![a-z.]))?"
)
_SPDX_PATH = compiled(r"/licenses/(?P<id>[a-z0-9.-]{3,40})")
_ELEMENTS = frozenset(("by", "nc", "nd", "sa", "sampling"))


@frozen
class Grant:
    """A licence as stated, whatever the channel: SPDX-like `family`, `version` and `port` only when stated; `name` for named licences."""

    family: str
    version: str | None = None
    port: str | None = None
    name: str | None = None
    suffix: str = ""


def family_of(elements: set[str]) -> str | None:
    """Return the family of a set of elements ("CC-BY-NC-SA"); None when they cannot stand together. BY is implied by the others."""
    if not elements or {"ND", "SA"} <= elements:
        return None
    return "-".join(("CC", *(element for element in ("BY", "NC", "ND", "SA") if element in elements or element == "BY")))


def addresses(lower: str, start: int, stop: int) -> list[regex.Match[str]]:
    """Return the addresses in `[start, stop)` that may name a licence, in order."""
    words = lower[start:stop]
    return list(_ADDRESS.finditer(lower, start, stop)) if any(host in words for host in _HOSTS) else []


def read_address(address: str, known: Vocabulary) -> Grant | None:
    """Return the licence that an address names, None when it names none (a chooser, a home page, terms of service)."""
    small = address.lower().removesuffix(".").strip()
    host, _, path = small.split("//", 1)[-1].partition("/")
    path = "/" + path
    if host.endswith(GRANTING[:2]):
        return _creative_commons(path, known)
    if host.endswith(GRANTING[2]):
        match = _SPDX_PATH.search(path)
        return _by_id(match["id"].removesuffix(".html").removesuffix(".json"), known) if match else None
    target = (host + path).removeprefix("www.")
    for name in known.names.values():
        for url in name.urls:
            at = target.find(url)
            if at >= 0:
                found = regex.search(r"(?<![\d.])[v/-]?(\d(?:\.\d)?)(?![\d.])", target[at + len(url) :])
                version = f"{found[1]}.0" if found and "." not in found[1] else found[1] if found else None
                return Grant(name.family, version if version in name.versions else None, None, name.id)
    return None


def _creative_commons(path: str, known: Vocabulary) -> Grant | None:  # noqa: PLR0911 -- one return for each kind of address
    match = _CC_PATH.search(path)
    if not match:
        return None
    kind, version = match["kind"], match["version"]
    version = version if version in known.versions else None
    if kind in ("zero", "cc0"):
        return Grant("CC0", version, None, "CC0")
    if kind == "mark":
        return Grant("CC-PDM", version, None, "CC-PDM")
    if kind == "publicdomain":
        return Grant("CC-PDDC", None, None, "CC-PDDC")
    parts = set(regex.split(r"[+-]", kind))
    if not parts <= _ELEMENTS or "sampling" in parts:
        return None
    if version == "1.0" and "by" not in parts:
        return Grant("CC-" + "-".join(part.upper() for part in ("nc", "nd", "sa") if part in parts), version)
    family = family_of({part.upper() for part in parts})
    port = match["port"] if match["port"] in known.ports else None
    return Grant(family, version, port.upper() if port else None) if family else None


def _by_id(identifier: str, known: Vocabulary) -> Grant | None:
    found = next((spdx for spdx in known.spdx if spdx.lower() == identifier), None)
    if not found:
        return None
    match = regex.fullmatch(r"(CC[A-Z0-9-]*?)(?:-(\d\.\d))?(?:-([A-Z]{2,3}))?", found)
    if not match:
        return None
    name = match[1] if match[1] in ("CC0", "CC-PDM", "CC-PDDC") else None
    return Grant(match[1], match[2], match[3], name)


def expression(grant: Grant, known: Vocabulary) -> str:
    """Return the SPDX expression of a grant; what the list lacks, or what has no version, is a LicenseRef."""
    if grant.name:
        name = known.names[grant.name]
        if not grant.version:
            return name.plain
        written = name.expression.format(version=grant.version) + grant.suffix
        return written if not name.known or written in name.known else f"LicenseRef-{written}"
    whole = "-".join(part for part in (grant.family, grant.version, grant.port) if part)
    return whole if whole in known.spdx and grant.version else f"LicenseRef-{whole}"
