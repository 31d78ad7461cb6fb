"""The language of a text."""

from __future__ import annotations

import pytest

from provenance.detectors.language import declared
from provenance.records import record

TEXTS = {
    "en": "The road is closed on Monday, officials of the town said, and nobody knows when it will open again.",
    "fa": "به گزارش ایرنا، رئیس جمهور گفت که جاده تا پایان هفته بسته خواهد ماند و مردم باید از راه دیگری بروند.",
    "zh": "记者从有关部门获悉，这条道路将在本周内关闭，市民需要绕行，具体开放时间另行通知。",
    "ar": "قال الرئيس يوم الثلاثاء إن الطريق سيبقى مغلقا حتى نهاية الأسبوع بسبب الأمطار الغزيرة في البلاد.",
    "ru": "Президент заявил во вторник, что дорога останется закрытой до конца недели из-за сильных дождей.",
    "de": "Die Straße bleibt bis zum Ende der Woche gesperrt, sagte der Bürgermeister am Dienstag der Zeitung.",
    "az": "Bakıda keçirilən görüşdə müdafiə naziri bildirib ki, yol həftənin sonuna qədər bağlı qalacaq.",
    "tr": "Belediye başkanı salı günü yaptığı açıklamada yolun hafta sonuna kadar kapalı kalacağını söyledi.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_texts_show_their_language(tag: str) -> None:
    assert record(TEXTS[tag]).language == tag


@pytest.mark.parametrize("text", ["", "x", "123 456", "\u200b\U0001f600", "TEHRAN - ", "— — —\n\n"])
def test_too_little_says_nothing(text: str) -> None:
    assert record(text).language is None


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("en_us", "en-US"),
        ("FAS", "fa"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("de", "de"),
        ("English", None),
        ("", None),
        (None, None),
        ("x" * 99, None),
    ],
)
def test_declared_tags_take_their_usual_form(tag: str | None, wanted: str | None) -> None:
    assert declared(tag) == wanted
