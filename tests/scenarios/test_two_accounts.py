"""Two accounts on one connector, whose tickets bear the same numbers and whose customer is the same person: neither sees the other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.taxonomy import Urgency
from connector.core.ticket import EventKind, Ticket, TicketEvent
from connector.core.update import OUR_TAGS, PEOPLE_FIRST
from connector.settings import Settings
from connector.sidebar.desk import Word
from connector.store.of_account import OF_ACCOUNT
from connector.testing.sandbox import NewTicket, Sandbox
from connector.testing.world import open_sandbox

ACCOUNTS = ("north", "south")
SAM = {"requester_name": "Sam Example", "requester_email": "sam@example.com"}


class Reader:
    """Reads every ticket alike."""

    def assess(self, ticket: Ticket) -> Assessment:
        """A question about the product."""
        return Assessment(language="en", primary="how_to", urgency=Urgency.U2, confidence=0.9, emotions={})


class Two:
    """One connector, two accounts of the same helpdesk."""

    def __init__(self, application: Application, desks: dict[str, Sandbox]) -> None:
        self.application, self.desks, self.rings = application, desks, 0

    def work(self, account: str, ticket: str, kind: EventKind = EventKind.CHANGED) -> None:
        """Ring for a ticket and let the worker do all that is due."""
        self.rings += 1
        event = TicketEvent(kind=kind, ticket_id=ticket, content=f"ring {self.rings}", content_is_unique=True)
        self.application.inbox.claim(account, event, settle=0.0)
        self.drain()

    def drain(self) -> None:
        """Do what is due until nothing is."""
        for _ in range(20):
            for desk in self.desks.values():
                if "clock_offset" in desk.values:
                    desk.values["clock_offset"] += 2.0
            with self.application.database.write() as connection:
                connection.execute(sa.text("UPDATE inbox SET next_at = 0, enqueued_until = 0 WHERE state = 'new'"))
            rows = self.application.inbox.hand_out(50)
            for row in rows:
                self.application.pipeline.work(row)
            if not rows:
                return
        raise AssertionError("the worker did not finish")

    def tags(self, account: str, ticket: str) -> set[str]:
        """The tags on a ticket."""
        view = self.desks[account].view(ticket)
        assert view is not None
        return set(view.tags)

    def page(self, account: str, ticket: str) -> Any:
        """What the sidebar shows."""
        return self.application.sidebar.show(self.known(account), ticket, "en")

    def known(self, account: str) -> Any:
        """The account."""
        found = self.application.accounts.get(account)
        assert found is not None
        return found

    def rows(self, account: str) -> int:
        """Everything kept about an account."""
        with self.application.database.read() as connection:
            counts = [
                connection.execute(sa.select(sa.func.count()).select_from(table).where(table.c.account == account)).scalar_one()
                for table in OF_ACCOUNT
            ]
        return sum(counts)


@pytest.fixture(params=["zendesk", "freshdesk"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Two]:
    """Two accounts of one kind, with one ticket of the same number each."""
    application = Application(settings=Settings(data_dir=tmp_path, settle_seconds=0.0, quarantine_seconds=0.1), assessor=Reader())
    desks, running = {}, []
    for name in ACCOUNTS:
        desk = desks[name] = open_sandbox(request.param)
        desk.values["touches_new_tickets"] = False
        running.append(desk.serve())
        connection = desk.connection()
        application.accounts.save(
            name=name,
            integration=request.param,
            settings={**connection["settings"], "base_url": running[-1].url},
            credentials=connection["credentials"],
            webhook_secrets=[f"secret of {name}"],
            rules_text="people_group: Support\nintake_groups: Care",
            mode=Mode.ASSIST,
        )
    yield Two(application, desks)
    application.close()
    for server in running:
        server.close()


@pytest.mark.slow
def test_what_one_account_does_never_reaches_the_other(two: Two) -> None:
    tickets = [
        two.desks[name].create_ticket(NewTicket(subject="Lamp", body=f"My lamp from {name} blinks.", **SAM)) for name in ACCOUNTS
    ]
    assert tickets[0] == tickets[1], "the same number on purpose"
    ticket = tickets[0]
    for name in ACCOUNTS:
        two.work(name, ticket)
        assert two.page(name, ticket).state == "ready"

    # A correction, a wish and an undo in the north.
    before = two.page("south", ticket)
    sidebar = two.application.sidebar
    sidebar.correct(two.known("north"), ticket, "en", Word(kind="warranty", needs_person=True))
    sidebar.prefer_human(two.known("north"), ticket, "en", on=True)
    two.drain()
    assert PEOPLE_FIRST in two.tags("north", ticket)
    assert two.page("south", ticket) == before
    assert two.application.corrections.all("south") == []
    sidebar.undo(two.known("north"), ticket, "en")
    two.drain()
    assert not two.tags("north", ticket) & OUR_TAGS
    assert two.tags("south", ticket) & OUR_TAGS
    assert two.page("south", ticket) == before

    # The customer is known by a key of each account's own.
    requester = two.application.texts.requester_of("north", ticket)
    assert requester != two.application.texts.requester_of("south", ticket)
    assert not two.application.stored_wishes.in_force("south", requester, datetime.now(UTC))
    assert two.application.texts.forget_requester("north", "sam@example.com") > 0
    assert two.page("south", ticket) == before

    # Undo looks at one account, a webhook's secret opens one, and leaving empties one.
    assert set(two.application.undo.find(two.known("south"))) == {ticket}
    assert two.known("north").webhook_secrets != two.known("south").webhook_secrets
    kept = two.rows("south")
    two.application.accounts.remove("north")
    assert (two.rows("north"), two.rows("south")) == (0, kept)
    assert two.page("south", ticket) == before
