"""The command line: one file a command, only parsing and printing."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Any

import click

from provenance.cli.endings import ending_well
from provenance.workers import collect_rarely

COMMANDS = ("audit", "record", "explain", "compare", "catalog")
"""Each stands in a file of its own, as a command of the same name."""

_ALLOCATIONS = 50_000
"""New objects after which Python looks for cycles among them: hardly any are in one, and to look each 700 took a tenth of the time."""


class Commands(click.Group):
    """Loads a command when it is asked for, so that a small one does not wait for what a large one needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names of the commands in the order of their importance."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """Return a command, None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        collect_rarely()
        found = getattr(import_module(f"provenance.cli.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever stops it, it ends with a message and a status."""
        with ending_well():
            return super().invoke(ctx)


@click.group(cls=Commands)
@click.version_option(package_name="news-provenance", prog_name="provenance")
def main() -> None:
    """Find where news text comes from and what is stated about its licence.

    A statement that is found is a claim, not a grant; nothing here is legal advice.
    """
    gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])
