"""What can go wrong for a caller: every error says what happened and what to do next."""

from __future__ import annotations


class ProvenanceError(Exception):
    """Something that the caller has to change before the call can work.

    `what` is the fault in one sentence, `next_step` what to do about it. Faults inside a corpus never raise: they become `Problem`s.
    """

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(f"{what} {next_step}")
        self.what = what
        self.next_step = next_step

    def __reduce__(self) -> tuple[type[ProvenanceError], tuple[str, str]]:
        """Let an error come back whole from a worker process."""
        return type(self), (self.what, self.next_step)


class InputError(ProvenanceError):
    """Nothing readable was given: a path that does not exist, a folder without articles, an unknown format."""


class CatalogError(ProvenanceError):
    """A catalog entry is malformed or does not prove itself by its examples."""


class PolicyError(ProvenanceError):
    """A policy or baseline file cannot be used."""


class RecordError(ProvenanceError):
    """A record does not follow the schema, or a JSON text is not a record."""


class OutputError(ProvenanceError):
    """The place to write to cannot be used, for instance a non-empty folder that is not an audit of the same inputs."""


class WorkError(ProvenanceError):
    """The work broke off for a reason outside of the program: a worker process was ended, most often because memory ran out."""
