"""``handoff recount``: what it prints, and its exit status."""

import json

import pytest
from click.testing import CliRunner

from connector.cli import handoff
from connector.recount import Counted, Recount

from .conftest import Commands

_FOUND = {
    "41": Counted("41", notes=1),
    "42": Counted("42", notes=2, doubled=("WH-ABCDEFGHIJKLM",)),
    "43": Counted("43", missing=("WH-NBCDEFGHIJKLM",)),
    "44": Counted("44", is_gone=True),
}


@pytest.fixture
def connected(commands: Commands) -> Commands:
    commands.connect()
    return commands


def show(monkeypatch: pytest.MonkeyPatch, *tickets: str) -> None:
    monkeypatch.setattr(Recount, "find", lambda _self, _account, _since: dict.fromkeys(tickets, ()))
    monkeypatch.setattr(Recount, "look", lambda _self, _account, ticket, _effects, _patience: _FOUND[ticket])


def test_only_what_differs_is_listed(connected: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    show(monkeypatch, *_FOUND)
    done = CliRunner().invoke(handoff, ["recount", "acme"])
    assert done.exit_code == 1
    shown = " ".join(done.output.split())
    assert "WH-ABCDEFGHIJKLM" in shown
    assert "4 tickets with 3 notes of ours: 1 with a note that stands twice, 1 where one is not there, 1 gone." in shown
    assert "tell the makers" in shown


def test_nothing_amiss_is_one_sentence(connected: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    show(monkeypatch, "41")
    assert connected.run("recount", "acme").output.splitlines()[-1].startswith("1 ticket with 1 note of ours: 0 with")


def test_json_holds_every_ticket(connected: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    show(monkeypatch, "41", "43")
    assert [one["ticket"] for one in json.loads(connected.run("recount", "acme", "--json").stdout)] == ["41", "43"]


def test_a_moment_that_is_none_is_told(connected: Commands) -> None:
    assert "is no moment" in connected.refuse("recount", "acme", "--since", "soon")
