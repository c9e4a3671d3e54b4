"""Where each kind stands on the way to earned automation, in words for an admin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from connector.core.bounds import LOOKS, WINDOW, Standing, most_errors, upper_bound
from connector.core.correction import PEOPLE
from connector.core.drift import CORRECTIONS, DOUBT, NEWEST_DAYS, SHARE
from connector.core.phrases import KIND_NAMES
from connector.core.rules import Rules
from connector.core.taxonomy import KINDS, Level

#: What each state is called in JSON, in metrics and on the page.
CERTIFIED: Final = "certified"
PAUSED: Final = "paused"
STEPPED_DOWN: Final = "stepped_down"
UNDER_WAY: Final = "under_way"
UNPROVABLE: Final = "unprovable"
OFF: Final = "off"
STATES: Final = (CERTIFIED, PAUSED, STEPPED_DOWN, UNDER_WAY, UNPROVABLE, OFF)

_LOST: Final = {
    "newest": f"the newest {WINDOW} audits held more errors than {{limit}} allows",
    "bound": "at a later look the audits together no longer proved {limit}",
}
_SIGNS: Final = {
    SHARE: "its share of all tickets has changed",
    DOUBT: "the AI is unsure of it more often",
    CORRECTIONS: "people correct it more often",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLine:
    """One kind: what was audited, and what follows from it. ``is_on`` says that the admin switched on that automation may be earned."""

    kind: str
    is_on: bool
    standing: Standing

    @property
    def name(self) -> str:
        """The kind as people call it."""
        return KIND_NAMES["en"].get(self.kind, self.kind or "unnamed")

    @property
    def state(self) -> str:
        """One of ``STATES``."""
        standing = self.standing
        if not self.is_on:
            return OFF
        if standing.is_certified:
            return CERTIFIED if standing.may_automate else PAUSED
        if standing.still_needed is None:
            return UNPROVABLE
        return STEPPED_DOWN if standing.lost else UNDER_WAY

    @property
    def plain_bound(self) -> float | None:
        """The one-sided 95 % upper bound of all audits of this kind, looked at by itself and once; ``None`` without any."""
        return upper_bound(self.standing.errors, self.standing.audited) if self.standing.audited else None

    @property
    def next_look(self) -> int | None:
        """The number of audits of the series at which the kind may be certified next, if there are no more errors."""
        needed = self.standing.still_needed
        return None if needed is None else self.standing.audited - self.standing.begun + needed

    @property
    def words(self) -> str:
        """The state in a sentence without a full stop."""
        standing, limit = self.standing, f"{100 * self.standing.limit:g} %"
        match self.state:
            case "certified":
                return f"certified: less than {limit} wrong, proved with {standing.certified_at} audits"
            case "paused":
                signs = " and ".join(_SIGNS[sign] for sign in standing.drift)
                return f"certified, but paused until new audits: in the newest {NEWEST_DAYS} days {signs}"
            case "stepped_down":
                why = _LOST[standing.lost].format(limit=limit)
                return f"stepped down because {why}; needs {audits(standing.still_needed or 0)} without an error"
            case "under_way":
                return f"needs {audits(standing.still_needed or 0, more=True)} without an error to prove less than {limit}"
            case "unprovable":
                return (
                    f"not to be proved: too many errors, or too strict a limit, for {max(LOOKS)} audits to show less than {limit}"
                )
            case _:
                return self._words_when_off(limit)

    def _words_when_off(self, limit: str) -> str:
        if self.kind not in KINDS or KINDS[self.kind].highest is not Level.L3:
            return "always checked by a person"
        needed = self.standing.still_needed
        if self.standing.is_certified:
            return f"off; switched on, it would be certified at {limit}"
        return (
            "off"
            if needed is None
            else f"off; switched on, it would need {audits(needed, more=True)} without an error for {limit}"
        )


def standing_lines(standings: Mapping[str, Standing], rules: Rules) -> Sequence[StandingLine]:
    """A line for each kind that is switched on or was audited: those that are on first, then by audits. Sensitive ones are left out."""
    on = rules.earning
    kinds = [kind for kind in {**dict.fromkeys(sorted(on)), **standings} if kind != PEOPLE]
    lines = [
        StandingLine(kind=kind, is_on=kind in on, standing=standings.get(kind) or rules.standing(kind, ())) for kind in kinds
    ]
    return sorted(lines, key=lambda line: (not line.is_on, -line.standing.audited, line.name))


def audits(count: int, *, more: bool = False) -> str:
    """So many audits."""
    return f"{count}{' more' if more else ''} audit{'' if count == 1 else 's'}"


def looks_table(limits: Sequence[float] = (0.01, 0.02, 0.05, 0.10), kinds_on: Sequence[int] = (1, 3, 8)) -> str:
    """How many errors each look allows, as the Markdown table in docs/earned-automation.md."""
    head = ["Limit", "Kinds switched on", *(f"{look} audits" for look in LOOKS)]
    rows = [
        [f"{100 * limit:g} %", str(on), *("–" if (most := most_errors(look, limit, on)) < 0 else str(most) for look in LOOKS)]
        for limit in limits
        for on in kinds_on
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---:"] * len(head), *rows))
