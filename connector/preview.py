"""What would have happened to tickets of the past, had each just come in: read, understood and decided, nothing written anywhere."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

import structlog

from connector.administration import Administration
from connector.core.answer import reply_to
from connector.core.assessment import Assessment, abstention
from connector.core.context import Context, Mode
from connector.core.decision import Decision, decide, may_draft, reason_to_leave
from connector.core.first_sight import as_first_seen
from connector.core.rules import Rules
from connector.core.ticket import Status, Ticket
from connector.core.update import HUMAN, OUR_TAGS, WRONG
from connector.drafting.insight import NO_INSIGHT, Insight
from connector.drafting.library import Library, spoken_in
from connector.errors import HandoffError, TicketGone
from connector.faculties import Assessor, Drafter
from connector.nlp.calls import with_calls_heard
from connector.nlp.moments import find_moments
from connector.patience import Patience
from connector.port import Helpdesk, KnowledgePage

_log = structlog.get_logger()

#: How far back the incremental list is read where a platform cannot name its newest tickets.
_FAR_BACK: Final = timedelta(days=30)
_MOST_PAGES: Final = 500
_SETTLED: Final = frozenset({Status.SOLVED, Status.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One ticket, decided as if it had just come in. ``people_group`` is where it is now, by name; empty when in no group.

    ``is_ours`` says that our tags stood on it, so that the group may be ours. ``is_settled`` says that people were done with it,
    ``agent_said`` holds the tags by which they told us that we were wrong, and ``reply`` is what a person first answered; empty where
    nobody did, or where it was not read. ``seconds`` is the time for reading and deciding, without the helpdesk's answer.
    """

    ticket: Ticket
    assessment: Assessment
    decision: Decision
    people_group: str
    is_ours: bool
    seconds: float
    is_settled: bool = False
    agent_said: frozenset[str] = frozenset()
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A ticket that was passed over. ``why`` is a code of ``connector.core.phrases.LEFT``, or ``unreadable``."""

    ticket_id: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Looks back at one account. Only reads; read-only rights suffice."""

    helpdesk: Helpdesk
    administration: Administration | None
    rules: Rules
    assessor: Assessor
    drafter: Drafter
    patience: Patience
    insight: Insight = NO_INSIGHT

    def newest(self, limit: int, now: datetime) -> Sequence[str]:
        """Return the ids of the newest tickets, newest first. Raises the families of ``connector.errors``."""
        administration = self.administration
        if administration is not None:
            return self.patience(lambda: administration.recent_tickets(limit))[:limit]
        found: dict[str, None] = {}
        cursor = ""
        for _ in range(_MOST_PAGES):
            page = self.patience(lambda at=cursor: self.helpdesk.changed_since(at, now - _FAR_BACK))  # type: ignore[misc]
            for ticket in page.tickets:
                found.pop(ticket.ticket_id, None)
                found[ticket.ticket_id] = None
            if not page.more or page.cursor == cursor:
                break
            cursor = page.cursor
        return tuple(reversed(found))[:limit]

    def since(self, start: datetime, now: datetime) -> Iterator[tuple[float, Sight | Passed]]:
        """Yield what each ticket made since then would have come to, oldest change first, with the share of the time that is read.

        Tickets come in bulk, without replies. One whose first words are not in there is fetched by itself. Raises the families of
        ``connector.errors``.
        """
        known, cursor = set[str](), ""
        while True:
            page = self.patience(lambda at=cursor: self.helpdesk.history(at, start))  # type: ignore[misc]
            for ticket in page.tickets:
                if ticket.id not in known and ticket.created_at >= start:
                    known.add(ticket.id)
                    share = (ticket.updated_at - start) / (now - start)
                    yield min(1.0, share), self.decide(ticket) if ticket.newest_request else next(self.look([ticket.id]))
            if not page.more or page.cursor == cursor:
                return
            cursor = page.cursor

    def with_reply(self, sight: Sight) -> Sight:
        """Return it with what a person first answered. A ticket that cannot be read any more stays as it is."""
        try:
            ticket = self.patience(lambda: self.helpdesk.fetch_ticket(sight.ticket.id))
        except HandoffError as exc:
            _log.warning("reply not read", ticket=sight.ticket.id, why=type(exc).__name__)
            return sight
        return replace(sight, reply=_first_reply(ticket, sight.ticket))

    def look(self, ticket_ids: Sequence[str]) -> Iterator[Sight | Passed]:
        """Yield what each ticket would have come to. One that is gone or cannot be read is passed over, never an exception."""
        for ticket_id in ticket_ids:
            try:
                ticket = self.patience(lambda at=ticket_id: self.helpdesk.fetch_ticket(at))  # type: ignore[misc]
            except TicketGone:
                yield Passed(ticket_id, "gone")
            except HandoffError as exc:
                _log.warning("not read", ticket=ticket_id, why=type(exc).__name__)
                yield Passed(ticket_id, "unreadable")
            else:
                yield self.decide(ticket)

    def decide(self, ticket: Ticket) -> Sight | Passed:
        """Return what the ticket would have come to. Asks the helpdesk nothing but, once, for groups and answers."""
        seen = as_first_seen(with_calls_heard(ticket))
        request = seen.newest_request
        context = Context(
            now=request.created_at if request else seen.created_at,
            mode=Mode.SHADOW,
            at_work=self.rules.working_hours.are_open(request.created_at) if self.rules.working_hours and request else None,
            groups={name.casefold(): group_id for group_id, name in self.groups.items()},
        )
        if leave := reason_to_leave(seen, context):
            return Passed(ticket.id, leave)
        if seen.awaits_transcript:
            return Passed(ticket.id, "awaits_transcript")
        answers = self.answers
        begun = time.perf_counter()
        assessment = self._assess(seen)
        context = replace(context, moments=find_moments(seen, assessment))
        if answers and may_draft(seen, assessment, self.rules, context):
            sources = answers.of_brand(seen.brand)
            context = replace(context, draft=self.drafter.draft(seen, assessment, sources, self.rules.manner))
        decision = decide(seen, assessment, self.rules, context)
        return Sight(
            ticket=seen,
            assessment=assessment,
            decision=decision,
            people_group=self.groups.get(ticket.group_id or "", ""),
            is_ours=bool(ticket.tags & OUR_TAGS),
            is_settled=ticket.status in _SETTLED,
            agent_said=ticket.tags & {HUMAN, WRONG},
            reply=_first_reply(ticket, seen),
            seconds=time.perf_counter() - begun,
        )

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """The names of the groups by id."""
        return {group.id: group.name for group in self.patience(self.helpdesk.groups)}

    @cached_property
    def answers(self) -> Library | None:
        """The account's own answers, or ``None`` where these rights do not let us read them: then there are no drafts."""
        try:
            sources = {source.ref: source for page in self._answer_pages() for source in page.sources}
        except HandoffError as exc:
            _log.warning("answers not read", why=type(exc).__name__)
            return None
        imprints = {ref: self.insight.imprint(source, spoken_in(source)) for ref, source in sources.items()}
        return Library(sources.values(), imprints, self.insight)

    def _answer_pages(self) -> Iterator[KnowledgePage]:
        cursor = ""
        while True:
            page = self.patience(lambda at=cursor: self.helpdesk.knowledge(at))  # type: ignore[misc]
            yield page
            if not page.more or page.cursor == cursor:
                return
            if page.wait:
                self.patience.wait(page.wait)
            cursor = page.cursor

    def _assess(self, ticket: Ticket) -> Assessment:
        try:
            return self.assessor.assess(ticket)
        except Exception as exc:  # noqa: BLE001 - whatever a model does, doubt means a person
            _log.error("reading failed", ticket=ticket.id, why=type(exc).__name__)
            return abstention("model_failed")


def _first_reply(ticket: Ticket, seen: Ticket) -> str:
    reply = reply_to(ticket, seen.trigger)
    return "" if reply is None else reply.text


__all__ = ["Passed", "Preview", "Sight"]
