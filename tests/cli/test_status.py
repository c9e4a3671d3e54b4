"""``handoff status``: every number comes from a row, and what is wrong is a line."""

import json
from typing import Any

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.core.bounds import upper_bound
from connector.core.checkin import check_in_body
from connector.core.draft import Source
from connector.core.ticket import EventKind, TicketEvent
from connector.store.checkins import Matter
from connector.store.tables import AUDIT_SAMPLE, CORRECTION, DRAFT_USE, TRIAGE

from .conftest import Commands

DAY = 86400.0


def triage(application: Application, ticket: str, *, account: str = "acme", **values: Any) -> None:
    """Put one finished triage."""
    row = {
        "account": account, "ticket": ticket, "trigger": "1", "episode": "1", "kind": "how_to", "mode": "shadow", "level": 1,
        "finished": True, "decided_at": application.clock() - 60,
    }  # fmt: skip
    with application.database.write() as connection:
        connection.execute(sa.insert(TRIAGE).values({**row, **values}))


def busy_week(application: Application) -> None:
    """Some triages, corrections, drafts and blind checks of acme, and one of another account."""
    now = application.clock()
    triage(application, "1", level=0)
    triage(application, "2", level=2)
    triage(application, "3", level=2, decided_at=now - 3 * DAY)
    triage(application, "4", level=2, decided_at=now - 8 * DAY)
    triage(application, "5", finished=False)
    triage(application, "6", trigger="undo:1")
    triage(application, "1", trigger="1~2", level=1)  # a round after a colleague's word on the same message
    triage(application, "9", account="other")
    correction = {"account": "acme", "trigger": "1", "about": "kind", "ours": "how_to", "theirs": "billing", "source": "tag"}
    sample = {"account": "acme", "trigger": "1", "drawn_at": now, "lapses_at": now + DAY}
    with application.database.write() as connection:
        for ticket, at in (("1", now - 60), ("2", now - 2 * DAY), ("3", now - 9 * DAY)):
            connection.execute(sa.insert(CORRECTION).values(**correction, ticket=ticket, at=at))
        for ticket, outcome in (("1", "used"), ("2", "used"), ("3", "edited"), ("4", "")):
            row = {"account": "acme", "ticket": ticket, "trigger": "1", "kind": "how_to", "outcome": outcome}
            row |= {"answered_at": now, "disclosure_removed": ticket == "1", "distance": 0.0}
            connection.execute(sa.insert(DRAFT_USE).values(row))
        for ticket, state, right in (
            ("1", "answered", True),
            ("2", "answered", True),
            ("3", "answered", False),
            ("4", "open", None),
        ):
            connection.execute(sa.insert(AUDIT_SAMPLE).values(**sample, ticket=ticket, state=state, was_right=right))
    application.outside_outcomes.count("acme", "reading", "agrees")
    application.outside_outcomes.count("acme", "draft", "budget")
    application.outside_budget.take("acme")
    application.inbox.claim("acme", TicketEvent(kind=EventKind.CREATED, ticket_id="77"), settle=0.0)
    application.heartbeats.beat("sweeper", "this")


@pytest.fixture
def busy(commands: Commands) -> Commands:
    """Two accounts after a busy week."""
    commands.connect()
    commands.connect(name="other")
    commands.change(busy_week)
    return commands


def test_the_document(busy: Commands) -> None:
    found = json.loads(busy.run("status", "--json").stdout)
    assert found["queue"] == {"new": 1, "done": 0, "skipped": 0, "dead": 0}
    assert found["roles"]["sweeper"] is not None
    assert found["roles"]["worker"] is None
    acme, other = found["accounts"]
    assert (acme["name"], acme["integration"], acme["mode"], acme["paused"], acme["enabled"]) == (
        "acme",
        "memory",
        "shadow",
        False,
        True,
    )
    assert acme["last_event_seconds"] < 60
    assert other["last_event_seconds"] is None
    assert acme["triages_day"] == {"L0": 1, "L1": 0, "L2": 1, "L3": 0}
    assert acme["triages_week"] == {"L0": 1, "L1": 0, "L2": 2, "L3": 0}
    assert other["triages_day"]["L1"] == 1
    assert (acme["corrections_day"], acme["corrections_week"]) == (1, 2)
    assert acme["drafts"] == {"used": 2, "edited": 1, "ignored": 0}
    assert acme["disclosure_week"] == {"replies": 3, "removed": 1, "contradicted": 0}
    assert acme["audits_open"] == 1
    assert {(row["kind"], row["answered"], row["errors"]) for row in acme["audits"]} == {("how_to", 3, 1)}
    assert acme["audits"][0]["upper_bound"] == pytest.approx(upper_bound(1, 3), abs=1e-4)
    assert other["audits"] == []
    assert (acme["outside"]["readings"], acme["outside"]["agreed"], acme["outside"]["drafts"], acme["outside"]["worded"]) == (
        1,
        1,
        1,
        0,
    )
    assert (acme["outside_calls_today"], other["outside_calls_today"]) == (1, 0)


def test_what_is_wrong_is_a_line_each_the_worst_first(busy: Commands) -> None:
    busy.change(lambda a: a.accounts.set("other", paused=True, rules_error="line 1: no such kind\nline 2: no"))
    problems = json.loads(busy.run("status", "--json").stdout)["problems"]
    assert any("worker" in line for line in problems)
    assert any(line.startswith("other: ") and "handoff resume other" in line for line in problems)
    assert any(line.startswith("other: ") and "line 1: no such kind" in line for line in problems)
    assert all("\n" not in line for line in problems)


def test_the_tables(busy: Commands) -> None:
    shown = busy.run("status").output
    for words in (
        "1 waiting",
        "L2: with a draft to check",
        "worker never",
        "2, 1, 0",
        "1, 2",
        "how_to",
        "86.5 %",
        "docs/disclosure.md",
        "1 agreed",
        "1 calls",
    ):
        assert words in shown


def test_nothing_connected(commands: Commands) -> None:
    assert "handoff connect" in commands.run("status").output
    assert json.loads(commands.run("status", "--json").stdout)["accounts"] == []


def test_where_the_answers_stand(commands: Commands) -> None:
    commands.connect()
    assert "acme, answers of yours: not read yet." in commands.run("status").output
    commands.helpdesk.answers = (Source(ref="m1", kind="macro", title="Descaling", body="Press start.", language="en"),)
    commands.change(lambda a: a.knowledge_sync.read_first(a.accounts.all()[0]))
    assert "answers of yours: 1 at hand, read " in commands.run("status").output
    commands.change(lambda a: a.knowledge.postpone("acme", seconds=300.0, remark="macros may not be read"))
    assert "macros may not be read." in commands.run("status").output
    found = json.loads(commands.run("status", "--json").stdout)["accounts"][0]["answers"]
    assert found["read_seconds"] >= 0
    assert found == {"count": 1, "read_seconds": found["read_seconds"], "under_way": False, "remark": "macros may not be read"}


def test_check_ins_that_wait_are_told(commands: Commands) -> None:
    commands.connect()
    assert "check-ins" not in commands.run("status").output

    def plan(application: Application) -> None:
        for ticket in ("41", "42"):
            matter = Matter(account="acme", ticket=ticket, trigger="1", requester=ticket, kind="how_to", language="en")
            application.check_ins.plan(matter, due_at=application.clock())
        assert application.check_ins.offer(application.check_ins.of_ticket("acme", "41")[0], body=check_in_body("how_to", "en"))

    commands.change(plan)
    shown = " ".join(commands.run("status").output.split())
    assert "acme, check-ins: 1 waiting for approval, 1 planned; `handoff checkins acme` shows them." in shown
    found = json.loads(commands.run("status", "--json").stdout)["accounts"][0]["check_ins"]
    assert found == {"planned": 1, "waiting": 1, "approved": 0, "unsure": 0}


def test_a_budget_that_is_used_up_is_told(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTSIDE_MODEL_DAILY_BUDGET", "2")
    commands.connect()
    commands.change(lambda a: a.outside_outcomes.count("acme", "draft", "used"))
    for used_up in (False, False, True):
        shown = " ".join(commands.run("status").output.split())
        assert ("The budget is used up until midnight (UTC)." in shown) is used_up
        commands.change(lambda a: a.outside_budget.take("acme"))


def test_a_budget_of_tokens_is_told_too(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTSIDE_MODEL_DAILY_TOKENS", "100")
    commands.connect()
    commands.change(lambda a: a.outside_budget.take("acme") and a.outside_budget.add_tokens("acme", 99))
    assert json.loads(commands.run("status", "--json").stdout)["accounts"][0]["outside_used_up"] is False
    commands.change(lambda a: a.outside_budget.add_tokens("acme", 1))
    assert json.loads(commands.run("status", "--json").stdout)["accounts"][0]["outside_used_up"] is True
