"""Events that were given up: why, what to do about it, and another try."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final

import click
import structlog
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.cli.opening import known_account, open_application
from connector.errors import ConfigurationError
from connector.store.dead_letters import DeadLetter

_log = structlog.get_logger()

#: What to do about each outcome, before ``--retry``.
REMEDIES: Final = {
    "refused": "The helpdesk refused it for good. `handoff doctor` looks at rights, required fields and groups; mend what it finds, then retry.",
    "gave_up": "It failed for over a day. See the log for the ticket; `handoff doctor` says whether the helpdesk can be reached. Then retry.",
}


@click.command("dead-letters")
@click.argument("account", required=False)
@click.argument("ids", nargs=-1, type=int)
@click.option("--retry", is_flag=True, help="Work on the events with these IDS again, or with --all on every one.")
@click.option("--discard", is_flag=True, help="Let the events with these IDS rest for good, or with --all every one.")
@click.option("--all", "every", is_flag=True, help="With --retry or --discard: all that are listed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def dead_letters(account: str | None, ids: tuple[int, ...], *, retry: bool, discard: bool, every: bool, as_json: bool) -> None:
    """List, retry or discard events that were given up, of ACCOUNT or of all.

    A retry writes nothing twice: what was written before is known and looked for. A ticket that people answered meanwhile is left to them.
    """
    if retry and discard:
        raise ConfigurationError("--retry and --discard exclude one another; give one of them.")
    if (retry or discard) is not (bool(ids) or every):
        raise ConfigurationError(
            "numbers or --all go with --retry or --discard, and these need one of them; the list shows the numbers."
        )
    application = open_application()
    try:
        letters = application.dead_letters.list(known_account(application, account).name if account else None)
        if retry or discard:
            act = application.dead_letters.retry if retry else application.dead_letters.discard
            _settle(_chosen(letters, ids), act, "retried" if retry else "discarded")
        elif as_json:
            click.echo(json.dumps([asdict(letter) for letter in letters], ensure_ascii=False, indent=2))
        else:
            _print(letters)
    finally:
        application.close()


def _chosen(letters: Sequence[DeadLetter], ids: Sequence[int]) -> Sequence[DeadLetter]:
    if not ids:
        return letters
    known = {letter.id: letter for letter in letters}
    if missing := [str(number) for number in ids if number not in known]:
        raise ConfigurationError(f"not given up, or not of this account: {', '.join(missing)}; list them again.")
    return [known[number] for number in dict.fromkeys(ids)]


def _settle(letters: Sequence[DeadLetter], act: Callable[[DeadLetter], bool], done: str) -> None:
    for letter in letters:
        if act(letter):
            _log.warning(f"dead letter {done} by hand", account=letter.account, ticket=letter.ticket, row=letter.id)
            click.echo(f"{letter.id}: ticket {letter.ticket} of {letter.account} {done}.")
        else:
            click.echo(f"{letter.id}: somebody was faster; list them again.")
    if not letters:
        click.echo("Nothing was given up.")


def _print(letters: Sequence[DeadLetter]) -> None:
    if not letters:
        click.echo("Nothing was given up.")
        return
    table = Table(show_edge=False)
    for column in ("id", "account", "ticket", "given up", "tries", "why"):
        table.add_column(column, overflow="fold")
    for letter in letters:
        when = datetime.fromtimestamp(letter.finished_at, UTC).strftime("%Y-%m-%d %H:%M")
        table.add_row(
            str(letter.id),
            escape(letter.account),
            escape(letter.ticket),
            when,
            str(letter.attempts),
            escape(letter.error or letter.outcome),
        )
    Console().print(table)
    for outcome in sorted({letter.outcome for letter in letters}):
        click.echo(f"\n{outcome}: {REMEDIES.get(outcome, 'See the log for the ticket.')}")
    click.echo("\nRetry: `handoff dead-letters ACCOUNT ID --retry`. Let rest: `--discard`.")
