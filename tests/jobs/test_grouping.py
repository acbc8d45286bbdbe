"""Groups: by shared keys through chains, bounded, in a fixed order, with what was read of an article."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from extractor.disk.lines import encode, encode_summary
from extractor.jobs.grouping import (
    UNIT,
    ArticleRow,
    Forest,
    Group,
    Read,
    ReadOf,
    Unit,
    group_claims,
    prepare_article,
    stored_fact,
    summary_of,
)
from extractor.models import Article, ArticleSummary, DateFact, Fact, MinistryFact, Span, Speaker
from tests.engines.tiny import extract


def _rows(articles: Iterable[Article]) -> Iterator[ArticleRow]:
    for article in articles:
        extraction = extract(article)
        yield encode_summary(extraction.article), [encode(fact) for fact in extraction.facts]


def _even_by_ten(facts: Sequence[Fact], summary: ArticleSummary) -> Read:
    numbers = {fact.fact_id: int(fact.text) for fact in facts}
    even = {fact_id: number for fact_id, number in numbers.items() if number % 2 == 0}
    units = [Unit((fact_id,), (f"n:{number}", f"t:{number // 10}")) for fact_id, number in even.items()]
    changed = [fact.model_copy(update={"unit": "dus"}) for fact in facts if numbers[fact.fact_id] == 44]
    return Read(units, changed, summary.id)


def _by_article(facts: Sequence[Fact], summary: ArticleSummary) -> Read:
    return Read([Unit(tuple(fact.fact_id for fact in facts), ("all",))])


def _groups(
    tmp_path: Path, articles: list[Article], bounds: tuple[int, int] = (100, 100), read: ReadOf = _even_by_ten
) -> list[Group]:
    prepared = (prepare_article(row, read) for row in _rows(articles))
    return list(group_claims(tmp_path, (one for one in prepared if one is not None), bounds))


def test_claims_that_share_a_key_by_a_chain_are_together_with_all_claims_of_their_articles(tmp_path: Path) -> None:
    texts = ["12 dan 31", "14 dan 44", "44 dan 99", "60", "5"]
    articles = [Article(id=f"a{number}", text=text) for number, text in enumerate(texts)]
    first, second, third = _groups(tmp_path, articles)
    assert first.claimed == ["a0#quantity:0-2", "a1#quantity:0-2"]
    assert second.claimed == ["a1#quantity:7-9", "a2#quantity:0-2"]
    assert third.claimed == ["a3#quantity:0-2"]
    assert [summary_of(one.line).id for one in second.articles()] == ["a1", "a2"]
    assert [[*one.facts] for one in second.articles()] == [["a1#quantity:0-2", "a1#quantity:7-9"], ["a2#quantity:0-2"]]


def test_what_was_read_of_an_article_travels_with_its_claims(tmp_path: Path) -> None:
    [group] = _groups(tmp_path, [Article(id="a", text="40 dan 44")])
    [article] = group.articles()
    facts = [stored_fact(line) for line in article.facts.values()]
    assert [(fact.text, getattr(fact, "unit", None)) for fact in facts] == [("40", "peserta"), ("44", "dus")]
    assert article.kept == "a"


def test_a_bound_cuts_by_publication(tmp_path: Path) -> None:
    day = date(2025, 1, 1)
    articles = [
        Article(id=f"a{9 - number}", published=day + timedelta(number), text=f"{number}") for number in range(10)
    ]
    groups = _groups(tmp_path, articles[::-1], (100, 3))
    # the even numbers 0 2 4 | 6 8 in the order of publication, though the ids run the other way
    assert [group.claimed for group in groups] == [
        ["a1#quantity:0-1", "a3#quantity:0-1"],
        ["a5#quantity:0-1", "a7#quantity:0-1", "a9#quantity:0-1"],
    ]


def test_a_bound_counts_claims_and_not_units(tmp_path: Path) -> None:
    articles = [Article(id=f"a{number}", text="1 dan 2") for number in range(4)]
    sizes = {bound: [len(group.claimed) for group in _groups(tmp_path, articles, (bound, 100), _by_article)]
             for bound in (1, 4, 5, 6, 8)}  # fmt: skip
    assert sizes == {1: [2, 2, 2, 2], 4: [4, 4], 5: [4, 4], 6: [6, 2], 8: [8]}


def test_nothing_in_nothing_out(tmp_path: Path) -> None:
    assert _groups(tmp_path, []) == []
    assert _groups(tmp_path, [Article(id="a", text="tanpa angka")]) == []


def test_an_article_without_a_figure_or_a_day_with_a_role_is_not_read() -> None:
    def unread(facts: Sequence[Fact], summary: ArticleSummary) -> Read:
        raise AssertionError(summary.id)

    sentence = 'Ani berkata "type":"quantity", "role":"due","what":"x" pada 3 Juni 2025.'
    common = {"doc_id": "a", "source": None, "url": None, "published": None, "rule": "r", "text": "3 Juni 2025"}
    common |= {"start": 59, "end": 70, "sentence": Span(start=0, end=len(sentence)), "said_by": Speaker(name="Ani")}
    day = {**common, "fact_id": "a#date:59-70", "before": sentence[:59], "from_": date(2025, 6, 3)}
    days = [
        DateFact.model_validate({**day, "to": date(2025, 6, 3), "edtf": "2025-06-03", "role": role})
        for role in (None, "as_of", "due")
    ]
    body = MinistryFact.model_validate({**common, "fact_id": "a#ministry:0-3", "ministry": None, "via": "name"})
    [(line, _)] = _rows([Article(id="a", text=sentence)])
    assert prepare_article((line, [encode(body), encode(days[0]), encode(days[1])]), unread) is None
    assert prepare_article((line, []), unread) is None
    read = prepare_article((line, [encode(body), encode(days[2])]), _by_article)
    assert read is not None
    assert [fact_ids for fact_ids, _ in read.units] == [("a#ministry:0-3", "a#date:59-70")]


@given(st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60), st.integers(1, 30))
def test_the_roots_of_a_forest_are_the_first_units_of_bounded_trees(joins: list[tuple[int, int]], bound: int) -> None:
    forest = Forest(array(UNIT, [1] * 30))
    for one, other in joins:
        forest.join(one, other, bound)
    each = [forest.root(unit) for unit in range(30)]
    assert list(forest.roots()) == each
    assert all(each.index(root) == root for root in each)
    assert max(map(each.count, each)) <= bound
    if bound == 30:
        assert all(each[one] == each[other] for one, other in joins)
