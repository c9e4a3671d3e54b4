"""The circumstances of a decision: all that the core may not find out by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from connector.core.bounds import Standing
from connector.core.call import Moment
from connector.core.correction import NOTHING_SAID, Said
from connector.core.course import Mood
from connector.core.draft import Draft
from connector.core.learned import NOTHING_LEARNED, Learned
from connector.core.taxonomy import Level


class Mode(StrEnum):
    """``shadow`` reads and decides and writes nothing; ``assist`` writes tags, priority, group and private notes."""

    SHADOW = "shadow"
    ASSIST = "assist"


@dataclass(frozen=True, slots=True)
class PriorNote:
    """The note we already wrote in this episode: its reference, the level it spoke of, and the helpdesk's id for it.

    ``same_message`` says that it answers the very message being decided on, as when the helpdesk refused a field meanwhile.
    """

    reference: str
    level: Level
    remote_id: str = ""
    same_message: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The circumstances of one decision. Everything the core may not find out by itself.

    ``said`` is a colleague's word on this message. ``own_groups`` are the groups that we ourselves gave the ticket to before.
    ``learned`` is what tickets like this one came to here. ``channel`` is the way on which this customer asked to be reached before.
    ``moments`` are those of a call, and ``course`` is how the customer's
    feelings moved within the episode, this message included.
    """

    now: datetime
    mode: Mode = Mode.ASSIST
    at_work: bool | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    prefers_human: bool = False
    channel: str = ""
    last_human_message: datetime | None = None
    prior: PriorNote | None = None
    standing: Mapping[str, Standing] = field(default_factory=dict)
    budget_left: bool = True
    drawn_for_audit: bool = False
    draft: Draft | None = None
    blocked_field: str = ""
    said: Said = NOTHING_SAID
    own_groups: frozenset[str] = frozenset()
    learned: Learned = NOTHING_LEARNED
    moments: tuple[Moment, ...] = ()
    course: tuple[Mood, ...] = ()
