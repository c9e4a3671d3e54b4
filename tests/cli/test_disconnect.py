"""``handoff disconnect``: what is taken down, what is forgotten to the last row, and what stays on purpose."""

from typing import Any

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.errors import ConfigurationError, Unreachable
from connector.store.of_account import OF_ACCOUNT
from connector.store.tables import ACCOUNT, ATTEMPT, EFFECT, INBOX, METADATA, TICKET_LEASE

from .conftest import Commands

_VALUES: dict[type[sa.types.TypeEngine[Any]], Any] = {
    sa.String: "x",
    sa.Text: "x",
    sa.Float: 1.0,
    sa.Boolean: True,
    sa.JSON: {},
    sa.LargeBinary: b"x",
    sa.BigInteger: 1,
    sa.Integer: 1,
}


def fill(application: Application, account: str, number: int) -> None:
    """Put one row of the account into every table that can hold one."""
    with application.database.write() as connection:
        for table in OF_ACCOUNT:
            row = {
                column.name: next(value for kind, value in _VALUES.items() if isinstance(column.type, kind))
                for column in table.columns
                if not column.nullable and column.server_default is None
            }
            ids = {"id": number} if "id" in table.columns else {}
            connection.execute(sa.insert(table).values({**row, "account": account, **ids}))
        connection.execute(sa.insert(ATTEMPT).values(effect_id=number, at=1.0, fence=1, outcome="done"))


def rows(application: Application, account: str) -> dict[str, int]:
    """How many rows of the account each table holds."""
    counts = {}
    with application.database.read() as connection:
        for table in METADATA.sorted_tables:
            if "account" in table.columns:
                where = table.c.account == account
            elif table is ACCOUNT:
                where = table.c.name == account
            elif table is ATTEMPT:
                where = table.c.effect_id == {"acme": 1, "other": 2}[account]
            else:
                continue
            count = sa.select(sa.func.count()).select_from(table).where(where)
            counts[table.name] = connection.execute(count).scalar_one()
    return counts


@pytest.fixture
def two(commands: Commands) -> Commands:
    """Two connected accounts with a row in every table."""
    for number, name in enumerate(("acme", "other"), start=1):
        commands.connect(name=name)
        commands.change(lambda a, name=name, number=number: fill(a, name, number))
    with commands.application() as application:
        assert set(rows(application, "acme").values()) == {1}
    return commands


def test_every_table_of_an_account_is_emptied() -> None:
    assert {table for table in METADATA.sorted_tables if "account" in table.columns} == set(OF_ACCOUNT)


def test_nothing_is_left_of_it_and_nothing_else_is_touched(two: Commands) -> None:
    done = two.run("disconnect", "acme", "--yes")
    with two.application() as application:
        assert set(rows(application, "acme").values()) == {0}
        assert set(rows(application, "other").values()) == {1}
    assert two.administration is not None
    assert set(two.administration.webhooks) == {"other"}
    assert "- deleted" in done.output
    assert "✋ End the access of the key\nOpen the agent and reset its key." in done.output
    assert "Tags and notes on tickets stay" in done.output


def test_what_was_learnt_can_stay(two: Commands) -> None:
    two.run("disconnect", "acme", "--yes", "--keep-data")
    with two.application() as application:
        left = rows(application, "acme")
    gone = {ACCOUNT.name, INBOX.name, TICKET_LEASE.name}
    assert {name for name, count in left.items() if count == 0} == gone
    assert left[EFFECT.name] == left[ATTEMPT.name] == 1
    two.connect()
    assert two.account() is not None


def test_a_dry_run_tells_and_leaves_everything(two: Commands) -> None:
    done = two.run("disconnect", "acme", "--dry-run")
    with two.application() as application:
        assert set(rows(application, "acme").values()) == {1}
    assert two.administration is not None
    assert "acme" in two.administration.webhooks
    assert "- delete " in done.output
    assert "Nothing was changed" in done.output


@pytest.mark.parametrize(("typed", "gone"), [("y\n", True), ("n\n", False)])
def test_an_admin_is_asked(two: Commands, admin: None, typed: str, gone: bool) -> None:
    if gone:
        two.run("disconnect", "acme", typed=typed)
    else:
        assert "nothing was changed" in two.refuse("disconnect", "acme", typed=typed)
    assert (two.account() is None) is gone


def test_a_program_has_to_say_yes(two: Commands) -> None:
    assert "--yes" in two.refuse("disconnect", "acme")
    assert two.account() is not None


@pytest.mark.parametrize("trouble", [Unreachable("nobody is there"), None])
def test_a_helpdesk_out_of_reach(two: Commands, monkeypatch: pytest.MonkeyPatch, trouble: Unreachable | None) -> None:
    assert two.administration is not None
    two.administration.trouble = trouble
    if trouble is None:  # settings that no longer open

        def refuse(*_: object) -> None:
            raise ConfigurationError("site is gone.")

        monkeypatch.setattr("connector.testing.integration.MemoryIntegration.administer", refuse)
    says = two.refuse("disconnect", "acme", "--yes")
    assert "--force" in says
    assert two.account() is not None
    done = two.run("disconnect", "acme", "--yes", "--force")
    assert two.account() is None
    assert "By hand, in the helpdesk:" in done.output
    assert "/hooks/memory/acme" in done.output


def test_without_an_admins_side_the_steps_are_by_hand(two: Commands) -> None:
    two.administration = None
    assert "Revoke the key" in two.run("disconnect", "acme", "--yes").output
    assert two.account() is None


def test_an_account_that_is_not_there(commands: Commands) -> None:
    assert "there is no account “acme”" in commands.refuse("disconnect", "acme", "--yes")
