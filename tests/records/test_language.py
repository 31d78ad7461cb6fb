"""The language of a text."""

from __future__ import annotations

import pytest

from provenance.detectors import language
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


ENGLISH = (
    "The road along the coast is closed until the end of the week, officials of the town said on Monday, and they have asked drivers to "
    "take the bridge in the north. Heavy rain had washed away a part of the bank, which was built by the county 40 years ago."
)
NEARLY = {
    "nl": "De weg langs de kust was tot het einde van de week dicht, in de stad is of was geen brug open, zei de burgemeester in een brief. "
    "Het water was te hoog en er is in het noorden van de streek een deel van de oever weg, schrijft de krant van de stad.",
    "no": "Veien langs kysten er stengt for alle til slutten av uken, og den som vil nordover, har bare broen ved fjorden som er for smal "
    "for store biler. Regnet for i går tok med seg en del av bredden, som var bygd av fylket for førti år siden.",
}


def test_plain_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_model", None)
    assert record(ENGLISH).language == "en"


@pytest.mark.parametrize("tag", NEARLY)
def test_languages_with_words_like_english_are_asked_for(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    model = language._model()
    monkeypatch.setattr(language, "_model", lambda: asked.append(tag) or model)
    assert record(NEARLY[tag]).language == tag
    assert asked


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
