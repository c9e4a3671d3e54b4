"""What customers wish, on both helpdesks: set by their words, shown everywhere, honoured on every channel, over in time, erased."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.core.assessment import Assessment, ContactWish
from connector.core.context import Mode
from connector.core.taxonomy import Urgency
from connector.core.ticket import EventKind, Ticket, TicketEvent
from connector.core.update import PEOPLE_FIRST
from connector.core.wishes import PREFERS_HUMAN, About
from connector.settings import Settings
from connector.testing.processes import wait_until
from connector.testing.sandbox import AgentEdit, NewTicket, Sandbox, TicketView
from connector.testing.world import World, open_sandbox

PASSWORD = ("Password reset", "Hello, I forgot my password. How can I reset it so that I can log in to my account again?")
PERSON = ("question", "Can I please talk to a real person, no bots?")
SAM = {"requester_name": "Sam Example", "requester_email": "sam@example.com"}
DAY = 86400.0


@pytest.mark.slow
def test_a_wish_is_heard_shown_and_honoured_on_another_channel(world: World) -> None:
    """Real processes and the real model: the message, the note, the customer's record, chat, the command."""
    world.connect()
    world.start()
    first = world.write(*PERSON, **SAM)
    world.wait_for_note(first)
    wait_until(lambda: world.see(first).requester_tags == [PREFERS_HUMAN], seconds=20, what="the tag on the customer's record")
    second = world.write(*PASSWORD, **SAM, channel="chat")
    wait_until(lambda: bool(world.our_notes(second)), seconds=30, what="the note in chat")
    assert "asked for a person before" in world.our_notes(second)[0]
    assert "drafted with AI" not in world.our_notes(second)[0]
    (person,) = json.loads(world.handoff("people", world.account, "sam@example.com", "--json")[1])
    assert (person["prefers_human"], person["shown_on_record"]) == (True, True)


class Reader:
    """Reads who asks for a person or a call, and takes everything else for a question about the product."""

    def assess(self, ticket: Ticket) -> Assessment:
        """By a few words of the newest message."""
        request = ticket.newest_request
        kind = "human_request" if request and "person" in request.text else "how_to"
        wishes = (ContactWish("call", True, "call me"),) if request and "call me" in request.text else ()
        return Assessment(
            language="en", primary=kind, urgency=Urgency.U1, confidence=0.9, emotions={}, contact_wishes=wishes
        )  # fmt: skip


@dataclass
class Days:
    """One account whose clock is turned by the day."""

    application: Application
    desk: Sandbox
    clock: Callable[[], float]
    turned: list[float]
    rings: int = 0

    def turn(self, days: float) -> None:
        """Let days go by for the connector."""
        self.turned.append(days * DAY)

    def writes(self, text: str, **more: Any) -> str:
        """Sam writes, and the worker does its work."""
        ticket = self.desk.create_ticket(NewTicket(subject="Hello", body=text, **SAM, **more))
        self.work(ticket)
        return ticket

    def work(self, ticket: str) -> None:
        """Ring for a ticket and do what is due."""
        self.rings += 1
        event = TicketEvent(kind=EventKind.CHANGED, ticket_id=ticket, content=f"ring {self.rings}", content_is_unique=True)
        self.application.inbox.claim("acme", event, settle=0.0)
        self.drain()

    def drain(self) -> None:
        """Do what is due until nothing is."""
        for _ in range(20):
            if "clock_offset" in self.desk.values:
                self.desk.values["clock_offset"] += 2.0
            with self.application.database.write() as connection:
                connection.execute(sa.text("UPDATE inbox SET next_at = 0, enqueued_until = 0 WHERE state = 'new'"))
            rows = self.application.inbox.hand_out(50)
            for row in rows:
                self.application.pipeline.work(row)
            if not rows:
                return
        raise AssertionError("the worker did not finish")

    def see(self, ticket: str) -> TicketView:
        """What an agent sees."""
        view = self.desk.view(ticket)
        assert view is not None
        return view


@pytest.fixture
def days(vendor: str, tmp_path: Path) -> Iterator[Days]:
    """An account that works, in this process."""
    turned: list[float] = []

    def clock() -> float:
        return time.time() + sum(turned)

    settings = Settings(data_dir=tmp_path, settle_seconds=0.0, quarantine_seconds=0.1)
    application = Application(settings=settings, assessor=Reader(), clock=clock)
    desk = open_sandbox(vendor)
    desk.values["touches_new_tickets"] = False
    running, connection = desk.serve(), desk.connection()
    application.accounts.save(
        name="acme",
        integration=vendor,
        settings={**connection["settings"], "base_url": running.url},
        credentials=connection["credentials"],
        webhook_secrets=["secret"],
        rules_text="people_group: Support\nprefer_human_days: 10\ncall_group: Billing",
        mode=Mode.ASSIST,
    )
    yield Days(application, desk, clock, turned)
    application.close()
    running.close()


@pytest.mark.slow
def test_a_wish_is_shown_in_the_sidebar_ended_there_and_erased(days: Days) -> None:
    first = days.writes("I want a person.")
    account = days.application.accounts.get("acme")
    assert account is not None
    sidebar = days.application.sidebar
    assert sidebar.show(account, first, "de").prefers_human_until is not None
    sidebar.prefer_human(account, first, "de", on=False)
    days.drain()
    assert days.see(first).requester_tags == []
    assert PEOPLE_FIRST not in days.see(days.writes("How do I clean it?")).tags
    sidebar.prefer_human(account, first, "de", on=True)
    days.drain()
    assert days.see(first).requester_tags == [PREFERS_HUMAN]
    requester = days.application.requesters.find("acme", "sam@example.com")
    wish = days.application.stored_wishes.find("acme", requester, About.HUMAN)
    assert wish is not None
    assert days.application.wishes.take_off(account, wish)
    assert days.application.texts.forget_requester("acme", "sam@example.com") > 0
    assert days.see(first).requester_tags == []
    assert PEOPLE_FIRST not in days.see(days.writes("How do I clean it?")).tags


@pytest.mark.slow
def test_a_wish_is_renewed_and_over_in_time_and_our_tag_goes_with_it(days: Days) -> None:
    first = days.writes("I want a person.")
    days.desk.edit_as_agent(first, AgentEdit(add_customer_tags=["vip"]))
    days.turn(9)
    days.writes("A person, please!")
    days.turn(9)
    assert PEOPLE_FIRST in days.see(days.writes("How do I clean it?")).tags
    days.turn(2)
    days.application.housekeeping.expire_wishes()
    days.drain()
    assert days.see(first).requester_tags == ["vip"]
    assert PEOPLE_FIRST not in days.see(days.writes("How do I clean it?")).tags


@pytest.mark.slow
def test_a_colleague_who_takes_the_tag_off_ends_the_wish(days: Days) -> None:
    first = days.writes("I want a person.")
    assert days.see(first).requester_tags == [PREFERS_HUMAN]
    days.turn(0.1)
    days.desk.edit_as_agent(first, AgentEdit(remove_customer_tags=[PREFERS_HUMAN]))
    second = days.writes("How do I clean it?")
    assert PEOPLE_FIRST not in days.see(second).tags
    assert days.see(second).requester_tags == []


@pytest.mark.slow
def test_without_the_right_to_edit_customers_everything_else_works(days: Days) -> None:
    switch = "contacts_editable" if "contacts_editable" in days.desk.values else "user_tags_enabled"
    days.desk.values[switch] = False
    first = days.writes("I want a person.")
    assert PEOPLE_FIRST in days.see(first).tags
    assert days.see(first).requester_tags == []
    assert PEOPLE_FIRST in days.see(days.writes("How do I clean it?")).tags
    found = [diagnosis.finding.code for diagnosis in days.application.doctor().examine(offline=True)]
    assert found.count("marks_refused") == 1


@pytest.mark.slow
def test_who_asks_to_be_called_goes_to_those_who_call_on_every_later_ticket(days: Days) -> None:
    assert days.see(days.writes("Please call me.")).group == "Billing"
    later = days.see(days.writes("How do I clean it?", channel="portal"))
    assert later.group == "Billing"
    assert "asked to be called" in later.notes[0]["text"]
    assert later.requester_tags == []
    days.turn(11)
    assert days.see(days.writes("How do I clean it?")).group == "Support"
