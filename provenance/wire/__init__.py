"""Model <-> JSON: every value that leaves the program passes through here and follows its schema."""

from provenance.wire.convert import from_json, from_line, model, plain, structure, to_bytes, to_json
from provenance.wire.schemas import SCHEMAS, schema, validate

__all__ = ["SCHEMAS", "from_json", "from_line", "model", "plain", "schema", "structure", "to_bytes", "to_json", "validate"]
