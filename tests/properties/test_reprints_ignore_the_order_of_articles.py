"""Laws of the reprint stage: the order of the articles changes nothing, every span lies in its text, families rest on article passages."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.model.text import Article
from provenance.wire import to_bytes
from tests.reprints.newsroom import article, audit

_WORDS = [
    "harbour",
    "minister",
    "wheat",
    "railway",
    "council",
    "flood",
    "engineer",
    "museum",
    "border",
    "treaty",
    "winter",
    "market",
    "student",
    "nurse",
    "island",
    "forest",
    "budget",
    "judge",
    "witness",
    "ferry",
    "strike",
    "festival",
    "village",
    "tunnel",
    "drought",
    "orchard",
    "pipeline",
    "senator",
    "quarry",
    "lantern",
]


@st.composite
def _newsrooms(draw: st.DrawFn) -> list[Article]:
    rng = draw(st.randoms(use_true_random=False))
    stories = [[" ".join(rng.choice(_WORDS) for _ in range(14)).capitalize() + "." for _ in range(8)] for _ in range(3)]
    out = []
    for number in range(draw(st.integers(2, 7))):
        story = rng.choice(stories)
        kept = [sentence for sentence in story if rng.random() < 0.8] or story[:1]
        if rng.random() < 0.3:
            kept = rng.sample(kept, len(kept))
        date = f"2024-05-{rng.randint(1, 28):02d}" if rng.random() < 0.7 else ""
        out.append(article(f"{rng.randint(0, 9)}{number}", "\n".join(kept), rng.choice(["Reuters", "Hill Courier", "Coast Star"]), date))
    return out


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_newsrooms(), st.randoms(use_true_random=False))
def test_order_of_articles_changes_nothing(articles: list[Article], rng: object) -> None:
    mixed = sorted(articles, key=lambda item: hash(item.text) ^ len(item.id))
    one, two = audit(articles)[1], audit(mixed)[1]
    assert list(one.passages) == list(two.passages)
    assert (one.edges, one.families, dict(one.roles)) == (two.edges, two.families, dict(two.roles))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_newsrooms())
def test_spans_lie_in_their_texts_and_families_rest_on_articles(articles: list[Article]) -> None:
    texts = {item.id: item.text for item in articles}
    found = audit(articles)[1]
    passages = list(found.passages)
    for item in passages:
        assert item.a < item.b
        assert 0 <= item.a_start < item.a_stop <= len(texts[item.a])
        assert 0 <= item.b_start < item.b_stop <= len(texts[item.b])
        assert 0 <= item.similarity <= 1
    assert b"".join(found.passages.lines()) == b"".join(to_bytes(item) + b"\n" for item in passages)
    joined = {name for item in passages if item.kind == "article" for name in (item.a, item.b)}
    assert {member for family in found.families for member in family.members} <= joined
    assert sum(len(family.members) for family in found.families) == len({m for family in found.families for m in family.members})


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_texts_pass(texts: list[str]) -> None:
    found = audit([article(str(number), text) for number, text in enumerate(texts)])[1]
    assert set(found.roles) == {str(number) for number in range(len(texts))}
