"""A name that several outlets bear is the one's whom the article names in full, or who is at home where it was written; else it stays open."""

from __future__ import annotations

from typing import Any

import pytest

from provenance.catalog import load
from provenance.detectors.attribution import find
from provenance.model.text import Article, Source
from provenance.normalise import fold

ENGLISH = "The bridge is open again, the city said on Monday. The work had taken three months and cost a million. "
GERMAN = "Die Brücke ist wieder offen, teilte die Stadt am Montag mit. Die Arbeiten haben drei Monate gedauert. "
SWEDISH = "Bron är öppen igen, meddelade staden på måndagen. Arbetet tog tre månader och kostade en miljon kronor. "
AZERBAIJANI = "Körpü yenidən açıqdır, şəhər rəhbərliyi bazar ertəsi bildirib. İşlər üç ay davam edib. "


def outlets(text: str, url: str | None = None, **given: Any) -> list[str]:
    """Return the outlets that a text credits or cites, "-" for one that stays open."""
    article = Article("case", text, Source("case", "text", url=url), **given)
    found = find(article, fold(text), load())
    return [item.outlet or "-" for item in found if item.kind in ("agency", "source_line", "cited", "told")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{GERMAN}(APA)", "apa-at"),
        (f"{AZERBAIJANI}(APA)", "apa-az"),
        (f"{ENGLISH}(APA)", "-"),
        (f"{ENGLISH}\nSource: APA", "-"),
        (f"{GERMAN}\nQuelle: APA", "apa-at"),
        (f"WIEN (APA) - {GERMAN}", "apa-at"),
        (f"BAKU (APA) - {ENGLISH}", "apa-az"),
        (f"{SWEDISH}(TT)", "tt-se"),
        (f"TAIPEI, May 3 (CNA) - {ENGLISH}", "cna-tw"),
        (f"ATHENS, May 3 (ANA) - {ENGLISH}", "ana-mpa"),
        ("The bridge is open, the Herald reported.", "-"),
        ("HARARE, Zimbabwe - The bridge is open, the Herald reported.", "herald-zw"),
        ("The bridge is open, the Times reported.", "-"),
        ("The bridge is open, the Guardian reported.", "guardian"),
        ("LAGOS - The bridge is open, the Guardian reported.", "guardian-ng"),
        ("DUBLIN - The bridge is open, the Independent reported.", "irish-independent"),
        ("WASHINGTON - The bridge is open, the Post reported.", "-"),
        ("JERUSALEM - The bridge is open, the Post reported.", "jerusalem-post"),
        ("Köprü açıldı, NTV'nin haberine göre.", "ntv-tr"),
        ("Die Brücke ist wieder offen, berichtet NTV am Montag.", "n-tv"),
        ("Le pont est de nouveau ouvert, rapporte RTL ce lundi.", "rtl-france"),
        ("The Times reported it, and so did the Daily Mail and the Daily Telegraph.", "times"),
    ],
)
def test_by_language_dateline_and_company(text: str, wanted: str) -> None:
    assert wanted in outlets(text)
    assert set(outlets(text)) <= {wanted, "daily-mail", "telegraph"}


@pytest.mark.parametrize(
    ("url", "publisher", "wanted"),
    [
        ("https://www.herald.co.zw/bridge", None, "herald-zw"),
        ("https://www.nzherald.co.nz/bridge", None, "new-zealand-herald"),
        ("https://bridge.example.co.nz/open", None, "new-zealand-herald"),
        (None, "The Sydney Morning Herald", "sydney-morning-herald"),
        ("https://www.theguardian.com/bridge", None, "herald-scotland"),
        ("https://www.miamiherald.com/bridge", None, "miami-herald"),
        ("https://www.nytimes.com/bridge", None, "-"),
        ("https://[broken", None, "-"),
        (None, None, "-"),
    ],
)
def test_by_publisher(url: str | None, publisher: str | None, wanted: str) -> None:
    assert outlets("The bridge is open, the Herald reported.", url, publisher=publisher) == [wanted]


def test_by_the_full_name_wherever_it_stands() -> None:
    text = "The bridge is open, APA reported on Monday. The city had told the Austria Presse Agentur so in May."
    assert set(outlets(text)) == {"apa-at"}


def test_letters_in_brackets_that_may_be_no_agency_credit_nobody() -> None:
    assert outlets(f"{ENGLISH}(TT)") == []
