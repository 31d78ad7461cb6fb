"""Reprints: which articles share which passages, who took them from whom, and which families they form."""

from provenance.reprints.find import LIKE, Corpus, Passages, Reprints, find, find_in_memory
from provenance.reprints.fingerprint import fingerprint_batch
from provenance.reprints.kept import Aligned
from provenance.reprints.signals import Signals, signals

__all__ = ["LIKE", "Aligned", "Corpus", "Passages", "Reprints", "Signals", "find", "find_in_memory", "fingerprint_batch", "signals"]
