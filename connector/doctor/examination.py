"""The whole examination, from the ground up: what rests on something broken is not looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from connector.administration import Finding, Severity
from connector.desks import Desks
from connector.doctor import account as one
from connector.doctor import machine, running, storage
from connector.doctor.codes import find
from connector.doctor.hook import check_way_here
from connector.errors import ConfigurationError
from connector.learning.shelf import Shelf
from connector.registry import Registry
from connector.settings import Settings
from connector.store.accounts import Account, Accounts
from connector.store.heartbeats import Heartbeats
from connector.store.inbox import Inbox
from connector.store.texts import CustomerTexts
from connector.triage.heads import Heads


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A finding and where it belongs: this machine, the database, what runs, or an account."""

    topic: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Stores:
    """What lies in a database whose tables are the newest."""

    accounts: Accounts
    inbox: Inbox
    heartbeats: Heartbeats
    texts: CustomerTexts
    desks: Desks
    shelf: Shelf


@dataclass(frozen=True, kw_only=True)
class Doctor:
    """Examines this installation. Reads only; the one thing it sends is a test delivery to ourselves.

    ``open_stores`` is called once the database has the newest tables and the key is there. It may raise ConfigurationError.
    """

    settings: Settings
    registry: Registry
    open_stores: Callable[[], Stores]
    reach_broker: Callable[[], None]
    load_model: Callable[[], Heads]
    clock: Callable[[], float]
    free_bytes: Callable[[Path], int] = machine.free_bytes

    def examine(self, only: str = "", *, offline: bool = False) -> Iterator[Diagnosis]:
        """Yield everything found, all accounts or ``only`` one. Offline, nothing outside this machine and the database is asked."""
        ground = [*machine.check_address(self.settings), *machine.check_folder(self.settings, self.free_bytes)]
        key = list(machine.check_secret_key(self.settings))
        yield from _under("this machine", [*ground, *key, *machine.check_model(self.load_model)])
        if not offline:
            yield from _under("running", running.check_broker(self.settings, self.reach_broker))
        if any(f.code == "data_dir_unusable" for f in ground) and self.database_is_local:
            return
        found = list(storage.check_database(self.settings.database))
        yield from _under("database", found)
        if _has_problem(found) or any(f.code == "secret_key_missing" for f in key):
            return
        try:
            stores = self.open_stores()
        except ConfigurationError as exc:
            yield Diagnosis("this machine", find("rules_file_broken", why=exc))
        else:
            yield from self._examine_content(stores, only, offline=offline)

    @property
    def database_is_local(self) -> bool:
        """Whether the database lies in the data directory."""
        return not self.settings.database_url

    def _examine_content(self, stores: Stores, only: str, *, offline: bool) -> Iterator[Diagnosis]:
        try:
            accounts = [a for a in stores.accounts.all() if only in ("", a.name)]
        except ConfigurationError:
            yield Diagnosis("this machine", find("secret_key_wrong"))
            return
        for account in accounts:  # first, because the test delivery makes the web role give a sign of life
            yield from self._examine_account(stores, account, offline=offline)
        if not accounts:
            yield Diagnosis("accounts", find("account_none"))
        yield from _under("running", running.check_roles(stores.heartbeats.ages()))
        yield from _under("running", running.check_queue(stores.inbox))
        yield from _under("database", running.check_retention(stores.texts, self.settings))

    def _examine_account(self, stores: Stores, account: Account, *, offline: bool) -> Iterator[Diagnosis]:
        integration = self.registry.find(account.integration)
        if integration is None:
            yield Diagnosis(f"account {account.name}", find("integration_missing", integration=account.integration))
            return
        topic = f"account {account.name} ({integration.manifest.name})"
        rules = stores.desks.rules_kept(account)
        yield from _under(topic, one.check_state(account, stores.accounts.seconds_blocked(account.name)))
        yield from _under(topic, one.check_rules(account, rules, self.settings))
        yield from _under(topic, one.check_hearing(account, stores.inbox))
        yield from _under(topic, one.check_learning(account, stores.shelf))
        if offline:
            return
        try:
            stores.desks.open(account)
        except ConfigurationError as exc:
            yield Diagnosis(topic, find("settings_broken", why=exc))
            return
        yield from _under(topic, one.check_groups(account, rules, stores.desks))
        if secret := account.newest_secret:
            delivery = integration.test_delivery(secret, datetime.fromtimestamp(self.clock(), UTC))
            path = f"/hooks/{account.integration}/{account.name}"
            yield from _under(topic, check_way_here(self.settings, path, delivery))
        yield from _under(topic, one.check_helpdesk(account, stores.desks, self.settings))


def _under(topic: str, findings: Iterator[Finding] | list[Finding]) -> Iterator[Diagnosis]:
    return (Diagnosis(topic, finding) for finding in findings)


def _has_problem(findings: list[Finding]) -> bool:
    return any(finding.severity is Severity.PROBLEM for finding in findings)


__all__ = ["Diagnosis", "Doctor", "Stores"]
