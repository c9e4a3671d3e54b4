"""When a customer may be asked once more, and when never. Any one reason is enough to stay silent."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.approval import digest_of
from connector.core.assessment import Assessment, abstention
from connector.core.checkin import (
    Record,
    check_in_body,
    own_words,
    reason_against,
    reason_against_reading,
    seat_spoke,
    with_own_replies,
)
from connector.core.checkin_words import ASKABLE, CLOSINGS, GREETINGS, QUESTIONS
from connector.core.hours import after_working_days, parse_working_hours
from connector.core.rules import Rules, parse_rules
from connector.core.taxonomy import KINDS, LANGUAGES, SENSITIVE_KINDS, Level
from connector.core.ticket import Author, Bar, Channel, Message, Status, Ticket
from connector.core.update import AGENT_TAGS, PEOPLE_FIRST, UNSURE
from connector.testing.strategies import EPOCH, tickets

RULES = Rules(check_ins=frozenset({"how_to", "warranty"}))
NOW = EPOCH + timedelta(days=4)
RECORD = Record(
    trigger="created", kind="how_to", language="en", kinds=("how_to",), levels=(Level.L2,), is_corrected=False,
    is_undone=False, prefers_human=False, is_spared=False, is_asked=False,
)  # fmt: skip


@pytest.fixture
def solved(a_ticket: Ticket) -> Ticket:
    """The plain ticket, answered by a person and solved."""
    answer = replace(
        a_ticket.messages[0], id="2", author=Author.AGENT, text="Use vinegar.", created_at=EPOCH + timedelta(hours=1)
    )
    return replace(a_ticket, messages=(*a_ticket.messages, answer), status=Status.SOLVED)


def said(ticket: Ticket, author: Author, text: str = "Thanks", **more: Any) -> Ticket:
    """The ticket with one more message."""
    message = Message(id="9", author=author, public=True, text=text, created_at=EPOCH + timedelta(days=1), **more)
    return replace(ticket, messages=(*ticket.messages, message))


def test_a_plain_solved_matter_may_be_asked_about(solved: Ticket) -> None:
    assert reason_against(solved, RECORD, RULES, NOW) is None


AGAINST_TICKET: Mapping[str, tuple[str, Callable[[Ticket], Ticket]]] = {
    "a new message": ("replied", lambda t: said(t, Author.REQUESTER)),
    "open": ("reopened", lambda t: replace(t, status=Status.OPEN)),
    "waiting": ("reopened", lambda t: replace(t, status=Status.WAITING)),
    "closed": ("closed", lambda t: replace(t, status=Status.CLOSED)),
    "with another AI": ("closed", lambda t: replace(t, bars=frozenset({Bar.OTHER_AI}))),
    "no answer": ("not_answered", lambda t: replace(t, messages=t.messages[:1])),
    "a machine's answer": (
        "not_answered",
        lambda t: replace(t, messages=(t.messages[0], replace(t.messages[1], author=Author.SYSTEM))),
    ),
    "a note": ("not_answered", lambda t: replace(t, messages=(t.messages[0], replace(t.messages[1], public=False)))),
    "long ago": (
        "too_old",
        lambda t: replace(t, messages=tuple(replace(m, created_at=EPOCH - timedelta(days=60)) for m in t.messages)),
    ),
    "people first": ("with_people", lambda t: replace(t, tags=frozenset({PEOPLE_FIRST}))),
    "unsure": ("with_people", lambda t: replace(t, tags=frozenset({UNSURE}))),
    **{tag: ("agent_tag", lambda t, tag=tag: replace(t, tags=frozenset({tag}))) for tag in sorted(AGENT_TAGS)},
    **{c.value: ("channel", lambda t, c=c: replace(t, channel=c)) for c in Channel if c not in (Channel.EMAIL, Channel.PORTAL)},
}


@pytest.mark.parametrize("what", AGAINST_TICKET)
def test_what_the_ticket_says_against_it(solved: Ticket, what: str) -> None:
    code, change = AGAINST_TICKET[what]
    assert reason_against(change(solved), RECORD, RULES, NOW) == code


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("sensitive", {"kinds": ("people", "how_to")}),
        ("complaint", {"kinds": ("how_to", "complaint_informal")}),
        ("with_people", {"levels": (Level.L2, Level.L0)}),
        ("corrected", {"is_corrected": True}),
        ("agent_tag", {"is_undone": True}),
        ("prefers_human", {"prefers_human": True}),
        ("spared", {"is_spared": True}),
        ("asked_lately", {"is_asked": True}),
        ("language", {"language": "pl"}),
        ("switched_off", {"kind": "order_tracking"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_known_against_it(solved: Ticket, code: str, change: dict[str, Any]) -> None:
    assert reason_against(solved, replace(RECORD, **change), RULES, NOW) == code


def test_the_admins_own_sensitive_kinds_and_words_count_too(solved: Ticket) -> None:
    warranty = replace(RECORD, kind="warranty", kinds=("warranty",))
    assert reason_against(solved, warranty, replace(RULES, extra_sensitive_kinds=frozenset({"warranty"})), NOW) == "sensitive"
    assert reason_against(solved, RECORD, replace(RULES, extra_sensitive_words=("descale",)), NOW) == "extra_word"


@given(tickets(), st.sampled_from(sorted(SENSITIVE_KINDS)))
def test_no_rule_and_no_ticket_lets_a_sensitive_matter_be_asked_about(ticket: Ticket, kind: str) -> None:
    assert parse_rules(f"check_ins: {kind}").errors
    forced = Rules(check_ins=frozenset({kind, "how_to"}))
    for record in (replace(RECORD, kind=kind), replace(RECORD, kinds=("how_to", kind)), replace(RECORD, kinds=("people",))):
        assert reason_against(replace(ticket, status=Status.SOLVED), record, forced, NOW) is not None


@given(tickets())
def test_nothing_is_asked_while_the_customer_waits(ticket: Ticket) -> None:
    if not ticket.is_answered or ticket.status is not Status.SOLVED:
        assert reason_against(ticket, replace(RECORD, trigger=ticket.trigger), RULES, NOW) is not None


def test_doubt_complaint_need_and_heavy_feelings_are_never_asked_about(a_reading: Assessment) -> None:
    assert reason_against_reading(a_reading) is None
    assert reason_against_reading(replace(a_reading, emotions={"gratitude_relief": 2, "confusion": 1})) is None
    assert reason_against_reading(abstention("model_failed")) == "unsure"
    assert reason_against_reading(replace(a_reading, primary="bereavement")) == "sensitive"
    assert reason_against_reading(replace(a_reading, also=("complaint_informal",))) == "complaint"
    assert reason_against_reading(replace(a_reading, vulnerability=("health",))) == "feelings"
    for emotion in ("anger", "sadness_grief", "distress", "shame"):
        assert reason_against_reading(replace(a_reading, emotions={emotion: 1})) == "feelings"


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

SELLING = re.compile(
    r"rat(e|ing)|review|stars?\b|offer|discount|\bbuy|Bewert|Angebot|Rabatt|évalu|\bavis\b|offre|valor(e|a)r?\b|oferta|opini|"
    r"recens|offert|beoordel|aanbied|avali|oferta|https?:|www\.|%|€|!",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_asks_the_same_in_a_few_words_and_sells_nothing(language: str) -> None:
    assert set(QUESTIONS) == set(GREETINGS) == set(CLOSINGS) == set(LANGUAGES)
    assert tuple(QUESTIONS[language]) == ASKABLE
    assert set(ASKABLE) <= set(KINDS) - SENSITIVE_KINDS
    assert len(set(QUESTIONS[language].values())) == len(ASKABLE)
    for kind in ASKABLE:
        body = check_in_body(kind, language)
        assert body.count("?") == 1
        assert len(body) < 320
        assert not re.search(r"\d|[{}<>]", body)
        assert not SELLING.search(body), body


# ── days ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_working_days_are_counted_in_the_week_of_the_business() -> None:
    friday = datetime(2026, 11, 6, 15, 0, tzinfo=UTC)
    assert after_working_days(friday, 3, None) == datetime(2026, 11, 11, 15, 0, tzinfo=UTC)
    hours = parse_working_hours("Tue-Sat 09:00-12:00 Europe/Amsterdam")
    assert after_working_days(friday, 1, hours) == datetime(2026, 11, 7, 11, 0, tzinfo=UTC)  # noon there
    assert after_working_days(friday, 2, hours) == datetime(2026, 11, 10, 11, 0, tzinfo=UTC)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.integers(1, 30), st.booleans())  # noqa: DTZ001 - made aware below
def test_so_many_working_days_lie_between(naive: datetime, days: int, has_hours: bool) -> None:
    hours = parse_working_hours("Mon-Fri 09:00-17:30 Europe/Amsterdam") if has_hours else None
    zone = ZoneInfo("Europe/Amsterdam") if has_hours else UTC
    start = naive.replace(tzinfo=UTC)
    first, last = start.astimezone(zone).date(), after_working_days(start, days, hours).astimezone(zone).date()
    passed = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert sum(day.weekday() < 5 for day in passed) == days
    assert last.weekday() < 5


# ── our own replies ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_our_own_reply_is_nobodys_answer(solved: Ticket) -> None:
    asked = said(solved, Author.AGENT, "Does it work?", author_id="1")
    for ids, digests in (({"9"}, ()), ((), {digest_of("does it WORK")})):
        seen = with_own_replies(asked, ids, digests)
        assert seen.newest_human_reply == solved.newest_human_reply
        again = said(replace(seen, messages=seen.messages[:1] + seen.messages[2:]), Author.SYSTEM)
        assert not again.is_answered
    assert with_own_replies(asked, {"8"}, ()) == asked
    assert (
        with_own_replies(said(solved, Author.REQUESTER, "Does it work?"), {"9"}, {digest_of("Does it work?")}).messages[-1].author
        is Author.REQUESTER
    )


def test_a_reply_whose_outcome_was_lost_is_looked_for_by_its_words(solved: Ticket) -> None:
    ours, words = said(solved, Author.AGENT, "<Does it work?>", author_id="1"), digest_of("Does it work?")
    assert own_words(ours, words, ()) == "9"
    assert own_words(ours, words, {"9"}) == ""
    assert own_words(solved, words, ()) == ""
    assert own_words(said(solved, Author.REQUESTER, "Does it work?"), words, ()) == ""
    assert own_words(said(solved, Author.AGENT, "Something else"), words, ()) == ""


def test_other_words_of_our_seat_about_that_time_leave_it_open(solved: Ticket) -> None:
    other, sent_at = said(solved, Author.AGENT, "Something else", author_id="1"), EPOCH + timedelta(days=1)
    assert seat_spoke(other, "1", sent_at, ())
    assert not seat_spoke(other, "1", sent_at, {"9"})
    assert not seat_spoke(other, "2", sent_at, ())
    assert not seat_spoke(other, "1", EPOCH + timedelta(days=9), ())
    assert not seat_spoke(solved, "1", sent_at, ())
