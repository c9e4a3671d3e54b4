"""The helpdesk accounts, opened: their rules and groups, kept near and refreshed now and then."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import structlog

from connector.administration import Administration
from connector.budget import AccountBudget, Budgets
from connector.core.draft import Source
from connector.core.rules import Rules, parse_rules
from connector.errors import ConfigurationError, HandoffError
from connector.faculties import KnowledgeSource
from connector.manifest import rules_text
from connector.port import Connection, Helpdesk, Integration
from connector.registry import Registry
from connector.store.accounts import Account, Accounts

_log = structlog.get_logger()

_RULES_SECONDS: Final = 60.0
_GROUPS_SECONDS: Final = 3600.0
_OFF: Final = ("false", "0", "no")


class Desks:
    """Opened accounts. Rules come from the platform, then the account, then the file, then defaults; last good ones stand."""

    def __init__(
        self,
        registry: Registry,
        accounts: Accounts,
        knowledge: KnowledgeSource,
        budgets: Budgets,
        *,
        rules_file: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._registry = registry
        self._accounts = accounts
        self._knowledge = knowledge
        self._budgets = budgets
        self._base_rules = _read_rules_file(rules_file)
        self._clock = clock
        self._open: dict[str, tuple[Account, Helpdesk]] = {}
        self._lock = threading.Lock()

    def find_integration(self, key: str) -> Integration | None:
        """Return the integration, or ``None``."""
        return self._registry.find(key)

    def open(self, account: Account) -> Helpdesk:
        """Return the opened account; opened anew when how it is reached has changed."""
        with self._lock:
            known = self._open.get(account.name)
            if known and known[0].settings == account.settings and known[0].integration == account.integration:
                return known[1]
            connection = replace(self._connection(account), budget=self._budgets.reopen(account.name))
            helpdesk = self._registry.require(account.integration).open(connection)
            self._open[account.name] = (account, helpdesk)
            return helpdesk

    def budget(self, account: str) -> AccountBudget:
        """Return what the calls to an account have to keep within."""
        return self._budgets.of(account)

    def administer(self, account: Account) -> Administration | None:
        """Return the admin's side of the account, or ``None`` where there is none. Admins need not wait for a budget."""
        return self._registry.require(account.integration).administer(self._connection(account))

    def _connection(self, account: Account) -> Connection:
        credentials = self._accounts.credentials(account.name)
        return Connection(account=account.name, settings=account.settings, credentials=credentials)

    def refresh(self, account: Account, helpdesk: Helpdesk) -> Account:
        """Return the account as it stands after looking at the platform's settings, which happens at most once a minute."""
        if self._clock() - account.rules_read_at <= _RULES_SECONDS:
            return account
        self._read_rules(account, helpdesk)
        return self._accounts.get(account.name) or account

    def rules(self, account: Account, helpdesk: Helpdesk) -> Rules:
        """Return the rules in force, after looking at the platform's settings at most once a minute."""
        return self.rules_kept(self.refresh(account, helpdesk))

    def rules_kept(self, account: Account) -> Rules:
        """Return the rules in force without looking at the platform."""
        return parse_rules(account.rules_text, self._base_rules).rules

    def read_settings(self) -> None:
        """Look at the platform's settings of every account that is due, so that a change counts before the next ticket comes."""
        for account in self._accounts.all():
            if not self._accounts.seconds_blocked(account.name):
                self.refresh(account, self.open(account))

    def groups(self, account: Account, helpdesk: Helpdesk) -> Mapping[str, str]:
        """Return group ids by name in lower case, read at most once an hour."""
        return {name.casefold(): group_id for group_id, name in self.group_names(account, helpdesk).items()}

    def group_names(self, account: Account, helpdesk: Helpdesk) -> Mapping[str, str]:
        """Return group names by id, read at most once an hour."""
        pairs = account.groups
        if self._clock() - account.groups_read_at > _GROUPS_SECONDS:
            pairs = [[group.id, group.name] for group in helpdesk.groups()]
            self._accounts.set(account.name, groups=pairs, groups_read_at=self._clock(), seat_id=_own_seat(account, helpdesk))
        return {group_id: name for group_id, name in pairs}  # noqa: C416 - pairs come as lists out of JSON

    def forget_groups(self, account: Account) -> None:
        """Read the groups anew next time, because the helpdesk refused something that may rest on them."""
        self._accounts.set(account.name, groups_read_at=0.0)

    def sources(self, account: Account) -> Sequence[Source]:
        """Return the account's own answers as they were read last. Makes no call to the helpdesk."""
        return self._knowledge.sources(account.name)

    def _read_rules(self, account: Account, helpdesk: Helpdesk) -> None:
        try:
            values = helpdesk.read_rules()
        except HandoffError as exc:
            _log.warning("rules not read", account=account.name, why=type(exc).__name__)
            values = None
        if values is None:
            self._accounts.set(account.name, rules_read_at=self._clock())
        elif str(values.get("enabled", "true")).casefold() in _OFF:  # the kill switch; the rules stay as they were
            self._accounts.set(account.name, enabled=False, rules_read_at=self._clock())
        else:
            self.accept_rules(account, values)

    def check_rules(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return what is wrong with these settings of the admin, a sentence each. Changes nothing."""
        return tuple(str(error) for error in parse_rules(rules_text(dict(values)), self._base_rules).errors)

    def accept_rules(self, account: Account, values: Mapping[str, str]) -> tuple[str, ...]:
        """Put these settings of the admin in force, or keep the last good ones and return what is wrong with these."""
        errors = self.check_rules(values)
        changed = {"rules_error": "\n".join(errors)} if errors else {"rules_error": "", "rules_text": rules_text(dict(values))}
        self._accounts.set(account.name, enabled=True, rules_read_at=self._clock(), **changed)
        return errors


def _own_seat(account: Account, helpdesk: Helpdesk) -> str:
    """The id of our seat, asked for once. One that seems a person's counts as nobody's: what that person does is not our doing."""
    if account.seat_id:
        return account.seat_id
    identity = helpdesk.identify()
    return identity.id if identity.is_person is False else ""


def _read_rules_file(path: Path | None) -> Rules:
    if path is None:
        return Rules()
    try:
        parsed = parse_rules(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"the rules file {path} cannot be read; check HANDOFF_RULES_FILE.") from exc
    if parsed.errors:
        raise ConfigurationError(f"the rules file {path} has errors: {'; '.join(map(str, parsed.errors)).rstrip('.')}.")
    return parsed.rules
