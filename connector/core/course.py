"""The course of an episode: how the customer's feelings moved from message to message. Rests on readings that are kept anyway."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from connector.core.assessment import Assessment

#: Of two feelings of one strength the heavier one is told.
_WEIGHT: Final = (
    "distress", "sadness_grief", "anger", "worry", "shame", "frustration", "disappointment", "confusion", "gratitude_relief",
)  # fmt: skip
_LONGEST: Final = 4
_NOTHING_READ: Final = frozenset({"empty", "model_failed", "unknown_language", "attachment_only", "no_transcript"})


@dataclass(frozen=True, slots=True)
class Mood:
    """What one message speaks of most: a feeling and its strength from 1 to 3, or calm, which has neither."""

    emotion: str = ""
    strength: int = 0


def mood_of(reading: Assessment) -> Mood:
    """Return the strongest feeling of a message."""
    felt = [(strength, -_WEIGHT.index(emotion)) for emotion, strength in reading.emotions.items() if emotion in _WEIGHT]
    if not felt:
        return Mood()
    strength, place = max(felt)
    return Mood(_WEIGHT[-place], strength)


def course_of(readings: Iterable[Assessment]) -> tuple[Mood, ...]:
    """Return the moods of an episode, oldest first, each only where it differs from the one before by a step or more.

    One mood or none means that nothing moved. Of a long course the first mood and the newest three stay. Messages of which
    nothing could be read are passed over: no feeling found in them is no calm.
    """
    course: list[Mood] = []
    for reading in readings:
        if reading.abstained and reading.reason in _NOTHING_READ:
            continue
        mood = mood_of(reading)
        if not course or course[-1] != mood:
            course.append(mood)
    return tuple(course if len(course) <= _LONGEST else [course[0], *course[1 - _LONGEST :]])
