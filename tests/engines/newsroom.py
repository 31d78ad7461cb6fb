"""A small world of newsrooms, the same every time: stories, reprints, bulletins, notices, quotations, a viral text and broken rows."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

PLACES = ("Arlen", "Brusk", "Calder", "Dunmore", "Elswick", "Farrow", "Gristhorpe", "Halden", "Ivel", "Jorvik", "Kessel", "Lindow")
NAMES = ("Adair", "Brandt", "Castellan", "Dressler", "Eklund", "Fontaine", "Gruber", "Hallam", "Ibsen", "Jansson", "Kowal", "Lorenz")
BODIES = ("harbour board", "water company", "school council", "ferry line", "county court", "bridge office", "hospital trust", "bus works")
DEEDS = ("approved", "delayed", "cancelled", "defended", "published", "rejected", "reopened", "questioned", "doubled", "withdrew")
THINGS = ("the plan for a new pier", "its yearly accounts", "the contract for the tunnel", "a list of unsafe roofs", "the timetable of the island boats",
          "a report about lead in the pipes", "the sale of the old mill", "the rules for night lorries", "the budget of the music school")  # fmt: skip
TURNS = ("after a long meeting", "against the advice of its engineers", "in spite of a petition", "for the second time this year",
         "as neighbours looked on", "without a vote", "because the money had run out", "to the surprise of the unions")  # fmt: skip
OUTLETS = (
    "The Calder Courier",
    "Ivel Valley News",
    "Lindow Ledger",
    "Halden Herald",
    "Morning Post of Brusk",
    "Farrow Free Press",
    "Jorvik Journal",
)
FEET = {
    "The Calder Courier": "All content by The Calder Courier is licensed under a Creative Commons Attribution 4.0 International License.",
    "Ivel Valley News": "Follow Ivel Valley News on every channel, or write to the newsroom in Mill Lane.",
    "Lindow Ledger": "© Lindow Ledger. All rights reserved.",
    "Halden Herald": "This work is licensed under CC BY-NC-ND 4.0.",
}
CREDITS = ("(Source: Reuters)", "Source: AFP", "First published by Ivel Valley News.", "(Halden Herald)", "")


class Newsroom:
    """Writes articles by drawing lots that fall the same way every time."""

    def __init__(self, seed: int = 11) -> None:
        """Begin with nothing written."""
        self.lots = Random(seed)  # noqa: S311 -- texts, no secrets
        self._count = 0
        self.rows: list[dict[str, str]] = []

    def sentence(self) -> str:
        """Return a sentence that hardly comes twice."""
        lots = self.lots
        who = f"{lots.choice(NAMES)} {lots.choice(NAMES)} of the {lots.choice(PLACES)} {lots.choice(BODIES)}"
        what = f"{lots.choice(DEEDS)} {lots.choice(THINGS)} {lots.choice(TURNS)}"
        return f"{who} {what}, {lots.randint(3, 98)} {lots.choice(('days', 'weeks', 'votes', 'miles'))} {lots.choice(('before', 'beyond'))} {lots.choice(PLACES)}."

    def story(self, count: int) -> list[str]:
        """Return the sentences of a story."""
        return [self.sentence() for _ in range(count)]

    def publish(self, sentences: list[str], outlet: str, day: int, credit: str = "", name: str | None = None) -> None:
        """Write an article of an outlet, with the outlet's foot under it."""
        title = " ".join(sentences[0].split()[:7])
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        text = "\n\n".join([title, *paragraphs, *filter(None, (credit, FEET.get(outlet)))])
        self._count += 1
        row = {"id": name or f"n{self._count:05d}", "text": text, "source": outlet, "title": title}
        if day % 5:
            row["published"] = f"2025-03-{1 + day % 28:02d}"
        self.rows.append(row)

    def family(self, copies: int) -> None:
        """Write a story and its reprints: whole, cut, changed, merged with another, or no more than quoted."""
        lots = self.lots
        story, other = self.story(lots.randint(5, 9)), self.story(4)
        self.publish(story, lots.choice(OUTLETS), lots.randint(0, 12))
        for number in range(copies):
            some = list(story)
            if number % 4 == 1:
                some = some[: max(3, len(some) - 3)]
            elif number % 4 == 2:
                some = [self.sentence(), *some[1:], *other]
            elif number % 4 == 3:
                some = [*self.story(6), f'"{story[1]} {story[2]}", {lots.choice(OUTLETS)} reported.', *self.story(5)]
            some = [line.replace("plan", "scheme") if lots.random() < 0.2 else line for line in some]
            self.publish(some, lots.choice(OUTLETS), lots.randint(8, 27), lots.choice(CREDITS))

    def bulletin(self, day: int) -> None:
        """Write one of many fillings of the same form."""
        lots = self.lots
        lines = [
            f"Tides and weather for {lots.choice(PLACES)} on day {day} of the season.",
            f"High water comes at {lots.randint(1, 12)}.{lots.randint(10, 59)} and stands at {lots.randint(20, 80)} tenths of a metre above the mark.",
            f"The wind blows from the {lots.choice(('north', 'east', 'south', 'west'))} at {lots.randint(2, 60)} knots, gusting to {lots.randint(61, 90)}.",
            f"The harbour master expects {lots.randint(2, 99)} boats, {lots.randint(2, 99)} tons of herring and {lots.randint(2, 99)} visitors.",
            f"The next bulletin by {lots.choice(NAMES)} follows at {lots.randint(1, 12)}.{lots.randint(10, 59)} on the usual board.",
        ]
        self.publish(lines, "Jorvik Journal", day)


def write(folder: Path, size: int) -> list[Path]:
    """Write a corpus of about `size` articles into files of every kind; return the paths to audit."""
    room = Newsroom()
    viral = room.story(7)
    while len(room.rows) < size:
        room.family(room.lots.randint(0, 6))
        room.publish(room.story(6), room.lots.choice(OUTLETS), len(room.rows))
        if len(room.rows) % 3 == 0:
            room.bulletin(len(room.rows))
        if len(room.rows) % 4 == 0 and len(room.rows) < 0.9 * size:
            room.publish(viral[: 5 + len(room.rows) % 3], room.lots.choice(OUTLETS), len(room.rows))
    rows = room.rows
    rows[10]["id"] = rows[20]["id"] = rows[30]["id"]
    rows[40]["id"] = f"{folder}/main.jsonl#23"
    third = len(rows) // 3
    lines = [json.dumps(row) for row in rows[:third]]
    lines[5:5] = ["{half a row", json.dumps({"id": "empty", "text": ""}), "[1, 2]"]
    (folder / "main.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with gzip.open(folder / "more.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.writelines(json.dumps(row) + "\n" for row in rows[third : 2 * third])
    columns = ("id", "text", "source", "title", "published")
    table = pa.table({name: [row.get(name) for row in rows[2 * third :]] for name in columns})
    pq.write_table(table, folder / "rest.parquet", row_group_size=100)
    (folder / "plain.txt").write_text(rows[3]["text"], encoding="utf-8")
    (folder / "page.html").write_text(f"<html><body><article><p>{rows[4]['text']}</p></article></body></html>", encoding="utf-8")
    (folder / "table.csv").write_text("a,b\n", encoding="utf-8")
    return [folder]
