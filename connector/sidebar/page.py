"""The page about one ticket, as it leaves for the screen: plain text in the agent's language, never markup.

These models are also the published description of the page (``docs/openapi.json``), so a field exists once.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from connector.core.context import Mode
from connector.core.disclosure import Disclosure
from connector.core.taxonomy import Tier

#: The ways on which a customer may ask to be reached; those of ``connector.core.wishes.CHANNELS``.
WishedChannel = Literal["call", "email", "letter", "chat"]
State = Literal["ready", "pending", "audit", "left", "undoing", "undone", "unknown"]


class Part(BaseModel):
    """A piece of the page. Nothing but the declared fields ever leaves."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Name(Part):
    """A word of the closed vocabulary: its key, and its name in the agent's language."""

    key: str
    name: str


class RunnerUp(Name):
    """The next guess and how likely it is."""

    percent: int = Field(ge=0, le=100)


class Emotion(Name):
    """A feeling, how strong, and the customer's own words that speak for it."""

    strength: int = Field(ge=1, le=3)
    quotes: tuple[str, ...]


class Reading(Part):
    """What the AI read. ``abstained`` means that nothing rests on it; ``stated_urgency`` that the customer asks for speed."""

    kind: Name
    also: tuple[Name, ...]
    runner_up: RunnerUp | None
    percent: int = Field(ge=0, le=100)
    abstained: bool
    urgency: Name
    stated_urgency: bool
    emotions: tuple[Emotion, ...]
    needs: tuple[str, ...]
    quotes: tuple[str, ...]
    language: str


class DraftSource(Part):
    """Where a draft comes from. ``age`` says its language, its brand and when it was last changed, in words."""

    title: str
    url: str
    kind: str
    age: str


class DraftText(Part):
    """A disclosed text that a person may put into the reply, in the customer's language.

    ``text`` ends in ``notice``. Where the app knows who is writing, ``notice_named`` takes its place, with the name for ``{name}``.
    ``is_own`` says that an agent called the reply their own words; then ``person_line``, or ``person_line_named``, is theirs to
    use in the place of the notice.
    """

    text: str
    language: str
    state: Disclosure
    notice: str
    notice_named: str
    person_line: str
    person_line_named: str
    is_own: bool
    sources: tuple[DraftSource, ...]


class CoachHint(Part):
    """One thing to look at in a reply: its code, the words it is about, and a sentence of advice. No words where something is missing."""

    code: str
    quote: str
    advice: str


class Coaching(Part):
    """What a colleague may want to know of a reply before it is sent: what to acknowledge, and what to look at. Nothing of it is kept."""

    suggestions: tuple[str, ...]
    hints: tuple[CoachHint, ...]


class Corrected(Part):
    """What colleagues set in the place of what the AI read. A sensitive kind shows as ``needs_person`` alone."""

    kind: str | None = None
    group: str | None = None
    urgency: str | None = None
    needs_person: Literal[True] | None = None


class Question(Part):
    """The open question about this ticket, and when it closes by itself (ISO 8601, UTC)."""

    lapses_at: str


class KindChoice(Name):
    """A kind to choose from."""

    tier: Tier


class Choices(Part):
    """What can be chosen in a correction or an answer."""

    kinds: tuple[KindChoice, ...]
    groups: tuple[str, ...]
    urgencies: tuple[Name, ...]


class TicketPage(Part):
    """All there is to show about one ticket.

    ``course`` is how the customer's feelings moved within the episode, empty where they did not.
    ``state``: ``pending`` is being worked on, ``audit`` has an open blind question, ``left`` is not ours to touch, ``unknown`` was
    never seen. While a blind question is open, every field that tells of reading or decision is empty, whatever the state.
    """

    state: State
    left_reason: str
    mode: Mode
    paused: bool
    settings_errors: tuple[str, ...]
    level: int | None = Field(default=None, ge=0, le=3)
    reading: Reading | None = None
    why: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    group: str = ""
    standing: str = ""
    brief: tuple[str, ...] = ()
    course: tuple[str, ...] = ()
    draft: DraftText | None = None
    prefers_human: bool = False
    prefers_human_until: str | None = None
    prefers_channel: WishedChannel | None = None
    prefers_channel_until: str | None = None
    can_undo: bool
    corrected: Corrected = Corrected()
    audit: Question | None = None
    choices: Choices
