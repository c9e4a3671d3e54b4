"""What to acknowledge is named in facts; on a sensitive ticket nobody is given words for the customer."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from connector.core import brief_phrases
from connector.core.acknowledgement import acknowledgement, adaptable_sentence
from connector.core.assessment import Assessment
from connector.core.brief import Background, Handover
from connector.core.brief_phrases import say_times
from connector.core.promises import Promise
from connector.core.story import Story
from connector.core.taxonomy import LANGUAGES, SENSITIVE_KINDS, Level, Urgency
from connector.core.words import Reason, Words
from tests.core.test_phrases import blanks

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
BROKEN = Promise("I will call you tomorrow.", date(2026, 11, 20), date(2026, 11, 21))
STORY = Story(contacts=3, since=date(2026, 11, 10), promises=(BROKEN,))


def told(*kinds: str, story: Story = STORY, language: str = "en", level: Level = Level.L1) -> Handover:
    """A handover of a ticket of these sensitive kinds, or of an ordinary one."""
    reading = Assessment(
        language=language, primary=kinds[0] if kinds else "refund_status", urgency=Urgency.U1, confidence=0.9, emotions={}
    )
    reasons = tuple(Reason("sensitive", kind) for kind in kinds)
    return Handover(
        assessment=reading, level=Level.L0 if kinds else level, reasons=reasons, now=NOW, background=Background(story=story)
    )


def test_an_ordinary_ticket_gets_the_facts_and_a_sentence_of_facts() -> None:
    assert acknowledgement(told(), Words("en")) == [
        "Not acknowledged yet: has written three times since 10 November; the promise for 21 November, which has passed.",
        "A sentence to adapt: You have written to us three times since 10 November. "
        "On 20 November we wrote: “I will call you tomorrow.” That was for 21 November, which has passed.",
    ]


def test_the_sentence_is_in_the_language_of_the_customer() -> None:
    lines = acknowledgement(told(language="de"), Words("fr"))
    assert lines[0].startswith("Pas encore reconnu : a écrit trois fois depuis le 10 novembre")
    assert "Sie haben uns seit dem 10. November dreimal geschrieben." in lines[1]
    assert len(acknowledgement(told(language="pl"), Words("en"))) == 1


@pytest.mark.parametrize("kind", sorted(SENSITIVE_KINDS))
def test_on_a_sensitive_ticket_nobody_is_given_words_for_the_customer(kind: str) -> None:
    lines = acknowledgement(told(kind), Words("en"))
    assert adaptable_sentence(told(kind)) == ""
    assert not any("to adapt" in line for line in lines)
    assert len(lines) == (0 if kind in {"self_harm", "danger"} else 1)


def test_a_loss_is_named() -> None:
    assert acknowledgement(told("bereavement", story=Story(contacts=1)), Words("en")) == [
        "Please acknowledge in your own words: bereavement."
    ]


@pytest.mark.parametrize(
    "story", [Story(), Story(contacts=1, since=date(2026, 11, 26)), Story(promises=(Promise("We will.", NOW.date()),))]
)
def test_where_there_is_nothing_to_acknowledge_nothing_is_said(story: Story) -> None:
    assert acknowledgement(told(story=story), Words("en")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_claims_a_feeling_or_makes_a_promise(language: str) -> None:
    sentences = brief_phrases.ADAPTABLE[language]
    assert set(sentences) == set(brief_phrases.ADAPTABLE["en"])
    assert all(blanks(text) == blanks(brief_phrases.ADAPTABLE["en"][key]) for key, text in sentences.items())
    claims: Any = (
        "understand",
        "feel",
        "sorry",
        "will",
        "verstehen",
        "leid",
        "comprenons",
        "désolé",
        "entendemos",
        "sentimos",
        "dispiace",
        "begrijpen",
        "spijt",
        "lamentamos",
    )
    assert not any(word in text.lower() for text in sentences.values() for word in claims)


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_often_is_said_in_words_up_to_five(language: str) -> None:
    said = [say_times(count, language) for count in range(2, 9)]
    assert len(set(said)) == len(said)
    assert said[-1].startswith("8")
