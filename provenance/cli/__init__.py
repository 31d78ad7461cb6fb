"""The command line: one file a command, only parsing and printing."""

from __future__ import annotations

import click

from provenance.cli.record import record


@click.group()
def main() -> None:
    """Find where news text comes from and what is stated about its licence."""


main.add_command(record)
