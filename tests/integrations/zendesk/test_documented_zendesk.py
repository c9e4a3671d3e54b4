"""The client against answers written from Zendesk's documentation, see cassettes/documented/SOURCES.md."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connector.core.note import Block, BlockKind, Note
from connector.core.ticket import Author, Priority, Ticket
from connector.core.update import PEOPLE_FIRST, FieldValues, TicketUpdate
from connector.errors import Conflict, CredentialsRejected, HandoffError, OutcomeUnknown, RateLimited, TicketGone
from connector.kit.credentials import MemoryCredentials
from connector.port import Connection, Helpdesk, Written
from connector.testing.answers import read_answers
from integrations.zendesk.integration import INTEGRATION

CASSETTES = Path(__file__).parent / "cassettes" / "documented"
NOTE = Note((Block(BlockKind.PARAGRAPH, ("For a person.",)),)).with_reference("WH-ABCDEFGHIJKLM")
UPDATE = TicketUpdate(add_tags=frozenset({PEOPLE_FIRST}), priority=Priority.HIGH, note=NOTE)

pytestmark = pytest.mark.vcr


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    """All cassettes of this module are documented ones."""
    return str(CASSETTES)


@pytest.fixture
def desk() -> Helpdesk:
    """The real address; nothing leaves, because every answer is on file."""
    settings = {"subdomain": "acme", "client_id": "warm_handoff", "app_installation_id": "77"}
    return INTEGRATION.open(
        Connection(account="a", settings=settings, credentials=MemoryCredentials({"client_secret": "REDACTED"}))
    )


def send(desk: Helpdesk) -> Written:
    ticket = desk.fetch_ticket("4711")
    (write,) = desk.writes(ticket, UPDATE)
    return desk.send(ticket, write)


@pytest.mark.default_cassette("read_and_update.yaml")
def test_from_reading_to_writing(desk: Helpdesk) -> None:
    ticket: Ticket = desk.fetch_ticket("4711")
    assert (ticket.messages[0].author, ticket.requester.language) == (Author.REQUESTER, "de")
    assert ticket.stamp == "2026-11-02T09:15:04Z|2026-11-02T09:30:00Z"  # the clock of the first answer
    (write,) = desk.writes(ticket, UPDATE)
    before = FieldValues(tags=frozenset({"vip"}), priority=None, group_id="55")
    after = FieldValues(tags=frozenset({"vip", PEOPLE_FIRST}), priority=Priority.HIGH, group_id="55")
    assert desk.send(ticket, write) == Written(note_id="70011", stamp="2026-11-02T09:30:02Z", before=before, after=after)


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        pytest.param(Conflict, None, marks=pytest.mark.default_cassette("conflict_409.yaml"), id="409"),
        pytest.param(TicketGone, None, marks=pytest.mark.default_cassette("closed_422.yaml"), id="422"),
        pytest.param(RateLimited, 41.0, marks=pytest.mark.default_cassette("too_many_429.yaml"), id="429"),
        pytest.param(OutcomeUnknown, 120.0, marks=pytest.mark.default_cassette("maintenance_503.yaml"), id="503"),
        pytest.param(TicketGone, None, marks=pytest.mark.default_cassette("not_found_404.yaml"), id="404"),
        pytest.param(CredentialsRejected, None, marks=pytest.mark.default_cassette("unknown_client_401.yaml"), id="401"),
    ],
)
def test_refusals(desk: Helpdesk, error: type[HandoffError], wait: float | None) -> None:
    with pytest.raises(error) as caught:
        send(desk)
    assert getattr(caught.value, "retry_after", None) == wait


@pytest.mark.default_cassette("account.yaml")
def test_the_account(desk: Helpdesk) -> None:
    assert desk.identify().name == "Warm Handoff (automated)"
    assert [(group.id, group.name) for group in desk.groups()] == [("55", "Support"), ("56", "Billing")]
    rules = desk.read_rules()
    assert rules is not None
    assert (rules["people_group"], rules["note_language"]) == ("Support", "de")
    assert [(source.ref, source.language, source.body) for source in read_answers(desk)] == [
        ("macro:25", "", "Please use the sign-in page."),
        ("article:360:de", "de", "So geht es\n\nWählen Sie „Passwort vergessen“."),
    ]


@pytest.mark.default_cassette("incremental.yaml")
def test_the_incremental_list(desk: Helpdesk) -> None:
    since = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
    page = desk.changed_since("", since)
    assert [(row.ticket_id, row.stamp) for row in page.tickets] == [("4711", "2026-11-02T09:15:04Z")]
    assert (page.cursor, page.more) == ("MTc5", True)
    end = desk.changed_since(page.cursor, since)
    assert (end.tickets, end.cursor, end.more) == ((), "MTc5", False)


def test_cassettes_say_what_they_are() -> None:
    sources = (CASSETTES / "SOURCES.md").read_text(encoding="utf-8")
    for cassette in CASSETTES.glob("*.yaml"):
        text = cassette.read_text(encoding="utf-8")
        assert text.startswith("# Written from Zendesk's documentation, not recorded")
        assert f"`{cassette.stem}`" in sources
        assert set(re.findall(r"https?://([^/\s\"\\]+)", text)) == {"acme.zendesk.test"}
        assert not re.search(r"Bearer |Basic ", text)
