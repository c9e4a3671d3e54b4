"""Bells in any order, any number of times, crashes anywhere, lost answers, late writes, people, settings and an admin in between.

Hypothesis makes up the story; time, helpdesk and process are models, the store and the pipeline are real. Whatever happens, no customer's
message gets a second note of ours, nothing is said in public and no person's tag goes; and once all is quiet, nobody waits.
"""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import structlog
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from connector.core.context import Mode
from connector.core.ticket import Author, EventKind, TicketEvent
from connector.steps import STEPS, watching
from connector.testing.lossy import OUTCOMES, LossyHelpdesk

from .conftest import Clock, a_new_ticket
from .test_every_step import Crash, Desk, Killer

#: Long enough for leases, pauses, quarantines and every wait between tries of a story.
QUIET_TURNS = 60
QUIET_SECONDS = 20.0

outcomes = st.sampled_from(OUTCOMES)


class Story(RuleBasedStateMachine):
    """One account on a helpdesk of one kind, and a process that dies now and then."""

    like_freshdesk = False

    def __init__(self) -> None:
        super().__init__()
        structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock()
        self.helpdesk = LossyHelpdesk(self.clock, like_freshdesk=self.like_freshdesk)
        self.desk = Desk(f"sqlite:///{self.folder / 'handoff.db'}", self.folder, self.helpdesk, self.clock)
        self.application = self.desk.open()
        self.save()
        self.bells: list[TicketEvent] = []
        self.heard: set[str] = set()
        self.asked = 0
        self.persons: dict[str, set[str]] = {}
        self.episodes: dict[str, int] = {}

    def save(self, group: str = "Support") -> None:
        """Connect the account, or connect it again with another rule."""
        self.application.accounts.save(
            name="acme", integration="memory", settings={}, credentials={"key": "k"}, webhook_secrets=["s3cret"],
            rules_text=f"people_group: {group}", mode=Mode.ASSIST,
        )  # fmt: skip

    # ── customers and people ──────────────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: len(self.episodes) < 3)
    @rule()
    def write(self) -> None:
        """A new ticket, and its bell."""
        ticket = str(41 + len(self.episodes))
        self.helpdesk.put(a_new_ticket(ticket))
        self.episodes[ticket], self.persons[ticket] = 1, set()
        self.bells.append(TicketEvent(kind=EventKind.CREATED, ticket_id=ticket))

    @precondition(lambda self: self.episodes)
    @rule(data=st.data())
    def write_again(self, data: st.DataObject) -> None:
        """One more message of a customer, and its bell. After a person's answer a new episode begins."""
        ticket = data.draw(st.sampled_from(sorted(self.episodes)))
        self.episodes[ticket] += self.is_answered(ticket)
        self.helpdesk.say(ticket, Author.REQUESTER, "And which descaler do I take?")
        message = self.helpdesk.tickets[ticket].messages[-1].id
        self.bells.append(TicketEvent(kind=EventKind.REPLIED, ticket_id=ticket, message_id=message))

    @precondition(lambda self: self.episodes and (self.helpdesk.is_conditional or not self.helpdesk.travelling))
    @rule(data=st.data(), answers=st.booleans())
    def help(self, data: st.DataObject, *, answers: bool) -> None:
        """A person sets a tag, or answers. Not while an unconditional write travels: docs/reliability.md says what that costs."""
        ticket = data.draw(st.sampled_from(sorted(self.episodes)))
        if answers:
            self.helpdesk.say(ticket, Author.AGENT, "Take ours.")
            return
        tag = f"person_{len(self.persons[ticket])}"
        self.persons[ticket].add(tag)
        known = self.helpdesk.tickets[ticket]
        self.helpdesk.put(replace(known, tags=known.tags | {tag}))

    @rule(group=st.sampled_from(["Support", "Billing", "Care"]))
    def change_settings(self, group: str) -> None:
        """Another group answers from now on."""
        self.save(group)

    # ── bells, work, time ─────────────────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.bells)
    @rule(data=st.data())
    def deliver(self, data: st.DataObject) -> None:
        """Any bell, whether it rang before or not."""
        event = data.draw(st.sampled_from(self.bells))
        self.application.inbox.claim("acme", event, settle=0.0)
        self.heard.add(event.ticket_id)

    @precondition(lambda self: self.heard)
    @rule(data=st.data(), kind=st.sampled_from([EventKind.REPLAY, EventKind.REDECIDE]))
    def ask_again(self, data: st.DataObject, kind: EventKind) -> None:
        """An admin has a ticket rung for again, or decided anew."""
        self.asked += 1
        ticket = data.draw(st.sampled_from(sorted(self.heard)))
        event = TicketEvent(kind=kind, ticket_id=ticket, content=str(self.asked), content_is_unique=True)
        self.application.inbox.claim("acme", event, settle=0.0)

    @precondition(lambda self: self.heard)
    @rule(outcome=outcomes)
    def work(self, outcome: object) -> None:
        """Work on what is due; the first write ends so."""
        self.helpdesk.outcome = outcome  # type: ignore[assignment]
        self.work_on()

    @precondition(lambda self: self.heard)
    @rule(label=st.sampled_from(STEPS), nth=st.integers(1, 12), outcome=outcomes, is_alone=st.booleans())
    def crash(self, label: str, nth: int, outcome: object, *, is_alone: bool) -> None:
        """Die at a step, and start anew: alone on the database, or beside others who wait until leases run out."""
        self.helpdesk.outcome = outcome  # type: ignore[assignment]
        try:
            with watching(Killer(label, nth)):
                self.work_on()
        except Crash:
            self.application.database.close()
            self.application = self.desk.open()
            if is_alone:
                self.application.inbox.forget_hints()
                self.application.leases.void_all()

    @rule(seconds=st.sampled_from([0.5, 3.0, 30.0, 200.0]))
    def turn(self, seconds: float) -> None:
        """Time passes, and what travels arrives."""
        self.clock.turn(seconds)
        self.helpdesk.arrive()

    def work_on(self) -> None:
        """Hand out and work on what is due."""
        for row in self.application.inbox.hand_out(10):
            self.application.pipeline.work(row)

    # ── what has to hold ──────────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def nothing_twice(self) -> None:
        """One note for each episode at most, nothing public of ours, every person's tag."""
        for ticket, begun in self.episodes.items():
            known = self.helpdesk.tickets[ticket]
            assert len(self.helpdesk.notes(ticket)) <= begun
            assert {"vip", *self.persons[ticket]} <= known.tags
            assert all(m.text == "Take ours." for m in known.messages if m.public and m.author is Author.AGENT)

    def is_answered(self, ticket: str) -> bool:
        """Whether a person spoke last in public."""
        return [m for m in self.helpdesk.tickets[ticket].messages if m.public][-1].author is Author.AGENT

    def teardown(self) -> None:
        """Let every bell ring, as platforms do until they are answered, and time pass; then nobody waits."""
        for event in self.bells:
            self.application.inbox.claim("acme", event, settle=0.0)
        for _ in range(QUIET_TURNS):
            self.turn(QUIET_SECONDS)
            self.work_on()
        self.nothing_twice()
        assert not self.application.inbox.counts().get("new", 0)
        for ticket in self.episodes:
            if not self.is_answered(ticket):
                messages = self.helpdesk.tickets[ticket].messages
                begun = max((at for at, m in enumerate(messages) if m.public and m.author is Author.AGENT), default=0)
                assert any(not m.public for m in messages[begun:]), messages
        self.application.close()
        shutil.rmtree(self.folder)


class StoryWithoutConditions(Story):
    """The same on a platform that takes every write and lets notes be edited."""

    like_freshdesk = True


_LENGTH = settings(
    max_examples=int(os.environ.get("STORIES", "12")),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestAnyOrder = Story.TestCase
TestAnyOrder.settings = _LENGTH
TestAnyOrderWithoutConditions = StoryWithoutConditions.TestCase
TestAnyOrderWithoutConditions.settings = _LENGTH
