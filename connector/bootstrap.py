"""The composition root: settings → registry → stores → pipeline → web app and Celery app. The only place that wires."""

import os
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from celery import Celery

from connector.circumstances import Circumstances
from connector.core.sampling import Lottery
from connector.desks import Desks
from connector.doctor.examination import Doctor, Stores
from connector.drafting.compose import EmbeddedComposer
from connector.drafting.insight import ORDINARY_KINDS, Insight
from connector.drafting.library import CUT
from connector.feedback import Feedback
from connector.housekeeping import Housekeeping
from connector.knowledge import TURN_SECONDS, KnowledgeSync
from connector.learning.learner import Learner
from connector.learning.reading import HistoryReader
from connector.learning.shelf import Shelf
from connector.libraries import Libraries
from connector.nlp.encoder import MiniLM, encoder_digest, load_encoder, load_once
from connector.outside import Outside
from connector.patience import Patience
from connector.pipeline import Pipeline, Receipt
from connector.polling import Poller
from connector.port import Assessor, Delivery
from connector.preview import Preview
from connector.question import OutsideModel
from connector.registry import Registry, installed_integrations
from connector.sidebar.desk import Sidebar
from connector.store.accounts import Account
from connector.store.outside import Phrasings
from connector.storehouse import DAY, Storehouse
from connector.triage.assess import TicketAssessor
from connector.triage.heads import Heads, heads_digest, load_heads
from connector.triage.matters import HeadsMatterReader
from connector.triage.sample import plain_ticket
from connector.undo import Undo
from connector.web.app import WebApp, create_app
from connector.web.publisher import Publisher
from connector.web.pulse import Pulse
from connector.web.screens import build_screens
from connector.wishes import Wishes
from connector.worker.app import create_celery, reach_broker
from connector.worker.schedule import Chore, Sweeper
from connector.worker.tasks import publish, publish_beat
from connector.writeback import WriteBack

#: How often the sweeper and the workers give a sign of life, and the web role at most.
_BEAT_SECONDS = 20.0
#: Readiness fails when work has been due for so long without anybody doing it.
_STUCK_SECONDS = 120.0


@dataclass(frozen=True, kw_only=True)
class Application(Storehouse):
    """Everything of one process, built on first use. Tests replace the clock or the assessor."""

    registry: Registry | None = None
    assessor: Assessor | None = None

    @cached_property
    def integrations(self) -> Registry:
        """The integrations at hand."""
        return self.registry or installed_integrations()

    @cached_property
    def desks(self) -> Desks:
        """The opened accounts."""
        return Desks(self.integrations, self.accounts, self.libraries, rules_file=self.settings.rules_file, clock=self.clock)

    @cached_property
    def general_encoder(self) -> Callable[[], MiniLM | None]:
        """What gives the general encoder: loaded on its first use, and once for all who use it."""
        return load_once(load_encoder)

    @cached_property
    def heads(self) -> Callable[[], Heads]:
        """What gives the heads: loaded on their first use, and once for tickets and answers."""
        return load_once(load_heads)

    @cached_property
    def insight(self) -> Insight:
        """By what answers are compared with questions."""
        return Insight(self.general_encoder, HeadsMatterReader(self.heads, ORDINARY_KINDS))

    @cached_property
    def libraries(self) -> Libraries:
        """The answers of accounts, arranged for searching."""
        return Libraries(self.knowledge, self.insight)

    @cached_property
    def knowledge_sync(self) -> KnowledgeSync:
        """What reads the answers of accounts."""
        return KnowledgeSync(
            accounts=self.accounts, desks=self.desks, knowledge=self.knowledge, leases=self.leases,
            insight=self.insight, mark=lambda: f"{CUT}:{encoder_digest()[:24]}:{heads_digest()[:24]}", owner=self.owner, clock=self.clock,
        )  # fmt: skip

    @cached_property
    def reader(self) -> Assessor:
        """What reads tickets."""
        return self.assessor or TicketAssessor(self.heads)

    def warm_up(self) -> None:
        """Load what reading needs, so that the first customer does not wait for it. Opens no connection: safe before a fork."""
        self.reader.assess(plain_ticket(datetime.fromtimestamp(self.clock(), UTC)))

    @cached_property
    def owner(self) -> str:
        """The name of this process in leases and signs of life."""
        return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    @cached_property
    def write_back(self) -> WriteBack:
        """What brings tickets to what was decided."""
        return WriteBack(
            self.ledger,
            key=self.sealer.derive("references"),
            quarantine=self.settings.quarantine_seconds,
            clock=self.clock,
        )

    @cached_property
    def undo(self) -> Undo:
        """What takes writes back."""
        return Undo(
            ledger=self.ledger, leases=self.leases, texts=self.texts, desks=self.desks, write_back=self.write_back,
            owner=self.owner, clock=self.clock,
        )  # fmt: skip

    @cached_property
    def wishes(self) -> Wishes:
        """What hears, remembers and shows the wishes of customers."""
        return Wishes(
            stored=self.stored_wishes, requesters=self.requesters, accounts=self.accounts, desks=self.desks, clock=self.clock
        )  # fmt: skip

    @cached_property
    def outside_model(self) -> OutsideModel | None:
        """The model outside this process, or ``None`` where the settings name none. Then not even its client is loaded."""
        if self.settings.outside_model == "off":
            return None
        from connector.drafting.model.opening import open_model  # noqa: PLC0415 - zero egress begins with what is not imported

        return open_model(self.settings, self.outside_budget)

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
                clock=self.clock,
            ),
            corrections=self.corrections,
            audits=self.audits,
            feedback=Feedback(ledger=self.ledger, triages=self.triages, corrections=self.corrections, draft_uses=self.draft_uses),
            undo=self.undo,
            lottery=Lottery(self.sealer.derive("audits")),
            settle_seconds=self.settings.settle_seconds,
            owner=self.owner,
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
        return create_celery(self.settings.broker_url, work=self._work, beat=lambda: self.heartbeats.beat("worker", self.owner))

    @cached_property
    def publisher(self) -> Publisher:
        """Hints from the web process to the broker."""
        return Publisher(lambda row_id: publish(self.celery, row_id))

    @cached_property
    def web(self) -> WebApp:
        """The web app. A settling event is announced by the sweeper once it is due."""
        announce = self.publisher.announce if self.settings.settle_seconds <= 0 else lambda _row_id: None
        pulse = Pulse(lambda: self.heartbeats.beat("web", self.owner), every=_BEAT_SECONDS)
        pulse()

        def receive(integration: str, account: str, delivery: Delivery) -> Receipt:
            pulse()
            return self.pipeline.receive(integration, account, delivery)

        def is_ready() -> bool:
            pulse()
            return self.is_ready()

        screens = build_screens(
            sidebar=self.sidebar, accounts=self.accounts, desks=self.desks, keep=self.pipeline.keep, announce=announce,
            key=self.sealer.derive("app"), home=self.settings.address, clock=self.clock,
        )  # fmt: skip
        return create_app(receive=receive, announce=announce, is_ready=is_ready, screens=screens)

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
    def shelf(self) -> Shelf:
        """The models learnt from accounts."""
        return Shelf(self.account_models, self.general_encoder)

    def learner(self, account: Account, *, wait: Callable[[float], None]) -> Learner:
        """What learns from an account's past. ``wait`` waits as long as the helpdesk asks."""
        helpdesk = self.desks.open(account)
        rules = self.desks.rules(account, helpdesk)
        patience = Patience(wait)
        days = min(rules.retention_days or self.settings.retention_days, self.settings.retention_days)
        reader = HistoryReader(
            account=account.name, helpdesk=helpdesk, assessor=self.reader, history=self.history, texts=self.texts,
            patience=patience, retention_seconds=days * DAY, clock=self.clock,
        )  # fmt: skip
        return Learner(
            account=account.name, reader=reader, history=self.history, models=self.account_models, shelf=self.shelf,
            corrections=self.corrections, audits=self.audits, intake=rules.intake_groups,
            group_names=lambda: patience(lambda: {group.id: group.name for group in helpdesk.groups()}),
        )  # fmt: skip

    def preview(self, account: Account, *, wait: Callable[[float], None]) -> Preview:
        """A look back at the account's newest tickets. ``wait`` waits as long as the helpdesk asks."""
        helpdesk = self.desks.open(account)
        return Preview(
            helpdesk=helpdesk,
            administration=self.desks.administer(account),
            rules=self.desks.rules(account, helpdesk),
            assessor=self.reader,
            drafter=EmbeddedComposer(),
            patience=Patience(wait),
            insight=self.insight,
        )

    @cached_property
    def housekeeping(self) -> Housekeeping:
        """What is done now and then."""
        return Housekeeping(
            accounts=self.accounts, desks=self.desks, inbox=self.inbox, texts=self.texts, audits=self.audits,
            wishes=self.stored_wishes, requesters=self.requesters, clock=self.clock,
        )  # fmt: skip

    def sweeper(self, *, polls: bool = False) -> Sweeper:
        """A sweeper with its chores. It always looks for tickets whose bell never rang; with ``polls`` often enough to need no bell."""
        chores = [
            Chore("hand_out", self.settings.sweep_seconds, self._hand_out),
            Chore("beat", _BEAT_SECONDS, self._beat),
            Chore("expire_texts", 3600.0, self.housekeeping.expire_texts),
            Chore("read_settings", 60.0, self.desks.read_settings),
            Chore("lapse_audits", 60.0, self.housekeeping.lapse_audits),
            Chore("read_answers", TURN_SECONDS, self.knowledge_sync.turn),
            Chore("expire_wishes", 3600.0, self.housekeeping.expire_wishes),
        ]
        poller = Poller(
            accounts=self.accounts,
            desks=self.desks,
            inbox=self.inbox,
            ledger=self.ledger,
            settle_seconds=self.settings.settle_seconds,
        )
        every = self.settings.poll_seconds if polls else self.settings.reconcile_seconds
        chores.append(Chore("poll", every, poller.poll))
        return Sweeper(tuple(chores))

    def _work(self, row_id: int) -> None:
        self.pipeline.work(row_id)  # built with the first task: after the fork, in a prefork worker

    def _hand_out(self) -> None:
        for row_id in self.inbox.hand_out(4 * self.settings.worker_threads):
            publish(self.celery, row_id)

    def _beat(self) -> None:
        self.heartbeats.beat("sweeper", self.owner)
        publish_beat(self.celery)  # a worker answers it, so that a worker's beat proves the whole way

    def is_ready(self) -> bool:
        """Whether events can be kept and due work is being done."""
        return self.database.ping() and self.inbox.oldest_due() < _STUCK_SECONDS
