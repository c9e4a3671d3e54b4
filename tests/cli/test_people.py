"""``handoff people``: who wishes what, one customer by any name, the export, and that forgetting reaches all of it."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from connector.bootstrap import Application
from connector.cli import handoff
from connector.core.assessment import abstention
from connector.core.context import Mode
from connector.core.taxonomy import Level
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.core.wishes import PREFERS_HUMAN
from connector.errors import Transient
from connector.store.checkins import Matter
from connector.store.triages import Work
from connector.testing.strategies import EPOCH

from .conftest import Commands

SAM = Requester(id="7", name="Sam Example", email="sam@example.com")


def a_ticket_of_sam(application: Application) -> None:
    """One ticket of Sam's was read and decided."""
    key = application.requesters.recognise("acme", SAM)
    work = Work("acme", "41", "created", "created", key)
    application.triages.keep_assessment(work, abstention("empty"), mode="assist")
    application.triages.keep_decision(work, {"group": "Support"}, kind="people", level=Level.L0, mode="assist")
    matter = Matter(account="acme", ticket="41", trigger="created", requester=key, kind="how_to", language="en")
    application.check_ins.plan(matter, due_at=application.clock())
    application.spared.spare("acme", key, for_good=False)


@pytest.fixture
def known(commands: Commands) -> Commands:
    """An account that works, with one customer."""
    commands.connect()
    commands.change(lambda a: a.accounts.set("acme", mode=Mode.ASSIST.value))
    commands.change(a_ticket_of_sam)
    message = Message(id="1", author=Author.REQUESTER, public=True, text="Hello", created_at=EPOCH)
    commands.helpdesk.put(
        Ticket(
            id="41", subject="Hello", status=Status.OPEN, channel=Channel.EMAIL, requester=SAM, messages=(message,), stamp="v1",
            created_at=EPOCH, updated_at=EPOCH,
        )
    )  # fmt: skip
    return commands


def listed(commands: Commands, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(commands.run("people", "acme", *arguments, "--json").output)
    return found


def tags(commands: Commands) -> set[str]:
    return set(commands.helpdesk.tickets["41"].requester.tags or ())


def test_nobody_has_a_wish_at_first(known: Commands) -> None:
    assert "No wish is remembered." in known.run("people", "acme").output
    assert listed(known) == listed(known, "sam@example.com") == []


def test_a_wish_is_set_shown_by_any_name_and_ended_on_the_record_too(known: Commands) -> None:
    known.run("people", "acme", "SAM@example.com", "--prefer-human", "--channel", "call")
    (person,) = listed(known)
    assert (person["prefers_human"], person["shown_on_record"], person["channel"]) == (True, True, "call")
    assert listed(known, "7") == listed(known, "sam@example.com") == [person]
    assert len(person["requester"]) == 10
    assert tags(known) == {PREFERS_HUMAN}
    shown = known.run("people", "acme").output
    assert all(word in shown for word in (person["requester"], "call", person["until"][:10]))
    assert "sam" not in shown.casefold()
    known.run("people", "acme", "7", "--no-prefer-human")
    assert [one["channel"] for one in listed(known) if not one["prefers_human"]] == ["call"]
    assert tags(known) == set()
    known.run("people", "acme", "7", "--channel", "none")
    assert listed(known) == []


def test_the_export_holds_all_that_forgetting_erases(known: Commands) -> None:
    known.run("people", "acme", "7", "--prefer-human")
    told = json.loads(known.run("people", "acme", "7", "--export").output)
    assert [change["by"] for change in told["changes"]] == ["command"]
    assert [(text["ticket"], text["purpose"]) for text in told["texts"]] == [("41", "assessment"), ("41", "decision")]
    assert [(triage["ticket"], triage["level"], triage["kind"]) for triage in told["triages"]] == [("41", "L0", "people")]
    assert told["wishes"]["prefers_human"] is True
    assert [(check_in["ticket"], check_in["state"]) for check_in in told["check_ins"]] == [("41", "planned")]
    assert told["asked_by_no_machine"] is True
    assert "Forgot 3 pieces" in known.run("forget", "7").output
    assert tags(known) == set()
    told = json.loads(known.run("people", "acme", "sam@example.com", "--export").output)
    assert (told["changes"], told["texts"], told["triages"], told["wishes"]["prefers_human"]) == ([], [], [], False)
    assert (told["check_ins"], told["asked_by_no_machine"]) == ([], False)


def test_a_tag_that_cannot_be_taken_off_is_said_and_the_rest_is_forgotten(known: Commands) -> None:
    known.run("people", "acme", "7", "--prefer-human")

    def away(_requester: str) -> None:
        raise Transient("away")

    known.helpdesk.before_mark = away
    done = known.run("forget", "7")
    assert "Forgot 3 pieces" in done.output
    assert f"the tag {PREFERS_HUMAN} still stands" in done.output
    assert listed(known) == []
    done = known.run("people", "acme", "7", "--prefer-human")
    assert "it follows their next ticket" in done.output
    assert listed(known)[0]["shown_on_record"] is False


def test_in_shadow_mode_nothing_is_written(known: Commands) -> None:
    known.run("shadow", "acme")
    assert known.run("people", "acme", "7", "--prefer-human").output.count("record") == 1  # a column of the table
    assert tags(known) == set()


@pytest.mark.parametrize("option", [["--prefer-human"], ["--channel", "call"], ["--export"]])
def test_an_option_about_one_customer_needs_one(known: Commands, option: list[str]) -> None:
    assert "give the customer's e-mail address" in known.refuse("people", "acme", *option)


def test_an_unknown_account_or_channel_is_said(known: Commands) -> None:
    assert "there is no account" in known.refuse("people", "nobody")
    assert CliRunner().invoke(handoff, ["people", "acme", "7", "--channel", "pigeon"]).exit_code == 2
