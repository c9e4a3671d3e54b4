"""The look back: old tickets as they stood, decided as if they had just come in, with nothing written anywhere."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from connector.administration import Administration
from connector.core.assessment import Assessment
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.manner import Manner
from connector.core.rules import parse_rules
from connector.core.taxonomy import Level, Urgency
from connector.core.ticket import Author, Bar, Channel, Status, Ticket
from connector.errors import CredentialsRejected, HandoffError, RateLimited, Transient
from connector.faculties import Assessor
from connector.patience import Patience
from connector.port import ChangedPage, ChangedTicket, HistoryPage, KnowledgePage
from connector.preview import Passed, Preview, Sight
from connector.store.tables import METADATA
from connector.testing.memory import MemoryHelpdesk

NOW = datetime(2026, 11, 25, tzinfo=UTC)
ANSWER = Source(ref="a1", kind="article", title="Descaling", body="Use vinegar.", language="en")
MakeTicket = Callable[..., Ticket]


@dataclass
class Reader:
    """Always the same reading; keeps the tickets that it was shown."""

    reading: Assessment = field(
        default_factory=lambda: Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={})
    )
    shown: list[Ticket] = field(default_factory=list)

    def assess(self, ticket: Ticket) -> Assessment:
        """Return the reading."""
        self.shown.append(ticket)
        return self.reading


class Composer:
    """A draft from the first source."""

    def draft(self, ticket: Ticket, assessment: Assessment, sources: Sequence[Source], manner: Manner) -> Draft:
        """Return the draft."""
        return Draft(text=CustomerText.drafted(sources[0].body, "en"), sources=(sources[0],))


def look_back(
    helpdesk: MemoryHelpdesk,
    *,
    rules: str = "people_group: Support\nhow_to: group Billing",
    assessor: Assessor | None = None,
    administration: Administration | None = None,
    waits: list[float] | None = None,
) -> Preview:
    """A look back on this helpdesk."""
    return Preview(
        helpdesk=helpdesk,
        administration=administration,
        rules=parse_rules(rules).rules,
        assessor=assessor or Reader(),
        drafter=Composer(),
        patience=Patience((waits if waits is not None else []).append),
    )


@pytest.fixture
def handled(helpdesk: MemoryHelpdesk, new_ticket: MakeTicket) -> Ticket:
    """A ticket that people answered and closed in Billing."""
    helpdesk.put(replace(new_ticket("41"), group_id="3", tags=frozenset({"vip", "ai_human"})))
    helpdesk.say("41", Author.AGENT, "Our answer")
    helpdesk.say("41", Author.REQUESTER, "I want a person!")
    helpdesk.put(replace(helpdesk.tickets["41"], status=Status.CLOSED, bars=frozenset({Bar.CLOSED})))
    helpdesk.answers = (ANSWER,)
    return helpdesk.tickets["41"]


def test_a_call_is_read_by_its_transcript_and_passed_over_without_one(helpdesk: MemoryHelpdesk, new_ticket: MakeTicket) -> None:
    call = new_ticket(text="Incoming call from +1 555 0100")
    helpdesk.put(replace(call, channel=Channel.VOICE_TRANSCRIPT))
    assert list(look_back(helpdesk).look(["41"])) == [Passed("41", "awaits_transcript")]
    helpdesk.say("41", Author.SYSTEM, "Transcript: How do I descale it?", public=False)
    (seen,) = look_back(helpdesk).look(["41"])
    assert isinstance(seen, Sight)
    assert [m.text for m in seen.ticket.messages] == ["How do I descale it?"]


def test_a_closed_ticket_is_decided_as_when_it_came(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    reader = Reader()
    (seen,) = look_back(helpdesk, assessor=reader).look(["41"])
    assert isinstance(seen, Sight)
    assert [m.text for m in reader.shown[0].messages] == ["How do I descale the machine?"]
    assert seen.decision.level is Level.L2
    assert seen.decision.draft is not None
    assert seen.decision.group == "Billing"
    assert seen.people_group == "Billing"
    assert seen.decision.update.note is not None
    assert seen.seconds >= 0


def test_nothing_is_sent_and_the_ticket_stays_as_it_was(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    list(look_back(helpdesk).look(["41"]))
    assert helpdesk.sends == 0
    assert helpdesk.tickets["41"] == handled


def test_passed_over_and_why(helpdesk: MemoryHelpdesk, new_ticket: MakeTicket) -> None:
    helpdesk.put(replace(new_ticket("1"), bars=frozenset({Bar.SPAM})))
    helpdesk.put(replace(new_ticket("2"), messages=()))
    found = list(look_back(helpdesk).look(["1", "2", "99"]))
    assert found == [Passed("1", "spam"), Passed("2", "no_customer_message"), Passed("99", "gone")]


def failing_reads(helpdesk: MemoryHelpdesk, *errors: HandoffError) -> None:
    """Let the next reads fail so."""
    rest: Iterator[HandoffError] = iter(errors)
    fetch = helpdesk.fetch_ticket

    def fetch_ticket(ticket_id: str) -> Ticket:
        if (error := next(rest, None)) is not None:
            raise error
        return fetch(ticket_id)

    helpdesk.fetch_ticket = fetch_ticket  # type: ignore[method-assign]


def test_it_waits_as_long_as_the_helpdesk_asks(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    waits: list[float] = []
    failing_reads(helpdesk, *[RateLimited("slow down", retry_after=7.0)] * 4, RateLimited("slow down"))
    (seen,) = look_back(helpdesk, waits=waits).look(["41"])
    assert isinstance(seen, Sight)
    assert waits == [7.0, 7.0, 7.0, 7.0, 60.0]


def test_brief_trouble_is_tried_three_times(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    waits: list[float] = []
    failing_reads(helpdesk, *[Transient("trouble")] * 3)
    assert list(look_back(helpdesk, waits=waits).look(["41"])) == [Passed("41", "unreadable")]
    assert waits == [2.0, 4.0]


def test_a_ticket_without_rights_stops_nothing(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    failing_reads(helpdesk, CredentialsRejected("no rights"))
    found = list(look_back(helpdesk).look(["41", "41"]))
    assert found[0] == Passed("41", "unreadable")
    assert isinstance(found[1], Sight)


def test_answers_that_may_not_be_read_mean_no_drafts(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    def refuse(_cursor: str) -> KnowledgePage:
        raise CredentialsRejected("no rights")

    helpdesk.knowledge = refuse  # type: ignore[method-assign]
    preview = look_back(helpdesk)
    (seen,) = preview.look(["41"])
    assert isinstance(seen, Sight)
    assert preview.answers is None
    assert seen.decision.level is Level.L1
    assert seen.decision.draft is None


def test_a_model_that_breaks_is_a_doubt(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    class Broken:
        def assess(self, ticket: Ticket) -> Assessment:
            raise RuntimeError("the model broke")

    (seen,) = look_back(helpdesk, assessor=Broken()).look(["41"])
    assert isinstance(seen, Sight)
    assert seen.assessment.reason == "model_failed"
    assert seen.decision.level is Level.L0


def test_a_sensitive_ticket_has_no_draft(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    reading = Assessment(language="en", primary="legal", urgency=Urgency.U2, confidence=0.9, emotions={})
    (seen,) = look_back(helpdesk, assessor=Reader(reading)).look(["41"])
    assert isinstance(seen, Sight)
    assert (seen.decision.level, seen.decision.draft) == (Level.L0, None)
    assert seen.decision.group == "Support"


def test_hours_of_the_message_and_not_of_today(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    (seen,) = look_back(helpdesk, rules="people_group: Support\nworking_hours: Mon-Sun 00:00-00:01 Europe/Amsterdam").look(["41"])
    assert isinstance(seen, Sight)
    assert seen.decision.at_work is False


# ── which tickets ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_newest_by_the_incremental_list(helpdesk: MemoryHelpdesk) -> None:
    pages = {"": (("1", "2", "3"), "b", True), "b": (("4", "2"), "c", False)}

    def changed_since(cursor: str, since: datetime) -> ChangedPage:
        ids, following, more = pages[cursor]
        return ChangedPage(tuple(ChangedTicket(i, "v1") for i in ids), following, more)

    helpdesk.changed_since = changed_since  # type: ignore[method-assign]
    assert look_back(helpdesk).newest(3, NOW) == ("2", "4", "3")


def test_a_list_that_does_not_move_ends(helpdesk: MemoryHelpdesk) -> None:
    helpdesk.changed_since = lambda cursor, since: ChangedPage((ChangedTicket("1", "v1"),), "", more=True)  # type: ignore[method-assign]
    assert look_back(helpdesk).newest(3, NOW) == ("1",)


def test_the_newest_as_the_platform_names_them(helpdesk: MemoryHelpdesk) -> None:
    class Admin:
        def recent_tickets(self, limit: int) -> Sequence[str]:
            return [str(i) for i in range(limit + 5)]

    preview = look_back(helpdesk, administration=Admin())  # type: ignore[arg-type]
    assert preview.newest(2, NOW) == ["0", "1"]


def test_refused_credentials_are_told_at_once(helpdesk: MemoryHelpdesk) -> None:
    def refuse(cursor: str, since: datetime) -> ChangedPage:
        raise CredentialsRejected("no rights")

    helpdesk.changed_since = refuse  # type: ignore[method-assign]
    with pytest.raises(CredentialsRejected):
        look_back(helpdesk).newest(3, NOW)


def test_our_own_tables_stay_as_they_were(bench, handled: Ticket) -> None:  # type: ignore[no-untyped-def]
    application = bench.application

    def rows() -> dict[str, int]:
        with application.database.read() as connection:
            return {
                name: connection.execute(sa.select(sa.func.count()).select_from(t)).scalar_one()
                for name, t in METADATA.tables.items()
            }

    before = rows()
    preview = application.preview(application.accounts.get("acme"), wait=lambda _seconds: None)
    (seen,) = preview.look(preview.newest(5, NOW))
    assert isinstance(seen, Sight)
    assert rows() == before


# ── a whole period ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def past(helpdesk: MemoryHelpdesk, new_ticket: MakeTicket) -> datetime:
    """Five tickets, one a day, the newest yesterday; returns a moment before the second."""
    for number in range(1, 6):
        at = NOW - timedelta(days=6 - number)
        ticket = new_ticket(str(number))
        helpdesk.put(replace(ticket, created_at=at, updated_at=at, group_id="3", status=Status.SOLVED))
    helpdesk.page_size = 2
    return NOW - timedelta(days=4, hours=12)


def test_a_period_is_read_in_bulk_and_page_by_page(helpdesk: MemoryHelpdesk, past: datetime) -> None:
    found = list(look_back(helpdesk).since(past, NOW))
    assert [seen.ticket.id for _, seen in found if isinstance(seen, Sight)] == ["2", "3", "4", "5"]
    shares = [share for share, _ in found]
    assert shares == sorted(shares)
    assert 0.0 < shares[0] < shares[-1] < 1.0
    assert helpdesk.reads == 0, "no ticket is fetched by itself"
    assert helpdesk.sends == 0
    assert all(isinstance(seen, Sight) and seen.is_settled and seen.people_group == "Billing" for _, seen in found)


def test_what_the_bulk_leaves_out_is_fetched_by_itself(helpdesk: MemoryHelpdesk, past: datetime) -> None:
    agents = replace(helpdesk.tickets["3"].messages[0], id="0", author=Author.AGENT, text="You called us")
    helpdesk.put(replace(helpdesk.tickets["3"], messages=(agents, *helpdesk.tickets["3"].messages)))
    found = [seen for _, seen in look_back(helpdesk).since(past, NOW)]
    assert [type(seen) for seen in found] == [Sight] * 4
    assert helpdesk.reads == 1


def test_a_ticket_that_comes_twice_counts_once(helpdesk: MemoryHelpdesk, past: datetime) -> None:
    history = helpdesk.history

    def overlapping(cursor: str, since: datetime) -> HistoryPage:
        page = history(cursor, since)
        return replace(page, tickets=(helpdesk.tickets["2"], *page.tickets))

    helpdesk.history = overlapping  # type: ignore[method-assign]
    assert [seen.ticket.id for _, seen in look_back(helpdesk).since(past, NOW) if isinstance(seen, Sight)] == ["2", "3", "4", "5"]


def test_a_bulk_that_does_not_move_ends(helpdesk: MemoryHelpdesk, past: datetime) -> None:
    page = HistoryPage((), "", more=True)
    helpdesk.history = lambda cursor, since: page  # type: ignore[method-assign]
    assert list(look_back(helpdesk).since(past, NOW)) == []


def test_the_first_answer_of_a_person_is_the_reply(helpdesk: MemoryHelpdesk, handled: Ticket) -> None:
    preview = look_back(helpdesk)
    (whole,) = preview.look(["41"])
    assert isinstance(whole, Sight)
    assert (whole.reply, whole.agent_said, whole.is_settled) == ("Our answer", {"ai_human"}, True)
    ((_, bulk),) = preview.since(handled.created_at, NOW)
    assert isinstance(bulk, Sight)
    assert bulk.reply == ""
    assert preview.with_reply(bulk).reply == "Our answer"
    helpdesk.tickets.clear()
    assert preview.with_reply(bulk) == bulk
