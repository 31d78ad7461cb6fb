"""The command line: one file a command, only parsing and printing."""

from __future__ import annotations

import atexit
import gc
import os
from importlib import import_module
from typing import Any

import click

from provenance.cli.endings import ending_well
from provenance.workers import collect_rarely

COMMANDS = ("audit", "record", "explain", "compare", "catalog")
"""Each stands in a file of its own, as a command of the same name."""

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # our matrices are small: its threads would cost more than they save
atexit.register(gc.freeze)  # what is left at the end need not be searched for circles: the process gives it back as a whole


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
        gc.disable()  # what is loaded now stays
        found = getattr(import_module(f"provenance.cli.{cmd_name}"), cmd_name)
        gc.freeze()
        gc.enable()
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
