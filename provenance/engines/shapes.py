"""Signals as compact JSON: what lies on disk between two stages, and between today's audit and tomorrow's."""

from __future__ import annotations

import orjson

from provenance.reprints import Signals
from provenance.wire.forms import reader, writer


def dump_signals(value: Signals) -> bytes:
    """Return signals as JSON lists, without names."""
    return orjson.dumps(writer(Signals, listed=True)(value))


def load_signals(data: bytes) -> Signals:
    """Return the signals that `dump_signals` wrote."""
    found: Signals = reader(Signals, listed=True)(orjson.loads(data))
    return found
