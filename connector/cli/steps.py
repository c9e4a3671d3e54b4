"""Steps on the helpdesk, as an admin reads them: a sign and a word each, and below what is theirs to do, ready to copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.administration import Action, Step


@dataclass(frozen=True, slots=True)
class Words:
    """A sign, its colour, what is said beforehand and what afterwards."""

    sign: str
    colour: str
    planned: str
    done: str


WORDS: Final = {
    Action.CREATE: Words("+", "green", "create", "created"),
    Action.KEEP: Words("✓", "green", "keep", "is there"),
    Action.CHANGE: Words("~", "cyan", "change", "changed"),
    Action.DELETE: Words("-", "red", "delete", "deleted"),
    Action.BY_HAND: Words("✋", "yellow", "by hand", "by hand"),
    Action.SKIP: Words("·", "dim", "skip", "skipped"),
}


def print_steps(helpdesk: str, steps: Sequence[Step], *, dry_run: bool) -> None:
    """Print a table of the steps, and the details of those by hand in full and unwrapped."""
    if not steps:
        return
    title = f"What would be done in {helpdesk}" if dry_run else f"What was done in {helpdesk}"
    table = Table(title=title, title_justify="left", title_style="bold", box=None, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for step in steps:
        words = WORDS[step.action]
        detail = "" if step.action is Action.BY_HAND or not step.detail else f"\n[dim]{escape(step.detail)}[/dim]"
        word = words.planned if dry_run else words.done
        table.add_row(f"[{words.colour}]{words.sign} {word}[/{words.colour}]", escape(step.what) + detail)
    Console().print(table)
    for step in steps:
        if step.action is Action.BY_HAND:
            click.echo(f"\n✋ {step.what}\n{step.detail}".rstrip())
