"""Which files an audit reads: paths, folders and globs become an ordered list of inputs, each with its format."""

from __future__ import annotations

import glob
import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, get_args

from attrs import evolve, frozen

from provenance.errors import InputError
from provenance.model.audit import InputFile
from provenance.model.text import InputFormat, Problem
from provenance.readers.streams import BROKEN, Packing, head, packing_of, unpack

InputChoice = Literal["auto", "text", "jsonl", "html", "parquet", "warc"]
STDIN = "-"
SUFFIXES: dict[str, InputFormat] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl", ".jl": "jsonl", ".json": "jsonl",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".warc": "warc", ".wet": "warc", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
PACKINGS: dict[str, Packing] = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd", ".bz2": "bzip2", ".xz": "xz"}
UNSUPPORTED = frozenset({
    ".csv", ".tsv", ".xml", ".rss", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".epub", ".zip", ".tar", ".tgz", ".7z",
    ".rar", ".arc", ".py", ".js", ".css", ".toml", ".yaml", ".yml", ".ini", ".log",
})  # fmt: skip
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"RIFF", b"ORC", b"Obj\x01", b"SQLite format")
_AUDIT = b'"provenance-manifest/'


@frozen
class Input:
    """One input: `path` as records show it, `file` as the system opens it (`-` is standard input), format, packing and size in bytes.

    `whole` says that a JSON file is one document (an object or an array) and not one row a line; `undecided`
    that the format of standard input is still to be taken from its first bytes.
    """

    path: str
    file: str
    format: InputFormat
    packing: Packing = ""
    size: int = 0
    whole: bool = False
    undecided: bool = False


def refusal(path: str, code: str, detail: str) -> Problem:
    """Return the problem of an input that cannot be read at all."""
    return Problem(path, "read", code, detail)


def shown(file: str) -> str:
    """Return a path as text that any program can write: forward slashes, bytes that are no UTF-8 as U+FFFD."""
    return os.fsencode(file).decode("utf-8", "replace").replace(os.sep, "/")


def listed(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    """Return one path or several as a list; raise InputError for anything that is no path."""
    given: object = paths
    several = [given] if isinstance(given, str | os.PathLike) or not isinstance(given, Iterable) else given
    found = []
    for path in several:
        if not isinstance(path, str | os.PathLike):
            raise InputError(f"{path!r:.80} is no path.", "Give the path of a file or folder, or several in a list.")
        found.append(os.fspath(path))
    return found


def nothing_there(paths: Iterable[str]) -> bool:
    """Tell whether of all paths none is a file or folder, a pattern that fits one, or standard input."""
    return all(path != STDIN and not os.path.lexists(path) and not glob.glob(path, recursive=True) for path in paths)  # noqa: PTH207


def sources(paths: Iterable[str | os.PathLike[str]], choice: InputChoice = "auto") -> list[Input | Problem]:
    """Return the inputs behind files, folders, globs and `-`: in the order given, folders recursively and sorted, each file once.

    In a folder, hidden files, READMEs and audits are not articles: they are left out with a note (name one to read it). Whatever else
    cannot be read stands as a problem in its place. Raises InputError when `choice` is no format.
    """
    if choice not in get_args(InputChoice):
        raise InputError(f"There is no input format {choice!r}.", f"Use one of {', '.join(get_args(InputChoice))}.")
    seen: set[tuple[int, int]] = set()
    found: list[Input | Problem] = []
    for path in paths:
        for file in _files(os.fspath(path)):
            if isinstance(file, Problem):
                found.append(file)
            elif file == STDIN or _is_new(file, seen):
                found.append(choose(file, choice))
    return found


def _is_new(file: str, seen: set[tuple[int, int]]) -> bool:
    try:
        status = os.stat(file)  # noqa: PTH116 -- names that are no UTF-8 stay strings
    except OSError:
        return True
    mark = (status.st_dev, status.st_ino)
    known = mark in seen
    seen.add(mark)
    return not known


def _files(path: str) -> Iterator[str | Problem]:
    """Yield the files behind one argument."""
    if path == STDIN or os.path.isfile(path):  # noqa: PTH113
        yield path
    elif os.path.isdir(path):  # noqa: PTH112
        yield from _walk(path)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207
        if not matches:
            yield refusal(shown(path), "no-such-file", "No file matches the pattern.")
        for match in matches:
            yield from _walk(match) if os.path.isdir(match) else (match,)  # noqa: PTH112
    else:
        yield refusal(shown(path), "no-such-file", "There is no such file or folder, or it is no regular file.")


@frozen
class _Folder:
    """A folder on the way down: its path, and the device and number of every folder above it, the nearest first."""

    path: str
    above: tuple[tuple[int, int], ...] = ()


def _walk(folder: str) -> Iterator[str | Problem]:
    """Yield the files of a folder, sorted, its folders too, however deep; a link that leads back up is a problem and is not followed."""
    waiting: list[str | Problem | _Folder] = [_Folder(folder)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, _Folder):
            waiting.extend(reversed(list(_inside(item))))
        else:
            yield item


def _inside(folder: _Folder) -> Iterator[str | Problem | _Folder]:
    """Yield what stands in a folder itself, sorted."""
    path = shown(folder.path)
    try:
        status = os.stat(folder.path)  # noqa: PTH116
        entries = sorted(os.scandir(folder.path), key=lambda entry: entry.name)
    except OSError as error:
        yield refusal(path, "unreadable-file", f"The folder cannot be read: {error.strerror}.")
        return
    here = (status.st_dev, status.st_ino)
    if here in folder.above:
        yield refusal(path, "folder-loop", "A link leads back to a folder above it; it was not followed.")
        return
    aside = [entry.name for entry in entries if _is_aside(entry)]
    if aside:
        told = ", ".join(aside[:5]) + (f" and {len(aside) - 5} more" if len(aside) > 5 else "")
        yield Problem(path, "read", "left-out", shown(f"Not read as articles: {told}. Name a file to read it."), refused=False)
    for entry in entries:
        if entry.name in aside:
            continue
        if entry.is_dir():
            yield _Folder(entry.path, (here, *folder.above))
        elif entry.is_file():
            yield entry.path
        else:
            yield refusal(shown(entry.path), "unreadable-file", "It is no regular file, or a link that leads nowhere.")


def _is_aside(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry of a folder is hidden, or a README or an audit, which describe articles and are none."""
    if entry.name.startswith("."):
        return True
    return _is_audit(entry.path) if entry.is_dir() else Path(entry.name).stem.upper() == "README"


def _is_audit(folder: str) -> bool:
    """Tell whether a folder is an audit folder: the one that an audit of the folder above it has left there, most often."""
    try:
        with open(os.path.join(folder, "manifest.json"), "rb") as file:  # noqa: PTH118, PTH123 -- names that are no UTF-8 stay strings
            return _AUDIT in file.read(200)
    except OSError:
        return False


def choose(file: str, choice: InputChoice = "auto") -> Input | Problem:
    """Return the input for one file: the format by `choice`, else by the suffix, else by the first bytes."""
    if file == STDIN:
        return Input(STDIN, STDIN, "text" if choice == "auto" else choice, undecided=choice == "auto")
    path = shown(file)
    try:
        size = os.stat(file).st_size  # noqa: PTH116
        first = head(file, "")
    except OSError as error:
        return refusal(path, "unreadable-file", f"It cannot be read: {error.strerror}.")
    if not first:
        return refusal(path, "empty-file", "The file is empty.")
    packing = packing_of(first)
    try:
        inner = head(file, packing) if packing else first
    except BROKEN as error:
        return refusal(path, "broken-compression", f"The {packing} data cannot be unpacked: {error}.")
    return _decided(Input(path, file, "text", packing, size), inner, choice)


def choose_data(path: str, data: bytes, choice: InputChoice = "auto") -> Input | Problem:
    """Return the input for bytes that came from elsewhere under a name; the rest as in `choose`."""
    if not data:
        return refusal(path, "empty-file", "The file is empty.")
    packing = packing_of(data[:8192])
    try:
        inner = unpack(io.BytesIO(data), packing).read1(8192) if packing else data[:8192]
    except BROKEN as error:
        return refusal(path, "broken-compression", f"The {packing} data cannot be unpacked: {error}.")
    return _decided(Input(path, path, "text", packing, len(data)), inner, choice)


def _decided(entry: Input, inner: bytes, choice: InputChoice) -> Input | Problem:
    """Return the input with its format, which the choice, the suffix or the first unpacked bytes decide."""
    suffixes = [suffix.lower() for suffix in Path(entry.file).suffixes[-2:]]
    if suffixes and suffixes[-1] in PACKINGS:
        if not entry.packing:
            return refusal(entry.path, "broken-compression", f"The name ends in {suffixes[-1]}, but the file does not hold such data.")
        suffixes.pop()
    suffix = suffixes[-1] if suffixes else ""
    if choice == "auto" and suffix in UNSUPPORTED:
        detail = f"Files ending in {suffix} are not read; give text, JSON Lines, Parquet, HTML or WARC."
        return refusal(entry.path, "unsupported-format", detail)
    kind = choice if choice != "auto" else SUFFIXES.get(suffix) or sniff(inner)
    if kind is None:
        return refusal(entry.path, "binary-file", "The file holds binary data and no text.")
    whole = kind == "jsonl" and suffix not in {".jsonl", ".ndjson", ".jsonlines", ".jl"} and not has_rows(inner)
    return evolve(entry, format=kind, whole=whole)


def sniff(first: bytes) -> InputFormat | None:
    """Return the format that the first bytes of unpacked data speak of, None for binary data."""
    if first.startswith(b"PAR1"):
        return "parquet"
    if first.startswith(b"WARC/"):
        return "warc"
    if is_binary(first):
        return None
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1000].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")) or (start.startswith(b"<!--") and b"<html" in start):
        return "html"
    return "jsonl" if start.startswith((b'{"', b"{\n", b"{ ", b"{\r", b"[{", b"[\n", b"[ ", b"[\r")) else "text"


def is_binary(first: bytes) -> bool:
    """Say whether data is no text: a known mark, or many control characters and no sign of UTF-16 or UTF-32."""
    if first.startswith(_BINARY):
        return True
    if first.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or wide(first):
        return False
    controls = sum(first.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return b"\0\0" in first or controls * 20 > len(first)


def wide(first: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" for data without a mark in which every other byte is mostly zero, else None."""
    even, odd = first[0:2000:2], first[1:2000:2]
    if len(odd) < 8:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd) else None


def has_rows(first: bytes) -> bool:
    """Say whether a JSON file has one object a line: its first line is a whole object, or is too long to be seen to the end."""
    line, found, _ = first.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    line = line.rstrip()
    return line.startswith(b"{") and len(line) > 1 and (line.endswith(b"}") or not found)


def digest(entry: Input) -> InputFile:
    """Return the line of the manifest for one input: path, SHA-256 of the file as it lies on disk, size in bytes."""
    if entry.file == STDIN:
        return InputFile(entry.path, hashlib.sha256(b"").hexdigest(), 0)
    with open(entry.file, "rb") as stream:  # noqa: PTH123
        return InputFile(entry.path, hashlib.file_digest(stream, "sha256").hexdigest(), entry.size)
