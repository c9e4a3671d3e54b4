"""What was learnt from each account, in versions: one is in use or none, the last few are kept to go back to.

A version holds no words, but numbers made of words: whoever wants to be forgotten takes along every version that rests on theirs.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.store.database import Database
from connector.store.statements import given, of
from connector.store.tables import ACCOUNT_MODEL

#: So many versions are kept, the newest ones and the one in use.
KEPT_VERSIONS: Final = 5
_CURRENT: Final = "current"
_PAST: Final = "past"
_MARK: Final = 8
_IN_USE: Final = sa.select(ACCOUNT_MODEL.c.version, ACCOUNT_MODEL.c.made_at).where(
    *given(ACCOUNT_MODEL.c.account), ACCOUNT_MODEL.c.state == _CURRENT
)


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """A version without its weights. ``made_at`` tells apart versions of the same number, should all have been forgotten."""

    version: int
    made_at: float
    is_current: bool
    report: Mapping[str, Any]


class AccountModels:
    """The models of accounts."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def current(self, account: str) -> tuple[int, float] | None:
        """Version and time of the model in use, or ``None``."""
        with self._db.read() as connection:
            row = connection.execute(_IN_USE, of(account=account)).one_or_none()
        return None if row is None else (row.version, row.made_at)

    def read(self, account: str, version: int) -> bytes | None:
        """The weights of a version, or ``None``."""
        where = (ACCOUNT_MODEL.c.account == account, ACCOUNT_MODEL.c.version == version)
        with self._db.read() as connection:
            return connection.execute(sa.select(ACCOUNT_MODEL.c.model).where(*where)).scalar_one_or_none()

    def versions(self, account: str) -> Sequence[ModelVersion]:
        """Every version that is kept, newest first."""
        columns = (ACCOUNT_MODEL.c.version, ACCOUNT_MODEL.c.made_at, ACCOUNT_MODEL.c.state, ACCOUNT_MODEL.c.report)
        query = sa.select(*columns).where(ACCOUNT_MODEL.c.account == account).order_by(ACCOUNT_MODEL.c.version.desc())
        with self._db.read() as connection:
            rows = connection.execute(query).all()
        return [ModelVersion(row.version, row.made_at, row.state == _CURRENT, row.report) for row in rows]

    def add(
        self,
        account: str,
        model: bytes,
        report: Mapping[str, Any],
        *,
        requesters: Collection[str] = (),
        instead_of: int | None = None,
    ) -> int:
        """Put a new version in use and return its number; the oldest beyond those kept goes.

        ``requesters`` are the keys of the customers whose words it rests on, besides those of the version ``instead_of`` which it is used,
        because heads of that one may live on in it.
        """
        with self._db.write() as connection:
            of_account = ACCOUNT_MODEL.c.account == account
            newest = connection.execute(sa.select(sa.func.max(ACCOUNT_MODEL.c.version)).where(of_account)).scalar_one()
            version = int(newest or 0) + 1
            older = sa.select(ACCOUNT_MODEL.c.requesters).where(of_account, ACCOUNT_MODEL.c.version == instead_of)
            marks = _marks(connection.execute(older).scalar_one_or_none() or b"") | {_mark(key) for key in requesters}
            connection.execute(sa.update(ACCOUNT_MODEL).where(of_account).values(state=_PAST))
            connection.execute(
                sa.insert(ACCOUNT_MODEL).values(
                    account=account, version=version, made_at=self._db.now(connection), state=_CURRENT, model=model,
                    report=dict(report), requesters=b"".join(sorted(marks)),
                )
            )  # fmt: skip
            connection.execute(sa.delete(ACCOUNT_MODEL).where(of_account, ACCOUNT_MODEL.c.version <= version - KEPT_VERSIONS))
        return version

    def use(self, account: str, version: int | None) -> bool:
        """Put a version in use, or none. Returns whether there is such a version."""
        with self._db.write() as connection:
            of_account = ACCOUNT_MODEL.c.account == account
            known = sa.select(sa.func.count()).where(of_account, ACCOUNT_MODEL.c.version == version)
            if version is not None and not connection.execute(known).scalar_one():
                return False
            connection.execute(sa.update(ACCOUNT_MODEL).where(of_account).values(state=_PAST))
            if version is not None:
                chosen = sa.update(ACCOUNT_MODEL).where(of_account, ACCOUNT_MODEL.c.version == version)
                connection.execute(chosen.values(state=_CURRENT))
        return True

    def forget(self, account: str) -> int:
        """Forget every version; returns how many there were."""
        with self._db.write() as connection:
            return int(connection.execute(sa.delete(ACCOUNT_MODEL).where(ACCOUNT_MODEL.c.account == account)).rowcount)


def forget_models_of(connection: Connection, account: str, requester: str) -> int:
    """Forget every version that rests on words of this customer; returns how many."""
    of_account = ACCOUNT_MODEL.c.account == account
    known = connection.execute(sa.select(ACCOUNT_MODEL.c.version, ACCOUNT_MODEL.c.requesters).where(of_account)).all()
    resting = [row.version for row in known if _mark(requester) in _marks(row.requesters)]
    return int(connection.execute(sa.delete(ACCOUNT_MODEL).where(of_account, ACCOUNT_MODEL.c.version.in_(resting))).rowcount)


def _mark(requester: str) -> bytes:
    return hashlib.sha256(requester.encode()).digest()[:_MARK]


def _marks(content: bytes) -> set[bytes]:
    return {content[i : i + _MARK] for i in range(0, len(content), _MARK)}
