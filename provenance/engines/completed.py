"""The articles of a run in the light of the corpus: records, signals and findings by document number, all on disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from provenance.audits.member import Member
from provenance.engines.blobs import Blobs
from provenance.engines.corpus import Articles, Numbers, runs
from provenance.engines.packs import Packs, open_strings
from provenance.engines.shapes import load_signals
from provenance.model.record import ProvenanceRecord
from provenance.reprints import Signals
from provenance.views.article import packed, view_of
from provenance.wire import from_line

LIGHT = 16
"""Bytes that say in what light the corpus puts an article."""
_SIGNALS = 2048
_MEMBERS, _TEXTS = 512, 16
"""Records and texts that are kept for the rules about families, which look at each several times."""


class Completed(Articles):
    """The articles with their records in the light of the corpus.

    `prints` are the folders of the second stage, `printed[doc]` the number of the folder and the row in it.
    """

    def __init__(self, articles: Articles, prints: Sequence[Path], printed: Numbers) -> None:
        """Take the first stage's articles and say where the second stage put them."""
        super().__init__(*articles.__getstate__())
        self._prints, self._printed = prints, printed
        self._second: dict[tuple[int, str], Blobs | Packs] = {}
        self._signals: OrderedDict[int, Signals] = OrderedDict()
        self._members: OrderedDict[str, Member] = OrderedDict()
        self._texts: OrderedDict[str, str] = OrderedDict()

    def made(self, doc: int, kind: str) -> bytes:
        """Return what the second stage made for an article: one of `signals`, `completed`, `findings`."""
        return self._made(int(self._printed[doc, 0]), kind)[int(self._printed[doc, 1])]

    def every_made(self, kind: str) -> Iterator[bytes]:
        """Yield what the second stage made for all articles, in the order of their ids."""
        places = runs(self._printed[:, 0], self._printed[:, 1])
        return (item for folder, first, stop in places for item in self._made(folder, kind).between(first, stop))

    def views(self) -> Iterator[bytes]:
        """Yield the views of all articles, packed, in the order of their ids; an audit to which others are added has kept none."""
        doc = 0
        for folder, first, stop in runs(self._printed[:, 0], self._printed[:, 1]):
            if (self._prints[folder] / "views.bin").exists():
                yield from self._made(folder, "views").between(first, stop)
            else:
                yield from map(self._view, range(doc, doc + stop - first))
            doc += stop - first

    def _view(self, doc: int) -> bytes:
        return packed(view_of(from_line(self.line(doc), ProvenanceRecord), self.text(doc)))

    def _made(self, folder: int, kind: str) -> Blobs | Packs:
        if (folder, kind) not in self._second:
            self._second[folder, kind] = open_strings(self._prints[folder], kind)
        return self._second[folder, kind]

    def line(self, doc: int) -> bytes:
        """Return the record of an article as one line of JSON."""
        return self.made(doc, "completed") or self.blob(doc, "records")

    def record(self, name: str) -> Member:
        """Return what the rules about families ask of the record with this id; the last few are kept."""
        found = self._members.get(name)
        if found is None:
            found = self._members[name] = from_line(self.line(self.number(name)), Member)
            if len(self._members) > _MEMBERS:
                self._members.popitem(last=False)
        return found

    def words(self, name: str, start: int, stop: int) -> str:
        """Return `text[start:stop]` of the article with this id; the last few texts are kept."""
        found = self._texts.get(name)
        if found is None:
            found = self._texts[name] = self.text(self.number(name))
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        return found[start:stop]

    def signals(self, doc: int) -> Signals:
        """Return the signals of an article; the last few are kept."""
        found = self._signals.get(doc)
        if found is None:
            found = self._signals[doc] = load_signals(self.made(doc, "signals"))
            if len(self._signals) > _SIGNALS:
                self._signals.popitem(last=False)
        return found

    def lights(self) -> npt.NDArray[np.uint8]:
        """Return in what light the second stage saw the articles, a row for each."""
        every = [lights_of(folder) for folder in self._prints]
        starts = np.cumsum([0, *map(len, every)])
        rows = starts[self._printed[:, 0]] + self._printed[:, 1]
        found: npt.NDArray[np.uint8] = np.concatenate([np.empty((0, LIGHT), np.uint8), *every])[rows]
        return found


def lights_of(folder: Path) -> npt.NDArray[np.uint8]:
    """Return the lights of a folder of the second stage, a row for each article."""
    found: npt.NDArray[np.uint8] = np.load(folder / "lights.npy")
    return found
