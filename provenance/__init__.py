"""Find where news text comes from and what is stated about its licence, passage by passage."""

from provenance.errors import ProvenanceError
from provenance.model.record import ProvenanceRecord
from provenance.model.text import Article, Problem
from provenance.readers import read
from provenance.records import record
from provenance.wire import from_json, to_json

__all__ = ["Article", "Problem", "ProvenanceError", "ProvenanceRecord", "from_json", "read", "record", "to_json"]
__version__ = "0.1.0"
