"""The catalog with a handful of outlets of its own, for tests that must not depend on who is in the shipped one."""

from __future__ import annotations

import attrs

from provenance.catalog import Outlet, OutletIndex, load

OUTLETS = (
    Outlet("mehr-news", "Mehr News Agency", ("Mehr",), ("mehrnews.com",), kind="agency", group="mehr-group"),
    Outlet("tehran-times", "Tehran Times", (), ("tehrantimes.com",), kind="newspaper", group="mehr-group"),
    Outlet("reuters", "Reuters", (), ("reuters.com",), kind="agency"),
    Outlet("guardian", "The Guardian", ("Guardian",), ("theguardian.com",), kind="newspaper"),
    Outlet("times-uk", "The Times", ("Times",), ("shared.example",), kind="newspaper"),
    Outlet("times-in", "Times of Somewhere", ("Times",), ("shared.example",), kind="newspaper"),
)
CATALOG = attrs.evolve(load(), outlets=OutletIndex(OUTLETS))
