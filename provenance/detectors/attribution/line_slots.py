"""The shapes of what stands in photo credits and contact lines."""

from __future__ import annotations

PHOTO = {"credit": r"\p{Lu}[^()\n\[\]]{1,80}?(?=$|\n|[)\]]|\. |  )"}
CONTACT = {"rest": r"[^\n]{3,200}", "person": r"\p{L}[\p{L}\p{M}.'-]{1,20}(?: \p{L}[\p{L}\p{M}.'-]{1,20}){1,3}"}
