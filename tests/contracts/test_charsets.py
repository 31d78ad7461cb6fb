"""Bytes that are no UTF-8 and declare nothing are read in the encoding in which they spell a language."""

from __future__ import annotations

import pytest

from provenance.readers.decode import decode

SENTENCES: dict[str, tuple[tuple[str, ...], str]] = {
    "French": (("cp1252", "iso8859-15", "mac-roman", "cp850"), "Le maire a déclaré à l'AFP que l'été était très chaud et que les élèves sont rentrés."),
    "French with quotes": (("cp1252",), "« Où êtes-vous ? » a demandé l’élève. C’est déjà l’été, a-t-il ajouté."),
    "German": (("cp1252",), "Der Bürgermeister erklärte, die Brücke über die Straße müsse für längere Zeit gesperrt bleiben."),
    "German capitals": (("cp1252",), "ÖSTERREICH ÄNDERT GESETZE"),
    "Spanish": (("cp1252",), "El alcalde declaró a EFE que la situación del país mejorará. Los niños volverán mañana."),
    "Portuguese": (("cp1252",), "O prefeito disse à Lusa que a situação econômica não é boa. As crianças voltarão amanhã."),
    "Italian": (("cp1252",), "Il sindaco ha dichiarato all'ANSA che la città è più sicura. Perché non è già così?"),
    "Finnish": (("cp1252",), "Pormestari sanoi STT:lle, että silta on suljettu ja että matka on pidempi kuin eilen."),
    "English": (("cp1252",), "The mayor’s office said “the bridge is closed” – a café owner was not pleased. It cost £5."),
    "one letter": (("cp1252",), "a café"),
    "Polish": (("cp1250", "iso8859-2"), "Burmistrz powiedział PAP, że most jest zamknięty. Ludzie muszą jechać dłuższą drogą."),
    "Czech": (("cp1250", "iso8859-2"), "Starosta řekl ČTK, že most je uzavřen. Mnoho lidí musí jet delší cestou."),
    "Hungarian": (("cp1250",), "A híd felújítása őszig tart, a költségek jelentősen nőttek, és hosszú időre lezárták az utat."),
    "Romanian": (("cp1250",), "Merge la şcoală în fiecare zi, iar învăţătoarea îi aşteaptă în faţa porţii."),
    "Croatian": (("cp1250",), "Župan je rekao Hini da je most zatvoren. Šteta je velika, đaci čekaju, ljudi moraju ići dužim putem."),
    "Lithuanian": (("cp1257",), "Meras sakė, kad tiltas uždarytas. Daug žmonių turi važiuoti ilgesniu keliu, kad pasiektų vietą."),
    "Turkish": (("cp1254",), "Belediye başkanı köprünün kapalı olduğunu söyledi. Birçok insan uzun bir yoldan gidiyor."),
    "Russian": (("cp1251", "koi8-r", "cp866", "iso8859-5"), "Мэр сообщил ТАСС, что мост закрыт. Многим людям приходится ехать более длинной дорогой."),
    "Ukrainian": (("cp1251",), "Мер повідомив, що міст закрито. Багатьом людям доводиться їхати довшою дорогою."),
    "Greek": (("cp1253", "iso8859-7"), "Ο δήμαρχος δήλωσε ότι η γέφυρα είναι κλειστή. Πολλοί άνθρωποι περιμένουν."),
    "Hebrew": (("cp1255",), "ראש העיר אמר כי הגשר סגור. אנשים רבים נאלצים לנסוע בדרך ארוכה יותר."),
    "Arabic": (("cp1256", "iso8859-6"), "قال رئيس البلدية إن الجسر مغلق. يضطر كثير من الناس إلى سلوك طريق أطول."),
    "Thai": (("cp874",), "นายกเทศมนตรีกล่าวว่าสะพานถูกปิด ผู้คนจำนวนมากต้องใช้เส้นทางที่ยาวขึ้น"),
    "Japanese": (("cp932", "euc-jp"), "市長は、橋は閉鎖されていると述べた。多くの人々は長い道のりを行かなければならない。"),
    "Chinese": (("gb18030",), "市长告诉新华社记者，大桥已经关闭。许多人不得不绕更远的路才能到达目的地。"),
    "Chinese of Taiwan": (("big5",), "市長告訴中央社記者，大橋已經關閉。許多人不得不繞更遠的路才能到達目的地。"),
    "Korean": (("cp949",), "시장은 연합뉴스에 다리가 폐쇄되었다고 말했다. 많은 사람들이 더 먼 길로 돌아가야 한다."),
}  # fmt: skip
CASES = [pytest.param(text, code, id=f"{name}-{code}") for name, (codes, text) in SENTENCES.items() for code in codes]


@pytest.mark.parametrize(("text", "encoding"), CASES)
@pytest.mark.parametrize("times", [1, 40])
def test_a_sentence_is_read_as_it_was_written(text: str, encoding: str, times: int) -> None:
    lines = "\n".join([text] * times)
    assert decode(lines.encode(encoding)).text == lines


def test_one_broken_byte_takes_no_other_letter_with_it() -> None:
    text = SENTENCES["French"][1]
    made = decode(text.encode("cp1252") + b"\x81.")
    assert made.text == f"{text}\ufffd."
    assert [code for code, _ in made.notes] == ["broken-bytes"]


def test_letters_far_down_and_in_one_long_line_are_looked_at() -> None:
    text = SENTENCES["Czech"][1]
    assert decode(("The bridge is open again.\n" * 30_000 + text).encode("cp1250")).text.endswith(text)
    assert decode(("The bridge is open again. " * 30_000 + text).encode("cp1250")).text.endswith(text)
