"""Whether an account may be called: not while it waits, after a wait by one worker for all, and by everybody once that went well."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from connector.store.database import Database
from connector.store.statements import given, of
from connector.store.tables import ACCOUNT

#: So many calls in a row that found the helpdesk in trouble make the account wait.
TROUBLE: Final = 5
#: The same for the one that tries for all: one reading with its three tries.
_PROBE_TROUBLE: Final = 3
#: The first wait for a helpdesk in trouble, and the longest; each is twice as long as the one before.
_FIRST_WAIT: Final = 2.0
_LONGEST_WAIT: Final = 300.0
#: How long the others leave the one that tries alone: longer than a ticket may take. They look again this often.
_PROBE_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 0.5
_HOW_IT_STANDS: Final = sa.select(ACCOUNT.c.blocked_until, ACCOUNT.c.failures, ACCOUNT.c.pauses).where(*given(ACCOUNT.c.name))
_REASON: Final = "the helpdesk is in trouble; it is tried again with one ticket"


@dataclass(frozen=True, slots=True)
class Admission:
    """``wait`` seconds until the next look, 0 to go now. ``is_watched`` says that the others want to hear how it ends."""

    wait: float
    is_watched: bool = False


class Circuits:
    """The waits of accounts that are in trouble; see ``Accounts.block`` for those that the helpdesk asks for."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def admit(self, account: str) -> Admission:
        """Say whether to go now. After a wait one caller goes, and the others look again a little later."""
        with self._db.read() as connection:
            now = self._db.now(connection)
            row = connection.execute(_HOW_IT_STANDS, of(name=account)).one_or_none()
        if row is None:
            return Admission(0.0)
        if row.blocked_until > now:
            return Admission(row.blocked_until - now)
        if not row.pauses:
            return Admission(0.0, is_watched=row.failures > 0)
        return self._try_alone(account)

    def withdraw(self, account: str) -> None:
        """Let another one try: whoever was admitted made no call after all, or one that tells nothing."""
        with self._db.write(synced=False) as connection:
            connection.execute(sa.update(ACCOUNT).where(ACCOUNT.c.name == account).values(probe_until=0.0))

    def withdraw_all(self) -> None:
        """Nobody is trying. Only for a process that has proved that no other is alive."""
        with self._db.write(synced=False) as connection:
            connection.execute(sa.update(ACCOUNT).values(probe_until=0.0))

    def recover(self, account: str) -> None:
        """Note that a call went well: everybody may go, unless the account was told to wait meanwhile."""
        with self._db.write(synced=False) as connection:
            is_over = (ACCOUNT.c.blocked_until <= self._db.now(connection), sa.or_(ACCOUNT.c.pauses > 0, ACCOUNT.c.failures > 0))
            well = sa.update(ACCOUNT).where(ACCOUNT.c.name == account, *is_over).values(failures=0, pauses=0, probe_until=0.0)
            connection.execute(well)

    def fail(self, account: str) -> None:
        """Note that a call found the helpdesk in trouble. Too many in a row make the account wait, fewer of one that tries for all."""
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            counted = (
                sa.update(ACCOUNT)
                .where(ACCOUNT.c.name == account)
                .values(failures=ACCOUNT.c.failures + 1)
                .returning(ACCOUNT.c.failures, ACCOUNT.c.pauses, ACCOUNT.c.blocked_until)
            )
            row = connection.execute(counted).one_or_none()
            if row is None or row.blocked_until > now or row.failures < (_PROBE_TROUBLE if row.pauses else TROUBLE):
                return
            until = now + min(_FIRST_WAIT * 2.0 ** min(row.pauses, 10), _LONGEST_WAIT)
            paused = {
                "blocked_until": until,
                "blocked_reason": _REASON,
                "failures": 0,
                "pauses": row.pauses + 1,
                "probe_until": 0.0,
            }
            connection.execute(sa.update(ACCOUNT).where(ACCOUNT.c.name == account).values(**paused))

    def _try_alone(self, account: str) -> Admission:
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            is_free = (ACCOUNT.c.probe_until <= now, ACCOUNT.c.blocked_until <= now, ACCOUNT.c.pauses > 0)
            alone = sa.update(ACCOUNT).where(ACCOUNT.c.name == account, *is_free).values(probe_until=now + _PROBE_SECONDS)
            is_ours = connection.execute(alone).rowcount == 1
        return Admission(0.0, is_watched=True) if is_ours else Admission(_LOOK_SECONDS)
