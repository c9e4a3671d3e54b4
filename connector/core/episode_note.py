"""The parts of the note that tell of a call, of the course of an episode, and of who takes over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from connector.core.call import Moment
from connector.core.course import Mood
from connector.core.disclosure import CustomerText
from connector.core.note import Block, BlockKind
from connector.core.phrases import EMOTION_NAMES

if TYPE_CHECKING:
    from connector.core.words import Words


def call_blocks(moments: Sequence[Moment], say: "Words") -> list[Block]:
    """What a reader has to know of a transcript, and the moments that matter."""
    warning = Block(BlockKind.PARAGRAPH, (say("misheard"),))
    if not moments:
        return [warning]
    lines = tuple(_moment(moment, say) for moment in moments)
    return [warning, Block(BlockKind.PARAGRAPH, (say("moments"),)), Block(BlockKind.BULLETS, lines)]


def _moment(moment: Moment, say: "Words") -> str:
    what = say(f"moment_{moment.kind}")
    return say("moment_at" if moment.at else "moment", what=what, quote=moment.quote, at=moment.at)


def course_lines(course: Sequence[Mood], say: "Words") -> tuple[str, ...]:
    """The course as a short list: first this, then that, now this. Empty where nothing moved."""
    if len(course) < 2:
        return ()
    places = ["course_first", *["course_then"] * (len(course) - 2), "course_now"]
    return tuple(say(place, mood=_mood(mood, say)) for place, mood in zip(places, course, strict=True))


def _mood(mood: Mood, say: "Words") -> str:
    if not mood.emotion:
        return say("calm")
    return say(f"mood_{mood.strength}", feeling=EMOTION_NAMES[say.language][mood.emotion])


def handoff_blocks(line: CustomerText | None, say: "Words") -> list[Block]:
    """The hand-off line, ready to be sent by a person."""
    if line is None:
        return []
    return [
        Block(BlockKind.PARAGRAPH, (say("handoff_line"),)),
        Block(BlockKind.QUOTES, tuple(part for part in line.text.split("\n") if part)),
    ]
