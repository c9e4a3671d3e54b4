"""Where the shapes of the charts go, in the units of their drawing areas. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, log10
from typing import Final

from connector.core.taxonomy import Level
from connector.report.backtest import LEVELS, Week
from connector.report.summary import Share

#: The drawing area of the weeks, without the room for its labels.
WIDTH: Final = 720.0
HEIGHT: Final = 180.0
_WIDEST_COLUMN: Final = 44.0
_MOST_LABELS: Final = 9


@dataclass(frozen=True, slots=True)
class Block:
    """One level's part of a week's column."""

    level: Level
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """One week: where its column stands, what it is made of, and its label, empty where there is no room."""

    week: Week
    x: float
    width: float
    blocks: Sequence[Block]
    label: str

    @property
    def words(self) -> str:
        """The column in words."""
        counts = ", ".join(f"{self.week.levels[level]} at {level.name}" for level in LEVELS)
        return f"Week of {day(self.week.monday)}: {sum(self.week.levels.values())} tickets ({counts})"


@dataclass(frozen=True, slots=True)
class Weeks:
    """The columns, and the lines behind them: count → height from the top."""

    columns: Sequence[Column]
    lines: Mapping[int, float]


def weeks_chart(weeks: Sequence[Week]) -> Weeks:
    """Lay out the weeks as stacked columns, people first at the bottom."""
    highest = max((sum(week.levels.values()) for week in weeks), default=0)
    step = _step(highest)
    top = max(step, step * ceil(highest / step))
    room = WIDTH / max(1, len(weeks))
    width = min(_WIDEST_COLUMN, 0.72 * room)
    every = ceil(len(weeks) / _MOST_LABELS) or 1
    columns = []
    for number, week in enumerate(weeks):
        base, blocks = HEIGHT, []
        for level in LEVELS:
            height = HEIGHT * week.levels[level] / top
            base -= height
            blocks.append(Block(level, base, height))
        label = day(week.monday) if number % every == 0 else ""
        columns.append(Column(week, room * number + (room - width) / 2, width, blocks, label))
    return Weeks(columns, {count: HEIGHT - HEIGHT * count / top for count in range(0, top + 1, step)})


def _step(highest: int) -> int:
    """A round distance of lines, so that there are two to five of them."""
    if highest <= 4:
        return 1
    size = 10 ** int(log10(highest))
    return max(1, next(int(size * part) for part in (0.25, 0.5, 1, 2, 5) if highest <= size * part * 5))


@dataclass(frozen=True, slots=True)
class Whisker:
    """A share as a dot with its 95 % interval, in percent from the left."""

    at: float
    low: int
    high: int


def whisker(share: Share) -> Whisker:
    """Lay out a share."""
    low, high = share.interval
    return Whisker(100 * share.part / share.whole if share.whole else 0.0, low, high)


def shade(part: int, most: int) -> int:
    """How dark a cell is, 0 for nothing to 8 for the fullest one."""
    return ceil(8 * part / most) if most else 0


def day(moment: date) -> str:
    """A day as people read it."""
    return f"{moment.day} {moment:%b}"
