"""``handoff learn``: read an account's history, learn from it, say how good that is, and go back where it was not."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import click
from rich.console import Console

from connector.bootstrap import Application
from connector.cli.asking import confirm
from connector.cli.bar import Bar
from connector.cli.learnt import print_lesson, print_versions
from connector.cli.opening import known_account, open_application
from connector.errors import ConfigurationError
from connector.learning.learner import Learner, Lesson
from connector.store.accounts import Account

#: What ``--roll-back`` without a number stands for.
_THE_ONE_BEFORE: Final = 0
_INTERRUPTED: Final = 130


@click.command()
@click.argument("account")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="How far back the history is read.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@click.option("--versions", is_flag=True, help="Show what was learnt so far; read nothing.")
@click.option(
    "--roll-back", is_flag=False, flag_value=_THE_ONE_BEFORE, type=click.IntRange(min=0), metavar="[VERSION]",
    help="Use VERSION again, or the one before; before the first there is none.",
)  # fmt: skip
@click.option("--forget", is_flag=True, help="Delete all versions and the texts they were learnt from.")
@click.option("--yes", is_flag=True, help="With --forget: do not ask.")
def learn(account: str, *, days: int, as_json: bool, versions: bool, roll_back: int | None, forget: bool, yes: bool) -> None:
    """Learn the groups, types, priorities and tags of ACCOUNT from its own history.

    Only reads, so read-only rights suffice; nothing is written in the helpdesk. A stop at any moment, Ctrl-C too, keeps what was read;
    the next run goes on from there. What is learnt is used only where it is better than what stands.
    """
    application = open_application()
    try:
        known = known_account(application, account)
        if forget:
            _forget(application, known, yes=yes)
        elif roll_back is not None:
            _roll_back(application, known, roll_back)
        elif versions:
            _show_versions(application, known, as_json=as_json)
        else:
            _learn(application, known, days, as_json=as_json)
    finally:
        application.close()


def _learn(application: Application, account: Account, days: int, *, as_json: bool) -> None:
    bar = Bar("Asking for the history", counts=False, stays=not as_json)
    learner = application.learner(account, wait=bar.wait)
    try:
        with bar:
            passed = _read(learner, days, application.clock(), bar)
            lesson = _fit(learner, bar)
    except KeyboardInterrupt:
        kept = application.history.count(account.name)
        click.echo(f"Stopped. {kept} tickets are kept; run `handoff learn {account.name}` again to go on.", err=True)
        raise SystemExit(_INTERRUPTED) from None
    if as_json:
        click.echo(json.dumps(_document(account, lesson, passed), ensure_ascii=False, indent=2))
    else:
        print_lesson(Console(), account.name, lesson, passed)


def _read(learner: Learner, days: int, now: float, bar: Bar) -> Mapping[str, int]:
    """Read the past; returns what was left out, by reason. The bar runs over the time that is read, because no list tells its length."""
    span = timedelta(days=days).total_seconds()
    looked_at, passed = 0, {}
    bar.begin("Asking for the history", span)
    for page in learner.read(days):
        looked_at, passed = looked_at + page.looked_at, dict(page.reading.passed)
        until = page.newest.timestamp() if page.newest else now
        shown = f", up to {page.newest.astimezone(UTC):%Y-%m-%d}" if page.newest else ""
        done = span if page.reading.complete else max(0.0, min(span, until - (now - span)))
        bar.show(done, f"Read {looked_at} tickets{shown}")
    return passed


def _fit(learner: Learner, bar: Bar) -> Lesson:
    def step(name: str, done: int, total: int) -> None:
        what = f"Learning: {name.removeprefix('tag:')}" if name else "Looking for near-duplicates"
        bar.begin(what, total)
        bar.show(done, what)

    lesson = learner.learn(step)
    bar.begin("Learnt", len(lesson.reports))
    bar.show(len(lesson.reports), "Learnt")
    return lesson


def _document(account: Account, lesson: Lesson, passed: Mapping[str, int]) -> dict[str, Any]:
    return {
        "account": account.name,
        "tickets": lesson.tickets,
        "left_out": dict(passed),
        "heads": [report.as_dict() for report in lesson.reports],
        "version": lesson.version,
        "is_new": lesson.is_new,
        "written": 0,
    }


def _show_versions(application: Application, account: Account, *, as_json: bool) -> None:
    known = application.account_models.versions(account.name)
    if as_json:
        rows = [
            {
                "version": one.version,
                "made_at": datetime.fromtimestamp(one.made_at, UTC).isoformat(timespec="seconds"),
                "in_use": one.is_current,
                "report": one.report,
            }
            for one in known
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        print_versions(Console(), account.name, known)


def _roll_back(application: Application, account: Account, version: int) -> None:
    known = [one.version for one in application.account_models.versions(account.name)]
    current = application.account_models.current(account.name)
    if version == _THE_ONE_BEFORE:
        if current is None:
            raise ConfigurationError(
                f"nothing that was learnt is in use for {account.name}; name a version to use, see --versions."
            )
        before = max((one for one in known if one < current[0]), default=None)
        application.account_models.use(account.name, before)
    elif application.account_models.use(account.name, version):
        before = version
    else:
        raise ConfigurationError(
            f"there is no version {version} for {account.name}; `handoff learn {account.name} --versions` lists them."
        )
    if before is None:
        click.echo(f"{account.name} uses nothing that was learnt any more. The next ticket is decided without.")
    else:
        click.echo(f"{account.name} uses version {before} from the next ticket on.")


def _forget(application: Application, account: Account, *, yes: bool) -> None:
    question = f"Delete all that was learnt from {account.name}, and the texts it was learnt from?"
    if not confirm(question, yes=yes):
        raise ConfigurationError(f"nothing was changed; say --yes to forget what was learnt from {account.name}.")
    models = application.account_models.forget(account.name)
    texts = application.history.forget(account.name)
    click.echo(f"Forgot {models} versions and the texts of {texts} tickets. Corrections and blind checks stay.")
