"""One run of chaos: customers write, people work beside us, the helpdesk's API fails, and things break in the middle of it.

Everything is real but the helpdesk: processes, kills, database, broker, wires. What is counted in the end stands in the helpdesk,
not in our own books: notes of ours on each ticket, the tags that people set, and anything public.
"""

import random
import sys
import threading
import time
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from connector.testing.faults import CHAOS, Fault, FaultPlan
from connector.testing.processes import wait_until
from connector.testing.sandbox import AgentEdit, OutgoingCall
from connector.testing.services import Service
from connector.testing.wire import Wire
from connector.testing.world import World

TEXTS: Final = (
    ("Password reset", "I forgot my password, how can I reset it?"),
    ("My late mother", "My mother died in August. Please close her account."),
    ("hello?", "I want to speak to a real person."),
    ("Opening hours", "When are you open on Saturdays? Thank you!"),
)
#: A write that left so long ago at most and has no answer yet is work that a kill interrupts.
_UNDER_WAY: Final = 0.5
#: Looking costs the processor that the connector works on.
_LOOK_EVERY: Final = 0.25


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What stood in the helpdesk when all was quiet, and what had been done to get there.

    ``events`` counts what was kept of bells and of the list of changes, ``busy`` the blows that fell while tickets waited for us,
    ``writes_cut`` the kills that cut off a write on its way, and ``deaths`` the processes that ended by themselves.
    """

    tickets: int
    events: int
    lost: int
    doubled: int
    tags_lost: int
    public: int
    blows: int
    busy: int
    writes_cut: int
    deaths: int
    api_faults: int
    repeated_bells: int
    seconds: float

    @property
    def is_clean(self) -> bool:
        """Whether every blow hit work, and nothing was lost, doubled, overwritten or said in public."""
        return self.busy == self.blows and not (self.lost or self.doubled or self.tags_lost or self.public)


@dataclass(frozen=True)
class Baseline:
    """A connector of another making: how it hears of a ticket, and which it holds to be done."""

    ring: Callable[[str], None]
    done: Callable[[], Container[str]]


@dataclass
class Turmoil:
    """A world under attack. ``blows`` are struck evenly over the run."""

    world: World
    blows: Sequence["Blow"]
    tickets: int
    seed: int
    database_url: str
    wires: dict[str, Wire] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    backlog: int = 60
    repeated_share: float = 0.05
    patience: float = 240.0
    progress: Callable[[int, int, str], None] = lambda _done, _struck, _name: None
    baseline: Baseline | None = None

    def __post_init__(self) -> None:
        self.backlog = min(self.backlog, max(2, self.tickets // 8))  # so that in a short run, too, the last blow finds work
        self.writes_cut = 0
        self.random = random.Random(self.seed)
        self._written: list[str] = []
        self._waiting: dict[str, None] = {}
        self._repeated = 0
        self._deaths = 0
        self._is_over = threading.Event()
        self._engine = sa.create_engine(self.database_url, poolclass=sa.NullPool)
        self._ring = self.world.sandbox.send
        self.world.sandbox.send = self._send  # type: ignore[method-assign]

    # ── what blows look at ────────────────────────────────────────────────────────────────────────────────────────────

    def under_way(self) -> int:
        """How many writes left for the helpdesk just now and have no answer yet; zero where the database cannot say."""
        return self._count("state = 'sending' AND sent_at > :since")

    def cut_off(self) -> int:
        """How many writes have no answer."""
        return self._count("state = 'sending'")

    @property
    def is_busy(self) -> bool:
        """Whether tickets wait for us."""
        return bool(self._waiting)

    def wait_for_work(self, seconds: float = 20.0) -> None:
        """Return as soon as a write is under way, or after a while."""
        with suppress(TimeoutError):
            wait_until(self.under_way, seconds=seconds, what="a write under way", every=0.003)

    def places(self, role: str) -> list[int]:
        """Where processes of a role stand in the world."""
        return [at for at, one in enumerate(self.world.roles) if one[0] == role]

    # ── the run ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def run(self) -> Verdict:
        """Do it all and judge. Raises TimeoutError where nothing moves any more although tickets or events wait."""
        begun = time.monotonic()
        customers = threading.Thread(target=self._write_all, daemon=True)
        customers.start()
        busy, struck = 0, 0
        for blow in self._in_time():
            busy += self.is_busy
            blow.strike(self)
            struck += 1
            self.progress(len(self._written) - len(self._waiting), struck, blow.name)
        self._let_end(customers)
        time.sleep(3.0)  # what still travels arrives
        seconds, events = time.monotonic() - begun, self._count("id > 0", "inbox")
        self._is_over.set()
        self._engine.dispose()
        return self._judge(busy, struck, seconds, events)

    def _let_end(self, customers: threading.Thread) -> None:
        least, deadline = sys.maxsize, time.monotonic() + self.patience
        while not self._is_quiet(customers):
            left = len(self._waiting) + max(0, self._count("state = 'new'", "inbox"))
            if left < least:
                least, deadline = left, time.monotonic() + self.patience
            if time.monotonic() > deadline:
                raise TimeoutError(f"nothing moved any more: {len(self._waiting)} tickets wait, {left} with events")
            time.sleep(_LOOK_EVERY)

    def _in_time(self) -> Iterator["Blow"]:
        """Each blow once so many tickets were answered and another waits; processes that ended by themselves are counted and started again."""
        for number, blow in enumerate(self.blows, 1):
            due = number * self.tickets // (len(self.blows) + 1)
            deadline = time.monotonic() + self.patience
            while len(self._written) - len(self._waiting) < due or (not self.is_busy and len(self._written) < self.tickets):
                self._watch()
                if time.monotonic() > deadline:
                    raise TimeoutError(f"nothing moved before blow {number}, {blow.name}: {len(self._waiting)} tickets wait")
                time.sleep(_LOOK_EVERY)
            yield blow

    def _watch(self) -> None:
        self._look()
        for place, process in enumerate(self.world.processes):
            if not process.is_alive:
                self._deaths += 1
                self.world.start_again(place)

    def _write_all(self) -> None:
        for number in range(self.tickets):
            while len(self._waiting) >= self.backlog:
                time.sleep(0.01)
            subject, body = TEXTS[number % len(TEXTS)]
            ticket = self.world.write(f"{subject} {number}", body, tags=["vip"])
            self._waiting[ticket] = None
            self._written.append(ticket)
            edit = AgentEdit(add_tags=[person_tag(number)])
            self.world.sandbox.after(
                self.random.uniform(0.0, 1.5), lambda t=ticket, e=edit: self.world.sandbox.edit_as_agent(t, e)
            )
            if self.baseline is not None:
                self.baseline.ring(ticket)

    def _send(self, call: OutgoingCall) -> None:
        self._ring(call)
        if self.random.random() < self.repeated_share:
            self._repeated += 1
            self._ring(call)

    def _look(self) -> None:
        done = self.baseline.done() if self.baseline else ()
        for ticket in list(self._waiting):
            if ticket in done if self.baseline else self._is_triaged(ticket):
                del self._waiting[ticket]

    def _is_triaged(self, ticket: str) -> bool:
        return bool(self.world.our_notes(ticket)) and any(tag.startswith("ai_urgency") for tag in self.world.see(ticket).tags)

    def _is_quiet(self, customers: threading.Thread) -> bool:
        self._watch()
        if customers.is_alive() or self._waiting:
            return False
        return self.baseline is not None or self._count("state = 'new'", "inbox") == 0

    def _count(self, where: str, table: str = "effect") -> int:
        try:
            with self._engine.connect() as connection:
                query = sa.text(f"SELECT count(*) FROM {table} WHERE {where}")  # noqa: S608 - our own words
                return int(
                    connection.execute(query, {"since": time.time() - _UNDER_WAY} if ":since" in where else {}).scalar_one()
                )
        except sa.exc.SQLAlchemyError:
            return 0 if table == "effect" else -1

    def _judge(self, busy: int, struck: int, seconds: float, events: int) -> Verdict:
        notes = {ticket: len(self.world.our_notes(ticket)) for ticket in self._written}
        views = [self.world.see(ticket) for ticket in self._written]
        return Verdict(
            tickets=len(self._written),
            events=events,
            lost=sum(not count for count in notes.values()),
            doubled=sum(count > 1 for count in notes.values()),
            tags_lost=sum(not {"vip", person_tag(number)} <= set(view.tags) for number, view in enumerate(views)),
            public=sum(bool(view.replies) for view in views),
            blows=struck,
            busy=busy,
            writes_cut=self.writes_cut,
            deaths=self._deaths,
            api_faults=len(self.world.sandbox.gateway.hits),
            repeated_bells=self._repeated,
            seconds=seconds,
        )


@dataclass(frozen=True)
class Blow:
    """Something that breaks, and is mended again before it returns."""

    name: str
    strike: Callable[[Turmoil], None]


def person_tag(number: int) -> str:
    """The tag that a person sets on the ticket of this number."""
    return f"person_{number}"


#: One refusal with 429 for so many of each other fault: it stops a whole account for a while, which is rest, not trouble.
_FOR_ONE_REFUSAL: Final = 6
_MIX: Final = (Fault.TOO_MANY, *_FOR_ONE_REFUSAL * tuple(fault for fault in CHAOS if fault is not Fault.TOO_MANY))


def trouble_of_the_api(share: float, seed: int, *, late_seconds: float = 0.3, latency_seconds: float = 0.02) -> FaultPlan:
    """The faults of the helpdesk's API during a run: most leave the caller without knowing what came of the call."""
    return FaultPlan(
        rate=share, kinds=_MIX, seed=seed, late_seconds=late_seconds, latency_seconds=latency_seconds, retry_after="0.1"
    )
