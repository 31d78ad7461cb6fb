"""What hypothesis draws texts from: hostile characters, and news prose glued together from its usual parts."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = "\u200b\u200f\u202e\u00ad\ufeff\u0301\u0130\u1e9e\ufb01\u0660\u06f1\U0001f600\U000e0041\ud800\udfff\x00\x85\u2028’“—٪ﷺ"
PARTS = (
    "TEHRAN — ",
    "LONDON (Reuters) - ",
    "(Source: Reuters)",
    "Source: Tehran Times",
    "All Content by Mehr News Agency is licensed under a Creative Commons Attribution 4.0 International License.",
    "© 2021 The Daily Example. All rights reserved.",
    "January 26, 2022 - 21:27",
    " date 2017-04-16 ",
    "Leave a Comment",
    "2 + 0 =",
    "By Jane Roe",
    "according to IRNA, ",
    "NBC news reported. ",
    "MH/PA",
    "https://creativecommons.org/licenses/by-sa/3.0/de/",
    "به گزارش ایرنا به نقل از رویترز",
    "新华社北京4月24日电",
    "The minister said on Tuesday that talks would go on. ",
    "“We will see,” he added. ",
    "\n\n",
    "\n",
    "\r\n",
    " ",
)

hostile_text = st.text(st.one_of(st.characters(), st.sampled_from(HOSTILE)), max_size=300)
"""Any text at all, lone surrogates and characters without width among it."""

news_text = st.lists(st.one_of(st.sampled_from(PARTS), hostile_text.map(lambda text: text[:20])), max_size=25).map("".join)
"""Datelines, credits, licence sentences and forms in any order, with dirt between them."""

any_text = st.one_of(hostile_text, news_text)

prose = st.lists(
    st.sampled_from(
        (
            "The council met again. ",
            "Nobody had seen the letter. ",
            "Prices rose by two per cent. ",
            "It rained all night. ",
            "The road is closed. ",
        )
    ),
    min_size=1,
    max_size=12,
).map("".join)
"""Plain sentences that state nothing about rights, sources or dates."""
