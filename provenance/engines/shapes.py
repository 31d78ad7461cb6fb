"""Signals as compact JSON: what lies on disk between two stages, and between today's audit and tomorrow's."""

from __future__ import annotations

from provenance.reprints import Signals
from provenance.wire.direct import dumper, loader


def dump_signals(value: Signals) -> bytes:
    """Return signals as JSON lists, without names."""
    return dumper(Signals)(value)


def load_signals(data: bytes) -> Signals:
    """Return the signals that `dump_signals` wrote."""
    found: Signals = loader(Signals, listed=True)(data)
    return found
