"""The composition root: settings → registry → stores → pipeline → web app and Celery app. The only place that wires."""

import os
import socket
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from celery import Celery

from connector.desks import Desks
from connector.drafting.compose import EmbeddedComposer
from connector.pipeline import Pipeline
from connector.polling import Poller
from connector.port import Assessor
from connector.registry import Registry, installed_integrations
from connector.settings import Settings
from connector.store.accounts import Accounts
from connector.store.answers import StoredKnowledge
from connector.store.database import Database
from connector.store.inbox import Inbox
from connector.store.leases import Leases
from connector.store.ledger import Ledger
from connector.store.memory import StoredRequesterMemory
from connector.store.sealing import Sealer, read_secret
from connector.store.texts import CustomerTexts
from connector.triage.assess import TicketAssessor
from connector.triage.heads import load_heads
from connector.web.app import WebApp, create_app
from connector.web.publisher import Publisher
from connector.worker.app import create_celery
from connector.worker.schedule import Chore, Sweeper
from connector.worker.tasks import publish
from connector.writeback import WriteBack

_DAY = 86400.0
#: Readiness fails when work has been due for so long without anybody doing it.
_STUCK_SECONDS = 120.0


@dataclass(frozen=True, kw_only=True)
class Application:
    """Everything of one process, built on first use. Tests replace the clock or the assessor."""

    settings: Settings
    clock: Callable[[], float] = time.time
    registry: Registry | None = None
    assessor: Assessor | None = None

    @cached_property
    def integrations(self) -> Registry:
        """The integrations at hand."""
        return self.registry or installed_integrations()

    @cached_property
    def sealer(self) -> Sealer:
        """What seals credentials and derives keys."""
        return Sealer(read_secret(self.settings.secret_key.get_secret_value(), self.settings.data_dir))

    @cached_property
    def database(self) -> Database:
        """The database, brought to the newest version."""
        database = Database(self.settings.database, clock=self.clock)
        database.migrate()
        return database

    @cached_property
    def accounts(self) -> Accounts:
        """The connected accounts."""
        return Accounts(self.database, self.sealer)

    @cached_property
    def inbox(self) -> Inbox:
        """The work that waits."""
        return Inbox(self.database)

    @cached_property
    def leases(self) -> Leases:
        """The leases on tickets."""
        return Leases(self.database, seconds=self.settings.lease_seconds)

    @cached_property
    def texts(self) -> CustomerTexts:
        """The customer text that is kept for a while."""
        retention = self.settings.retention_days * _DAY
        return CustomerTexts(self.database, key=self.sealer.derive("requesters"), retention_seconds=retention)

    @cached_property
    def memory(self) -> StoredRequesterMemory:
        """What customers wished."""
        return StoredRequesterMemory(self.database)

    @cached_property
    def ledger(self) -> Ledger:
        """What was decided and written."""
        return Ledger(self.database, self.texts, self.leases)

    @cached_property
    def desks(self) -> Desks:
        """The opened accounts."""
        knowledge = StoredKnowledge(self.database)
        return Desks(self.integrations, self.accounts, knowledge, rules_file=self.settings.rules_file, clock=self.clock)

    @cached_property
    def pipeline(self) -> Pipeline:
        """What a ticket passes through."""
        return Pipeline(
            accounts=self.accounts,
            inbox=self.inbox,
            leases=self.leases,
            ledger=self.ledger,
            write_back=WriteBack(
                self.ledger,
                key=self.sealer.derive("references"),
                quarantine=self.settings.quarantine_seconds,
                clock=self.clock,
            ),
            texts=self.texts,
            memory=self.memory,
            assessor=self.assessor or TicketAssessor(load_heads),
            drafter=EmbeddedComposer(),
            desks=self.desks,
            settle_seconds=self.settings.settle_seconds,
            owner=f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}",
            clock=self.clock,
        )

    @cached_property
    def celery(self) -> Celery:
        """The Celery app of this process."""
        return create_celery(self.settings.broker_url, work=self._work)

    @cached_property
    def publisher(self) -> Publisher:
        """Hints from the web process to the broker."""
        return Publisher(lambda row_id: publish(self.celery, row_id))

    @cached_property
    def web(self) -> WebApp:
        """The web app. A settling event is announced by the sweeper once it is due."""
        announce = self.publisher.announce if self.settings.settle_seconds <= 0 else lambda _row_id: None
        return create_app(
            receive=self.pipeline.receive,
            announce=announce,
            is_ready=self.is_ready,
        )

    def sweeper(self, *, polls: bool = False) -> Sweeper:
        """A sweeper with its chores. It always looks for tickets whose bell never rang; with ``polls`` often enough to need no bell."""
        chores = [
            Chore("hand_out", self.settings.sweep_seconds, self._hand_out),
            Chore("expire_texts", 3600.0, self.texts.expire),
            Chore("expire_wishes", 3600.0, self.memory.expire),
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

    def is_ready(self) -> bool:
        """Whether events can be kept and due work is being done."""
        return self.database.ping() and self.inbox.oldest_due() < _STUCK_SECONDS

    def close(self) -> None:
        """Close what this process holds open."""
        if "database" in self.__dict__:
            self.database.close()
