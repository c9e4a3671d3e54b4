"""The faculties that work on a ticket needs inside, as protocols: knowing, remembering, reading and drafting."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from connector.core.assessment import Assessment
from connector.core.draft import Draft, Source
from connector.core.manner import Manner
from connector.core.rules import Rules
from connector.core.ticket import Ticket
from connector.core.wishes import About


class RulesSource(Protocol):
    """Where the rules in force come from: platform, file, defaults, in this order; last good rules stay in force."""

    def rules(self, account: str) -> Rules:
        """Return the rules in force."""


class RequesterMemory(Protocol):
    """What customers wished, across tickets and channels of one account."""

    def wanted(self, account: str, requester: str, now: datetime) -> Mapping[About, str]:
        """What this requester wishes, as far as it has not expired."""


class EarlierTickets(Protocol):
    """What customers turned to us about before, without a word of theirs."""

    def recent_kinds(self, account: str, requester: str, *, other_than: str) -> Sequence[str]:
        """The kinds of a requester's newest other tickets of the last days, at most five."""


class KnowledgeSource(Protocol):
    """The account's own answers, kept near so that a draft costs no call to the helpdesk."""

    def sources(self, account: str) -> Sequence[Source]:
        """Return all sources."""


class Assessor(Protocol):
    """Reads a ticket. Never raises on any text; doubt is an abstention."""

    def assess(self, ticket: Ticket) -> Assessment:
        """Return the reading."""


class Drafter(Protocol):
    """Prepares a disclosed draft from sources, or none."""

    def draft(self, ticket: Ticket, assessment: Assessment, sources: Sequence[Source], manner: Manner) -> Draft | None:
        """Return the draft in the account's manner, or ``None`` when no source answers."""
