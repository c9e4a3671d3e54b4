"""The client against answers in the shape of Freshworks' own samples; see cassettes/documented/SOURCES.md."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connector.core.note import Block, BlockKind, Note
from connector.core.ticket import Author, Channel, Message, Priority, Requester, Status, Ticket
from connector.core.update import PEOPLE_FIRST, TicketUpdate
from connector.errors import RateLimited, Refused, TicketGone
from connector.kit.credentials import MemoryCredentials
from connector.port import Connection, Helpdesk
from connector.testing.answers import read_answers
from integrations.freshdesk.integration import INTEGRATION

pytestmark = pytest.mark.vcr

NOTE = Note((Block(BlockKind.PARAGRAPH, ("For a person.",)),)).with_reference("WH-ABCDEFGHIJKLM")
UPDATE = TicketUpdate(add_tags=frozenset({PEOPLE_FIRST}), priority=Priority.HIGH, note=NOTE)


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    return str(Path(__file__).parent / "cassettes" / "documented")


@pytest.fixture
def desk() -> Helpdesk:
    credentials = MemoryCredentials({"api_key": "Abcdefghij1234567890"})
    return INTEGRATION.open(Connection(account="acme", settings={"domain": "acme.freshdesk.com"}, credentials=credentials))


@pytest.fixture
def fresh_ticket() -> Ticket:
    """Ticket 20 as it was a moment ago."""
    then = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
    words = Message(id="description", author=Author.REQUESTER, public=True, text="Some details on the issue", created_at=then)
    return Ticket(
        id="20",
        subject="Support needed",
        status=Status.OPEN,
        channel=Channel.PORTAL,
        requester=Requester(id="5001"),
        messages=(words,),
        stamp="2026-11-02T08:00:07+00:00",
        created_at=then,
        updated_at=then,
        priority=Priority.LOW,
        tags=frozenset({"vip"}),
    )


@pytest.mark.default_cassette("read_a_ticket.yaml")
def test_a_ticket_is_read_over_three_pages(desk: Helpdesk) -> None:
    ticket = desk.fetch_ticket("20")
    assert (ticket.subject, ticket.status, ticket.tags) == ("Support needed", Status.OPEN, {"vip"})
    assert [m.text for m in ticket.messages] == ["Some details on the issue", *(f"message {n}" for n in range(13))]
    assert [m.author for m in ticket.messages[1:5]] == [Author.AGENT, Author.REQUESTER] * 2
    assert ticket.messages[-1].public is False
    assert ticket.requester.name == "Sam Example"


@pytest.mark.default_cassette("write_back.yaml")
def test_a_note_and_then_the_fields(desk: Helpdesk, fresh_ticket: Ticket) -> None:
    ticket = fresh_ticket
    written = [desk.send(ticket, write) for write in desk.writes(ticket, replace(UPDATE, group_id="48000000103"))]
    assert [w.note_id for w in written] == ["113", ""]


@pytest.mark.default_cassette("refusals.yaml")
def test_refusals_say_what_to_do_next(desk: Helpdesk, fresh_ticket: Ticket) -> None:
    ticket = fresh_ticket
    note, fields = desk.writes(ticket, UPDATE)
    with pytest.raises(Refused) as refused:
        desk.send(ticket, fields)
    assert refused.value.field == "cf_region"
    with pytest.raises(TicketGone):
        desk.send(ticket, note)
    with pytest.raises(RateLimited) as limited:
        desk.fetch_ticket("20")
    assert limited.value.retry_after == 34


@pytest.mark.default_cassette("who_and_whom.yaml")
def test_who_we_are_and_whom_we_can_ask(desk: Helpdesk) -> None:
    identity = desk.identify()
    assert (identity.id, identity.is_person) == ("9001", False)
    assert [(group.id, group.name) for group in desk.groups()] == [("48000000102", "Billing"), ("48000000103", "Care")]


@pytest.mark.default_cassette("list_changes.yaml")
def test_changes_are_paged_by_time(desk: Helpdesk) -> None:
    first = desk.changed_since("", datetime(2026, 11, 1, tzinfo=UTC))
    assert [(row.ticket_id, row.stamp) for row in first.tickets] == [
        ("20", "2026-11-02T08:00:07+00:00"),
        ("21", "2026-11-02T09:00:00+00:00"),
    ]
    assert first.more
    last = desk.changed_since(first.cursor, datetime(2026, 11, 1, tzinfo=UTC))
    assert [row.ticket_id for row in last.tickets] == ["21"]  # 22 may still change within its second
    assert (last.more, last.cursor) == (False, "2026-11-02T08:58:00Z/1")


@pytest.mark.default_cassette("answers.yaml")
def test_only_answers_for_everybody(desk: Helpdesk) -> None:
    canned, article = read_answers(desk)
    assert (canned.title, canned.body) == ("We have received your request", "Thank you for reaching out to us.")
    assert (article.ref, article.language) == ("freshdesk:article:2", "en")
    assert article.url == "https://acme.freshdesk.com/support/solutions/articles/2"
