"""``handoff move-database``: everything that is kept, from the configured database into an empty one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import Final

import click
import sqlalchemy as sa
from rich.console import Console
from rich.table import Table

from connector.bootstrap import Application
from connector.cli.asking import find_admin
from connector.cli.opening import open_application
from connector.cli.ownership import own_alone
from connector.errors import ConfigurationError
from connector.manifest import AccountSetting
from connector.settings import Settings, with_driver
from connector.store.addresses import Address, read_address
from connector.store.database import Database
from connector.store.heartbeats import ROLES
from connector.store.moving import count_rows, move_all, require_empty, seconds_leased

_TARGET: Final = AccountSetting(name="TARGET_URL", help="The empty database: postgresql://user:password@host/name", secret=True)
#: A role that gave a sign of life so lately may be at work; it gives one every twenty seconds.
_ALIVE_SECONDS: Final = 60.0


@click.command("move-database")
@click.argument("target_url", required=False)
@click.option(
    "--dry-run", is_flag=True, help="Look at both databases and tell what would be moved; change nothing in the target."
)
def move_database(target_url: str | None, *, dry_run: bool) -> None:
    """Copy everything into the empty database TARGET_URL.

    Normally from SQLite to PostgreSQL, before web, worker and sweeper take over from `handoff serve`. Stop everything first.
    The address holds a password: leave it out here and put it into HANDOFF_MOVE_TO, or type it when asked. The old database
    stays as it is, and a move that breaks leaves the target empty.
    """
    application = open_application()
    try:
        url = _given_target(application.settings, target_url)
        address = read_address(url)
        _require_another(application.settings, address)
        if dry_run:
            _look(application, url, address)
        else:
            with own_alone(application.settings, remedy="stop it, then move"):
                _move(application, url, address)
    finally:
        application.close()


def _given_target(settings: Settings, given: str | None) -> str:
    url = (given or settings.move_to.get_secret_value()).strip()
    if not url and (admin := find_admin()):
        url = admin.value(_TARGET)
    if not url:
        raise ConfigurationError("say where to: put postgresql://user:password@host/name into HANDOFF_MOVE_TO.")
    return with_driver(url)


def _require_another(settings: Settings, address: Address) -> None:
    """The old database has to be there, and to be another one. Asked before anything is opened, which would make an empty one."""
    if settings.sqlite_file and not settings.sqlite_file.exists():
        raise ConfigurationError(
            f"there is no database at {settings.sqlite_file}; set HANDOFF_DATA_DIR or DATABASE_URL to the old one."
        )
    if read_address(settings.database) == address:
        raise ConfigurationError(f"{address} is the database in use already; give another one that is empty.")


def _look(application: Application, url: str, address: Address) -> None:
    rows = _require_rows(application)
    if not address.is_sqlite or Path(address.name).exists():
        with _opened(url, address) as target:
            require_empty(target)
    _print(rows, f"Would be moved to {address}")
    click.echo("\nNothing was moved. Stop everything, then run it again without --dry-run.")


def _move(application: Application, url: str, address: Address) -> None:
    _require_rest(application)
    _require_rows(application)
    with _opened(url, address) as target:
        require_empty(target)
        target.migrate()
        try:
            moved = move_all(application.database, target)
        except sa.exc.SQLAlchemyError as exc:
            raise ConfigurationError(
                f"the move broke ({type(exc).__name__}), and the old database is as it was; look whether both databases run and nothing "
                "else works with them, then run it again."
            ) from None
    _print(moved, f"Moved to {address}")
    _tell_next(application.settings, address)


def _require_rest(application: Application) -> None:
    if seconds := seconds_leased(application.database):
        raise ConfigurationError(f"a ticket is being worked on; stop everything, wait {ceil(seconds)} seconds, then move.")
    if application.settings.sqlite_file:  # nobody else works with it while we own it alone
        return
    ages = application.heartbeats.ages()
    alive = {role: ages[role] for role in ROLES if ages.get(role, _ALIVE_SECONDS) < _ALIVE_SECONDS}
    if alive:
        wait = _ALIVE_SECONDS - min(alive.values())
        raise ConfigurationError(
            f"at work lately: {', '.join(sorted(alive))}; stop everything, wait {ceil(wait)} seconds, then move."
        )


def _require_rows(application: Application) -> Mapping[str, int]:
    rows = count_rows(application.database)
    if not any(rows.values()):
        raise ConfigurationError(
            "the database in use is empty, so there is nothing to move; check HANDOFF_DATA_DIR and DATABASE_URL."
        )
    return rows


@contextmanager
def _opened(url: str, address: Address) -> Iterator[Database]:
    """The target. What goes wrong there is told without the driver's words, which may quote the address or a value."""
    target = Database(url)
    try:
        yield target
    except sa.exc.OperationalError:
        raise ConfigurationError(
            f"the database at {address} cannot be opened; check its address, user and password, that it runs and that it is there. "
            "Nothing was moved."
        ) from None
    except sa.exc.SQLAlchemyError as exc:
        raise ConfigurationError(
            f"our tables cannot be set up in the database at {address} ({type(exc).__name__}); its user has to own it, or be granted "
            "CREATE on its schema. Nothing was moved."
        ) from None
    finally:
        target.close()


def _print(rows: Mapping[str, int], title: str) -> None:
    click.echo(f"{title}:\n")
    table = Table(show_edge=False)
    table.add_column("table")
    table.add_column("rows", justify="right")
    for name, count in sorted(rows.items()):
        if count:
            table.add_row(name, str(count))
    table.add_section()
    table.add_row("together", str(sum(rows.values())))
    Console().print(table)


def _tell_next(settings: Settings, address: Address) -> None:
    click.echo("\nThe old database is as it was. Next:")
    if address.is_sqlite:
        click.echo(f" - Set DATABASE_URL to the new database at {address}, and leave BROKER_URL out.")
    else:
        click.echo(
            f" - Set DATABASE_URL to the new database at {address}, and BROKER_URL to your Redis or RabbitMQ, for every process."
        )
    if settings.secret_key.get_secret_value():
        click.echo(" - Keep HANDOFF_SECRET_KEY as it is, the same for every process.")
    else:
        click.echo(
            f" - The key was not moved: give every process what stands in {settings.data_dir / 'secret.key'} as HANDOFF_SECRET_KEY. "
            "Without it credentials cannot be read."
        )
    start = "`handoff serve`" if address.is_sqlite else "`handoff web`, `handoff worker` and `handoff sweeper`"
    click.echo(f" - Start {start}; `handoff doctor` looks whether all is well.")
    click.echo(" - Keep the old database until all is well, and start nothing with it any more: it does not know what comes now.")
