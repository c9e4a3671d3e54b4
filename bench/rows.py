"""One measured row, and how rows are printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.table import Table

from connector.core.bounds import wilson_interval


@dataclass(frozen=True, kw_only=True)
class Row:
    """A figure with its 95 % interval and what it has to reach. ``at_most`` turns the goal round; no goal is a peer or a remark."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    goal: float | None = None
    at_most: bool = False
    must: bool = False
    unit: str = "%"
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the goal is met; ``None`` where there is none."""
        if self.goal is None or self.value is None:
            return None
        return self.value <= self.goal if self.at_most else self.value >= self.goal


def share(name: str, values: Iterable[bool], **said: object) -> Row:
    """A share of counted things, in percent, with its Wilson interval."""
    listed = [bool(value) for value in values]
    if not listed:
        return Row(name=name, value=None, **{**said, "note": "no such ticket"})  # type: ignore[arg-type]
    low, high = wilson_interval(sum(listed), len(listed))
    return Row(name=name, value=100 * sum(listed) / len(listed), low=100 * low, high=100 * high, **said)  # type: ignore[arg-type]


def render(title: str, rows: Sequence[Row]) -> Table:
    """Return the rows as a table."""
    table = Table(title=title, title_justify="left", show_edge=False)
    table.add_column("measure", overflow="fold")
    for column in ("measured", "95 % interval", "goal", "", "note"):
        table.add_column(column, justify="left" if column == "note" else "right", overflow="fold")
    for row in rows:
        table.add_row(row.name, *_cells(row))
    return table


def render_markdown(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| measure | measured | 95 % interval | goal | | note |", "|---|---|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {row.name} | {' | '.join(_cells(row))} |" for row in rows)])


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    measured = "not measured" if row.value is None else _number(row.value, row.unit)
    interval = f"{row.low:.1f} to {row.high:.1f}" if row.low is not None and row.high is not None else ""
    goal = f"{'≤' if row.at_most else '≥'} {_number(row.goal, row.unit)}" if row.goal is not None else ""
    verdict = {True: "met", False: "MISSED" if row.must else "missed", None: ""}[row.reached]
    return measured, interval, goal, verdict, row.note


def _number(value: float, unit: str) -> str:
    digits = 3 if unit == "" else 1
    return f"{value:.{digits}f} {unit}".strip()
