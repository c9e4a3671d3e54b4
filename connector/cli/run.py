"""Running it: ``serve`` is one process without any server; ``web``, ``worker`` and ``sweeper`` are the same code in roles."""

import fcntl
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
import waitress
from gunicorn.app.base import BaseApplication

from connector.bootstrap import Application
from connector.errors import ConfigurationError
from connector.logs import configure_logs
from connector.report.standings import standing_lines
from connector.settings import Settings, read_settings
from connector.web.app import LARGEST_BODY
from connector.web.metrics import InboxCollector, serve_metrics


@click.command()
@click.option("--poll", is_flag=True, help="Also look for new tickets every minute; needs no public address.")
def serve(*, poll: bool) -> None:
    """Run everything in one process: webhooks, worker, sweeper, SQLite."""
    settings = _start()
    if not settings.is_embedded:
        raise ConfigurationError("`handoff serve` needs no broker; unset BROKER_URL, or run web, worker and sweeper.")
    with _single_owner(settings.data_dir):
        application = Application(settings=settings)
        _require_accounts(application)
        application.inbox.forget_hints()
        application.leases.void_all()
        application.circuits.withdraw_all()
        _serve_metrics(application)
        server = _open_port(application)
        threading.Thread(target=server.run, name="web", daemon=True).start()
        sweeping = application.sweeper(polls=poll)
        sweeping.start()
        click.echo(f"Warm Handoff listens on {settings.address}" + (" and polls." if poll else "."), err=True)
        application.warm_up()
        try:
            _work(application, pool="threads", concurrency=settings.worker_threads)
        finally:  # the web thread answers until the process ends: what it keeps is safe, and is worked on after the next start
            sweeping.stop()
            application.close()


@click.command()
def web() -> None:
    """Run the web role alone (needs BROKER_URL)."""
    settings = _start(needs_broker="web")
    application = Application(settings=settings)
    _require_accounts(application)
    application.database.close()
    _Gunicorn(settings).run()


@click.command()
@click.option("--concurrency", default=0, help="Processes; 0 means one for each core.")
def worker(*, concurrency: int) -> None:
    """Run the worker role alone (needs BROKER_URL)."""
    settings = _start(needs_broker="worker")
    preparing = Application(settings=settings)
    _require_accounts(preparing)
    preparing.close()  # each child opens its own connections after the fork
    application = Application(settings=settings)
    application.warm_up()  # once, before the fork, so that the children share it
    _work(application, pool="prefork", concurrency=concurrency or os.cpu_count() or 1)


@click.command()
@click.option("--poll", is_flag=True, help="Also look for new tickets every minute.")
def sweeper(*, poll: bool) -> None:
    """Run the sweeper role alone (needs BROKER_URL). Any number may run."""
    settings = _start(needs_broker="sweeper")
    application = Application(settings=settings)
    _require_accounts(application)
    _serve_metrics(application)
    application.sweeper(polls=poll).run()


def _start(*, needs_broker: str = "") -> Settings:
    settings = read_settings()
    configure_logs(settings.log_level)
    if needs_broker and settings.is_embedded:
        raise ConfigurationError(
            f"`handoff {needs_broker}` alone needs a broker that other processes reach; set BROKER_URL, or run `handoff serve`."
        )
    return settings


def _require_accounts(application: Application) -> None:
    accounts = application.accounts.all()
    if not accounts:
        raise ConfigurationError(
            "no account is connected yet; run `handoff connect zendesk NAME --people-group GROUP` (or freshdesk)."
        )
    for account in accounts:
        application.integrations.require(account.integration)
    _ = application.desks  # a wrong rules file is told now, not with the first ticket


def _open_port(application: Application) -> waitress.server.BaseWSGIServer:
    settings = application.settings
    try:
        return waitress.create_server(
            application.web,
            host=settings.host,
            port=settings.port,
            threads=settings.web_threads,
            max_request_body_size=LARGEST_BODY,
            channel_timeout=30,
            ident="warm-handoff",
        )
    except OSError as exc:
        raise ConfigurationError(
            f"{settings.host}:{settings.port} cannot be opened ({exc.strerror}); set HANDOFF_HOST or HANDOFF_PORT."
        ) from exc


def _work(application: Application, *, pool: str, concurrency: int) -> None:
    running = application.celery.Worker(
        pool=pool,
        concurrency=concurrency,
        loglevel="ERROR",
        without_mingle=True,
        without_gossip=True,
        without_heartbeat=True,
        time_limit=None if pool == "threads" else int(application.settings.lease_seconds) - 5,  # a lost lease can write nothing
    )
    running.start()


def _serve_metrics(application: Application) -> None:
    settings = application.settings
    if settings.metrics_port:
        collector = InboxCollector(
            inbox_counts=application.inbox.counts,
            oldest_due=application.inbox.oldest_due,
            triage_counts=application.triages.counts,
            certificates=lambda: _certificates(application),
            outside=lambda: _outside(application),
            limits=lambda: {key: (usage.credits, usage.wait) for key, usage in application.rates.usage().items()},
        )
        serve_metrics(collector, host=settings.metrics_host, port=settings.metrics_port)


def _certificates(application: Application) -> Mapping[tuple[str, str], str]:
    """The state of every kind that is switched on for earned automation, by account and kind."""
    found: dict[tuple[str, str], str] = {}
    for account in application.accounts.all():
        rules = application.desks.rules_kept(account)
        lines = standing_lines(application.audits.standings(account.name, rules), rules)
        found |= {(account.name, line.kind): line.state for line in lines if line.is_on}
    return found


def _outside(application: Application) -> Mapping[tuple[str, str, str], int]:
    """How often asking an outside model came to what, by account and task."""
    accounts = (account.name for account in application.accounts.all())
    return {(name, *key): count for name in accounts for key, count in application.outside_outcomes.totals(name).items()}


@contextmanager
def _single_owner(data_dir: Path) -> Iterator[None]:
    """Hold the data directory alone. The lock ends with the process, so that a restart may void old leases at once."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "handoff.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise ConfigurationError(
                f"another `handoff serve` already works in {data_dir}; stop it, or set HANDOFF_DATA_DIR to another folder."
            ) from exc
        yield


class _Gunicorn(BaseApplication):
    """The web role under gunicorn, with threads, because an acknowledgement mostly waits for a commit."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        settings = self._settings
        for key, value in {
            "bind": f"{settings.host}:{settings.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": settings.web_threads,
            "loglevel": "error",
            "accesslog": None,
            "control_socket_disable": True,
        }.items():
            if key in self.cfg.settings:
                self.cfg.set(key, value)

    def load(self) -> object:
        """Build the app inside the worker process."""
        return Application(settings=self._settings).web
