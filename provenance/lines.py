"""The lines of a text, which more than one detector asks for."""

from __future__ import annotations

from provenance.kernels.lines import bound
from provenance.model.evidence import Span
from provenance.normalise import Folded


def bounds_of(folded: Folded) -> list[Span]:
    """Return where each line that is not blank starts and stops, without blanks at its ends; ask `folded.once(bounds_of)`."""
    return bound(folded.text)
