"""The forms in which days and times of day are written, as expressions over folded text in lower case."""

from __future__ import annotations

from provenance.expressions import compiled

WORD = r"\p{L}[\p{L}\p{M}']{1,17}"
ISO = compiled(r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)")
DOTTED = compiled(r"(?P<y>\d{4})\. ?(?P<m>\d{1,2})\. ?(?P<d>\d{1,2})(?!\d)\.?")  # "2024. 5. 13." in Korea, "2024. 05. 13." in Hungary
SIGNS = compiled(r"(?:(?P<y>\d{4}|1[0-4]\d) ?[年년][ ,]*)?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日号號일]")
REPUBLIC = compiled(r"(?P<y>1[0-4]\d)(?P<s>[/.-])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!\d)")  # "112/05/04": years of the Republic of China
ERA = compiled(r"(?:中[華华])?(?P<e>令和|平成|昭和|大正|民[國国]) ?(?P<y>元|\d{1,3}) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?日")
DAY_FIRST = compiled(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|°|ª|-?го|-?a|mh|ی|טן)?(?P<s>[.,-]?) ?"
    rf"(?:de |of |del |d'|di |da |ng |ga |ខែ ?)?(?P<w>{WORD})(?P<v> {WORD})?"
)
JOINED = compiled(rf"(?P<d>\d{{1,2}})(?P<s>[-/.])(?P<w>{WORD})(?P=s)(?P<y>\d{{4}}|\d{{2}})(?!\d)")  # "04-May-2023"
MONTH_FIRST = compiled(rf"(?P<w>{WORD})\.? ?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?! ?[ap]\.?m)")
YEAR_FIRST = compiled(rf"(?P<y>\d{{4}})(?:\. ?| m\. |ko | ခုနှစ်[၊,]? ?|,? ?)(?P<w>{WORD}) (?P<d>\d{{1,2}})(?:a\b)?(?!\d)")
YEAR_DAY = compiled(rf"(?P<y>\d{{4}})(?:\. ?gada| ?ж\.| жылғы| жылы),? (?P<d>\d{{1,2}})\.? ?(?P<w>{WORD})")  # in Latvian and Kazakh
MONGOLIAN = compiled(r"(?P<y>\d{4}) оны (?P<m>\d{1,2})(?:-р|[ -]?дугаар|[ -]?дүгээр)? сарын (?P<d>\d{1,2})")
NUMBERED = compiled(r"(?P<d>\d{1,2})(?: th(?:á|a)ng | thg\.? ?|-)(?P<m>\d{1,2})(?:,? n(?:ă|a)m |, ?|-| )(?P<y>\d{4})")
WORDS = ("thang", "thg", "nam")
"""Words that stand in days whose months have numbers."""

NUMBER_FIRST = compiled(r"th(?:g\.? ?|(?:á|a)ng )(?P<m>\d{1,2}) (?P<d>\d{1,2}),? (?P<y>\d{4})")
THAI = compiled(
    r"(?P<d>\d{1,2}) ?(?P<w>\p{Thai}{1,4}\.\p{Thai}{1,2}\.|\p{Thai}{4,10}) ?(?:พ\.ศ\. ?)?(?P<y>2[45]\d\d|(?:19|20)\d\d|[4-9]\d)(?![\d:./])"
)
BESIDE = compiled(rf" ?[/(-] ?(?P<w>{WORD})(?P<v> {WORD})?")
NUMERIC = compiled(r"(?P<a>\d{1,2})(?P<s>[./-]) ?(?P<b>\d{1,2})(?P=s) ?(?P<y>\d{4}|\d{2})(?!\d)")
YEAR = compiled(
    r"\.? ?[,،]? ?(?:de |del |of |thn |ឆ្នាំ ?)?(?P<y>\d{4})(?!\d|:\d)(?: ?г\.| ?р\.)?|,? ?'(?P<short>\d{2})(?![\d:'])|"
    r" (?P<short>[12]\d)(?= ?(?:$|[|·•\n]))"
)
CLOCK = compiled(
    r"(?P<h>[01]?\d|2[0-3])[:h](?P<n>[0-5]\d)(?:[:](?P<s>[0-5]\d))?(?: ?(?P<half>[ap])\.?m\b\.?)?"
    r"(?: (?:[a-z]{1,4}t|gmt|utc|z|uhr|h))?[ ,،|·•-]{1,4}(?:on )?(?=[\p{L}\d])"
)
"""A time of day that stands before its day: "10:15 AM EDT, May 4"."""

TIME = compiled(
    r"(?:t|\.?[ ,،|·•/-]{0,4}(?:at |um |à |a las |às |alle |ore |kl\.? |saat |klo |в |о |ساعت )? ?)"
    r"(?P<early>[午오上下][前後전후午] ?)?"
    r"(?P<h>[01]?\d|2[0-4])(?:[:.h]|시 ?|時|点)(?P<n>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d{1,9})?)?(?!\d)"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?(?P<zone>z\b|(?(s) ?)[+-]\d\d:?\d\d(?!\d)| (?:gmt|utc)\b(?! ?[+-]))?"
)

GAP = compiled(r"\s?:\s{0,3}|\s{1,3}|(?<=[\p{L}\p{M}-])(?=\d)")
"""What stands between the words of a label, and between it and its day."""

BEHIND = compiled(r",? ?[(（]?(?P<w>\p{L}[\p{L}\p{M}-]{0,16}(?: \p{L}[\p{L}\p{M}]{1,8})?)\.?[)）]?")
BEFORE, BEFORE_REACH = compiled(r"(?:^|[^\p{L}\p{M}-])(?P<w>\p{L}[\p{L}\p{M}-]{1,16}(?: \p{L}[\p{L}\p{M}]{1,8})?)\.?,? ?$"), 24
"""A day of the week behind and before a date, if the words are one."""
