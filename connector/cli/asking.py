"""Asking the admin, where there is one: a value, a secret, one of several names. Programs are never asked."""

import sys
from collections.abc import Sequence
from typing import Protocol

import click

from connector.manifest import AccountSetting


class Asking(Protocol):
    """Somebody who can be asked."""

    def value(self, setting: AccountSetting, why: str = "") -> str:
        """Return what was typed for a setting, an empty text for nothing. ``why`` says what is wrong so far."""

    def choice(self, question: str, names: Sequence[str]) -> str:
        """Return one of the names."""


class Terminal:
    """The admin at a terminal."""

    def value(self, setting: AccountSetting, why: str = "") -> str:
        """Ask by the setting's help text; a secret is not shown while it is typed."""
        click.echo(f"\n{why or setting.help}", err=True)
        hint = " (not shown)" if setting.secret else ""
        typed = click.prompt(f"{setting.name}{hint}", default="", show_default=False, hide_input=setting.secret, err=True)
        return str(typed).strip()

    def choice(self, question: str, names: Sequence[str]) -> str:
        """Show the names with numbers and ask for a number."""
        click.echo(f"\n{question}", err=True)
        for number, name in enumerate(names, start=1):
            click.echo(f"  {number:>2}  {name}", err=True)
        return names[click.prompt("Number", type=click.IntRange(1, len(names)), err=True) - 1]


def find_admin() -> Asking | None:
    """Return whom to ask, or ``None`` where no terminal is attached."""
    return Terminal() if is_terminal() else None


def is_terminal() -> bool:
    """Whether somebody can type an answer."""
    return sys.stdin.isatty()


def confirm(question: str, *, yes: bool) -> bool:
    """Whether to go on: ``yes`` was given, or the admin says so. Without a terminal only ``yes`` counts."""
    return yes or (is_terminal() and click.confirm(question, err=True))
