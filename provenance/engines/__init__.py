"""Who runs batches and SQL: everything else is free of engines."""

from provenance.engines.local import Run, close, run
from provenance.engines.plan import Plan, Progress, silent

__all__ = ["Plan", "Progress", "Run", "close", "run", "silent"]
