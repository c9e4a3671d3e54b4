"""The incremental list: which tickets changed, without any webhook.

Pages are found by time rather than by number: a ticket that changes while we read moves to the end of the list, and everybody
behind it moves one place forward, past the edge of a numbered page. https://developers.freshdesk.com/api/#list_all_tickets
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final, Generic, Self, TypeVar

import requests

from connector.port import ChangedPage, ChangedTicket
from integrations.freshdesk.reading import Reader, every_account_has_this, has_next_page, rows_of, typed
from integrations.freshdesk.wire import TicketHead

#: How far a finished sweep starts again before the newest change it saw.
_OVERLAP: Final = timedelta(minutes=2)
#: Stamps have a resolution of one second. A row younger than this may change again within its second, unseen.
_SETTLED: Final = timedelta(seconds=3)
#: Whether ``updated_since`` includes its own second is not documented.
_ONE_SECOND: Final = timedelta(seconds=1)
_PAGE: Final = 100
_MOST_PAGES: Final = 300
_CURSOR: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)/(\d{1,3})", re.ASCII)

Head = TypeVar("Head", bound=TicketHead)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page starts: changes since a moment, and the page for the rare second with more than one page of them."""

    since: datetime
    page: int = 1

    @classmethod
    def read(cls, text: str, since: datetime) -> Self:
        """Read back what ``str`` gave; anything else starts at ``since``."""
        found = _CURSOR.fullmatch(text)
        try:
            return cls(datetime.fromisoformat(found[1]), min(int(found[2]), _MOST_PAGES)) if found else cls(since)
        except ValueError:
            return cls(since)

    def __str__(self) -> str:
        return f"{_iso(self.since)}/{self.page}"


@dataclass(frozen=True, slots=True)
class Page(Generic[Head]):
    """The rows of one page that will not change again within their second, and where the next one starts."""

    heads: tuple[Head, ...]
    cursor: str
    more: bool


def changed_since(reader: Reader, cursor: str, since: datetime) -> ChangedPage:
    """Return a page of tickets that are new or changed, oldest change first."""
    page = read_page(reader, TicketHead, cursor, since)
    rows = tuple(ChangedTicket(str(head.id), head.updated_at.isoformat(), head.updated_at) for head in page.heads)
    return ChangedPage(rows, page.cursor, page.more)


def read_page(reader: Reader, model: type[Head], cursor: str, since: datetime, *, include: str = "") -> Page[Head]:
    """Return a page of the list, oldest change first. What is included costs credits."""
    here = Cursor.read(cursor, since)
    params: dict[str, str | int] = {
        "updated_since": _iso(here.since),
        "order_by": "updated_at",
        "order_type": "asc",
        "per_page": _PAGE,
        "page": here.page,
        **({"include": include} if include else {}),
    }
    with every_account_has_this():
        answer = reader.answer("/tickets", params)
    heads = [typed(model, row) for row in rows_of(answer)]
    settled = [head for head in heads if head.updated_at <= _server_time(answer) - _SETTLED]
    more = has_next_page(answer) and len(settled) == len(heads)
    return Page(tuple(settled), str(_next(here, settled, more=more)), more)


def _next(here: Cursor, settled: Sequence[TicketHead], *, more: bool) -> Cursor:
    if not settled:
        return here
    newest = max(head.updated_at for head in settled)
    if not more:
        return Cursor(newest - _OVERLAP)
    if newest - _ONE_SECOND > here.since:
        return Cursor(newest - _ONE_SECOND)
    return Cursor(here.since, here.page + 1)


def _server_time(answer: requests.Response) -> datetime:
    """The platform's own clock, because ours may differ from it."""
    try:
        return parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return datetime.now(UTC)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
