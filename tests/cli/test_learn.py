"""``handoff learn``: what it says, that it reads only, and the ways back."""

import json
import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from connector.bootstrap import Application
from connector.cli import handoff
from connector.cli.learn import learn
from connector.core.assessment import Assessment
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.errors import ConfigurationError, CredentialsRejected, RateLimited
from connector.port import HistoryPage
from connector.registry import Registry
from connector.settings import Settings
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.testing.strategies import EPOCH

COMMAND = sys.modules[learn.callback.__module__]
WORDS = {
    "3": ["invoice", "charged", "amount", "bank", "statement", "payment", "card", "receipt", "euro", "refunded", "balance"],
    "4": ["kettle", "lid", "broken", "spout", "leaking", "handle", "cracked", "parts", "spare", "filter", "boiler"],
}
FILLER = ["hello", "please", "could", "since", "monday", "question", "about", "thanks", "regards", "bought", "week"]


class Calm:
    """Reads everything as a plain question."""

    def assess(self, ticket: Ticket) -> Assessment:
        """Return the reading."""
        return Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={})


def settled(number: int, group: str) -> Ticket:
    """A ticket of the past."""
    dice = random.Random(number)
    words = dice.choices(WORDS[group], k=6) + dice.choices(FILLER, k=8)
    dice.shuffle(words)
    at = EPOCH + timedelta(minutes=number)
    message = Message(id="1", author=Author.REQUESTER, public=True, text=" ".join(words), created_at=at)
    return Ticket(
        id=str(number), subject="", status=Status.SOLVED, channel=Channel.EMAIL,
        requester=Requester(id=str(number)), messages=(message,), stamp="v1", created_at=at, updated_at=at, group_id=group,
    )  # fmt: skip


@pytest.fixture
def helpdesk() -> MemoryHelpdesk:
    """A past of two groups."""
    helpdesk = MemoryHelpdesk()
    for number in range(1, 121):
        helpdesk.put(settled(number, "34"[number % 2]))
    helpdesk.put(settled(900, "3"))
    helpdesk.tickets["900"] = Ticket(**{**{f: getattr(settled(900, "3"), f) for f in Ticket.__slots__}, "status": Status.OPEN})
    return helpdesk


@pytest.fixture
def application(tmp_path: Path, helpdesk: MemoryHelpdesk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """A connected account in shadow mode, opened by the command."""
    monkeypatch.setattr("connector.workshop.load_encoder", lambda: None)
    monkeypatch.setenv("COLUMNS", "220")
    application = Application(
        settings=Settings(data_dir=tmp_path / "data"), registry=Registry({"memory": MemoryIntegration(helpdesk)}), assessor=Calm()
    )
    application.accounts.save(
        name="acme", integration="memory", settings={}, credentials={}, webhook_secrets=["s"], rules_text="people_group: Support"
    )
    monkeypatch.setattr(COMMAND, "open_application", lambda: application)
    yield application
    application.close()


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(handoff, ["learn", *arguments], catch_exceptions=False)


def test_what_was_learnt_and_how_good_it_is(application: Application, helpdesk: MemoryHelpdesk) -> None:
    done = run("acme")
    assert done.exit_code == 0
    out = " ".join(done.stdout.split())
    assert "Nothing was written in the helpdesk" in out
    assert "not settled yet" in out
    assert "in use now" in out
    assert "Version 1 is in use" in out
    assert "type: needs at least two values with 10 different tickets each, and there are: none." in out
    assert helpdesk.sends == 0
    again = run("acme")
    assert "Nothing was better than what stands: version 1 stays in use." in " ".join(again.stdout.split())


def test_numbers_for_programs(application: Application) -> None:
    found = json.loads(run("acme", "--json").stdout)
    assert (found["account"], found["version"], found["is_new"], found["written"]) == ("acme", 1, True, 0)
    assert found["left_out"]["open"] == 1
    (group,) = [head for head in found["heads"] if head["name"] == "group"]
    assert group["outcome"] == "added"
    assert sum(group["labels"].values()) == group["tickets"]
    assert set(group["labels"]) == {"Billing", "Care"}
    assert group["interval"][0] <= group["accuracy"] <= group["interval"][1]
    assert group["duel"]["right"] > group["duel"]["other_right"]


def test_too_few_tickets_are_said_to_be(application: Application, helpdesk: MemoryHelpdesk) -> None:
    for number in range(10, 121):
        del helpdesk.tickets[str(number)]
    out = " ".join(run("acme").stdout.split())
    assert "group: needs at least two values with 10 different tickets each, and there are:" in out
    assert "Nothing is in use" in out
    assert "Nothing was learnt from acme yet" in run("acme", "--versions").stdout


def test_versions_and_the_ways_back(application: Application) -> None:
    run("acme")
    application.account_models.add("acme", application.account_models.read("acme", 1) or b"", {"tickets": 1, "heads": []})
    shown = json.loads(run("acme", "--versions", "--json").stdout)
    assert [(row["version"], row["in_use"]) for row in shown] == [(2, True), (1, False)]
    assert "version" in run("acme", "--versions").stdout
    assert "uses version 1 from the next ticket on" in run("acme", "--roll-back").stdout
    assert "uses nothing that was learnt any more" in run("acme", "--roll-back").stdout
    with pytest.raises(ConfigurationError, match="name a version"):
        run("acme", "--roll-back")
    assert "uses version 2" in run("acme", "--roll-back", "2").stdout
    with pytest.raises(ConfigurationError, match="no version 7"):
        run("acme", "--roll-back", "7")


def test_forgetting_asks_and_takes_models_and_texts(application: Application) -> None:
    run("acme")
    with pytest.raises(ConfigurationError, match="nothing was changed"):
        run("acme", "--forget")
    assert application.history.count("acme") == 120
    assert "Forgot 1 versions and the texts of 120 tickets" in run("acme", "--forget", "--yes").stdout
    assert application.history.count("acme") == 0
    assert application.account_models.current("acme") is None


def test_a_stop_by_hand_keeps_what_was_read(
    application: Application, helpdesk: MemoryHelpdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    helpdesk.page_size = 50
    history = helpdesk.history

    def stop_at_the_third(cursor: str, since: object) -> HistoryPage:
        if cursor == "100":
            raise KeyboardInterrupt
        return history(cursor, since)  # type: ignore[arg-type]

    monkeypatch.setattr(helpdesk, "history", stop_at_the_third)
    done = run("acme")
    assert done.exit_code == 130
    assert "Stopped. 100 tickets are kept; run `handoff learn acme` again to go on." in done.stderr
    assert application.account_models.current("acme") is None
    monkeypatch.setattr(helpdesk, "history", history)
    assert json.loads(run("acme", "--json").stdout)["tickets"] == 120


def test_it_waits_when_asked_and_says_so_when_refused(
    application: Application, helpdesk: MemoryHelpdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("connector.cli.bar.time.sleep", waits.append)
    history = helpdesk.history
    trouble = [RateLimited("slow down", retry_after=9.0), CredentialsRejected("the export is for admins only")]

    def troubled(cursor: str, since: object) -> HistoryPage:
        if trouble:
            raise trouble.pop(0)
        return history(cursor, since)  # type: ignore[arg-type]

    monkeypatch.setattr(helpdesk, "history", troubled)
    with pytest.raises(CredentialsRejected, match="admins only"):
        run("acme")
    assert waits == [9.0]


def test_an_unknown_account_is_told(application: Application) -> None:
    with pytest.raises(ConfigurationError, match="no account"):
        run("nobody")
