"""``handoff checkins``: the very words, a person's name under them, and a yes or a no to each."""

import json

import pytest

from connector.bootstrap import Application
from connector.core.checkin import State, check_in_body
from connector.core.disclosure import FOOTERS
from connector.store.checkins import Matter

from .conftest import Commands


def put(application: Application, ticket: str, *, requester: str, offered: bool = True) -> None:
    """One check-in that waits, or is only planned."""
    matter = Matter(account="acme", ticket=ticket, trigger="created", requester=requester, kind="how_to", language="en")
    application.check_ins.plan(matter, due_at=application.clock())
    (check_in,) = application.check_ins.of_ticket("acme", ticket)
    if offered:
        assert application.check_ins.offer(check_in, body=check_in_body("how_to", "en"))


@pytest.fixture
def queue(commands: Commands) -> Commands:
    """Two that wait and one that is planned, on an account that is live."""
    commands.connect()
    commands.run("go-live", "acme")
    with commands.application() as application:
        put(application, "41", requester="a")
        put(application, "42", requester="b")
        put(application, "43", requester="c", offered=False)
    return commands


def states(commands: Commands) -> list[tuple[State, str]]:
    """State of each, and who approved it."""
    with commands.application() as application:
        found = [application.check_ins.read(number) for number in (1, 2, 3)]
    return [(check_in.state, check_in.approved_by) for check_in in found if check_in]


def test_an_empty_queue_says_how_to_fill_it(commands: Commands) -> None:
    commands.connect()
    assert "they are off" in commands.run("checkins", "acme").output
    commands.change(lambda a: a.accounts.set("acme", rules_text="people_group: Support\ncheck_ins: how_to\ncheck_in_days: 1"))
    assert "about how_to may be asked about 1 working day after" in commands.run("checkins", "acme").output
    assert json.loads(commands.run("checkins", "acme", "--json").output) == []


def test_the_list_shows_the_words_that_would_be_sent(queue: Commands) -> None:
    rows = json.loads(queue.run("checkins", "acme", "--json").output)
    assert [(row["ticket"], row["state"]) for row in rows] == [("41", "waiting"), ("42", "waiting"), ("43", "planned")]
    assert "Does it work for you now?" in rows[0]["text"]
    assert rows[2]["text"] == ""
    assert "Does it work for you now?" in " ".join(queue.run("checkins", "acme").output.split())


def test_approval_records_who_and_sends_nothing_by_itself(queue: Commands) -> None:
    assert "approved by Kim Berg" in queue.run("checkins", "acme", "2", "--approve", "--as", " Kim  Berg ").output
    assert states(queue) == [(State.WAITING, ""), (State.APPROVED, "Kim Berg"), (State.PLANNED, "")]
    rows = json.loads(queue.run("checkins", "acme", "--json").output)
    assert rows[1]["text"].endswith(FOOTERS["en"].format(name="Kim Berg"))
    assert queue.helpdesk.sends == 0


def test_all_that_wait_are_shown_and_asked_about_one_by_one(queue: Commands) -> None:
    output = queue.run("checkins", "acme", "--approve-all", "--as", "Kim Berg", typed="y\nn\n").output
    assert output.count("Send this?") == 2
    assert output.count("checked by Kim Berg") == 2
    assert states(queue) == [(State.APPROVED, "Kim Berg"), (State.WAITING, ""), (State.PLANNED, "")]
    assert "No check-in waits" not in output


def test_what_is_discarded_is_gone_for_good(queue: Commands) -> None:
    queue.run("checkins", "acme", "1", "3", "--discard")
    assert [state for state, _ in states(queue)] == [State.STOPPED, State.WAITING, State.STOPPED]
    assert "not on the queue" in queue.refuse("checkins", "acme", "1", "--approve", "--as", "Kim")


def test_an_account_that_only_reads_is_told(queue: Commands) -> None:
    queue.run("shadow", "acme")
    assert "handoff go-live acme" in queue.run("checkins", "acme", "1", "--approve", "--as", "Kim").output


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("1", "--approve"), "who checked the text"),
        (("1", "--approve", "--as", "<Kim>"), "write the name"),
        (("--approve-all",), "who checked the text"),
        (("--approve", "--as", "Kim"), "need numbers"),
        (("1",), "go with --approve"),
        (("1", "--approve", "--discard", "--as", "Kim"), "exclude one another"),
        (("9", "--discard"), "not on the queue"),
        (("3", "--approve", "--as", "Kim"), "no text yet; it is written when it is due"),
    ],
    ids=str,
)
def test_what_cannot_be_done_says_what_can(queue: Commands, arguments: tuple[str, ...], remedy: str) -> None:
    assert remedy in queue.refuse("checkins", "acme", *arguments)
    assert [state for state, _ in states(queue)] == [State.WAITING, State.WAITING, State.PLANNED]


def test_one_that_is_being_sent_is_not_discarded(queue: Commands) -> None:
    with queue.application() as application:
        lease = application.leases.take("acme", "41", "a worker")
        assert lease is not None
    assert "try again" in queue.refuse("checkins", "acme", "1", "--discard")
