"""Many events kept by one statement.

A thread of Python lets go of the interpreter with every statement it runs and queues for it again, behind all threads that answer bells; so
what a commit costs is counted in statements, not in rows.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.ticket import ASKED_FOR, TicketEvent
from connector.store.database import Database
from connector.store.line import HINT_SECONDS, Lane

_SQLITE_KEEP: Final = """
    INSERT INTO inbox (account, ticket, kind, dedupe, lane, state, next_at, enqueued_until, received_at)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'),
           json_extract(value, '$[6]'), 'new', :now + json_extract(value, '$[4]'), CASE json_extract(value, '$[5]') WHEN 0 THEN 0.0 ELSE :now + json_extract(value, '$[5]') END, :now
    FROM json_each(:rows) WHERE true ORDER BY key
    ON CONFLICT (account, dedupe) DO NOTHING"""
#: The ids of one statement follow each other, because each is one above the greatest (https://www.sqlite.org/autoinc.html).
_SQLITE_KEPT: Final = "SELECT account, dedupe, id FROM inbox WHERE id > ? AND id <= ?"
_SQLITE_BEGUN: Final = "SELECT count(*) FROM inbox WHERE account = ? AND dedupe > ? || ':' AND dedupe < ? || ';' AND attempts > 0"

_POSTGRES_KEEP: Final = """
    INSERT INTO inbox (account, ticket, kind, dedupe, lane, state, next_at, enqueued_until, received_at)
    SELECT g->>0, g->>1, g->>2, g->>3, (g->>6)::integer, 'new', now + (g->>4)::float8, CASE (g->>5)::float8 WHEN 0 THEN 0 ELSE now + (g->>5)::float8 END, now
    FROM jsonb_array_elements(%s::jsonb) AS given(g), (SELECT extract(epoch FROM clock_timestamp())::float8) AS clock(now)
    ON CONFLICT (account, dedupe) DO NOTHING RETURNING account, dedupe, id"""
_POSTGRES_BEGUN: Final = "SELECT count(*) FROM inbox WHERE account = %s AND dedupe LIKE %s || ':%%' AND attempts > 0"


@dataclass(frozen=True, slots=True)
class Claim:
    """An event to keep. It rests ``settle`` seconds; ``announced`` says that its keeper hints at it, so that no sweeper does at once."""

    account: str
    event: TicketEvent
    settle: float
    announced: bool = False
    lane: Lane = Lane.LIVE

    @property
    def row_lane(self) -> int:
        """The lane of the row: what a person asked for goes first, whoever brings it."""
        return int(Lane.ASKED if self.event.kind in ASKED_FOR else self.lane)


_Key = tuple[str, str]
_Given = Mapping[_Key, Claim]


def keep_all(database: Database, claims: Sequence[Claim]) -> Sequence[int | None]:
    """Keep events in one transaction; return for each its id, or ``None`` when it is kept already. Committed when this returns.

    Where the platform gives nothing to tell two events apart, an event is new as soon as work on the earlier one began.
    """
    keep = _keep_in_sqlite if database.is_sqlite else _keep_in_postgres
    with database.commit_each() as connection:
        keys = [(claim.account, _dedupe(connection, claim, is_sqlite=database.is_sqlite)) for claim in claims]
        # always in one order, so that two writers of the same rows never wait for each other
        given = dict(sorted(zip(keys, claims, strict=True), key=lambda pair: pair[0]))
        kept = keep(database, connection, given)
    return [kept.pop(key, None) for key in keys]  # of the same event twice only one is new


def _keep_in_sqlite(database: Database, connection: Connection, given: _Given) -> dict[_Key, int]:
    done = connection.exec_driver_sql(_SQLITE_KEEP, {"now": database.now(connection), "rows": _as_json(given)})
    if not done.rowcount:
        return {}
    last = done.lastrowid
    if done.rowcount == len(given):
        return dict(zip(given, range(last - len(given) + 1, last + 1), strict=True))
    kept = connection.exec_driver_sql(_SQLITE_KEPT, (last - done.rowcount, last))
    return {(account, dedupe): row_id for account, dedupe, row_id in kept}


def _keep_in_postgres(_: Database, connection: Connection, given: _Given) -> dict[_Key, int]:
    kept = connection.exec_driver_sql(_POSTGRES_KEEP, (_as_json(given),))
    return {(account, dedupe): row_id for account, dedupe, row_id in kept}


def _as_json(given: _Given) -> str:
    rows = [
        (
            account,
            claim.event.ticket_id,
            claim.event.kind.value,
            dedupe,
            claim.settle,
            HINT_SECONDS * claim.announced,
            claim.row_lane,
        )
        for (account, dedupe), claim in given.items()
    ]
    text = json.dumps(rows, ensure_ascii=False)  # what is no text fails when it is sent
    if "\\u0000" in text:
        raise ValueError("an event holds a null character, which no database keeps")
    return text


def _dedupe(connection: Connection, claim: Claim, *, is_sqlite: bool) -> str:
    dedupe = f"{claim.event.ticket_id}:{claim.event.key}"
    if not claim.event.repeats:
        return dedupe
    if is_sqlite:
        begun = connection.exec_driver_sql(_SQLITE_BEGUN, (claim.account, dedupe, dedupe))
    else:
        begun = connection.exec_driver_sql(_POSTGRES_BEGUN, (claim.account, dedupe))
    return f"{dedupe}:{begun.scalar_one()}"


def is_of_one_row(exc: Exception) -> bool:
    """Whether a failure may come from one of the rows, so that the others deserve another try."""
    return isinstance(
        exc, ValueError | sa.exc.DataError | sa.exc.IntegrityError | sa.exc.InterfaceError | sa.exc.ProgrammingError
    )
