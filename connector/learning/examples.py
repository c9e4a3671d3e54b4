"""From tickets of the past to labelled examples: the fields that people set, and over them what people told us."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from connector.core.correction import PEOPLE
from connector.core.decision import PRIORITIES
from connector.core.taxonomy import Urgency
from connector.store.history import PastTicket
from connector.store.learning import AuditSample, Correction

GROUP: Final = "group"
TYPE: Final = "type"
PRIORITY: Final = "priority"
TAG: Final = "tag:"
#: The label of a ticket that does not have the tag a head is about.
WITHOUT: Final = "without"

#: A tag is learnt from so many uses on, the most used ones first.
FEWEST_USES: Final = 20
MOST_TAGS: Final = 15
#: The triggers of the message that is learnt from: the first one.
_FIRST: Final = "created"


@dataclass(frozen=True, slots=True)
class Example:
    """A text, when its ticket was made, and its labels: head → label."""

    text: str
    created_at: float
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What people told us about first messages, ticket → about → word, and tickets they called a matter for people."""

    words: Mapping[str, Mapping[str, str]]
    for_people: Collection[str]

    @classmethod
    def read(cls, corrections: Iterable[Correction], audits: Iterable[AuditSample]) -> "Told":
        """Read corrections and answered audits; a correction weighs more than an audit."""
        words: dict[str, dict[str, str]] = {}
        for audit in audits:
            if audit.trigger == _FIRST and audit.urgency:
                words.setdefault(audit.ticket, {})["urgency"] = audit.urgency
        people = {audit.ticket for audit in audits if audit.needs_person or audit.kind == PEOPLE}
        for correction in corrections:
            if correction.trigger == _FIRST:
                words.setdefault(correction.ticket, {})[correction.about] = correction.theirs
            if (correction.about, correction.theirs) in (("needs_person", "true"), ("kind", PEOPLE)):
                people.add(correction.ticket)
        return cls(words, people)


def examples_of(
    past: Sequence[PastTicket], told: Told, group_names: Mapping[str, str], intake: Collection[str]
) -> Sequence[Example]:
    """Return the examples, oldest first. Groups are called by name; those where tickets only arrive teach nothing.

    A group or priority on a ticket that carried our tags may be our own, and an echo of ourselves teaches nothing either.
    """
    kept = [_with_words(ticket, told.words.get(ticket.ticket, {})) for ticket in past if ticket.ticket not in told.for_people]
    arrivals = {name.casefold() for name in intake}
    uses = Counter(tag for ticket, _ in kept for tag in ticket.tags)
    tags = [tag for tag, count in uses.most_common(MOST_TAGS) if count >= FEWEST_USES]
    examples = []
    for ticket, group in kept:
        name = group or group_names.get(ticket.group_id, "")
        labels = {
            GROUP: "" if name.casefold() in arrivals else name,
            TYPE: ticket.type,
            PRIORITY: ticket.priority,
            **{f"{TAG}{tag}": tag if tag in ticket.tags else WITHOUT for tag in tags},
        }
        examples.append(Example(ticket.text, ticket.created_at, {head: label for head, label in labels.items() if label}))
    return examples


def _with_words(ticket: PastTicket, words: Mapping[str, str]) -> tuple[PastTicket, str]:
    """The ticket with what people told us in the place of its fields, and the name of the group they named."""
    if ticket.is_ours:
        ticket = replace(ticket, group_id="", priority="")
    urgency = words.get("urgency", "")
    priority = PRIORITIES.get(Urgency[urgency]) if urgency in Urgency.__members__ else None
    if priority is not None:
        ticket = replace(ticket, priority=priority.name.lower())
    if words.get("priority"):
        ticket = replace(ticket, priority=words["priority"])
    if words.get("type"):
        ticket = replace(ticket, type=words["type"])
    return ticket, words.get("group", "")
