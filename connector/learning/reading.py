"""Reading the past of an account page by page. What is nobody's business is left out before anything is kept.

Kept is the requester's own first message of tickets that people have settled, with the fields they set. Left out are other people's
words, what is sensitive by our reading, and all of customers who asked to be forgotten or who used their data protection rights.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog

from connector.core.assessment import abstention
from connector.core.ticket import Status, Ticket
from connector.core.update import OUR_TAGS
from connector.faculties import Assessor
from connector.nlp.text import read_ticket
from connector.patience import Patience
from connector.port import Helpdesk, HistoryPage
from connector.store.history import History, PastTicket, Reading, ReadPage
from connector.store.texts import CustomerTexts

_log = structlog.get_logger()

#: Why a ticket was left out.
OTHERS_WORDS: Final = "others_words"
OPEN: Final = "open"
SENSITIVE: Final = "sensitive"
WISH: Final = "wish"
UNREAD: Final = "unread"

_SETTLED: Final = frozenset({Status.SOLVED, Status.CLOSED})


@dataclass(frozen=True, slots=True)
class Page:
    """How far the reading is: what was left out so far by reason, and the newest change seen."""

    reading: Reading
    looked_at: int
    newest: datetime | None


@dataclass(frozen=True, kw_only=True)
class HistoryReader:
    """Reads the past of one account. ``retention_seconds`` is how long this account's words are kept at most."""

    account: str
    helpdesk: Helpdesk
    assessor: Assessor
    history: History
    texts: CustomerTexts
    patience: Patience
    retention_seconds: float
    clock: Callable[[], float]

    def read(self, days: int) -> Iterator[Page]:
        """Read on where the last reading stopped, or begin so many days back, and yield after each page that was kept.

        Raises the families of ``connector.errors``, and ConfigurationError when another process reads the same account.
        """
        now = self.clock()
        reading = self.history.reading(self.account, retention_seconds=self.retention_seconds)
        since = now - timedelta(days=days).total_seconds()
        if reading is None or since < reading.since - timedelta(days=1).total_seconds():
            reading = self.history.begin(self.account, since)
        while True:
            start, cursor = datetime.fromtimestamp(reading.since, UTC), reading.cursor
            page = self.patience(lambda at=cursor, begun=start: self.helpdesk.history(at, begun))  # type: ignore[misc]
            more = page.more and page.cursor != cursor
            reading = self.history.keep(self.account, reading, self._sift(page, complete=not more))
            yield Page(reading, len(page.tickets), max((ticket.updated_at for ticket in page.tickets), default=None))
            if not more:
                return

    def _sift(self, page: HistoryPage, *, complete: bool) -> ReadPage:
        refused = set(self.history.wishes(self.account))
        kept: dict[str, PastTicket] = {}
        passed: Counter[str] = Counter()
        for ticket in page.tickets:
            requester = self.texts.key_of(self.account, ticket.requester)
            found, kinds = self._sort(ticket, requester in refused)
            if "data_rights" in kinds:
                refused.add(requester)
            if isinstance(found, str):
                passed[found] += 1
                kept.pop(ticket.id, None)
            else:
                kept[ticket.id] = _past(ticket, requester, found[0])
        wished = [past.ticket for past in kept.values() if past.requester in refused]
        passed[WISH] += len(wished)
        worth = [past for past in kept.values() if past.requester not in refused]
        others = {*page.gone, *(ticket.id for ticket in page.tickets)} - {past.ticket for past in worth}
        return ReadPage(kept=worth, others=others, wishes=refused, passed=+passed, cursor=page.cursor, complete=complete)

    def _sort(self, ticket: Ticket, is_refused: bool) -> tuple[str | tuple[str], tuple[str, ...]]:
        """Why the ticket is left out, or its words in a tuple; and the kinds it was read as."""
        if is_refused:
            return WISH, ()
        if ticket.newest_request is None:
            return OTHERS_WORDS, ()
        text = read_ticket(ticket).text
        if not any(letter.isalpha() for letter in text):
            return UNREAD, ()
        try:
            assessment = self.assessor.assess(ticket)
        except Exception as exc:  # noqa: BLE001 - whatever a model does, what was not read is not kept
            _log.error("reading failed", account=self.account, ticket=ticket.id, why=type(exc).__name__)
            assessment = abstention("model_failed")
        if assessment.reason == "model_failed":
            return UNREAD, ()
        if assessment.must_reach_human:
            return SENSITIVE, assessment.kinds
        return ((text,) if ticket.status in _SETTLED else OPEN), assessment.kinds


def _past(ticket: Ticket, requester: str, text: str) -> PastTicket:
    return PastTicket(
        ticket=ticket.id,
        requester=requester,
        text=text,
        created_at=ticket.created_at.timestamp(),
        group_id=ticket.group_id or "",
        type=ticket.type or "",
        priority=ticket.priority.name.lower() if ticket.priority else "",
        tags=tuple(sorted(tag for tag in ticket.tags if not tag.casefold().startswith("ai_"))),
        is_ours=bool(ticket.tags & OUR_TAGS),
    )
