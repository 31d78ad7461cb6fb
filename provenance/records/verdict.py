"""What may be said about the licence of an article as a whole: the licence detector judges, the record shows it."""

from __future__ import annotations

from provenance.detectors.license.verdict import Judgement
from provenance.detectors.license.verdict import verdict as judge

__all__ = ["Judgement", "judge"]
