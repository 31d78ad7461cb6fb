"""Characters that cannot be seen, or that turn the direction of reading, written out by name."""

from __future__ import annotations

import re

_CONTROLS = re.compile(
    "[\u0000-\u0008\u000b-\u000d\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Return a text in which such characters stand as `[U+202E]`, so that neither a page nor a terminal obeys them.

    Line feeds and tabs stay; the joiners U+200C and U+200D stay, because they spell words.
    """
    return _CONTROLS.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
