"""Whether two outlets are one house, and which outlet a name, a domain or an address stands for."""

from __future__ import annotations

from urllib.parse import urlsplit

import regex

from provenance.catalog import Catalog, Outlet
from provenance.catalog.house_licenses import HouseLicense
from provenance.catalog.outlets import key
from provenance.expressions import compiled

_HOST = compiled(r"(?P<scheme>https?://)?(?P<host>(?:[\w-]{1,63}\.){1,6}[a-z]{2,24})(?:(?P<sign>[/:?#]).{0,2000})?", regex.IGNORECASE)


def same_house(catalog: Catalog, one: tuple[str | None, str], other: tuple[str | None, str]) -> bool:
    """Tell whether two `(outlet id or None, name)` are the same outlet, belong to one group, or bear the same name."""
    if one[0] and other[0]:
        if one[0] == other[0]:
            return True
        first, second = catalog.outlets.by_id.get(one[0]), catalog.outlets.by_id.get(other[0])
        return bool(first and second and {first.id, first.group} & {second.id, second.group} - {None})
    return bool(one[1]) and key(one[1]) == key(other[1])


def host(address: str) -> str | None:
    """Return the host of an address or a bare domain, in lower case and without "www.", None when it is neither."""
    match = _HOST.fullmatch(address.strip())
    if not match:
        return None
    if match["scheme"] and match["sign"] != ":" and match["host"].isascii():  # as nearly all are: nothing else can be meant
        return str(match["host"]).lower().removeprefix("www.")
    try:
        name = urlsplit(address.strip() if "//" in address else f"//{address.strip()}").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name and "." in name else None


def the_outlet(found: list[Outlet]) -> Outlet | None:
    """Return the outlet of a look-up when there is exactly one: nobody is named on a shared domain or alias alone."""
    return found[0] if len(found) == 1 else None


def resolve(catalog: Catalog, name: str) -> Outlet | None:
    """Return the one outlet that a name, an id or a domain stands for, None when there is none or more than one."""
    if name in catalog.outlets.by_id:
        return catalog.outlets.by_id[name]
    if found := the_outlet(catalog.outlets.named(name)):
        return found
    domain = host(name)
    return the_outlet(catalog.outlets.at(domain)) if domain else None


def house_licenses(catalog: Catalog, outlet: str | None, day: str | None) -> tuple[HouseLicense, ...]:
    """Return the licences of the catalog under which an outlet published its own texts on a day (YYYY-MM-DD), those of any day for None.

    A licence whose first day is not known counts for every day before its last one. It is what the house states, never a grant.
    """
    known = catalog.outlets.by_id.get(outlet or "")
    return tuple(item for item in known.licenses if day is None or item.held_on(day) is not False) if known else ()
