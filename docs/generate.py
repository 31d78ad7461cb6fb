"""Writes the pages that are made from the code: `python docs/generate.py`, or with `--check` only tells which ones are out of date."""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from provenance.audits.policy import DEFAULT
from provenance.catalog import load
from provenance.cli import main as commands
from provenance.detectors.license.manual import page as licences
from provenance.reports.manual import pages, summaries
from provenance.reports.wordings import pages as wordings

POLICY = """# The policy and the baseline

`provenance audit --policy FILE.toml` judges by a policy of yours. What it leaves out is as in the default, but `allowed` takes the place of
the default's list as a whole. `schemas/policy.schema.json` is its schema. This is the default:

```toml
"""
BASELINE = """
## Findings that somebody has accepted

`--baseline FILE.toml` names findings that were looked at and are in order, each with the reason; they are counted and no longer reported.
A finding is known by its `fingerprint`, which stands in `findings.jsonl` and in the CSV and SARIF exports and outlives edits of the text:

```toml
[[accepted]]
fingerprint = "f525615b2be91f62aa4636c99e84ee7f"
reason = "Reuters has agreed, letter of 3 May"
```
"""
HERE = Path(__file__).parent
NOTE = "<!-- Made by docs/generate.py from the code. Change the docstring there, then run `make docs`. -->"


def made() -> dict[str, str]:
    """Return every generated page by its name below docs/."""
    index = [f"- [`{rule}`]({rule}.md): {words}" for rule, words in summaries().items()]
    rules = "What `provenance audit` looks for. Severities and what is allowed stand in the policy; a baseline accepts single findings."
    files = {"rules/README.md": f"{NOTE}\n\n# Audit rules\n\n{rules}\n\n" + "\n".join(index) + "\n"}
    for rule, page in pages().items():
        files[f"rules/{rule}.md"] = f"{NOTE}\n\n# {rule}\n\n{page}\n"
    files["licences.md"] = f"{NOTE}\n\n{licences(load())}"
    files["policy.md"] = f"{NOTE}\n\n{POLICY}{DEFAULT.read_text(encoding='utf-8')}```\n{BASELINE}"
    for folder, page in wordings(load()).items():
        files[f"wordings/{folder}.md"] = f"{NOTE}\n\n{page}"
    files["commands.md"] = f"{NOTE}\n\n# Commands\n" + "".join(_command(name, command) for name, command in _walk("provenance", commands))
    return files


def _walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from _walk(f"{name} {inner}", found)


def _command(name: str, command: click.Command) -> str:
    """Return the section of a command, written here and not by click, whose layout changes between its versions."""
    arguments = [_argument(item) for item in command.params if isinstance(item, click.Argument)]
    parts = [f"\n## {' '.join([name, *arguments])}\n", inspect.cleandoc(command.help or "").replace("\b\n", "")]
    options = [_option(item) for item in command.params if isinstance(item, click.Option) and item.help and item.name != "version"]
    if options:
        parts.append("\n" + "\n".join(options))
    if command.epilog:
        lines = [line.strip() for line in command.epilog.replace("\b", "").splitlines()]
        parts.append("\n```sh\n" + "\n".join(line for line in lines if line and not line.startswith("Example")) + "\n```")
    return "\n".join(parts) + "\n"


def _argument(argument: click.Argument) -> str:
    words = argument.metavar or ("|".join(map(str, argument.type.choices)) if isinstance(argument.type, click.Choice) else "")
    words = (words or str(argument.name).upper()) + ("..." if argument.nargs == -1 else "")
    return words if argument.required else f"[{words}]"


def _option(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        value = " " + "|".join(str(choice) for choice in option.type.choices)
    else:
        value = "" if option.is_flag else f" {option.metavar or option.type.name.split()[0].upper()}"
    default = f" Default: {option.show_default if isinstance(option.show_default, str) else option.default}." if option.show_default else ""
    return f"- `{', '.join(option.opts)}{value}`: {option.help}{default}"


def main() -> int:
    """Write the pages, or with `--check` return 1 when one is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")
    check = parser.parse_args().check
    files = made()
    stale = [name for name, text in files.items() if not (HERE / name).is_file() or (HERE / name).read_text(encoding="utf-8") != text]
    left = [f"rules/{path.name}" for path in (HERE / "rules").glob("*.md") if f"rules/{path.name}" not in files]
    for name in [*stale, *left]:
        sys.stdout.write(f"{'out of date' if check else 'written' if name in files else 'removed'}: docs/{name}\n")
        if check:
            continue
        if name in left:
            (HERE / name).unlink()
            continue
        (HERE / name).parent.mkdir(parents=True, exist_ok=True)
        (HERE / name).write_text(files[name], encoding="utf-8")
    return int(check and bool(stale or left))


if __name__ == "__main__":
    raise SystemExit(main())
