"""Names in Chinese, Japanese and Korean signs, which stand without capitals and often without space between them."""

from __future__ import annotations

from provenance.expressions import compiled

FAMILY_SIGNS = (
    "[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채"
    "원천방공현함변염추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용]"
)
"""Korean family names."""

NO_NAMES = "(?!선임|전문|수석|인턴|수습|논설|기자|서울|경기|인천|이데일리)"
"""Words that begin like a Korean name and are none."""

_FIRST = "\u2e80"
_WORD = compiled(r"\S+")
_HANGUL = compiled(r"\p{Hangul}+$")
_HAN = compiled(r"\p{Han}{2,4}$")
_KOREAN = compiled(rf"{NO_NAMES}{FAMILY_SIGNS}\p{{Hangul}}{{1,2}}$")
_WHOLE = 3


def parted(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Split signs at white space: "王小明 李华" are two names, "山田 太郎" is one; of Korean words those that open with a family name."""
    words = [word.span() for word in _WORD.finditer(text, start, stop)] if text[start] >= _FIRST else []
    if len(words) > 1 and all(_HANGUL.match(text, *word) for word in words):
        return [word for word in words if _KOREAN.match(text, *word)] or [(start, stop)]
    if len(words) > 1 and words[0][1] - words[0][0] >= _WHOLE and all(_HAN.match(text, *word) for word in words):
        return words
    return [(start, stop)]
