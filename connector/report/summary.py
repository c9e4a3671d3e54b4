"""What many tickets come to together: counts, shares, the five most urgent."""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from connector.core.bounds import wilson_interval
from connector.core.phrases import DOUBTS, KIND_NAMES, LANGUAGE_NAMES, LEFT
from connector.core.taxonomy import Level
from connector.core.words import Reason
from connector.preview import Passed, Sight

#: Why a ticket goes to people first, in a few words; ``{about}`` is a kind, a word or a language.
_WHY: Final[Mapping[str, str]] = {
    "sensitive": "{about}",
    "extra_sensitive": "{about} (your rules)",
    "extra_word": "the words “{about}” (your rules)",
    "rule_off": "{about}: switched off in your rules",
    "abstained": "unsure: {about}",
    "language": "written in {about}",
}
#: Below so many tickets a share says little.
SMALL_SAMPLE: Final = 30
_MOST_URGENT: Final = 5
_MOST_ROWS: Final = 12


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with the 95 % Wilson interval of the share."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """The share, rounded; 0 of nothing is 0."""
        return round(100 * self.part / self.whole) if self.whole else 0

    @property
    def interval(self) -> tuple[int, int]:
        """Lower and upper end in percent."""
        low, high = wilson_interval(self.part, self.whole)
        return math.floor(100 * low), math.ceil(100 * high)

    @property
    def is_small(self) -> bool:
        """Whether the whole is too small to lean on."""
        return self.whole < SMALL_SAMPLE


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: how many tickets it would have got, how many people gave it, and how many are in both."""

    name: str
    ours: int
    theirs: int
    both: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Everything that the terminal and the page say about all tickets together.

    ``ours`` tickets already carried our tags; they are left out of ``groups`` and ``same_group``, where people are compared with us.
    """

    count: int
    levels: Mapping[Level, Share]
    kinds: Sequence[tuple[str, int]]
    reasons: Sequence[tuple[str, int]]
    groups: Sequence[GroupLine]
    same_group: Share
    ours: int
    most_urgent: Sequence[Sight]
    passed: Sequence[tuple[str, int]]
    seconds_a_ticket: float


def summarise(sights: Sequence[Sight], passed: Sequence[Passed]) -> Summary:
    """Return the summary. Pure."""
    count = len(sights)
    levels = Counter(sight.decision.level for sight in sights)
    by_people = [sight for sight in sights if not sight.is_ours]
    compared = [sight for sight in by_people if sight.people_group and sight.decision.group]
    return Summary(
        count=count,
        levels={level: Share(levels[level], count) for level in (Level.L0, Level.L1, Level.L2)},
        kinds=_ranked(KIND_NAMES["en"][s.assessment.primary] for s in sights if not s.assessment.abstained),
        reasons=_ranked(why for sight in sights if sight.decision.level is Level.L0 for why in people_reasons(sight)),
        groups=group_lines(by_people),
        ours=count - len(by_people),
        same_group=Share(sum(is_same_group(sight) for sight in compared), len(compared)),
        most_urgent=by_urgency(sights)[:_MOST_URGENT],
        passed=_ranked(left_words(p.why) for p in passed),
        seconds_a_ticket=statistics.median(s.seconds for s in sights) if sights else 0.0,
    )


def by_urgency(sights: Sequence[Sight]) -> list[Sight]:
    """Most urgent first; among equals those that go to people, then in the order given."""
    return sorted(sights, key=lambda s: (-s.assessment.urgency, s.decision.level))


def people_reasons(sight: Sight) -> list[str]:
    """Why this ticket goes to people first, in a few words each."""
    return [reason_words(reason) for reason in sight.decision.reasons]


def reason_words(reason: Reason) -> str:
    """A reason in a few words."""
    about = reason.about
    if reason.code == "abstained":
        about = DOUBTS["en"].get(about, about)
    elif reason.code == "language":
        about = LANGUAGE_NAMES["en"].get(about, LANGUAGE_NAMES["en"]["other"].format(code=about))
    return _WHY.get(reason.code, "{about}").format(about=KIND_NAMES["en"].get(about, about)) or reason.code


def left_words(why: str) -> str:
    """Why a ticket was passed over."""
    return LEFT["en"].get(why, "The helpdesk did not let us read this ticket.")


def _ranked(names: Iterable[str]) -> Sequence[tuple[str, int]]:
    """The most frequent first; a long tail becomes one row."""
    rows = Counter(names).most_common()
    tail = sum(count for _, count in rows[_MOST_ROWS:])
    return [*rows[:_MOST_ROWS], ("others", tail)] if tail else rows


def is_same_group(sight: Sight) -> bool:
    """Whether people gave it to the very group that the AI would have given it to."""
    return sight.people_group.casefold() == sight.decision.group.casefold()


def group_lines(sights: Sequence[Sight]) -> Sequence[GroupLine]:
    """A line for each group, ours first."""
    names: dict[str, str] = {}
    ours, theirs, both = Counter[str](), Counter[str](), Counter[str]()
    for sight in sights:
        for name, counter in ((sight.decision.group, ours), (sight.people_group, theirs)):
            names.setdefault(name.casefold(), name)
            counter[name.casefold()] += 1
        if is_same_group(sight):
            both[sight.people_group.casefold()] += 1
    lines = [GroupLine(name or "no group", ours[key], theirs[key], both[key]) for key, name in names.items()]
    return sorted(lines, key=lambda line: (-line.ours, -line.theirs, line.name))
