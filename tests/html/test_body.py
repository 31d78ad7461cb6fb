"""The body of a page is its article, whatever the language; navigation, comments and boxes around it are not."""

from __future__ import annotations

import pytest

from provenance.model.text import Source
from provenance.readers.html import read_html

STORIES = {
    "en": (
        "Harbour ferry returns after repairs",
        "The ferry between the harbour and the outer islands will run again from Monday, the port office said. It had been out of service "
        "since a storm damaged the landing stage in March, leaving about 400 islanders to rely on small boats.",
        "Repairs took longer than planned, because divers found cracks in two of the older pillars. A new ferry timetable will be posted at "
        "the harbour on Friday, said the head of the office, and tickets bought before the storm stay valid until the end of the year.",
    ),
    "de": (
        "Fähre im Hafen fährt nach Reparatur wieder",
        "Die Fähre zwischen dem Hafen und den äußeren Inseln fährt ab Montag wieder, wie das Hafenamt mitteilte. Sie war ausgefallen, "
        "nachdem ein Sturm im März den Anleger beschädigt hatte; rund 400 Bewohner waren auf kleine Boote angewiesen.",
        "Die Reparatur dauerte länger als geplant, weil Taucher Risse in zwei älteren Pfeilern fanden. Ein neuer Fahrplan der Fähre soll am "
        "Freitag im Hafen aushängen, sagte die Leiterin des Amtes. Karten aus der Zeit vor dem Sturm bleiben bis Jahresende gültig.",
    ),
    "zh": (
        "港口渡轮维修后恢复航行",
        "港务局表示，往返于港口和外岛之间的渡轮将于星期一恢复航行。三月的一场风暴损坏了码头，渡轮因此停航，约四百名岛上居民只能依靠小船出行，生活十分不便。",
        "维修时间比原计划更长，因为潜水员在两根较旧的柱子上发现了裂缝。港务局负责人说，新的渡轮时刻表将于星期五在港口公布，风暴之前购买的船票在年底之前仍然有效。",
    ),
}
PAGE = """<html lang="{language}"><head><title>{title} | Example</title></head><body>
<div class="topbar"><ul class="menu"><li><a href="/1">{a}</a></li><li><a href="/2">{b}</a></li><li><a href="/3">{c}</a></li></ul></div>
<div id="content"><h1>{title}</h1><div class="article-text"><p>{first}</p><p>{second}</p></div>
<div class="related-links"><h4>+</h4><ul><li><a href="/4">{a} {b}</a></li><li><a href="/5">{c} {b}</a></li></ul></div>
<div id="comments"><div class="comment"><p>{b} ???</p></div></div></div>
<div class="footer"><p>© 2020 Example. <a href="/6">{c}</a> | <a href="/7">{a}</a></p></div></body></html>"""


@pytest.mark.parametrize("language", STORIES)
def test_body_holds_the_story_and_not_what_surrounds_it(language: str) -> None:
    title, first, second = STORIES[language]
    words = {"a": title[:6], "b": first[:8], "c": second[:7]}
    page = PAGE.format(language=language, title=title, first=first, second=second, **words)
    article = read_html(page, id="page", source=Source("page", "html"))
    assert article.body is not None
    own = "\n".join(article.text[start:stop] for start, stop in article.body)
    assert first in own
    assert second in own
    assert "©" not in own
    assert "???" not in own
    assert f"{words['a']} {words['b']}" not in own


def test_page_without_words_has_an_empty_body() -> None:
    assert read_html("<p></p>", id="page", source=Source("page", "html")).body == ()
