"""The brief says what a tired person needs before they write: how to reach the customer, by when, what was promised, what to leave out."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from connector.core.assessment import Assessment, ContactWish
from connector.core.brief import Background, Handover, background, brief, so_far, wishes
from connector.core.brief_phrases import AVOID, say_day
from connector.core.context import Context
from connector.core.decision import decide
from connector.core.promises import Promise
from connector.core.rules import Rules, parse_rules
from connector.core.story import Story, Turn
from connector.core.taxonomy import LANGUAGES, SENSITIVE_KINDS, Level, Tier
from connector.core.ticket import Author, Message, Ticket
from connector.core.words import Reason, Words
from connector.testing.strategies import assessments

RULES = parse_rules("working_hours: Mon-Fri 09:00-17:30 Europe/Amsterdam\ncountry: GB, IE").rules
#: Thursday, 11:00 in Amsterdam.
NOW = datetime.fromisoformat("2026-11-26T10:00:00+00:00")
PROMISE = Promise("I will call you tomorrow.", date(2026, 11, 18), date(2026, 11, 19))
STORY = Story(turns=(Turn(Author.REQUESTER, date(2025, 12, 30), "It is broken."),), promises=(PROMISE,))


def lines(reading: Assessment, *kinds: str, level: Level = Level.L0, language: str = "en", **behind: Any) -> list[str]:
    """The brief of a ticket of these sensitive kinds."""
    reasons = tuple(Reason("sensitive", kind) for kind in kinds)
    told = Handover(assessment=reading, level=level, reasons=reasons, now=NOW, background=Background(**behind))
    say = Words(language)
    return [*wishes(told, say), *brief(told, say), *(line for block in so_far(told, say) for line in block.lines)]


def received(ticket: Ticket, at: datetime) -> Ticket:
    """The ticket as if the customer had written then."""
    return replace(ticket, messages=(replace(ticket.messages[0], created_at=at),))


def test_how_to_reach_them_stands_first_with_their_words(a_reading: Assessment) -> None:
    reading = replace(
        a_reading,
        primary="danger",
        contact_wishes=(
            ContactWish("call", False, "Please no calls\nand no letters."),
            ContactWish("letter", False, "Please no calls\nand no letters."),
            ContactWish("email", True, "Only by e-mail."),
        ),
    )
    assert lines(reading, "danger")[:2] == [
        "How they do not wish to be reached: by phone, by letter. “Please no calls and no letters.”",
        "How they wish to be reached: in writing, by e-mail. “Only by e-mail.”",
    ]


def test_the_time_is_that_of_the_business(a_ticket: Ticket, a_reading: Assessment) -> None:
    for at, words in (
        (NOW, "by 17:30 today"),
        (NOW + timedelta(hours=8), "by 11:00 tomorrow"),
        (NOW + timedelta(days=2), "by Monday 11:00"),
    ):
        behind = background(received(a_ticket, at), "en", (Reason("sensitive", "hardship"),), RULES, at)
        told = Handover(
            assessment=a_reading, level=Level.L0, reasons=(Reason("sensitive", "hardship"),), now=at, background=behind
        )
        assert f"Who and when: the same day ({words})." in brief(told, Words("en"))


def test_the_legal_clock_is_a_day(a_ticket: Ticket, a_reading: Assessment) -> None:
    behind = background(received(a_ticket, NOW), "en", (Reason("sensitive", "data_rights"),), RULES, NOW)
    assert any(line.endswith("(by 26 December).") for line in lines(a_reading, "data_rights", dues=behind.dues))


def test_a_time_that_has_passed_is_not_given(a_ticket: Ticket) -> None:
    reasons = (Reason("sensitive", "scam_fraud"),)
    assert background(received(a_ticket, NOW), "en", reasons, RULES, NOW + timedelta(hours=2)).dues == {}
    assert background(received(a_ticket, NOW), "en", reasons, Rules(), NOW).dues == {}


def test_what_was_promised_is_quoted_and_says_when_its_day_is_over(a_reading: Assessment) -> None:
    assert "Promised on 18 November, due by 19 November, which has passed: “I will call you tomorrow.”" in lines(
        a_reading, "hardship", story=STORY
    )
    open_one = replace(PROMISE, due=date(2026, 11, 26))
    assert "Promised on 18 November, due by 26 November: “I will call you tomorrow.”" in lines(
        a_reading, "hardship", story=replace(STORY, promises=(open_one,))
    )


def test_the_story_names_days_and_the_year_of_another(a_reading: Assessment) -> None:
    told = lines(replace(a_reading, primary="warranty"), level=Level.L1, story=replace(STORY, left_out=3))
    assert told[-3:] == ["What happened so far:", "30 December 2025, the customer: “It is broken.”", "… and 3 more messages …"]


def test_a_routine_question_is_not_told_a_story(a_reading: Assessment) -> None:
    assert not any("broken" in line or "Promised" in line for line in lines(a_reading, level=Level.L1, story=STORY))


def test_lines_are_those_of_the_countries_and_for_these_kinds_alone(a_reading: Assessment) -> None:
    told = lines(a_reading, "self_harm", countries=RULES.countries)
    assert [line for line in told if line.startswith("Crisis line")] == [
        "Crisis line to have at hand (GB): Samaritans 116 123. If a life is at risk now: 999.",
        "Crisis line to have at hand (IE): Samaritans 116 123. If a life is at risk now: 112, 999.",
    ]
    assert any("0808 2000 247" in line for line in lines(a_reading, "danger", countries=("GB",)))
    assert "If somebody is in danger now (MX): 911." in lines(a_reading, "danger", countries=("MX",))
    assert any("findahelpline.com" in line and "the rule “country”" in line for line in lines(a_reading, "self_harm"))
    assert not any(
        "999" in line for kind in SENSITIVE_KINDS - {"self_harm", "danger"} for line in lines(a_reading, kind, countries=("GB",))
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(SENSITIVE_KINDS))
def test_every_sensitive_kind_says_what_to_leave_out(a_reading: Assessment, kind: str, language: str) -> None:
    told = lines(a_reading, kind, language=language)
    assert sum(AVOID[language][kind] in line for line in told) == 1


def test_the_note_of_a_decision_holds_it_all(a_ticket: Ticket, a_reading: Assessment) -> None:
    messages = (
        Message(
            id="1",
            author=Author.REQUESTER,
            public=True,
            text="My mother died, please stop the letters.",
            created_at=NOW - timedelta(days=9),
        ),
        Message(
            id="2", author=Author.AGENT, public=True, text="We will stop them by Friday.", created_at=NOW - timedelta(days=8)
        ),
        Message(id="3", author=Author.REQUESTER, public=True, text="Another one came. Please do not call me.", created_at=NOW),
    )
    reading = replace(a_reading, primary="bereavement", contact_wishes=(ContactWish("call", False, "Please do not call me."),))
    decision = decide(replace(a_ticket, messages=messages), reading, RULES, Context(now=NOW))
    assert decision.update.note is not None
    assert decision.update.note.text.split("\n\n")[1].split("\n") == [
        "How they do not wish to be reached: by phone. “Please do not call me.”",
        "Urgency: normal.",
        "Next step: Stop mailings to the person who died, name one contact, ask for no log-in.",
        "Who and when: the same day, one named person (by 17:30 today).",
        "Promised on 18 November, due by 20 November, which has passed: “We will stop them by Friday.”",
        "Take care: no “hope you are well”, no survey, no log-in demand, no letter to the person who died.",
        "Please acknowledge in your own words: bereavement; has written twice since 17 November; "
        "the promise for 20 November, which has passed.",
    ]
    assert "17 November, the customer: “My mother died, please stop the letters.”" in decision.update.note.text
    assert Background.from_dict(decision.as_dict()["background"]) == decision.background


def test_what_an_earlier_version_kept_has_no_background() -> None:
    assert Background.from_dict(None) == Background()


@given(assessments())
def test_a_person_who_answers_is_told_what_was_promised_whatever_the_kind(reading: Assessment) -> None:
    told = lines(reading, *(kind for kind in reading.kinds if kind in SENSITIVE_KINDS), level=Level.L0, story=STORY)
    assert any("I will call you tomorrow." in line for line in told)
    sorted_lines = lines(reading, level=Level.L1, story=STORY)
    assert any("I will call you tomorrow." in line for line in sorted_lines) == (reading.tier is Tier.JUDGEMENT)


@pytest.mark.parametrize(
    ("language", "first"), [("fr", "1er mars"), ("it", "1º marzo"), ("es", "1 de marzo"), ("de", "1. März"), ("nl", "1 maart")]
)
def test_the_first_of_a_month_is_written_as_the_language_does(language: str, first: str) -> None:
    assert say_day(date(2026, 3, 1), date(2026, 3, 9), language) == first
    assert say_day(date(2026, 3, 2), date(2026, 3, 9), language).startswith("2")
