"""Undo over both sandboxes: exactly what we wrote goes back, and nothing that people changed, whatever the order of things.

The model keeps, for each field, who set it last. A person who sets exactly what we wrote cannot be told from us by anybody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.taxonomy import Urgency
from connector.core.ticket import EventKind, Ticket, TicketEvent
from connector.core.update import OUR_TAGS
from connector.settings import Settings
from connector.testing.sandbox import AgentEdit, NewTicket, RunningSandbox, Sandbox
from connector.testing.world import open_sandbox

READINGS = st.builds(
    Assessment,
    language=st.just("en"),
    primary=st.sampled_from(["how_to", "refund_request", "bereavement", "legal"]),
    urgency=st.sampled_from(Urgency),
    confidence=st.just(0.9),
    emotions=st.just({}),
)
PRIORITIES, GROUPS = ["low", "normal", "high", "urgent"], ["Support", "Billing", "Care"]
EDITS = st.builds(
    AgentEdit,
    add_tags=st.lists(st.sampled_from(["by_hand", "ai_unsure", "ai_kind_warranty"]), max_size=2),
    remove_tags=st.lists(st.sampled_from(["ai_urgency_u2", "ai_people_first", "ai_kind_how_to", "new_customer"]), max_size=2),
    priority=st.sampled_from(["", *PRIORITIES]),
    group=st.sampled_from(["", *GROUPS]),
)
STEPS = st.lists(st.tuples(st.just("triage"), READINGS) | st.tuples(st.just("edit"), EDITS), min_size=1, max_size=6)


@dataclass
class Scripted:
    """Reads whatever it is told."""

    reading: Assessment | None = None

    def assess(self, ticket: Ticket) -> Assessment:
        """Return the reading."""
        assert self.reading is not None
        return self.reading


@dataclass
class History:
    """Who set one field to what, newest last."""

    events: list[tuple[str, Any]]

    def set(self, who: str, value: Any) -> None:
        """Somebody set the field. Setting what it holds already changes nothing."""
        if value == self.events[-1][1]:
            return
        ours = max((n for n, (author, _) in enumerate(self.events) if author == "ours"), default=None)
        if who == "people" and ours is not None and self.events[ours][1] == value:
            del self.events[ours + 1 :]
            return
        self.events.append((who, value))

    @property
    def without_us(self) -> Any:
        """The value once our newest writes are taken back."""
        return next(value for who, value in reversed(self.events) if who == "people")


@dataclass
class Desk:
    """One account on one sandbox, worked in this process."""

    application: Application
    sandbox: Sandbox
    assessor: Scripted
    running: RunningSandbox
    rings: int = 0
    seen: dict[str, Any] = field(default_factory=dict)

    def settle(self) -> None:
        """Let the platform's second pass, so that a write is not put off."""
        if "clock_offset" in self.sandbox.values:
            self.sandbox.values["clock_offset"] += 2.0

    def triage(self, ticket: str, reading: Assessment) -> None:
        """The customer writes, the worker answers."""
        self.assessor.reading = reading
        self.sandbox.reply_as_customer(ticket, "One more thing, please.")
        self.work(ticket)

    def work(self, ticket: str) -> None:
        """Let the worker look at the ticket until it has finished."""
        self.rings += 1
        event = TicketEvent(kind=EventKind.CHANGED, ticket_id=ticket, content=f"ring {self.rings}", content_is_unique=True)
        row = self.application.inbox.claim("acme", event, settle=0.0)
        assert row is not None
        for _ in range(20):
            self.settle()
            self.application.inbox.reschedule(row, after=0.0)  # no waiting in a test
            self.application.pipeline.work(row)
            if self.application.inbox.read_due(row) is None and not self._is_open(row):
                return
        raise AssertionError("the worker did not finish")

    def _is_open(self, row: int) -> bool:
        self.application.inbox.reschedule(row, after=0.0)
        return self.application.inbox.read_due(row) is not None

    def state(self, ticket: str) -> dict[str, Any]:
        """The fields as an agent sees them, each of our tags for itself."""
        view = self.sandbox.view(ticket)
        assert view is not None
        return {"priority": view.priority, "group": view.group, **{tag: tag in view.tags for tag in OUR_TAGS}}


@pytest.fixture(scope="module", params=["zendesk", "freshdesk"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Both helpdesks."""
    home: Path = tmp_path_factory.mktemp(request.param)
    sandbox, assessor = open_sandbox(request.param), Scripted()
    sandbox.values["touches_new_tickets"] = False
    with sandbox.serve() as running:
        application = Application(settings=Settings(data_dir=home, settle_seconds=0.0, quarantine_seconds=0.1), assessor=assessor)
        given_ = sandbox.connection()
        application.accounts.save(
            name="acme",
            integration=request.param,
            settings={**given_["settings"], "base_url": running.url},
            credentials=given_["credentials"],
            webhook_secrets=["s"],
            rules_text="people_group: Support\nrefund_request: group Billing\nintake_groups: Care",
            mode=Mode.ASSIST,
        )
        yield Desk(application, sandbox, assessor, running)
        application.close()


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, group=st.sampled_from(["", "Support"]), priority=st.sampled_from(["", "low", "high"]))
def test_undo_restores_what_we_wrote_and_nothing_people_changed(
    desk: Desk, steps: list[tuple[str, Any]], group: str, priority: str
) -> None:
    ticket = desk.sandbox.create_ticket(
        NewTicket(subject="Lamp", body="The lamp blinks.", requester_email="kim@example.com", group=group, priority=priority)
    )
    histories = {name: History([("people", value)]) for name, value in desk.state(ticket).items()}

    def note(who: str) -> None:
        for name, value in desk.state(ticket).items():
            histories[name].set(who, value)

    acts: dict[str, Callable[[Any], None]] = {
        "triage": lambda reading: desk.triage(ticket, reading),
        "edit": lambda edit: desk.sandbox.edit_as_agent(ticket, edit),
    }
    for act, what in steps:
        acts[act](what)
        note("ours" if act == "triage" else "people")
    others = set(desk.sandbox.view(ticket).tags) - OUR_TAGS  # type: ignore[union-attr]

    account = desk.application.accounts.get("acme")
    assert account is not None
    undo = desk.application.undo
    for effects in undo.find(account, ticket=ticket).values():
        desk.settle()
        told = undo.run(account, effects, sleep=lambda _: desk.settle())
        assert not told.blocked
    assert desk.state(ticket) == {name: history.without_us for name, history in histories.items()}
    assert set(desk.sandbox.view(ticket).tags) - OUR_TAGS == others  # type: ignore[union-attr]
    assert undo.find(account, ticket=ticket) == {}
