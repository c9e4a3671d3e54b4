"""The composition root: settings → registry → stores → pipeline → web app and Celery app. The only place that wires."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from celery import Celery

from connector.blind import BlindQuestions
from connector.checkins.planning import CheckInPlanner
from connector.circumstances import Circumstances
from connector.core.sampling import Lottery
from connector.doctor.examination import Doctor, Stores
from connector.drafting.compose import EmbeddedComposer
from connector.errors import Unavailable
from connector.fastpath import FastPath
from connector.feedback import Feedback
from connector.housekeeping import Housekeeping
from connector.knowledge import TURN_SECONDS
from connector.outside import Outside
from connector.pipeline import Pipeline
from connector.polling import Poller
from connector.port import Delivery
from connector.reception import Receipt, Reception
from connector.sidebar.desk import Sidebar
from connector.store.accounts import Account
from connector.store.claiming import Claim
from connector.store.clerks import Clerks, call_each
from connector.store.heartbeats import BROKER
from connector.store.near_accounts import NearAccounts
from connector.store.outside import Phrasings
from connector.store.records import Records
from connector.triage.heads import load_heads
from connector.triage.sample import plain_ticket
from connector.web.app import WebApp, create_app
from connector.web.publisher import Publisher
from connector.web.pulse import Pulse
from connector.web.screens import build_screens
from connector.worker.app import create_celery, reach_broker
from connector.worker.schedule import Chore, Sweeper
from connector.worker.tasks import publish, publish_beat
from connector.workshop import Workshop, name_process

#: How often the sweeper and the workers give a sign of life, and the web role at most.
_BEAT_SECONDS = 20.0
#: The sweeper looks for check-ins that are due once in so many sweeps: one look into the database each.
_CHECK_IN_SWEEPS = 5
#: While there is work to hand out, the sweeper looks again so soon.
_HURRY_SECONDS = 0.1
#: Readiness fails when work has been due for so long without anybody doing it.
_STUCK_SECONDS = 120.0
#: A bell waits so long for the account it is for: with what it waits to be kept, and for a thread, less than half a second.
_GLANCE_SECONDS = 0.15
#: The most bells that are served at once.
_GROUP = 256


@dataclass(frozen=True, kw_only=True)
class Application(Workshop):
    """Everything of one process, built on first use. Tests replace the clock or the assessor."""

    def warm_up(self) -> None:
        """Load what reading needs, so that the first customer does not wait for it. Opens no connection: safe before a fork."""
        self.reader.assess(plain_ticket(datetime.fromtimestamp(self.clock(), UTC)))

    @cached_property
    def pipeline(self) -> Pipeline:
        """What a ticket passes through."""
        return Pipeline(
            accounts=self.accounts,
            inbox=self.inbox,
            leases=self.leases,
            ledger=self.ledger,
            triages=self.triages,
            write_back=self.write_back,
            texts=self.texts,
            gaps=self.gaps,
            wishes=self.wishes,
            assessor=self.reader,
            drafter=EmbeddedComposer(),
            outside=Outside(
                model=self.outside_model, outcomes=self.outside_outcomes, phrasings=Phrasings(self.database, self.texts)
            ),
            desks=self.desks,
            circumstances=Circumstances(
                desks=self.desks,
                memory=self.stored_wishes,
                ledger=self.ledger,
                audits=self.audits,
                shelf=self.shelf,
                earlier=self.triages,
                triages=self.triages,
                clock=self.clock,
            ),
            corrections=self.corrections,
            blind=BlindQuestions(audits=self.audits, lottery=Lottery(self.sealer.derive("audits")), clock=self.clock),
            feedback=Feedback(ledger=self.ledger, triages=self.triages, corrections=self.corrections, draft_uses=self.draft_uses),
            undo=self.undo,
            check_ins=CheckInPlanner(
                check_ins=self.check_ins, spared=self.spared, triages=self.triages, matters=self.matters, clock=self.clock
            ),
            owner=self.owner,
            clock=self.clock,
        )

    @cached_property
    def looking(self) -> Clerks[Callable[[], Any], Any]:
        """What looks into the database for those who must not wait long."""
        return Clerks(call_each, threads=2)

    @cached_property
    def glancing(self) -> Clerks[str, Account | None]:
        """What looks up accounts: once for all bells that wait for the same one."""

        def read(names: Sequence[str]) -> Sequence[Account | None]:
            found = {name: self.accounts.get(name) for name in set(names)}
            return [found[name] for name in names]

        return Clerks(read, largest=_GROUP)

    @cached_property
    def keeping(self) -> Clerks[Claim, int | None]:
        """What keeps events: one writer, whose every commit holds all that came meanwhile."""
        return Clerks(self.inbox.claim_all, largest=_GROUP)

    @cached_property
    def reception(self) -> Reception:
        """What takes deliveries in."""
        return Reception(
            accounts=NearAccounts(lambda name: self.glancing.ask(name, patience=_GLANCE_SECONDS)),
            claim=self.keeping.ask,
            is_shut=lambda: self.keeping.is_stuck,
            may_announce=FastPath(
                lambda account: self.inbox.room(account, self._most_in_flight), aside=self.looking.tell, clock=self.clock
            ),
            desks=self.desks,
            settle_seconds=self.settings.settle_seconds,
            clock=self.clock,
        )

    @cached_property
    def sidebar(self) -> Sidebar:
        """What agents see of a ticket beside it, and tell us there. What they ask for is announced at once."""
        return Sidebar(
            inbox=self.inbox, triages=self.triages, ledger=self.ledger, corrections=self.corrections, draft_uses=self.draft_uses,
            audits=self.audits, texts=self.texts, wishes=self.stored_wishes, rules=self.desks.rules_kept,
            announce=self.publisher.announce, clock=self.clock,
        )  # fmt: skip

    @cached_property
    def celery(self) -> Celery:
        """The Celery app of this process."""
        worker = name_process()  # of the one that forks the others: together they are one worker
        return create_celery(self.settings.broker_url, work=self._work, beat=lambda: self.heartbeats.beat("worker", worker))

    @cached_property
    def publisher(self) -> Publisher:
        """Hints from the web process to the broker."""
        return Publisher(lambda row_id: publish(self.celery, row_id))

    @cached_property
    def web(self) -> WebApp:
        """The web app. A settling event is announced by the sweeper once it is due."""
        announce = self.publisher.announce if self.settings.settle_seconds <= 0 else lambda _row_id: None
        pulse = Pulse(lambda: self.heartbeats.beat("web", self.owner), every=_BEAT_SECONDS, aside=self.looking.tell)
        pulse()

        def receive(integration: str, account: str, delivery: Delivery) -> Receipt:
            pulse()
            return self.reception.receive(integration, account, delivery)

        def is_ready() -> bool:
            pulse()
            try:
                return bool(self.looking.ask(self.is_ready))
            except Unavailable:
                return False

        screens = build_screens(
            sidebar=self.sidebar, accounts=self.accounts, desks=self.desks, keep=self.reception.keep, announce=announce,
            key=self.sealer.derive("app"), home=self.settings.address, clock=self.clock,
        )  # fmt: skip
        return create_app(
            receive=receive, announce=announce, is_ready=is_ready, screens=screens, room=max(1, self.settings.web_threads // 2)
        )

    def doctor(self) -> Doctor:
        """What examines this installation. Builds nothing that a broken one could not build."""
        return Doctor(
            settings=self.settings,
            registry=self.integrations,
            open_stores=lambda: Stores(self.accounts, self.inbox, self.heartbeats, self.texts, self.desks, self.shelf),
            reach_broker=lambda: reach_broker(self.celery),
            load_model=load_heads,
            clock=self.clock,
        )

    @cached_property
    def housekeeping(self) -> Housekeeping:
        """What is done now and then."""
        return Housekeeping(
            accounts=self.accounts, desks=self.desks, inbox=self.inbox, texts=self.texts, audits=self.audits,
            wishes=self.stored_wishes, requesters=self.requesters, rates=self.rates, records=Records(self.database), clock=self.clock,
        )  # fmt: skip

    def sweeper(self, *, polls: bool = False) -> Sweeper:
        """A sweeper with its chores. It always looks for tickets whose bell never rang; with ``polls`` often enough to need no bell."""
        chores = [
            Chore("hand_out", self.settings.sweep_seconds, self._hand_out, hurry=_HURRY_SECONDS),
            Chore("beat", _BEAT_SECONDS, self._beat),
            Chore("expire_texts", 3600.0, self.housekeeping.expire_texts),
            Chore("expire_records", 3600.0, self.housekeeping.expire_records),
            Chore("read_settings", 60.0, self.desks.read_settings),
            Chore("lapse_audits", 60.0, self.housekeeping.lapse_audits),
            Chore("read_answers", TURN_SECONDS, self.knowledge_sync.turn),
            Chore("expire_wishes", 3600.0, self.housekeeping.expire_wishes),
            Chore("offer_check_ins", _CHECK_IN_SWEEPS * self.settings.sweep_seconds, self.check_in_sender.offer_due),
            Chore("send_check_ins", _CHECK_IN_SWEEPS * self.settings.sweep_seconds, self.check_in_sender.send_due),
            Chore("expire_check_ins", 3600.0, self.check_in_sender.expire),
            Chore("expire_spared", 3600.0, self.spared.expire),
        ]
        poller = Poller(
            accounts=self.accounts,
            desks=self.desks,
            inbox=self.inbox,
            ledger=self.ledger,
            settle_seconds=self.settings.settle_seconds,
            clock=self.clock,
        )
        every = self.settings.poll_seconds if polls else self.settings.reconcile_seconds
        chores.append(Chore("poll", every, poller.poll))
        return Sweeper(tuple(chores))

    @property
    def _most_in_flight(self) -> int:
        """How many rows of one account may be with the broker at once, so that a burst keeps no other account waiting.

        In one process a thread is always left to the others. Elsewhere nobody knows how many workers there are.
        """
        threads = self.settings.worker_threads
        return max(1, threads - 1) if self.settings.is_embedded else 4 * threads

    def _work(self, row_id: int) -> None:
        self.pipeline.work(row_id)  # built with the first task: after the fork, in a prefork worker

    def _hand_out(self) -> bool:
        rows = self.inbox.hand_out(4 * self.settings.worker_threads, per_account=self._most_in_flight)
        for row_id in rows:
            publish(self.celery, row_id)
        return bool(rows)

    def _beat(self) -> None:
        self.heartbeats.beat("sweeper", self.owner)
        publish_beat(self.celery)  # a worker answers it, so that a worker's beat proves the whole way
        self.heartbeats.beat(BROKER, self.owner)

    def is_ready(self) -> bool:
        """Whether events can be kept and due work is being done."""
        return self.database.ping() and self.inbox.oldest_due() < _STUCK_SECONDS

    def close(self) -> None:
        """Let what was asked of the database end, then close what this process holds open."""
        for name in ("keeping", "glancing", "looking"):
            if name in self.__dict__:
                getattr(self, name).close()
        super().close()
