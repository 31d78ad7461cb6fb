"""`provenance record`: one record a line."""

from __future__ import annotations

import click

from provenance.model.text import Article
from provenance.readers import read
from provenance.records import record as make
from provenance.wire import to_json


@click.command()
@click.argument("files", nargs=-1)
@click.option("--input", "input_format", default="auto")
@click.option("--with-text", is_flag=True)
def record(files: tuple[str, ...], input_format: str, with_text: bool) -> None:  # noqa: FBT001
    """Write one record a line."""
    for item in read(files or ["-"], input=input_format):  # type: ignore[arg-type]
        if isinstance(item, Article):
            click.echo(to_json(make(item), item.text if with_text else None))
        else:
            click.echo(f"{item.source}: {item.code}: {item.detail}", err=True)
