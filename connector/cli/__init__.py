"""The command ``handoff``."""

import sys

import click

from connector.cli.admin import accounts, connect, forget, go_live, shadow
from connector.cli.demo import demo
from connector.cli.doctor import doctor
from connector.cli.offline import assess, manifest
from connector.cli.report import report
from connector.cli.run import serve, sweeper, web, worker
from connector.errors import ConfigurationError, HandoffError

_COMMANDS = (accounts, assess, connect, demo, doctor, forget, go_live, manifest, report, serve, shadow, sweeper, web, worker)


@click.group()
@click.version_option(package_name="warm-handoff", prog_name="handoff")
def handoff() -> None:
    """Warm Handoff: human-led AI triage for your helpdesk."""


for _command in _COMMANDS:
    handoff.add_command(_command)


def main() -> None:
    """Run the command; a wrong setting is one sentence and exit status 2."""
    try:
        handoff(standalone_mode=True)
    except (ConfigurationError, HandoffError) as exc:
        click.echo(f"handoff: {exc}", err=True)
        sys.exit(2)
