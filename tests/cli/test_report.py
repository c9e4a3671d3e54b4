"""``handoff report``: what it prints, the page it writes, and that it says what it holds."""

import base64
import hashlib
import json
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from connector.bootstrap import Application
from connector.cli import handoff
from connector.cli.report import report
from connector.core.draft import Source
from connector.core.phrases import KIND_NAMES
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.core.words import Reason
from connector.errors import RateLimited
from connector.registry import Registry
from connector.report.summary import Share, reason_words
from connector.settings import Settings
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.testing.strategies import EPOCH

#: The module; its package has the command under this name.
COMMAND = sys.modules[report.callback.__module__]
EVIL = '<script>alert(1)</script><img src="https://example.net/x" onerror=alert(1)>'


def a_ticket(ticket_id: str, subject: str, text: str, group: str | None = "1") -> Ticket:
    """An old ticket."""
    message = Message(id="1", author=Author.REQUESTER, public=True, text=text, created_at=EPOCH)
    return Ticket(
        id=ticket_id, subject=subject, status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id=ticket_id),
        messages=(message,), stamp="v1", created_at=EPOCH, updated_at=EPOCH, group_id=group,
    )  # fmt: skip


@pytest.fixture
def helpdesk() -> MemoryHelpdesk:
    """Three customers: one asks for a person, one wants to know something, one is up to no good."""
    helpdesk = MemoryHelpdesk()
    helpdesk.put(a_ticket("1", "Complaint", "I want to talk to a human being, not a bot. My lawyer will write to you."))
    helpdesk.put(a_ticket("2", "Opening hours", "Hello, what are your opening hours on Saturday please?", group="3"))
    helpdesk.put(a_ticket("3", EVIL, f"I want to speak to a real person, please. {EVIL}", group=None))
    helpdesk.answers = (
        Source(ref="a", kind="article", title="Opening hours", body="We are open on Saturday from 9 to 18.", language="en"),
    )
    return helpdesk


@pytest.fixture
def application(tmp_path: Path, helpdesk: MemoryHelpdesk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """A connected account, opened by the command."""
    application = Application(
        settings=Settings(data_dir=tmp_path / "data"), registry=Registry({"memory": MemoryIntegration(helpdesk)})
    )
    application.accounts.save(
        name="acme", integration="memory", settings={}, credentials={}, webhook_secrets=["s"], rules_text="people_group: Support"
    )
    monkeypatch.setattr(COMMAND, "open_application", lambda: application)
    yield application
    application.close()


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(handoff, ["report", *arguments], catch_exceptions=False)


def test_the_terminal_says_what_was_found(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    done = run("acme")
    assert done.exit_code == 0
    for words in (
        "3 tickets read",
        "Nothing was written",
        "readings by an AI",
        "People first",
        "first impression",
        "ms a ticket",
    ):
        assert words in done.stdout


def test_it_says_how_far_both_readers_agree_on_live_tickets(application: Application, tmp_path: Path) -> None:
    assert "outside model" not in run("acme").stdout
    application.outside_outcomes.count("acme", "reading", "agrees")
    page = tmp_path / "page.html"
    assert "1 agreed" in " ".join(run("acme", "--html", str(page)).stdout.split())
    assert "Second readings: 1; 1 agreed" in page.read_text(encoding="utf-8")


def test_numbers_for_programs_and_nothing_sent(application: Application, helpdesk: MemoryHelpdesk) -> None:
    found = json.loads(run("acme", "--json").stdout)
    assert found["written"] == 0
    assert helpdesk.sends == 0
    assert sum(found["levels"].values()) == len(found["tickets"]) == found["asked"] == 3
    by_id = {row["id"]: row for row in found["tickets"]}
    assert by_id["1"]["level"] == "L0"
    assert by_id["1"]["words"]
    assert by_id["2"]["people_group"] == "Billing"
    assert by_id["3"]["people_group"] == ""
    assert found["same_group"]["whole"] == 2


def test_only_so_many_and_newest_first(application: Application) -> None:
    found = json.loads(run("acme", "--last", "2", "--json").stdout)
    assert [row["id"] for row in found["tickets"]] == ["3", "2"]


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
    done = run("acme", "--html", str(tmp_path / "first.html"))
    assert done.exit_code == 0
    assert "holds customers' words" in " ".join(done.stdout.split())
    return (tmp_path / "first.html").read_text(encoding="utf-8")


def test_only_its_owner_may_read_the_page(page: str, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "first.html").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_page_that_others_could_read_is_replaced_by_one_they_cannot(application: Application, tmp_path: Path) -> None:
    path = tmp_path / "first.html"
    path.write_text("old")
    path.chmod(0o644)
    run("acme", "--html", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_page_loads_and_runs_nothing(page: str) -> None:
    found = Page(page).found
    assert not {"script", "img", "link", "iframe", "form", "object", "embed", "base"} & {tag for tag, _ in found}
    for _, attributes in found:
        assert not any(name.startswith("on") or name in ("src", "style", "srcset") for name in attributes)
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]
    assert "url(" not in page
    assert "@import" not in page


def test_customers_words_are_text(page: str) -> None:
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_policy_allows_exactly_this_style(page: str) -> None:
    policy = next(a["content"] for tag, a in Page(page).found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy


def test_the_page_says_what_it_is(page: str) -> None:
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for words in (
        "Nothing was written.", "readings by an AI", "holds customers' words", "first impression", "The private note",
        "in the long run",
    ):  # fmt: skip
        assert words in text.replace("&#39;", "'")


def test_ids_are_unique_and_every_link_leads_somewhere(page: str) -> None:
    ids = [a["id"] for _, a in Page(page).found if "id" in a]
    assert len(ids) == len(set(ids))
    links = {(a["href"] or "")[1:] for tag, a in Page(page).found if tag == "a"}
    assert links <= set(ids)
    named = {a["aria-labelledby"] for _, a in Page(page).found if "aria-labelledby" in a}
    assert named <= set(ids)


def test_ctrl_c_shows_what_there_is(application: Application, helpdesk: MemoryHelpdesk) -> None:
    fetch, reads = helpdesk.fetch_ticket, iter(range(9))

    def fetch_then_stop(ticket_id: str) -> Ticket:
        if next(reads) == 1:
            raise KeyboardInterrupt
        return fetch(ticket_id)

    helpdesk.fetch_ticket = fetch_then_stop  # type: ignore[method-assign]
    done = run("acme")
    assert done.exit_code == 0
    assert "1 ticket read, stopped early at 1 of 3" in done.stdout


def test_a_busy_helpdesk_is_waited_for(
    application: Application, helpdesk: MemoryHelpdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("connector.cli.bar.time", SimpleNamespace(sleep=waits.append))
    fetch = helpdesk.fetch_ticket

    def fetch_after_a_wait(ticket_id: str) -> Ticket:
        if not waits:
            raise RateLimited("slow down", retry_after=9.0)
        return fetch(ticket_id)

    helpdesk.fetch_ticket = fetch_after_a_wait  # type: ignore[method-assign]
    assert len(json.loads(run("acme", "--json").stdout)["tickets"]) == 3
    assert waits == [9.0]


def test_an_empty_helpdesk_is_no_error(application: Application, helpdesk: MemoryHelpdesk, tmp_path: Path) -> None:
    helpdesk.tickets.clear()
    done = run("acme", "--html", str(tmp_path / "empty.html"))
    assert done.exit_code == 0
    assert "no ticket to read" in done.stdout
    assert "The newest 0 tickets" in (tmp_path / "empty.html").read_text()


def test_passed_over_tickets_are_counted(application: Application, helpdesk: MemoryHelpdesk) -> None:
    helpdesk.put(replace(helpdesk.tickets["1"], messages=()))
    done = run("acme")
    assert "Passed over 1" in done.stdout


def test_a_place_that_cannot_be_written_is_told(application: Application, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="give --html another place"):
        run("acme", "--html", str(tmp_path / "nowhere" / "page.html"))


def test_an_unknown_account_is_told(application: Application) -> None:
    with pytest.raises(Exception, match="handoff accounts"):
        run("nobody")


@pytest.mark.parametrize(
    ("part", "whole", "interval"),
    [(0, 0, (0, 100)), (0, 10, (0, 28)), (10, 10, (72, 100)), (5, 10, (23, 77)), (39, 60, (52, 76))],
)
def test_the_interval_of_a_share(part: int, whole: int, interval: tuple[int, int]) -> None:
    """Known values of the Wilson interval, widened to whole percent."""
    assert Share(part, whole).interval == interval


def test_every_reason_for_people_has_words() -> None:
    assert reason_words(Reason("sensitive", "legal")) == KIND_NAMES["en"]["legal"]
    assert reason_words(Reason("rule_off", "how_to")).startswith(KIND_NAMES["en"]["how_to"])
    assert reason_words(Reason("abstained", "too_short")) == "unsure: the text is too short to be sure"
    assert reason_words(Reason("language", "ja")) == "written in Japanese"
    assert reason_words(Reason("extra_word", "gas leak")) == "the words “gas leak” (your rules)"


def test_what_we_sorted_ourselves_is_not_called_peoples(application: Application, helpdesk: MemoryHelpdesk) -> None:
    helpdesk.put(replace(helpdesk.tickets["2"], tags=frozenset({"ai_urgency_u1"})))
    found = json.loads(run("acme", "--json").stdout)
    assert found["same_group"]["whole"] == 1
    assert "1 ticket had been sorted by us before" in run("acme").stdout
