"""``handoff dead-letters`` over a store in a folder of the test."""

import json

import pytest

from connector.bootstrap import Application
from connector.core.ticket import EventKind, TicketEvent

from .conftest import Commands


def give_up(application: Application) -> None:
    """Two events that were given up."""
    for ticket, outcome in (("41", "refused"), ("42", "gave_up")):
        event = TicketEvent(kind=EventKind.CREATED, ticket_id=ticket)
        row = application.inbox.claim("acme", event, settle=0.0)
        assert row is not None
        application.inbox.finish(row, outcome=outcome, state="dead", error="the helpdesk refused [it]")


@pytest.fixture
def given_up(commands: Commands) -> Commands:
    """An account with two dead letters."""
    commands.connect()
    commands.change(give_up)
    return commands


def tickets(commands: Commands) -> list[str]:
    return [letter["ticket"] for letter in json.loads(commands.run("dead-letters", "--json").output)]


def test_the_list_says_why_and_what_to_do(given_up: Commands) -> None:
    shown = " ".join(given_up.run("dead-letters").output.split())
    assert "the helpdesk refused [it]" in shown
    assert "required fields" in shown
    assert "failed for over a day" in shown
    assert "--retry" in shown


def test_chosen_ones_are_retried_and_discarded(given_up: Commands) -> None:
    first, second = (letter["id"] for letter in json.loads(given_up.run("dead-letters", "acme", "--json").output))
    assert "retried" in given_up.run("dead-letters", "acme", str(first), "--retry").output
    assert tickets(given_up) == ["42"]
    assert "discarded" in given_up.run("dead-letters", "acme", str(second), "--discard").output
    assert tickets(given_up) == []
    assert "Nothing was given up." in given_up.run("dead-letters").output


def test_all_of_an_account_at_once(given_up: Commands) -> None:
    assert given_up.run("dead-letters", "acme", "--retry", "--all").output.count(" of acme retried.") == 2
    assert "Nothing was given up." in given_up.run("dead-letters", "acme", "--discard", "--all").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("acme", "1", "--retry", "--discard"), "exclude"),
        (("acme", "1"), "numbers or --all"),
        (("acme", "--retry"), "numbers or --all"),
        (("acme", "99", "--retry"), "99"),
        (("nobody",), "nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(given_up: Commands, arguments: tuple[str, ...], said: str) -> None:
    assert said in given_up.refuse("dead-letters", *arguments)
    assert len(tickets(given_up)) == 2
