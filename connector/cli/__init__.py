"""The command ``handoff``."""

import sys
from typing import Final

import click

from connector.cli.accounts import accounts, forget, go_live, pause, resume, shadow
from connector.cli.again import redecide, replay
from connector.cli.app_token import app_token
from connector.cli.backtest import backtest
from connector.cli.checkins import checkins
from connector.cli.connect import connect
from connector.cli.dead_letters import dead_letters
from connector.cli.demo import demo
from connector.cli.disconnect import disconnect
from connector.cli.doctor import doctor
from connector.cli.evaluate import evaluate
from connector.cli.gaps import gaps
from connector.cli.learn import learn
from connector.cli.move_database import move_database
from connector.cli.offline import assess, manifest, openapi
from connector.cli.package import package
from connector.cli.people import people
from connector.cli.recount import recount
from connector.cli.report import report
from connector.cli.run import serve, sweeper, web, worker
from connector.cli.sandbox import sandbox
from connector.cli.status import status
from connector.cli.undo import undo
from connector.errors import ConfigurationError, HandoffError

#: The commands in the order in which an admin meets them.
_SECTIONS: Final[dict[str, tuple[click.Command, ...]]] = {
    "Try it": (demo, sandbox, assess, evaluate),
    "Connect": (connect, package, app_token, disconnect),
    "Decide": (report, backtest, learn, go_live, shadow, pause, resume),
    "Run": (serve, web, worker, sweeper),
    "Look after": (status, accounts, people, checkins, gaps, dead_letters, recount, doctor, move_database),
    "Take back, or do again": (undo, forget, replay, redecide),
    "Build on it": (manifest, openapi),
}


class _Sections(click.Group):
    """A group that lists its commands under headings."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each heading with its commands."""
        width = max(len(name) for name in self.commands)
        for heading, commands in _SECTIONS.items():
            limit = formatter.width - width - 6
            with formatter.section(heading):
                formatter.write_dl([(str(c.name).ljust(width), c.get_short_help_str(limit)) for c in commands])


@click.group(cls=_Sections)
@click.version_option(package_name="warm-handoff", prog_name="handoff")
def handoff() -> None:
    """Warm Handoff: human-led AI triage for your helpdesk."""


for _command in (command for commands in _SECTIONS.values() for command in commands):
    handoff.add_command(_command)


def main() -> None:
    """Run the command; a wrong setting is one sentence and exit status 2."""
    try:
        handoff(standalone_mode=True)
    except (ConfigurationError, HandoffError) as exc:
        click.echo(f"handoff: {exc}", err=True)
        sys.exit(2)
