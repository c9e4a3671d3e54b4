"""The answer that fits is found in the customer's language and brand, or none is."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connector.core.draft import Source
from connector.drafting import library as library_module
from connector.drafting.focus import asking_parts
from connector.drafting.insight import ORDINARY_KINDS, Insight
from connector.drafting.library import Library, of_brand
from connector.drafting.retrieve import find_sources
from connector.drafting.windows import character_runs, cut_passages
from connector.nlp.encoder import load_encoder, load_once
from connector.triage.heads import load_heads
from connector.triage.matters import HeadsMatterReader

DATA = Path(__file__).parent / "data"
ARTICLES = [json.loads(line) for line in (DATA / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
QUESTIONS = [json.loads(line) for line in (DATA / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
SOURCES = [
    Source(
        ref=f"{row['topic']}:{row['language']}",
        kind="article",
        title=row["title"],
        body=row["body"],
        language=row["language"],
        brand=("", "7", "8")[n % 3],
    )
    for n, row in enumerate(ARTICLES)
]

languages = st.sampled_from(["en", "de", "fr", "es", "it", "nl", "pt", "pl"])
questions = st.one_of(st.text(max_size=200), st.sampled_from([row["text"] for row in QUESTIONS]))


@pytest.fixture(scope="module")
def insight() -> Insight:
    """The models that ship."""
    encoder = load_encoder()
    assert encoder is not None
    return Insight(lambda: encoder, HeadsMatterReader(load_once(load_heads), ORDINARY_KINDS))


def library_of(sources: Sequence[Source], insight: Insight) -> Library:
    """The sources as an account has them once all is read."""
    return Library(sources, {source.ref: insight.imprint(source, source.language) for source in sources}, insight)


def refs(question: str, language: str, sources: Sequence[Source]) -> list[str]:
    """What is found."""
    return [match.source.ref for match in find_sources(question, language, sources)]


def test_most_questions_find_their_article_and_few_find_one_that_does_not_answer(insight: Insight) -> None:
    library = library_of(SOURCES, insight)
    found = [(row["topic"], [ref.partition(":")[0] for ref in refs(row["text"], row["language"], library)]) for row in QUESTIONS]
    answered = [bool(topics) and topics[0] == topic for topic, topics in found if topic]
    false = [bool(topics) for topic, topics in found if topic is None]
    assert sum(answered) / len(answered) > 0.75
    assert sum(false) / len(false) < 1 / 30


@given(question=questions, language=languages, order=st.permutations(range(12)))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_sources_means_nothing(question: str, language: str, order: list[int]) -> None:
    some = [replace(SOURCES[7 * i], language="en" if i % 2 else "de") for i in range(12)]
    plain, mixed = find_sources(question, language, some), find_sources(question, language, [some[i] for i in order])
    assert plain == mixed


@given(question=questions, language=languages, brand=st.sampled_from(["", "7", "8", "9"]))
@settings(max_examples=120, deadline=None)
def test_only_the_customers_language_and_brand(question: str, language: str, brand: str) -> None:
    for match in find_sources(question, language, of_brand(EVERYTHING, brand)):
        assert match.source.language == language
        assert match.source.brand in ("", brand)
        assert match.passage in match.source.body


EVERYTHING = Library(SOURCES)


def test_a_part_of_a_library_is_the_sequence_of_what_is_in_it() -> None:
    part = EVERYTHING.of_brand("7")
    assert list(part) == [source for source in EVERYTHING if source.brand in ("", "7")]
    assert len(part) == len(list(part)) < len(EVERYTHING)
    assert list(of_brand(SOURCES, "7")) == [source for source in SOURCES if source.brand in ("", "7")]


@pytest.mark.parametrize("question", ["", "   ", "?!", "\n", "…"])
def test_an_empty_question_finds_nothing(question: str) -> None:
    assert refs(question, "en", EVERYTHING) == []
    assert refs("How much air?", "en", []) == []


def test_an_imprint_of_another_shape_is_as_none(insight: Insight) -> None:
    source = SOURCES[0]
    whole = insight.imprint(source, source.language)
    assert len(whole) == 2 * (len(ORDINARY_KINDS) + 384 * len(cut_passages(source.body)))
    for broken in (whole[:-2], whole[:20], b""):
        found = Library([source], {source.ref: broken}, insight).score(source.title, "en")
        assert not (found.by_sense | found.by_matter).any()
    found = Library([source], {source.ref: whole}, insight).score(source.title, "en")
    assert (found.by_sense & found.by_matter).all()


def test_matter_alone_does_without_the_encoder(insight: Insight) -> None:
    by_matter = Insight(read_matter=insight.read_matter)
    library = library_of(SOURCES, by_matter)
    found = library.score("Quels sont vos horaires le samedi ?", "fr")
    assert found.by_matter.all()
    assert not found.by_sense.any()
    assert found.sources[int(np.argmax(found.scores))].ref == "hours:fr"


@given(text=st.text(max_size=300), language=languages)
@settings(max_examples=30, deadline=None)
def test_matter_is_shares_of_one(insight: Insight, text: str, language: str) -> None:
    assert insight.read_matter is not None
    shares = insight.read_matter(text, language)
    assert shares.shape == (len(ORDINARY_KINDS),)
    assert shares.min() >= 0
    assert abs(float(shares.sum()) - 1) < 1e-4


def test_sense_finds_what_shares_no_words(insight: Insight) -> None:
    english = [source for source in SOURCES if source.language == "en"]
    library = library_of(english, Insight(insight.load_encoder))
    alone, fused = (one.score("Is the mechanic there on weekends?", "en") for one in (Library(english), library))
    assert fused.sources[int(np.argmax(fused.scores))].ref == "hours:en"
    assert fused.by_sense.all()
    assert not alone.by_sense.any()


def test_of_too_many_the_newest_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "MOST_PASSAGES", 3)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    dated = [replace(SOURCES[0], ref=str(n), updated_at=start + timedelta(days=n)) for n in range(6)]
    kept = Library([*dated, replace(SOURCES[0], ref="undated")])
    assert {source.ref for source in kept} == {"3", "4", "5"}
    assert (kept.left_out, kept.passages) == (4, 3)


@given(st.text(max_size=3000))
def test_passages_are_short_and_lose_no_word(body: str) -> None:
    cut = cut_passages(body)
    assert cut
    assert all(len(passage) <= 600 for passage in cut)
    assert "".join("".join(cut).split()) == "".join(body.split())


def test_a_question_is_looked_for_by_itself() -> None:
    text = "Hello! I am glad with my new bike. How much air should I put into my tyres? Thank you."
    assert asking_parts(text) == ("How much air should I put into my tyres?",)
    assert asking_parts("Why? Please send me the invoice.") == ("Why? Please send me the invoice.",)
    assert asking_parts("¿Cuánto aire llevan los neumáticos?") == ("Cuánto aire llevan los neumáticos?",)
    assert (
        len(
            asking_parts(
                "Where do I find it? " + "Is this one it, please? " * 3 + "".join(f"And number {n} too? " for n in range(9))
            )
        )
        == 6
    )


@given(st.text(max_size=400))
def test_what_is_asked_is_the_customers_own_words(text: str) -> None:
    assert all(part in text for part in asking_parts(text))
    assert (character_runs(text)[1:] > character_runs(text)[:-1]).all()
