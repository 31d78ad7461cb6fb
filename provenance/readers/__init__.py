"""Bytes -> Article or Problem: text, JSON Lines, Parquet, HTML and WARC, from files, folders, globs and standard input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from provenance.model.text import Article, Problem
from provenance.readers.columns import ALIASES, parse_mapping
from provenance.readers.guess import guessed
from provenance.readers.ids import Ids
from provenance.readers.inputs import Input, InputChoice, digest, listed, sources
from provenance.readers.shards import Piece, Shard, read_shard, shards, share_of

__all__ = [
    "ALIASES",
    "Ids",
    "Input",
    "InputChoice",
    "Piece",
    "Shard",
    "digest",
    "guessed",
    "listed",
    "parse_mapping",
    "read",
    "read_shard",
    "shards",
    "share_of",
    "sources",
]


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    mapping: Iterable[str] | Mapping[str, str] | None = None,
    input: InputChoice = "auto",  # noqa: A002 -- the name of the command's option
) -> Iterator[Article | Problem]:
    """Yield every article of files, folders, globs and `-` (standard input), in input order, and a problem where one cannot be read.

    `mapping` gives columns of JSON Lines and Parquet by hand (`{"text": "story"}` or `["text=story"]`), `input` the format where the
    suffix misleads. Memory stays bounded; raises InputError for an unknown format or field, never for what the files hold.
    """
    ids = Ids()
    for shard in shards(listed(paths), mapping=mapping, choice=input):
        for item in read_shard(shard):
            yield ids.unique(item) if isinstance(item, Article) else item
