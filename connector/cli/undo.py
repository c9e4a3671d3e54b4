"""Taking back what was written: one ticket, all of one kind, or everything since a moment."""

import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from connector.bootstrap import Application
from connector.cli.moments import parse_moment
from connector.cli.opening import known_account, open_application
from connector.core.correction import PEOPLE
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS
from connector.errors import ConfigurationError, HandoffError
from connector.store.accounts import Account
from connector.store.ledger import Effect
from connector.undo import Undone

_dry_run = click.option("--dry-run", is_flag=True, help="Look and tell; write nothing.")
_yes = click.option("--yes", is_flag=True, help="Do not ask before more than one ticket is changed.")


@click.group()
def undo() -> None:
    """Take back what was written on tickets, skipping what people changed since.

    Tags, priority and group go back to what they were before us. Notes are marked as withdrawn: edited where the helpdesk can edit
    notes, else one more note says which ones no longer count. Mails, triggers and service-level clocks that the helpdesk
    set off meanwhile cannot be taken back, nor can closed tickets, nor a check-in that was sent.
    """


@undo.command("ticket")
@click.argument("account")
@click.argument("ticket")
@_dry_run
def undo_ticket(account: str, ticket: str, *, dry_run: bool) -> None:
    """Everything on one TICKET."""
    application, known = _opened(account)
    sent = application.ledger.replies(account, ticket=ticket)
    _run(application, known, application.undo.find(known, ticket=ticket), sent, dry_run=dry_run, yes=True)


@undo.command("rule")
@click.argument("account")
@click.argument("kind")
@click.option("--since", "moment", help="Only from this moment on; see `handoff undo since --help`.")
@_dry_run
@_yes
def undo_rule(account: str, kind: str, *, moment: str | None, dry_run: bool, yes: bool) -> None:
    """Everything that was decided for one KIND of ticket, such as refund_request, or `people` for all sensitive kinds."""
    application, known = _opened(account)
    if kind in SENSITIVE_KINDS:
        raise ConfigurationError(f"which tickets were “{kind}” is not kept; say `people` for all sensitive ones.")
    if kind not in KINDS and kind != PEOPLE:
        raise ConfigurationError(f"there is no kind “{kind}”; docs/rules.md lists them.")
    since = parse_moment(moment, _now(application)) if moment else None
    _run(application, known, application.undo.find(known, kind=kind, since=since), (), dry_run=dry_run, yes=yes)


@undo.command("since")
@click.argument("account")
@click.argument("moment")
@_dry_run
@_yes
def undo_since(account: str, moment: str, *, dry_run: bool, yes: bool) -> None:
    """Everything since a MOMENT: 14:00 (today, this machine's time), 90m, 2h, 3d, or 2026-11-25T14:00."""
    application, known = _opened(account)
    since = parse_moment(moment, _now(application))
    sent = application.ledger.replies(account, since=since)
    _run(application, known, application.undo.find(known, since=since), sent, dry_run=dry_run, yes=yes)


def _opened(account: str) -> tuple[Application, Account]:
    application = open_application()
    return application, known_account(application, account)


def _now(application: Application) -> datetime:
    return datetime.fromtimestamp(application.clock(), UTC)


def _run(
    application: Application, account: Account, found: Mapping[str, Sequence[Effect]], sent: Sequence[Effect], *,
    dry_run: bool, yes: bool,
) -> None:  # fmt: skip
    if sent:
        tickets = ", ".join(sorted({effect.ticket for effect in sent}))
        click.echo(f"Cannot be taken back: check-ins that a colleague approved and that were sent to customers, on {tickets}.")
    if not found:
        click.echo("There is nothing of ours to take back.")
        return
    if not dry_run and not yes and len(found) > 1:
        click.confirm(f"Take back what was written on {len(found)} tickets of {account.name}?", abort=True)
    console, results = Console(), []
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        for effects in progress.track(found.values(), description="Looking" if dry_run else "Taking back"):
            try:
                if dry_run:
                    results.append(application.undo.preview(account, effects))
                else:
                    results.append(application.undo.run(account, effects, sleep=time.sleep))
            except HandoffError as exc:
                results.append(Undone(ticket=effects[0].ticket, restores={}, blocked=f"{exc}; try again later"))
    console.print(_table(results, dry_run=dry_run))
    blocked = sum(bool(result.blocked) for result in results)
    verb = "would be taken back" if dry_run else "taken back"
    click.echo(f"{len(results) - blocked} of {len(results)} tickets {verb}." + (" Nothing was written." if dry_run else ""))
    if any(result.restores or result.notes for result in results):
        click.echo("Not taken back: mails, triggers and service-level clocks that the helpdesk set off meanwhile.")
    if blocked:
        sys.exit(1)


def _table(results: Sequence[Undone], *, dry_run: bool) -> Table:
    table = Table(title="What would be put back" if dry_run else "What was put back")
    for column in ("ticket", "fields", "people changed, stays", "notes withdrawn"):
        table.add_column(column, overflow="fold")
    for result in results:
        if result.blocked:
            table.add_row(result.ticket, f"[yellow]nothing: {result.blocked}[/]")
            continue
        fields = "\n".join(f"{name}: {value}" for name, value in result.restores.items()) or "as they were"
        table.add_row(result.ticket, fields, ", ".join(result.kept) or "–", ", ".join(result.notes) or "–")
    return table
