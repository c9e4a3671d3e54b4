"""A helpdesk to try things on: a stand-in on this machine, with invented customers, until Ctrl-C."""

import threading
from importlib import import_module
from importlib.metadata import entry_points

import click

from connector.cli.demo import read_demo
from connector.errors import ConfigurationError
from connector.settings import read_settings
from connector.testing.sandbox import NewTicket, Sandbox


@click.command()
@click.argument("integration")
@click.option("--port", default=0, help="A port of this machine; any free one by default.")
@click.option("--tickets", default=72, help="How many invented customers have written already.", show_default=True)
def sandbox(integration: str, *, port: int, tickets: int) -> None:
    """Open a stand-in for a helpdesk: zendesk or freshdesk. It lives on this machine and forgets everything at the end."""
    desk = _create(integration)
    desk.load_knowledge(read_demo("knowledge"))
    try:
        running = desk.serve(port=port)
    except (OSError, SystemExit) as exc:
        raise ConfigurationError(f"port {port} cannot be opened; choose another with --port.") from exc
    with running:
        _let_customers_write(desk, tickets)
        click.echo(f"A stand-in for {integration} with {tickets} tickets. Look at it: {running.url}/_sandbox/\n")
        click.echo("To connect it, in another terminal:\n")
        connection = desk.connection()
        for name, value in {**connection["settings"], **connection["credentials"], "base_url": running.url}.items():
            click.echo(f'  export {integration.upper()}_{name.upper()}="{value}"')
        click.echo(f'  export HANDOFF_PUBLIC_URL="http://127.0.0.1:{read_settings().port}"')
        click.echo(f'  handoff connect {integration} my-{integration} --people-group "Support"\n\nCtrl-C ends it.')
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("\nClosed.")


def _create(integration: str) -> Sandbox:
    found = entry_points(group="connector.sandboxes")
    entry = next((entry for entry in found if entry.name == integration), None)
    if entry is None:
        raise ConfigurationError(f"there is no sandbox “{integration}”; at hand are: {', '.join(sorted(found.names))}.")
    desk: Sandbox = import_module(entry.value).create_sandbox()
    return desk


def _let_customers_write(desk: Sandbox, count: int) -> None:
    rows = read_demo("tickets")
    for number in range(count):
        row = rows[number % len(rows)]
        desk.create_ticket(
            NewTicket(
                subject=row["subject"],
                body=row["body"],
                channel=row.get("channel", "email"),
                requester_name=row.get("requester_name", "Sam Example"),
                requester_email=f"customer{number}@example.com",
            )
        )
