"""``handoff backtest``: what it prints, the page it draws, and that it writes nothing."""

import json
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from connector.bootstrap import Application
from connector.cli import handoff
from connector.cli.backtest import backtest
from connector.core.assessment import Assessment, Evidence
from connector.core.draft import Source
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.errors import RateLimited, Transient
from connector.manifest import Manifest
from connector.port import HistoryPage
from connector.registry import Registry, installed_integrations
from connector.settings import Settings
from connector.store.tables import AUDIT_SAMPLE, METADATA, TRIAGE
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk

COMMAND = sys.modules[backtest.callback.__module__]
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
EVIL = '<script>alert(1)</script><img src="https://example.net/x" onerror=alert(1)>'
RULES = "people_group: Support\nrefund_status: group Billing\nhow_to: L3, group Support\npolicy_faq: L3"


class Desk(MemoryIntegration):
    """Memory that knows where agents see a ticket."""

    @property
    def manifest(self) -> Manifest:
        """What it declares."""
        return replace(super().manifest, ticket_page="https://{site}.example/agent/{ticket}")


class Reader:
    """Reads the kind that stands in the subject, surely."""

    def assess(self, ticket: Ticket) -> Assessment:
        """Return the reading."""
        kind = ticket.subject.split()[0]
        text = ticket.messages[0].text
        return Assessment(
            language="en",
            primary=kind,
            urgency=Urgency.U1,
            confidence=0.9,
            emotions={},
            evidence=(Evidence(f"kind:{kind}", text),),
        )


def a_ticket(
    number: int, kind: str, group: str | None, *, days: float, text: str = f"Where is my money, please? {EVIL}"
) -> Ticket:
    """A ticket that people settled so many days ago."""
    made = NOW - timedelta(days=days)
    asked = Message(id="1", author=Author.REQUESTER, public=True, text=text, created_at=made)
    reply = "Dear Sam, a colleague from our workshop rings tomorrow because that lamp must come back immediately."
    answered = Message(id="2", author=Author.AGENT, public=True, text=reply, created_at=made + timedelta(hours=1))
    return Ticket(
        id=str(number), subject=f"{kind} {EVIL if kind == 'refund_status' else ''}", status=Status.SOLVED, channel=Channel.EMAIL, requester=Requester(id=str(number)),
        messages=(asked, answered), stamp="v1", created_at=made, updated_at=made + timedelta(hours=2), group_id=group,
    )  # fmt: skip


@pytest.fixture
def helpdesk() -> MemoryHelpdesk:
    """Forty tickets in ten weeks, and one from long before."""
    helpdesk = MemoryHelpdesk()
    helpdesk.put(a_ticket(1, "refund_status", "3", days=200))
    for number in range(2, 32):
        helpdesk.put(a_ticket(number, "refund_status", "3" if number % 5 else "4", days=70 - number))
    for number in range(32, 38):
        helpdesk.put(a_ticket(number, "how_to", "1", days=70 - number, text="How do I clean the lamp?"))
    helpdesk.put(replace(a_ticket(38, "legal", "4", days=20)))
    helpdesk.put(replace(a_ticket(39, "refund_status", "4", days=10), tags=frozenset({"ai_urgency_u1"})))
    helpdesk.put(replace(a_ticket(40, "refund_status", "4", days=3), status=Status.OPEN))
    helpdesk.put(replace(a_ticket(41, "refund_status", "4", days=2), messages=()))
    body = "You can clean the lamp with a soft cloth and a little soap."
    helpdesk.answers = (Source(ref="a", kind="article", title="How do I clean the lamp?", body=body, language="en"),)
    return helpdesk


@pytest.fixture
def application(tmp_path: Path, helpdesk: MemoryHelpdesk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """A connected account, opened by the command."""
    application = Application(
        settings=Settings(data_dir=tmp_path / "data"),
        registry=Registry({"memory": Desk(helpdesk)}),
        assessor=Reader(),
        clock=NOW.timestamp,
    )
    application.accounts.save(
        name="acme", integration="memory", settings={"site": "acme"}, credentials={}, webhook_secrets=["s"], rules_text=RULES
    )
    monkeypatch.setattr(COMMAND, "open_application", lambda: application)
    monkeypatch.setenv("COLUMNS", "200")
    yield application
    application.close()


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(handoff, ["backtest", *arguments], catch_exceptions=False)


def rows(application: Application) -> dict[str, int]:
    """How many rows each table has."""
    with application.database.read() as connection:
        counted = {name: sa.select(sa.func.count()).select_from(table) for name, table in METADATA.tables.items()}
        return {name: connection.execute(count).scalar_one() for name, count in counted.items()}


def audited(application: Application, kind: str, outcomes: list[bool]) -> None:
    """Put answered blind checks, and the triages that they are about."""
    triages, samples = [], []
    for number, right in enumerate(outcomes):
        at = NOW.timestamp() - 86400 * 60 + number
        key = {"account": "acme", "ticket": f"{kind}-{number}", "trigger": "created"}
        triages.append({**key, "episode": "1", "kind": kind, "mode": "assist", "level": 1, "finished": True, "decided_at": at})
        samples.append({**key, "state": "answered", "drawn_at": at, "lapses_at": at, "was_right": right, "answered_at": at})
    with application.database.write() as connection:
        connection.execute(sa.insert(TRIAGE), triages)
        connection.execute(sa.insert(AUDIT_SAMPLE), samples)


def test_numbers_for_programs_and_nothing_written(application: Application, helpdesk: MemoryHelpdesk) -> None:
    application.preview(application.accounts.get("acme"), wait=lambda _: None)  # type: ignore[arg-type]
    before, tickets = rows(application), dict(helpdesk.tickets)
    found = json.loads(run("acme", "--json").stdout)
    assert (found["written"], helpdesk.sends, helpdesk.tickets) == (0, 0, tickets)
    assert rows(application) == before
    assert found["period"] == {"days": 90, "tickets": 0}
    assert found["count"] == 39, "the one from long before and the one without a message are not there"
    assert found["left_out"] == {"sorted_by_us": 1, "not_settled": 1}
    assert found["same_group"]["part"] == 24 + 6
    assert found["same_group"]["whole"] == found["compared"] == 37
    assert sum(level["part"] for level in found["levels"].values()) == 39
    assert {"ours": "Billing", "theirs": "Care", "count": 6} in found["flows"]
    assert [row["code"] for row in found["passed"]] == ["no_customer_message"]


def test_the_worst_mistakes_have_links(application: Application) -> None:
    mistakes = json.loads(run("acme", "--json").stdout)["mistakes"]
    assert {(m["what"], m["ours"], m["theirs"]) for m in mistakes if m["kind"] == "refund_status"} == {
        ("group", "Billing", "Care")
    }
    assert mistakes[0]["address"] == f"https://acme.example/agent/{mistakes[0]['ticket']}"
    assert len(mistakes) == 10


def test_drafts_are_held_against_replies_as_far_as_is_asked(application: Application, helpdesk: MemoryHelpdesk) -> None:
    drafts = json.loads(run("acme", "--json").stdout)["saving"]["drafts"]
    assert drafts == 6
    for most in (0, 2, 100):
        helpdesk.reads = 0
        found = json.loads(run("acme", "--replies", str(most), "--json").stdout)
        assert sum(found["replies"].values()) == min(most, drafts)
        assert helpdesk.reads == min(most, drafts) + 1, "one ticket is not in the bulk"


def test_the_newest_so_many(application: Application) -> None:
    found = json.loads(run("acme", "--last", "5", "--json").stdout)
    assert found["period"] == {"days": 0, "tickets": 5}
    assert found["count"] + len(found["passed"]) == 5


def test_minutes_can_be_changed_and_are_told(application: Application) -> None:
    found = json.loads(run("acme", "--minutes-per-draft", "10", "--json").stdout)["saving"]
    assert found["hours"] == 1.0
    assert "10 minutes" in found["assumption"]
    assert "--minutes-per-draft" in " ".join(run("acme").stdout.split())


@pytest.mark.parametrize("text", ["3m", "0", "ten", "9999d"])
def test_a_period_that_is_none_is_refused_with_a_remedy(application: Application, text: str) -> None:
    done = run("acme", "--last", text)
    assert done.exit_code == 2
    assert "90d" in done.stderr or "730d" in done.stderr


def test_the_terminal_says_what_was_found(application: Application) -> None:
    audited(application, "how_to", [True] * 120)
    audited(application, "policy_faq", [True] * 29)
    shown = " ".join(run("acme").stdout.split())
    for words in (
        "last 90 days: 39 tickets read", "Nothing was written", "People first", "Assumed, not measured", "the same as people chose for 30 of 37",
        "1 not settled yet, 1 sorted by us before", "The worst mistakes", "certified: less than 5 % wrong, proved with 120 audits",
        "needs 91 more audits without an error", "Passed over 1",
    ):  # fmt: skip
        assert words in shown, words


def test_ctrl_c_shows_what_there_is(application: Application, helpdesk: MemoryHelpdesk) -> None:
    helpdesk.page_size, history = 10, helpdesk.history

    def stop_at_the_third(cursor: str, since: datetime) -> HistoryPage:
        if cursor == "20":
            raise KeyboardInterrupt
        return history(cursor, since)

    helpdesk.history = stop_at_the_third  # type: ignore[method-assign]
    done = run("acme")
    assert done.exit_code == 0
    assert "19 tickets read" in done.stdout
    assert "Stopped early: you ended the reading." in done.stdout


def test_a_helpdesk_that_gives_up_on_the_way_shows_what_there_is(
    application: Application, helpdesk: MemoryHelpdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connector.cli.bar.time", SimpleNamespace(sleep=lambda _seconds: None))
    helpdesk.page_size, history, waits = 10, helpdesk.history, iter([RateLimited("slow down", retry_after=1.0)])

    def fail_at_the_third(cursor: str, since: datetime) -> HistoryPage:
        if (error := next(waits, None)) is not None:
            raise error
        if cursor == "20":
            raise Transient("no answer")
        return history(cursor, since)

    helpdesk.history = fail_at_the_third  # type: ignore[method-assign]
    assert "19 tickets read" in run("acme").stdout
    helpdesk.history = lambda cursor, since: (_ for _ in ()).throw(Transient("no answer"))  # type: ignore[method-assign]
    with pytest.raises(Transient):
        run("acme")


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Page(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def page(application: Application, tmp_path: Path) -> str:
    """The page that the command wrote."""
    audited(application, "how_to", [True] * 120)
    audited(application, "policy_faq", [True] * 120 + [False] * 4)
    assert run("acme", "--html", str(tmp_path / "back.html")).exit_code == 0
    assert stat.S_IMODE((tmp_path / "back.html").stat().st_mode) == 0o600
    return (tmp_path / "back.html").read_text(encoding="utf-8")


def test_the_page_loads_and_runs_nothing(page: str) -> None:
    found = Page(page).found
    assert not {"script", "img", "link", "iframe", "form", "object", "embed", "base"} & {tag for tag, _ in found}
    for _, attributes in found:
        assert not any(name.startswith("on") or name in ("src", "style", "srcset") for name in attributes)
        href = attributes.get("href") or "#"
        assert href.startswith(("#", "https://acme.example/agent/"))
        assert href.startswith("#") or attributes["rel"] == "noopener noreferrer"
    assert "url(" not in page
    assert "@import" not in page
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_every_chart_has_words_and_every_link_leads_somewhere(page: str) -> None:
    found = Page(page).found
    for tag, attributes in found:
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or attributes.get("aria-label"), attributes
    ids = [a["id"] for _, a in found if "id" in a]
    assert len(ids) == len(set(ids))
    assert {(a["href"] or "")[1:] for tag, a in found if tag == "a" and (a["href"] or "").startswith("#")} <= set(ids)
    assert {a["aria-labelledby"] for _, a in found if "aria-labelledby" in a} <= set(ids)
    assert sum(tag == "h1" for tag, _ in found) == 1


def test_the_page_says_what_it_is_and_what_it_rests_on(page: str) -> None:
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for words in (
        "Nothing was written.", "What the last 90 days would have looked like", "Assumed, not measured", "holds customers' words",
        "The 10 worst mistakes", "Certified: less than 5 % wrong, proved with 120 audits.", "Stepped down because the newest 60 audits",
        "no rule yet", "in the long run", "Passed over",
    ):  # fmt: skip
        assert words in text.replace("&#39;", "'"), words


def test_an_empty_period_is_no_error(application: Application, helpdesk: MemoryHelpdesk, tmp_path: Path) -> None:
    helpdesk.tickets.clear()
    done = run("acme", "--html", str(tmp_path / "empty.html"))
    assert done.exit_code == 0
    assert "There was no ticket to read" in done.stdout
    assert "nothing to compare" in (tmp_path / "empty.html").read_text()


@pytest.mark.parametrize(
    ("integration", "settings", "address"),
    [
        ("zendesk", {"subdomain": "acme"}, "https://acme.zendesk.com/agent/tickets/41"),
        ("freshdesk", {"domain": "acme.freshdesk.com", "base_url": ""}, "https://acme.freshdesk.com/a/tickets/41"),
        ("zendesk", {"subdomain": "acme", "base_url": "http://127.0.0.1:8101/"}, "http://127.0.0.1:8101/_sandbox/tickets/41"),
    ],
)
def test_where_agents_see_a_ticket(integration: str, settings: dict[str, str], address: str) -> None:
    manifest = installed_integrations().require(integration).manifest
    assert manifest.ticket_address(settings, "41") == address
    assert manifest.ticket_address(settings, "4/1?x").endswith("4%2F1%3Fx")
    assert replace(manifest, ticket_page="").ticket_address(settings, "41") == ""
