"""In which state a ticket shows. Pure: all it rests on is in ``Sight``."""

from dataclasses import dataclass
from typing import Final

from connector.core.phrases import LEFT
from connector.core.ticket import EventKind
from connector.sidebar.page import State
from connector.store.inbox import Waiting
from connector.store.learning import AuditSample
from connector.store.triages import Triage

#: The outcomes that mean a ticket was left alone.
_LEFT: Final = frozenset(LEFT["en"])
#: Events that may change what there is to say; any other bell is the noise of people at work.
_NEWS: Final = frozenset({EventKind.CREATED, EventKind.REPLIED, EventKind.MERGED})
#: Reasons to leave a message alone that take nothing from what was said about the ticket before.
_SOFT: Final = frozenset({"answered_by_person", "no_customer_message"})
#: A colleague's word is waited for so long; then what stands is shown, rather than nothing.
_WORD_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is known of a ticket at one moment, in seconds since 1970.

    ``spoken_at`` is when a colleague last told us something about the message; ``is_undone`` that nothing of ours stands any more.
    ``holds`` says that the account's tickets wait, so that nothing will come soon.
    """

    now: float
    waiting: Waiting
    triage: Triage | None
    sample: AuditSample | None
    spoken_at: float
    is_undone: bool
    holds: bool

    @property
    def is_read(self) -> bool:
        """Whether a reading has come to its end."""
        return self.triage is not None and self.triage.finished

    @property
    def is_blind(self) -> bool:
        """Whether a person is to judge before anything of ours is shown. True for as long as the question is open."""
        return self.sample is not None and self.sample.state == "open" and self.sample.lapses_at > self.now

    @property
    def is_open(self) -> bool:
        """Whether reading and decision may be shown."""
        return self.is_read and not self.is_blind

    @property
    def left(self) -> str:
        """Why the ticket is not ours to touch, a code of the phrases, or empty."""
        outcome, triage = self.waiting.outcome, self.triage
        is_forgotten = triage is not None and self.is_read and triage.decision is None
        if outcome not in _LEFT:
            return "forgotten" if is_forgotten else ""
        if triage is not None and self.is_read and (outcome in _SOFT or self.waiting.ended_at < triage.decided_at):
            return "forgotten" if is_forgotten else ""
        return outcome


def state_of(sight: Sight) -> State:
    """Return the state. What a person asked for comes first, then what is on its way, then what is there."""
    if EventKind.UNDO in sight.waiting.kinds:
        return "undoing"
    if _hears_news(sight):
        return "pending"
    if sight.is_undone:
        return "undone"
    if sight.is_blind and sight.is_read:
        return "audit"
    if _heeds_a_word(sight):
        return "pending"
    if sight.left:
        return "left"
    if sight.triage is None:
        return "unknown"
    return "ready" if sight.is_read else "pending"


def _hears_news(sight: Sight) -> bool:
    """A new message is on its way through. Where all wait, what is there already is better than nothing."""
    return bool(sight.waiting.kinds & _NEWS) and not (sight.holds and sight.is_read)


def _heeds_a_word(sight: Sight) -> bool:
    if EventKind.CHANGED not in sight.waiting.kinds or sight.holds or sight.triage is None:
        return False
    return sight.triage.decided_at < sight.spoken_at and sight.now - sight.spoken_at < _WORD_SECONDS
