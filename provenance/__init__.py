"""Find where news text comes from and what is stated about its licence, passage by passage.

    record = provenance.record("PARIS (AFP) - The bridge is open again.")  # one text -> ProvenanceRecord
    for item in provenance.read("corpus/"): ...                            # files, folders, globs -> Article | Problem
    audit = provenance.audit("corpus/")                                    # a corpus -> Audit: records, families, findings ...
    audit.write("audit/")                                                  # the audit folder, with its report
    provenance.record_batch(batch)                                         # an Arrow batch -> an Arrow batch
    provenance.from_json(provenance.to_json(record))                       # a record as JSON, and back

Everything returned is frozen. Whatever a corpus holds, nothing raises: faults become Problems. A caller's mistake raises a
ProvenanceError, which says what to do next. A statement found is a claim, not a grant; nothing here is legal advice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from provenance.errors import ProvenanceError
from provenance.model.record import ProvenanceRecord
from provenance.model.text import Article, Problem
from provenance.readers import read
from provenance.records import record
from provenance.wire import from_json, to_json

if TYPE_CHECKING:
    from provenance.api import Audit, audit
    from provenance.batch import record_batch

__all__ = [
    "Article",
    "Audit",
    "Problem",
    "ProvenanceError",
    "ProvenanceRecord",
    "audit",
    "from_json",
    "read",
    "record",
    "record_batch",
    "to_json",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load what an audit needs (a database, templates, Arrow) when it is first asked for."""
    if name in {"audit", "Audit"}:
        from provenance import api  # noqa: PLC0415 -- loading it late is the purpose

        return getattr(api, name)
    if name == "record_batch":
        from provenance.batch import record_batch  # noqa: PLC0415 -- loading it late is the purpose

        return record_batch
    raise AttributeError(f"module 'provenance' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Name what is loaded late, too, for `help(provenance)` and for shells that complete names."""
    return sorted({*globals(), *__all__})
