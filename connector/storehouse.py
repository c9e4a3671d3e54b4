"""Every store of one process, opened on first use."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from connector.settings import Settings
from connector.store.account_models import AccountModels
from connector.store.accounts import Accounts
from connector.store.answers import StoredKnowledge
from connector.store.checkins import CheckIns
from connector.store.circuits import Circuits
from connector.store.database import Database
from connector.store.dead_letters import DeadLetters
from connector.store.gaps import Gaps
from connector.store.heartbeats import Heartbeats
from connector.store.history import History
from connector.store.inbox import Inbox
from connector.store.learning import Audits, Corrections, DraftUses
from connector.store.leases import Leases
from connector.store.ledger import Ledger
from connector.store.outside import OutsideBudget, OutsideOutcomes
from connector.store.rates import Rates
from connector.store.requesters import Requesters
from connector.store.sealing import Sealer, read_secret
from connector.store.spared import SparedRequesters
from connector.store.tallies import Tallies
from connector.store.texts import CustomerTexts
from connector.store.triages import Triages
from connector.store.wishes import StoredWishes

DAY: Final = 86400.0


@dataclass(frozen=True, kw_only=True)
class Storehouse:
    """What is kept, behind one database and one secret. Tests replace the clock."""

    settings: Settings
    clock: Callable[[], float] = time.time

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
    def heartbeats(self) -> Heartbeats:
        """The signs of life of every role."""
        return Heartbeats(self.database)

    @cached_property
    def inbox(self) -> Inbox:
        """The work that waits."""
        return Inbox(self.database)

    @cached_property
    def dead_letters(self) -> DeadLetters:
        """The work that was given up."""
        return DeadLetters(self.database)

    @cached_property
    def rates(self) -> Rates:
        """How much of each account's call limits is taken."""
        return Rates(self.database, reserve=self.settings.rate_reserve)

    @cached_property
    def circuits(self) -> Circuits:
        """Which accounts are in trouble."""
        return Circuits(self.database)

    @cached_property
    def leases(self) -> Leases:
        """The leases on tickets."""
        return Leases(self.database, seconds=self.settings.lease_seconds)

    @cached_property
    def knowledge(self) -> StoredKnowledge:
        """The business's own answers."""
        return StoredKnowledge(self.database, self.leases)

    @cached_property
    def texts(self) -> CustomerTexts:
        """The customer text that is kept for a while."""
        retention = self.settings.retention_days * DAY
        return CustomerTexts(self.database, key=self.sealer.derive("requesters"), retention_seconds=retention)

    @cached_property
    def requesters(self) -> Requesters:
        """Who is who among customers."""
        return Requesters(self.database, self.texts.key_for)

    @cached_property
    def stored_wishes(self) -> StoredWishes:
        """What customers wish."""
        return StoredWishes(self.database)

    @cached_property
    def ledger(self) -> Ledger:
        """What was written."""
        return Ledger(self.database, self.leases)

    @cached_property
    def triages(self) -> Triages:
        """What was read and decided."""
        return Triages(self.database, self.texts, self.leases)

    @cached_property
    def gaps(self) -> Gaps:
        """The questions without a good source."""
        return Gaps(self.database, self.texts)

    @cached_property
    def corrections(self) -> Corrections:
        """What people set differently."""
        return Corrections(self.database)

    @cached_property
    def draft_uses(self) -> DraftUses:
        """What became of drafts."""
        return DraftUses(self.database)

    @cached_property
    def tallies(self) -> Tallies:
        """Counts for people who look after it."""
        return Tallies(self.database)

    @cached_property
    def audits(self) -> Audits:
        """The blind questions."""
        return Audits(self.database)

    @cached_property
    def history(self) -> History:
        """What was read of the past of accounts."""
        return History(self.database, retention_seconds=self.settings.retention_days * DAY)

    @cached_property
    def account_models(self) -> AccountModels:
        """What was learnt from accounts."""
        return AccountModels(self.database)

    @cached_property
    def check_ins(self) -> CheckIns:
        """The queue of check-ins."""
        return CheckIns(self.database, self.texts)

    @cached_property
    def spared(self) -> SparedRequesters:
        """Whom no machine asks."""
        return SparedRequesters(self.database)

    @cached_property
    def outside_budget(self) -> OutsideBudget:
        """What accounts may still ask an outside model today."""
        settings = self.settings
        return OutsideBudget(self.database, calls=settings.outside_model_daily_budget, tokens=settings.outside_model_daily_tokens)

    @cached_property
    def outside_outcomes(self) -> OutsideOutcomes:
        """What asking an outside model came to."""
        return OutsideOutcomes(self.database)

    def close(self) -> None:
        """Close what this process holds open."""
        if "database" in self.__dict__:
            self.database.close()
