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

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from provenance.api import Audit, audit
    from provenance.batch import record_batch
    from provenance.errors import ProvenanceError
    from provenance.model.record import ProvenanceRecord
    from provenance.model.text import Article, Problem
    from provenance.readers import read
    from provenance.records import record
    from provenance.wire import from_json, to_json

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


_HOMES = {
    **dict.fromkeys(("Audit", "audit"), "api"), "record_batch": "batch", "ProvenanceError": "errors", "ProvenanceRecord": "model.record",
    **dict.fromkeys(("Article", "Problem"), "model.text"), "read": "readers", "record": "records",
    **dict.fromkeys(("from_json", "to_json"), "wire"),
}  # fmt: skip
"""Public name -> the module that it comes from, which is loaded when the name is first asked for."""


def __getattr__(name: str) -> Any:
    """Load a public name from its module: the command line starts at once, and nothing waits for what it does not use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'provenance' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"provenance.{_HOMES[name]}"), name)
    return found


def __dir__() -> list[str]:
    """Name what is loaded late, too, for `help(provenance)` and for shells that complete names."""
    return sorted({*globals(), *__all__})
