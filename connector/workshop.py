"""What works on tickets, built from the stores: what opens accounts, reads, learns, writes, takes back and asks."""

import os
import socket
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from connector.budget import Budgets
from connector.checkins.approving import CheckInQueue
from connector.checkins.matters import Matters
from connector.checkins.sending import CheckInSender
from connector.core.budget import CallLimit
from connector.desks import Desks
from connector.drafting.compose import EmbeddedComposer
from connector.drafting.insight import ORDINARY_KINDS, Insight
from connector.drafting.library import CUT
from connector.faculties import Assessor
from connector.knowledge import KnowledgeSync
from connector.learning.learner import Learner
from connector.learning.reading import HistoryReader
from connector.learning.shelf import Shelf
from connector.libraries import Libraries
from connector.nlp.encoder import MiniLM, encoder_digest, load_encoder, load_once
from connector.patience import Patience
from connector.preview import Preview
from connector.question import OutsideModel
from connector.recount import Recount
from connector.registry import Registry, installed_integrations
from connector.store.accounts import Account
from connector.storehouse import DAY, Storehouse
from connector.triage.assess import TicketAssessor
from connector.triage.heads import Heads, heads_digest, load_heads
from connector.triage.matters import HeadsMatterReader
from connector.undo import Undo
from connector.wishes import Wishes
from connector.writeback import WriteBack


@dataclass(frozen=True, kw_only=True)
class Workshop(Storehouse):
    """Every tool of one process, built on first use. Tests replace the assessor."""

    registry: Registry | None = None
    assessor: Assessor | None = None

    @cached_property
    def integrations(self) -> Registry:
        """The integrations at hand."""
        return self.registry or installed_integrations()

    @cached_property
    def owner(self) -> str:
        """The name of this process in leases and signs of life."""
        return name_process()

    @cached_property
    def desks(self) -> Desks:
        """The opened accounts."""
        return Desks(
            self.integrations, self.accounts, self.libraries, self.budgets, rules_file=self.settings.rules_file, clock=self.clock
        )  # fmt: skip

    @cached_property
    def budgets(self) -> Budgets:
        """What the calls to accounts have to keep within."""

        def limits_of(name: str) -> Sequence[CallLimit]:
            account = self.accounts.get(name)
            integration = None if account is None else self.integrations.find(account.integration)
            return () if integration is None else integration.manifest.limits

        return Budgets(self.rates, self.circuits, limits_of=limits_of)

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
    def recount(self) -> Recount:
        """What counts our notes on the tickets themselves."""
        return Recount(self.ledger, self.desks)

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
    def matters(self) -> Matters:
        """What is known of what check-ins ask about."""
        return Matters(
            check_ins=self.check_ins, spared=self.spared, triages=self.triages, corrections=self.corrections,
            audits=self.audits, ledger=self.ledger, wishes=self.stored_wishes, clock=self.clock,
        )  # fmt: skip

    @cached_property
    def check_in_sender(self) -> CheckInSender:
        """What offers check-ins to people, and sends those that they approved."""
        return CheckInSender(
            accounts=self.accounts, desks=self.desks, leases=self.leases, ledger=self.ledger, check_ins=self.check_ins,
            matters=self.matters, key=self.sealer.derive("references"), quarantine=self.settings.quarantine_seconds,
            owner=self.owner, clock=self.clock,
        )  # fmt: skip

    @cached_property
    def check_in_queue(self) -> CheckInQueue:
        """The check-ins as people see them."""
        return CheckInQueue(self.accounts, self.desks, self.check_ins, self.leases, self.owner)


def name_process() -> str:
    """A name for this process that no other has, on this machine or another."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
