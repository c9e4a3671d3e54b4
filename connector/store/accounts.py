"""The connected accounts: where they are, how to reach them, whether they write, and what stops them for now."""

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from connector.core.context import Mode
from connector.store.database import Database
from connector.store.of_account import OF_ACCOUNT
from connector.store.sealing import Sealer
from connector.store.statements import given, of
from connector.store.tables import ACCOUNT, ATTEMPT, EFFECT, INBOX, TICKET_LEASE

_APP_SEEN_SECONDS: Final = 3600.0
_BY_NAME: Final = sa.select(ACCOUNT).where(*given(ACCOUNT.c.name))
_BLOCKED_UNTIL: Final = sa.select(ACCOUNT.c.blocked_until).where(*given(ACCOUNT.c.name))
_CREDENTIALS: Final = sa.select(ACCOUNT.c.credentials).where(*given(ACCOUNT.c.name))


def digest(token: str) -> str:
    """What is kept of a token; the token is long and random, so that one hash without salt suffices."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One helpdesk site. Secrets are not part of its repr."""

    name: str
    integration: str
    mode: Mode
    settings: Mapping[str, str]
    webhook_secrets: tuple[str, ...] = field(repr=False)
    rules_text: str = ""
    rules_error: str = ""
    rules_read_at: float = 0.0
    enabled: bool = True
    blocked_until: float = 0.0
    blocked_reason: str = ""
    cursor: str = ""
    created_at: float = 0.0
    paused: bool = False
    groups: Sequence[Sequence[str]] = ()
    groups_read_at: float = 0.0
    app_token: str = field(default="", repr=False)
    app_seen_at: float = 0.0
    marks_refused_at: float = 0.0
    seat_id: str = ""

    @property
    def newest_secret(self) -> str:
        """The webhook secret to use where only one can be; during a rotation the new one. Empty where there is none."""
        return next((secret for secret in reversed(self.webhook_secrets) if secret), "")


class Accounts:
    """The accounts, with their credentials sealed."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._db = database
        self._sealer = sealer
        self._renewing = threading.Lock()

    def save(
        self, *, name: str, integration: str, settings: Mapping[str, str], credentials: Mapping[str, str],
        webhook_secrets: Sequence[str], rules_text: str, mode: Mode = Mode.SHADOW,
    ) -> None:  # fmt: skip
        """Add the account, or replace how it is reached; an account that already works keeps its mode and its cursor."""
        values: dict[str, Any] = {
            "integration": integration,
            "settings": dict(settings),
            "credentials": self._sealer.seal(credentials),
            "webhook_secrets": self._sealer.seal({str(i): s for i, s in enumerate(webhook_secrets)}),
            "rules_text": rules_text,
            "rules_error": "",
            "enabled": True,
            "blocked_until": 0.0,
            "blocked_reason": "",
            "seat_id": "",
            "failures": 0,
            "pauses": 0,
            "probe_until": 0.0,
            "marks_refused_at": 0.0,
        }
        with self._db.write() as connection:
            statement = self._db.insert(ACCOUNT).values(name=name, mode=mode.value, created_at=self._db.now(connection), **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))

    def get(self, name: str) -> Account | None:
        """Return an account, or ``None``."""
        with self._db.read() as connection:
            row = connection.execute(_BY_NAME, of(name=name)).one_or_none()
        return None if row is None else self._account(row)

    def all(self) -> Sequence[Account]:
        """Return all accounts by name."""
        with self._db.read() as connection:
            return [self._account(row) for row in connection.execute(sa.select(ACCOUNT).order_by(ACCOUNT.c.name)).all()]

    def set(self, name: str, **values: Any) -> bool:
        """Set columns of an account. Returns whether it exists."""
        with self._db.write() as connection:
            done = connection.execute(sa.update(ACCOUNT).where(ACCOUNT.c.name == name).values(**values))
        return bool(done.rowcount)

    def rotate_app_token(self, name: str) -> str:
        """Give the account a new token for its sidebar app and return it. Only a digest is kept; an older token ends at once."""
        token = secrets.token_urlsafe(32)
        self.set(name, app_token=digest(token))
        return token

    def of_app_token(self, token: str) -> Account | None:
        """Return the account whose sidebar app has this token, or ``None``. An account without a token has none that fits."""
        known = digest(token)
        with self._db.read() as connection:
            row = connection.execute(sa.select(ACCOUNT).where(ACCOUNT.c.app_token == known)).one_or_none()
        return self._account(row) if row is not None and hmac.compare_digest(row.app_token, known) else None

    def note_app_seen(self, account: Account, now: float) -> None:
        """Note, at most once an hour, that somebody uses the sidebar of this account."""
        if now - account.app_seen_at > _APP_SEEN_SECONDS:
            self.set(account.name, app_seen_at=now)

    def remove(self, name: str, *, keeps_data: bool = False) -> None:
        """Forget an account and everything kept about it.

        With ``keeps_data`` only how it is reached and what waits is forgotten: what was learnt and written down serves an account
        that is connected later under the same name, and text goes when its time is over.
        """
        with self._db.write() as connection:
            if not keeps_data:
                effects = sa.select(EFFECT.c.id).where(EFFECT.c.account == name)
                connection.execute(sa.delete(ATTEMPT).where(ATTEMPT.c.effect_id.in_(effects)))
            for table in (INBOX, TICKET_LEASE) if keeps_data else OF_ACCOUNT:
                connection.execute(sa.delete(table).where(table.c.account == name))
            connection.execute(sa.delete(ACCOUNT).where(ACCOUNT.c.name == name))

    def block(self, name: str, *, seconds: float, reason: str) -> None:
        """Let all tickets of the account wait, and one try for all of them after that. A longer wait already in force stands."""
        with self._db.write() as connection:
            until = self._db.now(connection) + seconds
            pauses = sa.case((ACCOUNT.c.pauses > 0, ACCOUNT.c.pauses), else_=1)
            connection.execute(
                sa.update(ACCOUNT)
                .where(ACCOUNT.c.name == name, ACCOUNT.c.blocked_until < until)
                .values(blocked_until=until, blocked_reason=reason[:200], pauses=pauses, probe_until=0.0)
            )

    def seconds_blocked(self, name: str) -> float:
        """For how many seconds more the account waits; 0 when it does not."""
        with self._db.read() as connection:
            now = self._db.now(connection)
            until = connection.execute(_BLOCKED_UNTIL, of(name=name)).scalar_one_or_none()
        return max(0.0, (until or 0.0) - now)

    def credentials(self, name: str) -> "StoredCredentials":
        """Return the credential source of an account."""
        return StoredCredentials(self._db, self._sealer, name, self._renewing)

    def _account(self, row: Any) -> Account:
        return Account(
            name=row.name,
            integration=row.integration,
            mode=Mode(row.mode),
            settings=row.settings,
            webhook_secrets=tuple(self._sealer.open(row.webhook_secrets).values()),
            rules_text=row.rules_text,
            rules_error=row.rules_error,
            rules_read_at=row.rules_read_at,
            enabled=row.enabled,
            blocked_until=row.blocked_until,
            blocked_reason=row.blocked_reason,
            cursor=row.cursor,
            created_at=row.created_at,
            paused=row.paused,
            groups=row.groups,
            groups_read_at=row.groups_read_at,
            app_token=row.app_token,
            app_seen_at=row.app_seen_at,
            marks_refused_at=row.marks_refused_at,
            seat_id=row.seat_id,
        )


class StoredCredentials:
    """Credentials of one account; renewal is serialised in the process by a lock and across processes by the row."""

    def __init__(self, database: Database, sealer: Sealer, account: str, lock: threading.Lock) -> None:
        self._db = database
        self._sealer = sealer
        self._account = account
        self._lock = lock

    def read(self) -> Mapping[str, str]:
        """Return the current credentials."""
        with self._db.read() as connection:
            return self._open(connection.execute(_CREDENTIALS, of(name=self._account)).scalar_one())

    def renew(self, stale: Mapping[str, str], fetch: Callable[[Mapping[str, str]], Mapping[str, str]]) -> Mapping[str, str]:
        """Replace ``stale``, unless somebody else already did. The new ones are stored before anybody uses them."""
        with self._lock:
            current = self.read()
            if dict(current) != dict(stale):
                return current
            fresh = {**current, **fetch(current)}  # a network call: no transaction is open here
            with self._db.write() as connection:
                statement = _CREDENTIALS if self._db.is_sqlite else _CREDENTIALS.with_for_update()
                stored = self._open(connection.execute(statement, of(name=self._account)).scalar_one())
                if stored != dict(stale):
                    return stored
                connection.execute(
                    sa.update(ACCOUNT).where(ACCOUNT.c.name == self._account).values(credentials=self._sealer.seal(fresh))
                )
            return fresh

    def _open(self, sealed: bytes) -> dict[str, str]:
        return self._sealer.open(sealed)
