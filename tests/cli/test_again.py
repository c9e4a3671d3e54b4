"""``handoff replay`` and ``handoff redecide``: what they keep and say."""

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.store.line import Lane
from connector.store.tables import INBOX

from .conftest import Commands


@pytest.mark.parametrize("command", ["replay", "redecide"])
def test_each_ticket_becomes_an_event_that_goes_first(commands: Commands, command: str) -> None:
    commands.connect()
    for _ in range(2):  # as often as somebody asks
        shown = commands.run(command, "acme", "41", "42", "41").output
        assert [line.partition(":")[0] for line in shown.splitlines() if line.startswith("Ticket")] == ["Ticket 41", "Ticket 42"]

    def look(application: Application) -> None:
        with application.database.read() as connection:
            rows = connection.execute(sa.select(INBOX.c.ticket, INBOX.c.kind, INBOX.c.lane).order_by(INBOX.c.id)).all()
        assert [tuple(row) for row in rows] == [(ticket, command, int(Lane.ASKED)) for ticket in ("41", "42", "41", "42")]

    commands.change(look)


def test_an_account_that_is_not_known_is_told(commands: Commands) -> None:
    commands.connect()
    assert "nobody" in commands.refuse("replay", "nobody", "41")
