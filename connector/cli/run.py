"""Running it: ``serve`` is one process without any server; ``web``, ``worker`` and ``sweeper`` are the same code in roles."""

import gc
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import click

from connector.bootstrap import Application
from connector.cli.ownership import own_alone
from connector.errors import ConfigurationError
from connector.logs import configure_logs
from connector.report.standings import standing_lines
from connector.settings import Settings, read_settings
from connector.steps import crash_at
from connector.store.database import Database
from connector.store.heartbeats import Heartbeats
from connector.web.metrics import InboxCollector, serve_metrics
from connector.web.servers import EmbeddedServer, ForkingServer
from connector.worker.app import when_stopping
from connector.worker.liveness import Listening, watch

#: After SIGTERM the work at hand has so long; a write to a helpdesk takes 25 seconds at most, and compose.yaml waits for 30.
_STOP_SECONDS: Final = 27.0


@click.command()
@click.option("--poll", is_flag=True, help="Also look for new tickets every minute; needs no public address.")
def serve(*, poll: bool) -> None:
    """Run everything in one process: webhooks, worker, sweeper, SQLite."""
    settings = _start()
    if not settings.is_embedded:
        raise ConfigurationError("`handoff serve` needs no broker; unset BROKER_URL, or run web, worker and sweeper.")
    with own_alone(settings):
        application = Application(settings=settings)
        _require_accounts(application)
        if settings.sqlite_file:  # we are alone with it, so what an earlier process held is held by nobody
            application.inbox.forget_hints()
            application.leases.void_all()
        application.circuits.withdraw_all()
        _serve_metrics(application)
        server = EmbeddedServer(application.web, settings)
        server.start()
        sweeping = application.sweeper(polls=poll)
        sweeping.start()

        def stop() -> None:
            server.stop_accepting()
            sweeping.stop()
            _end_in_time()

        when_stopping(stop)
        click.echo(f"Warm Handoff listens on {settings.address}" + (" and polls." if poll else "."), err=True)
        application.warm_up()
        try:
            _work(application, pool="threads", concurrency=settings.worker_threads)
        finally:
            server.stop_accepting()
            sweeping.stop()
            server.drain()
            application.close()


@click.command()
def web() -> None:
    """Run the web role alone (needs BROKER_URL)."""
    settings = _start(needs_broker="web")
    application = Application(settings=settings)
    _require_accounts(application)
    application.database.close()
    ForkingServer(lambda: Application(settings=settings).web, settings).run()


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
    gc.collect()
    gc.freeze()  # what the collector of a child looks at is copied; see https://docs.python.org/3/library/gc.html#gc.freeze
    _work(application, pool="prefork", concurrency=concurrency or os.cpu_count() or 1)


@click.command()
@click.option("--poll", is_flag=True, help="Also look for new tickets every minute.")
def sweeper(*, poll: bool) -> None:
    """Run the sweeper role alone (needs BROKER_URL). Any number may run."""
    settings = _start(needs_broker="sweeper")
    application = Application(settings=settings)
    _require_accounts(application)
    _serve_metrics(application)
    sweeping = application.sweeper(polls=poll)

    def stop(*_: object) -> None:
        sweeping.stop()
        _end_in_time()

    signal.signal(signal.SIGTERM, stop)
    sweeping.run()
    application.close()


def _start(*, needs_broker: str = "") -> Settings:
    settings = read_settings()
    configure_logs(settings.log_level)
    crash_at(settings.crash_at)
    if needs_broker and settings.is_embedded:
        raise ConfigurationError(
            f"`handoff {needs_broker}` alone needs a broker that other processes reach; set BROKER_URL, or run `handoff serve`."
        )
    if needs_broker and settings.sqlite_file:
        raise ConfigurationError(
            f"`handoff {needs_broker}` shares its database with other processes, which SQLite is not for; "
            "set DATABASE_URL to PostgreSQL, or run `handoff serve`."
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


def _work(application: Application, *, pool: str, concurrency: int) -> None:
    watch(Listening(lambda: _signs(application.settings)), _end_oneself)
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
def _signs(settings: Settings) -> Iterator[Heartbeats]:
    """Signs of life over a connection of their own: what is open when a worker forks would be shared with its children."""
    database = Database(settings.database)
    try:
        yield Heartbeats(database)
    finally:
        database.close()


def _end_oneself() -> None:
    """As if we were told to stop; but a worker that hears nothing may not hear that either."""
    _end_in_time()
    os.kill(os.getpid(), signal.SIGTERM)


def _end_in_time() -> None:
    """End the process when work at hand lasts too long: its leases run out, and what it was about is looked at again."""
    watch = threading.Timer(_STOP_SECONDS, os._exit, (0,))
    watch.daemon = True
    watch.start()
