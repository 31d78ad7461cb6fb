"""Which encoding bytes are in when nothing says so: the one in which they spell a language's own letters, in their usual places."""

from __future__ import annotations

from collections import Counter

import regex

from provenance.readers.alphabets import ALPHABETS, ENCODINGS

_SAMPLE = 1 << 14
_BEFORE = 200
_BEYOND = regex.compile(r"[^\x00-\x7f]")
_QUOTES = frozenset("‘’‚“”„«»–—…")
"""What texts of all languages are full of."""
_MARKS = frozenset("\xa0‹›•·°§©®™£€¥¢²³½¼¾ºª¿¡×÷−؟،؛ـ־")
"""What stands in texts of any language now and then, and says nothing about it."""
_SPLIT = regex.compile(
    r"(?V1)(?<=\p{L})(?!’|‘|·|־|ـ)[^\x00-\x7f\p{L}\p{M}\p{N}](?=\p{L})"
    r"|(?<=\p{Ll})[\p{Lu}--\x00-\x7f]|(?<=[\p{Ll}--\x00-\x7f])\p{Lu}"
)
"""Signs inside of words and capitals behind small letters, at least one of them beyond ASCII: what a wrong encoding makes of letters."""
_MIXED = regex.compile(r"(?<=[A-Za-z])(?!\p{Latin})[\p{L}\p{M}]|(?!\p{Latin})[\p{L}\p{M}](?=[A-Za-z])")
"""Letters of another script beside Latin ones."""
_HIGH = regex.compile(rb"[\x80-\xff]")
_RUNS = regex.compile(rb"(?:[\x81-\xfe][\x40-\x7e\x80-\xfe]){2,}+")
_FREQUENT = 10
_COMMONEST = next(iter(ENCODINGS))


def guess(data: bytes) -> str | None:
    """Return the encoding of bytes that are no UTF-8, as far as their letters tell; None when they spell nothing in any known one."""
    sample = _telling(data)
    return _of_two_bytes(sample) or _of_one_byte(sample)


def _telling(data: bytes) -> bytes:
    """Return the lines that hold bytes beyond ASCII, up to the size of a sample; of a long line what stands from the first of them on."""
    found, size = [], 0
    for line in data[: 64 * _SAMPLE].splitlines():
        first = None if line.isascii() else _HIGH.search(line)
        if first:
            found.append(line[max(0, first.start() - _BEFORE) : first.start() + _SAMPLE])
            size += len(found[-1])
        if size >= _SAMPLE:
            break
    return b"\n".join(found)


def _of_one_byte(sample: bytes) -> str | None:
    best, most = None, 0.0
    for encoding, languages in ENCODINGS.items():
        text = sample.decode(encoding, "replace")
        letters = Counter(_BEYOND.findall(text))
        wrong = len(_SPLIT.findall(text)) + len(_MIXED.findall(text))
        score = max(_fit(letters, ALPHABETS[language]) for language in languages) - 2 * wrong
        if best is None or score > most:
            best, most = encoding, score
        if score == letters.total() and encoding == _COMMONEST:
            break  # every letter is one that a language of this encoding writes: no other is asked
    return best if most >= 0 else None


def _fit(letters: Counter[str], alphabet: str) -> float:
    """Return how many of the letters the alphabet has, those that it has not twice taken off, and how many are frequent in it."""
    usual = set(alphabet[:_FREQUENT]) if alphabet[0] > "\u024f" else set()
    own = set(alphabet)
    score = 0.0
    for letter, count in letters.items():
        small = letter.lower()
        if small in own or letter in _QUOTES:
            score += count * (1.5 if small in usual else 1)
        elif letter not in _MARKS:
            score -= 2 * count
    return score


def _of_two_bytes(sample: bytes) -> str | None:
    """Return the encoding of Japanese, Chinese or Korean bytes, told by which rows of its table the letters stand in."""
    pairs = [(run[at], run[at + 1]) for run in _RUNS.findall(sample) for at in range(0, len(run), 2)]
    if 4 * len(pairs) < len(_HIGH.findall(sample)):
        return None  # letters of two bytes stand side by side; accents in a Latin text do not
    first = Counter(lead for lead, _ in pairs)
    high = sum(lead >= 0xA1 and trail >= 0xA1 for lead, trail in pairs)
    for encoding, fits in (
        ("cp932", first[0x82] + first[0x83] > 0.2 * len(pairs)),
        ("euc-jp", first[0xA4] + first[0xA5] > 0.2 * len(pairs)),
        ("cp949", high > 0.9 * len(pairs) and _share(first, 0xB0, 0xC8) > 0.85),
        ("gb18030", high > 0.9 * len(pairs) and _share(first, 0xB0, 0xD7) > 0.7),
        ("big5hkscs", _share(first, 0xA4, 0xC6) > 0.7),
        ("gb18030", _share(first, 0xB0, 0xD7) > 0.7),
    ):
        if fits and _decodes(sample, encoding):
            return encoding
    return None


def _share(first: Counter[int], low: int, high: int) -> float:
    """Return the share of pairs whose first byte lies in a range, those of punctuation (0xA1 to 0xA3) left out."""
    counted = {lead: count for lead, count in first.items() if not 0xA1 <= lead <= 0xA3}
    return sum(count for lead, count in counted.items() if low <= lead <= high) / max(1, sum(counted.values()))


def _decodes(sample: bytes, encoding: str) -> bool:
    """Tell whether at most one letter in a hundred is a fault, since a sample may be cut in the middle of one."""
    text = sample.decode(encoding, "replace")
    return text.count("\ufffd") * 100 <= max(len(_BEYOND.findall(text)), 100)
