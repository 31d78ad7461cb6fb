"""Which letters a language writes beyond a to z, and in which encodings it was written before UTF-8.

Alphabets are facts of the languages; encodings are those that browsers still read (https://encoding.spec.whatwg.org), with those of old
Macintosh and DOS machines behind them. Of letters that are not Latin the most frequent ten stand first.
"""

from __future__ import annotations

ALPHABETS: dict[str, str] = {
    "en": "éèêëàâáçñöüïôóí",
    "fr": "éèêëàâçîïôùûüÿœæ",
    "de": "äöüßéèà",
    "es": "áéíóúüñç",
    "pt": "áâãàçéêíóôõúü",
    "it": "àèéìòùî",
    "nl": "éëèïöüáóê",
    "sv": "åäöéàü",
    "da": "æøåéöäü",
    "fi": "äöåéšž",
    "is": "áðéíóúýþæö",
    "ca": "àçéèíïóòúü",
    "sq": "ëç",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîşţ",
    "hr": "čćđšžé",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūžŗō",
    "et": "äöõüšž",
    "tr": "çğıöşüâîû",
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "uk": "оаниітрвелсукдмпязьбгчхжйїцшюєщфґ",
    "bg": "аоиентрсвлпдкмзъуябгчжцщшйхфьюѝ",
    "sr": "аиоенрстувјдклпмзгбчцшћжљњђхфџ",
    "el": "αοιετσνηυρςκπλμάόίγδέήώύθφβωχζξψϊϋΐΰ",
    "he": "יוהלארתבשמנדחעקפצגכטזסםןךףץ",
    "ar": "اليمنوهرتبدعفسقكحةجشصأىخطئإضزثذؤغظءآپچژگ",
    "th": "ารนอก่งมเย้ลวดทสตะปบคหัีแจพชขใไโผิืุูำณญศษซถฟธภฐฝฎฏฆฌฉฮฑฒฬ็ๆ์",
}

ENCODINGS: dict[str, tuple[str, ...]] = {
    "cp1252": ("en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "fi", "is", "ca", "sq"),
    "cp1250": ("pl", "cs", "sk", "hu", "ro", "hr", "de", "sq"),
    "iso8859-2": ("pl", "cs", "sk", "hu", "ro", "hr"),
    "cp1251": ("ru", "uk", "bg", "sr"),
    "koi8-u": ("ru", "uk"),
    "cp1254": ("tr",),
    "cp1257": ("lt", "lv", "et", "pl"),
    "cp1253": ("el",),
    "iso8859-7": ("el",),
    "cp1255": ("he",),
    "cp1256": ("ar",),
    "iso8859-6": ("ar",),
    "cp874": ("th",),
    "iso8859-15": ("fr", "fi"),
    "iso8859-5": ("ru", "bg", "sr"),
    "cp866": ("ru",),
    "mac-roman": ("en", "fr", "de", "es", "pt", "it", "sv", "da"),
    "mac-cyrillic": ("ru",),
    "cp850": ("fr", "de", "es", "pt", "it", "sv", "da"),
}
"""Encodings of a byte a letter, the commoner ones first: of two that fit equally well the first is taken."""
