"""``handoff doctor``: what is right and wrong here, with one remedy each."""

import json
import sys
from collections.abc import Iterable

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.administration import Administration, Finding, Severity
from connector.bootstrap import Application
from connector.cli.opening import known_account, open_application
from connector.doctor.examination import Diagnosis
from connector.errors import ConfigurationError, HandoffError

_SIGNS = {
    Severity.OK: "[green]✓[/green] ok",
    Severity.NOTE: "[cyan]·[/cyan] note",
    Severity.WARNING: "[yellow]![/yellow] warning",
    Severity.PROBLEM: "[red]✗[/red] problem",
}


@click.command()
@click.argument("account", default="")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--offline", is_flag=True, help="Ask nothing outside this machine and its database.")
@click.option("--live", "ticket", metavar="TICKET", help="Try open questions of the platform on this test ticket of yours.")
@click.option("--yes", is_flag=True, help="With --live: do not ask before the ticket is changed.")
def doctor(account: str, *, as_json: bool, offline: bool, ticket: str | None, yes: bool) -> None:
    """Examine this installation and its accounts, or ACCOUNT alone: one remedy for each thing found.

    The exit status is 0 when nothing stops the product from working as promised, 1 when something does, and 2 for wrong usage.
    With --live it writes on one ticket: take a test ticket that no customer reads.
    """
    if ticket is not None and (offline or not account):
        raise click.UsageError("--live needs an ACCOUNT and cannot be --offline.")
    application = open_application()
    try:
        if ticket is None:
            if account and not (application.settings.data_dir.exists() or application.settings.database_url):
                raise ConfigurationError(f"there is no account “{account}”; `handoff connect` makes one.")
            found = list(application.doctor().examine(account, offline=offline))
            if account and any(d.finding.code == "account_none" for d in found):
                raise ConfigurationError(f"there is no account “{account}”; `handoff accounts` lists them.")
        else:
            found = _try_out(application, account, ticket, yes=yes)
    finally:
        application.close()
    click.echo(_document(found)) if as_json else _print(Console(), found)
    sys.exit(1 if any(d.finding.severity is Severity.PROBLEM for d in found) else 0)


def _try_out(application: Application, account: str, ticket: str, *, yes: bool) -> list[Diagnosis]:
    """Probe the platform on a ticket of the admin's own."""
    known = known_account(application, account)
    administration = application.desks.administer(known)
    if administration is None:
        raise ConfigurationError(f"there is nothing to try on {known.integration}; leave out --live.")
    if not yes:
        click.echo(
            f"This writes on ticket {ticket} of {account}: tags, fields and private notes, tidied up afterwards as far as the platform "
            "allows.\nTake a test ticket that you made yourself and that no customer reads.",
            err=True,
        )
        click.confirm(f"Try things out on ticket {ticket}?", abort=True, err=True)
    return [Diagnosis(f"tried on ticket {ticket}", finding) for finding in _probed(administration, ticket)]


def _probed(administration: Administration, ticket: str) -> Iterable[Finding]:
    try:
        yield from administration.probe(ticket)
    except HandoffError as exc:
        raise ConfigurationError(
            f"the trial on ticket {ticket} ended early: {exc}; see that the ticket is open and ours to read."
        ) from exc


def _document(found: list[Diagnosis]) -> str:
    findings = [
        {
            "topic": d.topic,
            "code": d.finding.code,
            "severity": d.finding.severity.value,
            "what": d.finding.what,
            "remedy": d.finding.remedy,
        }
        for d in found
    ]
    ok = all(d.finding.severity is not Severity.PROBLEM for d in found)
    return json.dumps({"ok": ok, "findings": findings}, ensure_ascii=False, indent=2)


def _print(console: Console, found: list[Diagnosis]) -> None:
    topics: dict[str, list[Finding]] = {}
    for diagnosis in found:
        topics.setdefault(diagnosis.topic, []).append(diagnosis.finding)
    for topic, findings in topics.items():
        table = Table(
            title=topic[0].upper() + topic[1:], title_justify="left", title_style="bold", box=None, show_header=False, expand=True
        )
        table.add_column(width=10, no_wrap=True)
        table.add_column(overflow="fold", ratio=1)
        for finding in findings:
            remedy = f"\n[bold]→[/bold] {escape(finding.remedy)}" if finding.remedy else ""
            table.add_row(_SIGNS[finding.severity], escape(finding.what) + remedy)
        console.print(table, "")
    console.print(_verdict([d.finding.severity for d in found]))


def _verdict(severities: list[Severity]) -> str:
    problems, warnings = severities.count(Severity.PROBLEM), severities.count(Severity.WARNING)
    if problems:
        return f"[red]✗[/red] {_number(problems, 'problem')} and {_number(warnings, 'warning')}. Begin with the topmost."
    if warnings:
        return f"[yellow]![/yellow] It works, with {_number(warnings, 'warning')}."
    return "[green]✓[/green] All is well."


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
