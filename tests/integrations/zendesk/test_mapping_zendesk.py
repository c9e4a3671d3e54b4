"""From Zendesk's words to ours, ticket by ticket."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.ticket import Author, Bar, Capability, Channel, Priority, Requester, Status, Ticket
from integrations.zendesk import knowledge
from integrations.zendesk.answer_payloads import ArticleBody, MacroBody
from integrations.zendesk.mapping import CAPABILITIES, CHANNELS, PRIORITIES, STATUSES, to_ticket
from integrations.zendesk.payloads import CommentsPage, TicketAnswer
from integrations.zendesk.stamp import Stamp

Fixture = Callable[[str], Any]


def read(fixture: Any, **changes: Any) -> Ticket:
    answer = {**fixture["ticket"], "ticket": {**fixture["ticket"]["ticket"], **changes}}
    page = CommentsPage.model_validate(fixture["comments"])
    return to_ticket(TicketAnswer.model_validate(answer), page, "2026-11-02T09:30:00Z")


def test_a_conversation(fixture_json: Fixture) -> None:
    ticket = read(fixture_json("ticket__email_conversation"))
    assert [(m.id, m.author, m.public) for m in ticket.messages] == [
        ("1", Author.REQUESTER, True),
        ("2", Author.REQUESTER, True),  # in copy
        ("3", Author.AGENT, False),  # our note
        ("4", Author.SYSTEM, True),  # a trigger
        ("5", Author.AGENT, True),
    ]
    assert ticket.messages[0].text == "Hello, my password does not work."
    assert ticket.messages[0].html.startswith("<div")
    assert (ticket.messages[4].author_id, ticket.messages[4].author_name) == ("801", "Robin Agent")
    assert ticket.carries("WH-ABCDEFGHIJKLM")
    assert ticket.is_answered
    assert ticket.requester == Requester(
        id="900", name="Sam Example", email="sam@example.test", language="de", tags=frozenset({"gold"})
    )
    assert (ticket.id, ticket.subject, ticket.status, ticket.channel) == ("4711", "Cannot log in", Status.OPEN, Channel.EMAIL)
    assert (ticket.priority, ticket.group_id, ticket.assignee_id, ticket.tags) == (Priority.NORMAL, "55", None, {"vip"})
    assert (ticket.accepts, ticket.bars) == (CAPABILITIES, frozenset())
    assert ticket.stamp == "2026-11-02T09:20:00Z|2026-11-02T09:30:00Z"
    assert ticket.updated_at == datetime(2026, 11, 2, 9, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fixture", "bars", "accepts", "authors"),
    [
        ("closed", {Bar.CLOSED}, set(), [Author.REQUESTER]),
        ("deleted", {Bar.DELETED}, set(), [Author.REQUESTER]),
        ("agent_wrote_first", {Bar.OUTBOUND}, CAPABILITIES, [Author.AGENT]),
        ("customer_answered_an_agent", set(), CAPABILITIES, [Author.AGENT, Author.REQUESTER]),
        ("private_first_comment", set(), CAPABILITIES, [Author.AGENT]),
        ("colleague_asks", set(), CAPABILITIES, [Author.REQUESTER, Author.AGENT]),
        ("messaging", set(), {Capability.NOTE}, [Author.REQUESTER]),
        ("whatsapp", set(), {Capability.NOTE}, [Author.REQUESTER]),
        ("voicemail", set(), CAPABILITIES, [Author.REQUESTER]),
        ("voicemail_without_transcript", set(), CAPABILITIES, [Author.REQUESTER]),
    ],
)
def test_what_may_be_done(
    fixture_json: Fixture, fixture: str, bars: set[Bar], accepts: set[Capability], authors: list[Author]
) -> None:
    ticket = read(fixture_json(f"ticket__{fixture}"))
    assert (ticket.bars, ticket.accepts, [m.author for m in ticket.messages]) == (bars, accepts, authors)


def test_a_private_first_comment_is_nobody_asking(fixture_json: Fixture) -> None:
    ticket = read(fixture_json("ticket__private_first_comment"))
    assert ticket.newest_request is None


def test_a_voicemail_is_what_was_said(fixture_json: Fixture) -> None:
    ticket = read(fixture_json("ticket__voicemail"))
    assert (ticket.channel, ticket.messages[0].public) == (Channel.VOICE_TRANSCRIPT, True)
    assert ticket.messages[0].text == "Hello, this is Sam, my heating is out."
    assert (ticket.is_spoken, ticket.awaits_transcript, ticket.trigger) == (True, False, "created")
    silent = read(fixture_json("ticket__voicemail_without_transcript"))
    assert (silent.is_spoken, silent.awaits_transcript, silent.trigger) == (True, True, "call")


def test_a_call_that_an_agent_logged_is_the_customers_once_it_has_a_transcript(fixture_json: Fixture) -> None:
    fixture = fixture_json("ticket__voicemail")
    for comment in fixture["comments"]["comments"]:
        comment["author_id"] = 801
    ticket = read(fixture)
    assert (ticket.messages[0].author, ticket.bars, ticket.trigger) == (Author.REQUESTER, frozenset(), "created")
    for comment in fixture["comments"]["comments"]:
        comment["data"]["transcription_text"] = ""
    logged = read(fixture)
    assert (logged.messages[0].author, logged.newest_request) == (Author.AGENT, None)


def test_a_long_ticket_begins_with_its_description(fixture_json: Fixture) -> None:
    ticket = read(fixture_json("ticket__cut_off"))
    assert [m.text for m in ticket.messages] == ["Hello, my password does not work.", "older", "newest"]
    assert (ticket.messages[0].author, ticket.messages[0].public) == (Author.REQUESTER, True)
    assert ticket.trigger == "message:200"


def test_nulls_and_odd_types(fixture_json: Fixture) -> None:
    ticket = read(fixture_json("ticket__nulls_and_odd_types"))
    assert (ticket.priority, ticket.status, ticket.channel, ticket.tags) == (None, Status.OPEN, Channel.OTHER, frozenset())
    assert (ticket.subject, ticket.group_id, ticket.assignee_id) == ("", None, "801")
    assert ticket.messages[0].text.split() == ["Hello", "there"]
    assert ticket.messages[0].author is Author.REQUESTER
    # We cannot tell whether “critical” is above ours, and a new group would take the ticket from its assignee.
    assert ticket.accepts == {Capability.TAGS, Capability.NOTE}


@pytest.mark.parametrize(
    ("word", "priority"), [*PRIORITIES.items(), (None, None), ("URGENT", Priority.URGENT), ("critical", None)]
)
def test_priorities(fixture_json: Fixture, word: str | None, priority: Priority | None) -> None:
    ticket = read(fixture_json("ticket__email_conversation"), priority=word)
    assert ticket.priority is priority
    assert (Capability.PRIORITY in ticket.accepts) == (word != "critical")


@pytest.mark.parametrize(("word", "status"), [*STATUSES.items(), ("my custom one", Status.OPEN), (None, Status.OPEN)])
def test_statuses(fixture_json: Fixture, word: str | None, status: Status) -> None:
    assert read(fixture_json("ticket__email_conversation"), status=word).status is status


@pytest.mark.parametrize(
    ("word", "channel"), [*CHANNELS.items(), ("api", Channel.OTHER), ("side_conversation", Channel.OTHER), (34, Channel.OTHER)]
)
def test_channels(fixture_json: Fixture, word: object, channel: Channel) -> None:
    assert read(fixture_json("ticket__email_conversation"), via={"channel": word}).channel is channel


@pytest.mark.parametrize(
    ("locale", "language"), [("de-AT", "de"), ("en", "en"), ("pt_BR", "pt"), ("fil", ""), ("", ""), (None, "")]
)
def test_languages(fixture_json: Fixture, locale: str | None, language: str) -> None:
    fixture = fixture_json("ticket__email_conversation")
    for user in (*fixture["ticket"]["users"], *fixture["comments"]["users"]):
        user["locale"] = locale
    assert read(fixture).requester.language == language


_words = st.none() | st.text(max_size=8) | st.integers(-5, 10**6) | st.booleans() | st.lists(st.integers(), max_size=2)


@given(
    priority=_words,
    status=_words,
    tags=_words,
    via=_words,
    group_id=_words,
    assignee_id=_words,
    subject=_words,
    requester_id=_words,
)
def test_any_values_make_a_ticket(**odd: Any) -> None:
    body = {"id": 1, "created_at": "2026-11-02T09:15:03Z", "updated_at": "2026-11-02T09:15:03Z", **odd}
    comment = {"id": 2, "author_id": 900, "public": True, "created_at": "2026-11-02T09:15:03Z", "body": "x"}
    ticket = to_ticket(TicketAnswer.model_validate({"ticket": body}), CommentsPage.model_validate({"comments": [comment]}), "")
    assert ticket.accepts <= CAPABILITIES


@pytest.mark.parametrize(
    ("updated_at", "read_at", "settled"),
    [
        ("2026-11-02T09:15:03Z", "2026-11-02T09:15:04Z", True),
        ("2026-11-02T09:15:03Z", "2026-11-02T09:15:03Z", False),
        ("2026-11-02T09:15:03Z", "2026-11-02T09:15:02Z", False),
        ("2026-11-02T09:15:03.9Z", "2026-11-02T09:15:04Z", True),
        ("2026-11-02T09:15:03Z", "", False),
        ("", "2026-11-02T09:15:03Z", False),
        ("nonsense", "nonsense", False),
    ],
)
def test_a_stamp_is_settled_once_its_second_is_over(updated_at: str, read_at: str, *, settled: bool) -> None:
    stamp = Stamp(updated_at, read_at)
    assert Stamp.parse(str(stamp)) == stamp
    assert stamp.is_settled is settled


def macro(*actions: tuple[str, Any], **fields: Any) -> list[str]:
    rows = [{"field": field, "value": value} for field, value in actions]
    body = MacroBody.model_validate({"id": 5, "title": "T", "active": True, "restriction": None, "actions": rows, **fields})
    return [source.body for source in knowledge.from_macros([body])]


def test_macros() -> None:
    public, private = ("comment_mode_is_public", "true"), ("comment_mode_is_public", "false")
    assert macro(public, ("comment_value", "Hello")) == ["Hello"]
    assert macro(("comment_value", ["channel:all", "Hello"])) == ["Hello"]
    assert macro(("comment_value_html", "<p>Hello</p><p>you</p>"), ("comment_value", "Plain")) == ["Hello\n\nyou"]
    assert macro(private, ("comment_value", "Hello")) == []
    assert macro(("comment_mode_is_public", False), ("comment_value", "Hello")) == []
    assert macro(("status", "solved")) == []
    assert macro(("comment_value", None)) == []
    assert macro(("comment_value", "Hello"), restriction={"type": "Group", "id": 4}) == []
    assert macro(("comment_value", "Hello"), restriction={}) == ["Hello"]
    assert macro(("comment_value", "Hello"), active=False) == []
    assert macro(("comment_value", "Hello"), updated_at="last year") == ["Hello"]


@pytest.mark.parametrize(
    ("fields", "learnt"),
    [
        ({}, True),
        ({"draft": True}, False),
        ({"draft": None}, False),
        ({"user_segment_id": 7}, False),
        ({"user_segment_id": 0}, False),
        ({"user_segment_ids": [7]}, False),
        ({"user_segment_ids": []}, True),
        ({"body": None}, False),
    ],
)
def test_articles(fields: dict[str, Any], *, learnt: bool) -> None:
    body = {"id": 5, "title": "T", "body": "<p>Hello</p>", "locale": "en-us", "draft": False, "user_segment_id": None, **fields}
    sources = list(knowledge.from_articles([ArticleBody.model_validate(body)]))
    assert [(s.ref, s.language, s.body) for s in sources] == ([("article:5:en-us", "en", "Hello")] if learnt else [])
