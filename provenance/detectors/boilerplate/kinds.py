"""The kinds of furniture and their layers: what may be stripped, what states rights, what states provenance."""

from __future__ import annotations

from typing import get_args

from provenance.model.record import BoilerplateKind, Layer

PROVENANCE_KINDS = ("credit", "photo_credit", "byline", "date", "contact")
RIGHTS_KINDS = ("copyright", "license")
_KINDS: dict[str, BoilerplateKind] = {kind: kind for kind in get_args(BoilerplateKind)}


def layer_of(kind: str) -> Layer:
    """Return the layer of a kind: what may be stripped, what states rights, what states provenance."""
    return "rights" if kind in RIGHTS_KINDS else "provenance" if kind in PROVENANCE_KINDS else "plain"


def kind_named(name: str) -> BoilerplateKind:
    """Return the kind of that name; raise KeyError when the contract has none."""
    return _KINDS[name]


LAYERS: dict[str, tuple[BoilerplateKind, Layer]] = {kind: (kind, layer_of(kind)) for kind in _KINDS.values()}
"""Each kind with its layer, by name."""
