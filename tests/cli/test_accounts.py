"""Looking after accounts: the list, pausing, going live, tokens, forgetting."""

import json
import re

import pytest

from connector.core.context import Mode
from connector.core.ticket import EventKind, TicketEvent
from connector.store.accounts import digest

from .conftest import Commands


def listed(commands: Commands) -> str:
    """What ``handoff accounts`` prints, on one line each."""
    return commands.run("accounts").output


def test_the_list_says_how_to_begin(commands: Commands) -> None:
    assert "handoff connect" in listed(commands)


def test_the_list_shows_what_stops_an_account(commands: Commands) -> None:
    commands.connect()
    row = listed(commands)
    for word in ("acme", "memory", "shadow", "working", "never heard of", "never seen", "in force"):
        assert word in row
    commands.change(
        lambda a: a.accounts.set("acme", enabled=False, rules_error="line 1: no\nline 2: no", app_seen_at=a.clock() - 90)
    )
    row = listed(commands)
    assert "switched off on the platform" in row
    assert "line 1: no; line 2: no" in row
    assert "never seen" not in row
    commands.change(lambda a: a.accounts.block("acme", seconds=600, reason="slow down"))
    assert re.search(r"waits 10 minutes more: slow down", listed(commands))


def test_pausing_lets_tickets_wait_and_resuming_goes_on(commands: Commands) -> None:
    commands.connect()
    commands.run("pause", "acme", "--reason", "moving house")
    assert "paused: moving house" in listed(commands)
    event = TicketEvent(kind=EventKind.CREATED, ticket_id="41")
    with commands.application() as application:
        assert application.inbox.claim("acme", event, settle=0.0)
        assert application.inbox.hand_out(9) == ()
    commands.run("resume", "acme")
    with commands.application() as application:
        assert len(application.inbox.hand_out(9)) == 1
    assert "working" in listed(commands)


def test_pausing_keeps_the_reason_of_a_wait(commands: Commands) -> None:
    commands.connect()
    commands.change(lambda a: a.accounts.block("acme", seconds=600, reason="slow down"))
    commands.run("pause", "acme", "--reason", "moving house")
    assert "slow down" in listed(commands)
    assert "makes it wait" in commands.run("resume", "acme").output


def test_going_live_and_back(commands: Commands) -> None:
    commands.connect()
    assert "Nothing was heard of this account yet" in commands.run("go-live", "acme").output
    account = commands.account()
    assert account is not None
    assert account.mode is Mode.ASSIST
    commands.change(lambda a: a.accounts.set("acme", cursor="here", paused=True))
    done = commands.run("go-live", "acme")
    assert "Nothing was heard" not in done.output
    assert "handoff resume acme" in done.output
    commands.run("shadow", "acme")
    account = commands.account()
    assert account is not None
    assert account.mode is Mode.SHADOW


def test_a_new_token_ends_the_old_one(commands: Commands) -> None:
    commands.connect()
    tokens = []
    for _ in range(2):
        found = re.search(r"shown once: (\S+)", commands.run("app-token", "acme").output)
        assert found
        tokens.append(found[1])
    account = commands.account()
    assert account is not None
    assert tokens[0] != tokens[1]
    assert account.app_token == digest(tokens[1])


@pytest.mark.parametrize("command", ["pause", "resume", "go-live", "shadow", "app-token"])
def test_an_account_that_is_not_there_is_said(commands: Commands, command: str) -> None:
    assert "`handoff accounts` lists them" in commands.refuse(command, "nobody")


@pytest.mark.parametrize(
    "command", [("forget", ""), ("forget", "  "), ("people", "acme", " "), ("people", "acme", "", "--prefer-human")]
)
def test_a_blank_customer_is_nobody(commands: Commands, command: tuple[str, ...]) -> None:
    """As a script gives one whose variable is not set."""
    commands.connect()
    assert "the customer is blank" in commands.refuse(*command)
    assert json.loads(commands.run("people", "acme", "--json").stdout) == []


def test_forgetting_a_customer_everywhere_or_in_one_account(commands: Commands) -> None:
    for name in ("acme", "other"):
        commands.connect(name=name)
        commands.run("people", name, "sam@example.com", "--prefer-human")
    assert "Forgot 1 pieces" in commands.run("forget", "sam@example.com", "--account", "acme").output
    assert "Forgot 1 pieces" in commands.run("forget", "sam@example.com").output
    assert (
        "No text and no wish of sam@example.com was kept. If you expected some"
        in commands.run("forget", "sam@example.com").output
    )
    assert "there is no account" in commands.refuse("forget", "sam@example.com", "--account", "nobody")
