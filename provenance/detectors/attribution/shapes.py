"""The shapes of names: what the slots of the credit rules stand for in each script."""

from __future__ import annotations

SPACE = r"(?:[ \t]{1,4}|[ \t]{0,3}\n[ \t]{0,4}(?=\S))"
DOMAIN = (
    r"(?:https?://)?(?:[A-Za-z0-9][A-Za-z0-9-]{0,40}\.){1,3}(?:com|org|net|info|news|tv|press|media|eu|co|"
    r"int|gov|edu|[a-z]{2})(?:\.[a-z]{2})?(?![\w@])/?"
)
_NAME = r"[\p{Lu}\p{Lt}][\p{L}\p{N}\p{M}'&+-]{0,30}(?:\.(?!\s|$)[\p{L}\p{N}]{1,12})*(?:/[\p{Lu}\d][\p{L}\p{N}]{1,20}){0,3}"
WORD = (
    rf"(?:(?:\p{{Lu}}\.){{2,4}}(?!\p{{L}})|\p{{Lu}}\p{{Ll}}{{0,2}}\.(?=[ ]\p{{Lu}})|{_NAME}!?|"
    r"\d{1,3}(?=[ ]\p{Lu})|(?<=\p{L}[ ])\d{1,3}(?![\d,.])|dpa|epd|iNews|taz|n-?tv|franceinfo|teleSUR|"
    r"(?<![\p{L}])al-?\p{Lu}[\p{L}'-]{2,20}|i?24)"
)
LINK = r"(?:of|the|and|am(?=\sSonntag)|&|for|de|del|du|des|la|le|el|al|da|di|der|die|das|della|dello|dei|delle|dos|e|ye|y|il|os|in|an)"
NOUN = (
    r"(?:news|agency|newspaper|business|daily|magazine|weekly|monthly|journal|website|web site|site|channel|network|"
    r"television|tv|radio|broadcaster|service|portal|"
    r"outlet|paper|newswire|wire|press|tv channel|TV|correspondents?|television network|online|enchaîné|газет[аыуе]|правд[аыуе])"
)
CASED = (
    rf'(?:РИА[ ](?="))?"?'
    rf'(?:{DOMAIN}|{WORD}(?:{SPACE}(?:{WORD}|{LINK}(?={SPACE}(?:{WORD}|{LINK}{SPACE}{WORD})))){{0,9}})"?(?:{SPACE}{NOUN}\b){{0,3}}"?'
    r"(?:\s?\([\p{Lu}][\p{L}-]{1,11}\))?"
)
_ARABIC_WORD = r"[\p{Arabic}\p{Latin}][\p{Arabic}\p{Latin}\p{N}.]{0,24}\"?"
ARABIC = rf'["(]?{_ARABIC_WORD}(?:[ \t]{{1,2}}"?{_ARABIC_WORD}){{0,6}}'
ARABIC_SHORT = f"{ARABIC}?"
HAN = r"[\p{Han}\p{Hiragana}\p{Katakana}ー・·\p{Latin}\p{N}]{2,24}?"
HAN_LONG = r"[\p{Han}\p{Katakana}ー・·\p{Latin}\p{N}]{2,16}"
WHOLE = r"(?:[^()\[\]{}\n]|\([^()\n]{2,20}\)){2,70}?"

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
WHEN = (
    rf"(?:(?:,?\s(?:on|late|early|in|earlier|last|this)){{0,3}}\s(?:{_DAY}|{_MONTH}|week|month|year|evening|"
    rf"night|morning|today|yesterday)(?:\s\d{{1,2}})?(?:,?\s\d{{4}})?){{0,2}}"
)
_OTHERS = (
    r"\s(?:and|,)\s(?:[a-z]+\s)?others?"
    r"(?:\s(?:news\s)?(?:outlets|media|agencies|papers|newspapers|networks|organi[sz]ations|sites|websites))?"
)
ASIDE = rf"(?:\s?,\s[^,.;:\"\n()]{{3,70}},|\s?\([^()\n]{{2,40}}\)|{_OTHERS})?"
GAP = rf"{ASIDE}{WHEN},?\s{{1,3}}"
HELP = (
    r"(?:(?:has|had|have|both|also|earlier|later|first|previously|recently|reportedly|then|further|separately|exclusively|"
    r"meanwhile|quickly|just|today|yesterday)\s){0,3}"
)
LEAD = (
    r"(?:(?:\p{Lu}[\p{L}'-]{2,14}(?=\s[a-z-]{3,14}\s(?:(?:[a-z-]{3,14}|la|le|el|il)\s){0,2}\p{Lu})|an?|the|both|la|le|el|il|der|die|das|this|that|its|their|one|two|reports?|story|stories|articles?|accounts?|surveys?|polls?|"
    r"tally|tallies|analysis|data|figures|estimates?|compiled|compilation|reporting|documents|e-?mails|footage|records|transcripts?|"
    r"published|published by|released|carried|posted|aired|broadcast|reviewed|obtained|seen|by|in|from|on|"
    r"of|at|for|with|via|the latest|latest|new|recent|separate|earlier|"
    r"exclusive|preliminary|online|local|official|state|state-run|state-owned|semi-official|semiofficial|independent|"
    r"private|national|leading|news|agency|newspaper|"
    r"daily|weekly|magazine|website|site|channel|network|broadcaster|television|tv|radio|paper|press|wire|"
    r"service|country's|statement|editorial|op-ed|dispatch|"
    r"columns?|count|calculations?|remarks|comments|interview|today's|state-funded|pan-Arab|Arabic-language|"
    r"English-language|business|financial|left-leaning|right-wing|"
    rf"conservative|reformist|liberal|tabloid|{_DAY}(?:'s)?)\s{{1,3}}){{0,8}}"
)

SLOTS: dict[str, str] = {
    "outlet": CASED,
    "arabic": ARABIC,
    "arabicshort": ARABIC_SHORT,
    "han": HAN,
    "hanlong": HAN_LONG,
    "whole": WHOLE,
    "gap": GAP,
    "help": HELP,
    "lead": LEAD,
    "when": WHEN,
    "sp": SPACE,
}
"""Slot names of the credit rules; `outlet`, `arabic`, `arabicshort`, `han`, `hanlong` and `whole` are names that are looked up."""

LAST_WORD = rf"(?:(?<!\S)(?:{NOUN})|dpa|epd|taz|n-?tv|[\p{{Lu}}\p{{Lt}}\p{{N}}.]\S{{0,80}}?(?<=[\p{{L}}\p{{N}}\p{{M}}'&+!\"/).-]))\"?"
"""The last word of a name (slot `outlet`)."""

NAME_SLOTS = ("outlet", "arabic", "arabicshort", "han", "hanlong", "whole")
MEDIA_WORDS = (
    *(
        "News",
        "Times",
        "Post",
        "Herald",
        "Tribune",
        "Gazette",
        "Journal",
        "Daily",
        "Chronicle",
        "Telegraph",
        "Register",
        "Globe",
        "Courier",
    ),
    *(
        "Dispatch",
        "TV",
        "Radio",
        "Television",
        "Broadcasting",
        "Magazine",
        "Weekly",
        "Examiner",
        "Inquirer",
        "Zeitung",
        "Shimbun",
        "Observer",
    ),
    *(
        "Sentinel",
        "Press",
        "news agency",
        "newspaper",
        "magazine",
        ".com",
        ".org",
        ".net",
        ".ir",
        ".de",
        "Agency",
        "website",
        "Online",
        "Ledger",
    ),
    *(
        "Bulletin",
        "Mirror",
        "Star",
        "news channel",
        "Nachrichten",
        "خبرگزاری",
        "روزنامه",
        "وکاله",
        "صحیفه",
        "агентств",
        "газет",
        "правд",
        "Ajansı",
        "agentliyi",
    ),
)
"""Words of which one stands in every unknown name that can pass for an outlet's."""
