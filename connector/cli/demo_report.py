"""What the demo prints: one line a ticket, a summary, and whether the promises held."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from rich.console import Console
from rich.table import Table

from connector.bootstrap import Application
from connector.core.disclosure import FOOTERS
from connector.core.update import DRAFTED, PEOPLE_FIRST

_DISCLOSED = tuple(line.partition("{name}")[0].strip() for line in FOOTERS.values())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands on one ticket in the sandbox."""

    desk: str
    level: str
    tags: frozenset[str]
    priority: str
    group: str
    notes: int
    has_draft: bool
    is_disclosed: bool
    public_replies: int

    @classmethod
    def of(cls, view: dict[str, Any], desk: str, level: int | None) -> Self:
        """Read an outcome from what an agent sees."""
        notes = [note["text"] for note in view["notes"]]
        return cls(
            desk=desk,
            level="-" if level is None else f"L{level}",
            tags=frozenset(view["tags"]),
            priority=view["priority"] or "",
            group=view["group"] or "",
            notes=len(notes),
            has_draft=DRAFTED in view["tags"],
            is_disclosed=any(line in note for note in notes for line in _DISCLOSED),
            public_replies=len(view["replies"]),
        )


def report(
    console: Console,
    tickets: Sequence[dict[str, Any]],
    outcomes: dict[str, Outcome],
    seconds: Sequence[float],
    application: Application,
) -> bool:
    """Print everything; return whether the promises held."""
    console.print(_table(tickets, outcomes))
    _summarise(console, tickets, outcomes, seconds)
    broken = _broken_promises(tickets, outcomes)
    dead = application.inbox.counts().get("dead", 0)
    if dead:
        broken.append(f"{dead} events could not be answered for")
    for line in broken:
        console.print(f"[red]Broken promise:[/red] {line}")
    if not broken:
        console.print(
            "[green]Every promise held:[/green] no draft where people come first, every draft disclosed, nothing sent, one note each."
        )
    return not broken


def _table(tickets: Sequence[dict[str, Any]], outcomes: dict[str, Outcome]) -> Table:
    table = Table(title="What happened", show_lines=False)
    for column in ("ticket", "desk", "lang", "about", "level", "priority", "tags"):
        table.add_column(column, overflow="fold")
    for ticket in tickets:
        outcome = outcomes[ticket["ref"]]
        ours = sorted(tag.removeprefix("ai_") for tag in outcome.tags if tag.startswith("ai_"))
        colour = {"L0": "magenta", "L1": "cyan", "L2": "green", "-": "red"}[outcome.level]
        table.add_row(
            ticket["ref"], outcome.desk, ticket["language"], ticket["about"], f"[{colour}]{outcome.level}[/{colour}]",
            outcome.priority, " ".join(ours),
        )  # fmt: skip
    return table


def _summarise(
    console: Console, tickets: Sequence[dict[str, Any]], outcomes: dict[str, Outcome], seconds: Sequence[float]
) -> None:
    levels = Counter(outcome.level for outcome in outcomes.values())
    sensitive = [outcomes[t["ref"]] for t in tickets if t["expect"]["must_reach_human"]]
    routine = [outcomes[t["ref"]] for t in tickets if t["expect"]["tier"] == "routine"]
    console.print(
        f"\n{len(tickets)} tickets: {levels['L0']} to people (L0), {levels['L1']} sorted (L1), {levels['L2']} with a draft to check (L2)."
    )
    console.print(f"Sensitive tickets kept from automation: {sum(o.level == 'L0' for o in sensitive)} of {len(sensitive)}.")
    console.print(f"Routine tickets with a disclosed draft: {sum(o.level == 'L2' for o in routine)} of {len(routine)}.")
    if seconds:
        ordered = sorted(seconds)
        p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        console.print(
            f"Webhook to write-back: p50 {p50:.2f} s, p95 {p95:.2f} s (with a settle delay of 0.5 s, two cores shared by all)."
        )


def _broken_promises(tickets: Sequence[dict[str, Any]], outcomes: dict[str, Outcome]) -> list[str]:
    broken = []
    for ticket in tickets:
        ref, outcome = ticket["ref"], outcomes[ticket["ref"]]
        if outcome.public_replies:
            broken.append(f"{ref} got a public reply")
        if PEOPLE_FIRST in outcome.tags and outcome.has_draft:
            broken.append(f"{ref} has a draft although people come first")
        if outcome.has_draft and not outcome.is_disclosed:
            broken.append(f"{ref} has a draft without disclosure")
        if outcome.level == "-":
            broken.append(f"{ref} was never answered for")
        if not outcome.notes:
            broken.append(f"{ref} has no note that explains what happened")
        if outcome.notes > 2:
            broken.append(f"{ref} has {outcome.notes} notes")
    return broken
