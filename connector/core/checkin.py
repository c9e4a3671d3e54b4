"""Check-ins: whether a solved ticket may be asked about once more, in which words, and whether that was sent.

A check-in is a short question that a person approves before it leaves. On any doubt there is none: every reason below is looked at
when it is planned, when it is written, and right before it is sent.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from connector.core.approval import digest_of
from connector.core.assessment import Assessment
from connector.core.checkin_words import CLOSINGS, GREETINGS, QUESTIONS
from connector.core.correction import PEOPLE
from connector.core.rules import Rules
from connector.core.taxonomy import Level
from connector.core.ticket import Author, Channel, Message, Status, Ticket
from connector.core.update import AGENT_TAGS, PEOPLE_FIRST, UNSURE


class State(StrEnum):
    """Where a check-in stands. ``unsure``: it may have been sent and nobody can tell; it is never sent again."""

    PLANNED = "planned"
    WAITING = "waiting"
    APPROVED = "approved"
    SENT = "sent"
    UNSURE = "unsure"
    STOPPED = "stopped"
    EXPIRED = "expired"


#: What may still become a message to a customer.
LIVE: Final = (State.PLANNED, State.WAITING, State.APPROVED)
#: What counts as having asked this customer.
ASKED: Final = (State.WAITING, State.APPROVED, State.SENT, State.UNSURE)
#: Nobody is asked twice within this time.
PAUSE: Final = timedelta(days=30)
#: For so long a text waits for a person, and an approved one for its sending.
WAIT: Final = timedelta(days=14)
#: A person's answer older than this is no longer asked about.
_OLDEST_ANSWER: Final = timedelta(days=45)
#: For so long a customer whose ticket was unsure, a complaint or with people is not asked. A sensitive one counts for good.
SPARED: Final = timedelta(days=90)
#: Elsewhere it is not certain that a public reply reaches the customer.
_CHANNELS: Final = frozenset({Channel.EMAIL, Channel.PORTAL})
_COMPLAINTS: Final = frozenset({"complaint_informal", "formal_complaint"})
_HEAVY: Final = frozenset({"anger", "sadness_grief", "distress", "shame"})
#: The helpdesk's clock and ours may differ by so much, by a wide margin: a second message is worse than a question to colleagues.
_SKEW: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of a matter beside the ticket itself.

    ``kinds`` and ``levels`` are those of every time the ticket was read here. ``is_corrected`` says that colleagues said
    otherwise about it, ``is_spared`` that this customer is asked nothing, ``is_asked`` that they were asked within the last days.
    """

    trigger: str
    kind: str
    language: str
    kinds: Collection[str]
    levels: Collection[Level]
    is_corrected: bool
    is_undone: bool
    prefers_human: bool
    is_spared: bool
    is_asked: bool


def reason_against_reading(assessment: Assessment) -> str | None:
    """Return why a matter that was read so is never asked about, or ``None``."""
    if assessment.abstained:
        return "unsure"
    if assessment.must_reach_human:
        return "sensitive"
    if _COMPLAINTS.intersection(assessment.kinds):
        return "complaint"
    if assessment.vulnerability or _HEAVY.intersection(assessment.emotions):
        return "feelings"
    return None


def reason_against(ticket: Ticket, record: Record, rules: Rules, now: datetime) -> str | None:
    """Return why nobody may be asked about this ticket now, or ``None``. The code names a row of the documentation.

    Replies that were ours must be marked in the ticket, see :func:`with_own_replies`.
    """
    return next((code for code, stands in _reasons(ticket, record, rules, now).items() if stands), None)


def _reasons(ticket: Ticket, record: Record, rules: Rules, now: datetime) -> dict[str, bool]:
    kinds = {record.kind, *record.kinds}
    answer = ticket.newest_human_reply
    return {
        "switched_off": record.kind not in rules.check_ins or record.kind not in QUESTIONS["en"],
        "replied": ticket.trigger != record.trigger,
        "reopened": ticket.status in (Status.OPEN, Status.WAITING),
        "closed": ticket.status is Status.CLOSED or bool(ticket.bars),
        "not_answered": answer is None or not ticket.is_answered,
        "too_old": answer is not None and now - answer.created_at > _OLDEST_ANSWER,
        "sensitive": PEOPLE in kinds or any(rules.is_sensitive(kind) for kind in kinds),
        "complaint": bool(_COMPLAINTS & kinds),
        "with_people": Level.L0 in record.levels or bool({PEOPLE_FIRST, UNSURE} & ticket.tags),
        "corrected": record.is_corrected,
        "agent_tag": record.is_undone or bool(AGENT_TAGS & ticket.tags),
        "prefers_human": record.prefers_human,
        "spared": record.is_spared,
        "asked_lately": record.is_asked,
        "language": record.language not in rules.languages,
        "channel": ticket.channel not in _CHANNELS,
        "extra_word": any(_mentions(ticket, word) for word in rules.extra_sensitive_words),
    }


def check_in_body(kind: str, language: str) -> str:
    """Return the question about a matter of this kind, still without its disclosure. Raises KeyError for kinds never asked about."""
    return "\n\n".join((GREETINGS[language], QUESTIONS[language][kind], CLOSINGS[language]))


# ── our own replies ───────────────────────────────────────────────────────────────────────────────────────────────────


def with_own_replies(ticket: Ticket, ids: Collection[str], digests: Collection[str]) -> Ticket:
    """Return the ticket with our own public replies as a machine's, so that none passes for a person's answer.

    ``ids`` are those that the helpdesk told us, ``digests`` those of texts whose id is not known.
    """

    def is_ours(message: Message) -> bool:
        is_known = message.id in ids or (bool(digests) and digest_of(message.text) in digests)
        return message.public and message.author is Author.AGENT and is_known

    messages = tuple(replace(m, author=Author.SYSTEM) if is_ours(m) else m for m in ticket.messages)
    return ticket if messages == ticket.messages else replace(ticket, messages=messages)


def own_words(ticket: Ticket, digest: str, known_ids: Collection[str]) -> str:
    """Return the id of the reply with these words, or an empty string. ``known_ids`` are earlier replies of ours."""
    return next((m.id for m in _replies(ticket, known_ids) if digest_of(m.text) == digest), "")


def seat_spoke(ticket: Ticket, seat: str, since: datetime, known_ids: Collection[str]) -> bool:
    """Whether our seat said anything in public about that time. A reply may be among it, with words that the helpdesk changed."""
    return any(m.author_id == seat and m.created_at >= since - _SKEW for m in _replies(ticket, known_ids))


def _replies(ticket: Ticket, known_ids: Collection[str]) -> list[Message]:
    return [m for m in ticket.messages if m.public and m.author is not Author.REQUESTER and m.id not in known_ids]


def _mentions(ticket: Ticket, word: str) -> bool:
    text = "\n".join((ticket.subject, *(m.text for m in ticket.messages if m.public and m.author is Author.REQUESTER)))
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None
