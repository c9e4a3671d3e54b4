"""Learning from both helpdesks over HTTP: pages, limits, other people's words, and a kill -9 in the middle."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.taxonomy import Urgency
from connector.core.ticket import Ticket
from connector.settings import Settings
from connector.store.accounts import Account
from connector.testing.faults import Fault, FaultPlan
from connector.testing.processes import Process, wait_until
from connector.testing.sandbox import AgentEdit, NewTicket, Sandbox
from connector.testing.world import open_sandbox

#: Chats are on the list and have no words for us, so that a page is full without a model reading for minutes.
PAGE = {"zendesk": 500, "freshdesk": 100}


class Calm:
    """Reads everything as a plain question."""

    def assess(self, ticket: Ticket) -> Assessment:
        """Return the reading."""
        return Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={})


@dataclass
class Site:
    """A sandbox and an application on it."""

    vendor: str
    sandbox: Sandbox
    application: Application
    home: Path

    @property
    def account(self) -> Account:
        """The account."""
        account = self.application.accounts.get("acme")
        assert account is not None
        return account

    def write(self, number: int, **fields: object) -> str:
        """A customer writes, and people answer, take a note and solve it."""
        ticket = self.sandbox.create_ticket(
            NewTicket(
                **{
                    "subject": "Parcel",
                    "body": f"Where is parcel {number}?",
                    "requester_email": f"c{number}@example.com",
                    **fields,
                }  # type: ignore[arg-type]
            )
        )
        edit = AgentEdit(
            private_note="a private secret", public_reply="our public answer", group="Billing", add_tags=("vat",), status="solved"
        )
        self.sandbox.edit_as_agent(ticket, edit)
        return ticket

    def rest(self, seconds: float = 120.0) -> None:
        """Let what was written settle."""
        if self.vendor == "zendesk":
            self.sandbox.values["clock_offset"] += seconds
        else:
            self.sandbox.pass_time(seconds)  # type: ignore[attr-defined]

    def pages_asked(self) -> int:
        """How many pages of the past were given."""
        path = "/api/v2/incremental/tickets/cursor" if self.vendor == "zendesk" else "/api/v2/tickets?"
        return len([c for c in self.sandbox.log.calls if c["path"].startswith(path) and c["status"] == 200])


@pytest.fixture(params=["zendesk", "freshdesk"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Both helpdesks, connected in shadow mode."""
    sandbox = open_sandbox(request.param)
    sandbox.values["touches_new_tickets"] = False
    with sandbox.serve() as running:
        application = Application(settings=Settings(data_dir=tmp_path / "data"), assessor=Calm())
        opened = sandbox.connection()
        application.accounts.save(
            name="acme", integration=request.param, settings={**opened["settings"], "base_url": running.url},
            credentials=opened["credentials"], webhook_secrets=["s"], rules_text="people_group: Support",
        )  # fmt: skip
        yield Site(request.param, sandbox, application, tmp_path)
        application.close()


def test_what_people_set_and_the_first_words_come_here_and_nothing_else(site: Site) -> None:
    for number in range(3):
        site.write(number)
    site.sandbox.reply_as_customer(site.write(3), "more words of mine")
    site.write(4, channel="chat")
    site.rest()
    waits: list[float] = []
    for _ in site.application.learner(site.account, wait=waits.append).read(30):
        pass
    past = site.application.history.tickets("acme")
    assert [(t.text, t.tags) for t in past] == [(f"Parcel\nWhere is parcel {n}?", ("vat",)) for n in range(3)]
    names = {group.id: group.name for group in site.application.desks.open(site.account).groups()}
    assert {names[t.group_id] for t in past} == {"Billing"}
    kept = (site.home / "data" / "handoff.db").read_bytes() + (site.home / "data" / "handoff.db-wal").read_bytes()
    assert b"Where is parcel 2" in kept
    for never in (b"a private secret", b"our public answer", b"more words of mine", b"c1@example.com"):
        assert never not in kept
    assert site.sandbox.log.writes() == [c for c in site.sandbox.log.writes() if c["path"] == "/oauth/tokens"]


def test_a_limit_is_waited_for(site: Site) -> None:
    site.write(1)
    site.rest()
    waits: list[float] = []
    learner = site.application.learner(site.account, wait=waits.append)
    site.sandbox.gateway.plan = FaultPlan(queue=[Fault.TOO_MANY, Fault.TOO_MANY], retry_after="3")
    for _ in learner.read(30):
        pass
    assert waits == [3.0, 3.0]
    assert site.application.history.count("acme") == 1


@pytest.mark.slow
def test_a_kill_loses_a_page_at_most_and_repeats_none(site: Site) -> None:
    size = PAGE[site.vendor]
    for number in range(2 * size + 20):
        site.write(number, **({} if number % 50 == 0 else {"channel": "chat"}))
        if site.vendor == "freshdesk" and number % 20 == 0:
            site.rest(2.0)
    site.rest(4000.0)
    site.sandbox.gateway.plan = FaultPlan(latency_seconds=1.5)
    command = ["connector.cli", "learn", "acme", "--json"]
    environment = {"HANDOFF_DATA_DIR": str(site.home / "data")}

    def pages() -> int:
        reading = site.application.history.reading("acme", retention_seconds=1e9)
        return reading.pages if reading else 0

    with Process(command, log=site.home / "first.log", environment=environment) as first:
        wait_until(lambda: pages() >= 1, seconds=120, what="the first page")
        first.kill()
    assert pages() == 1
    assert site.application.history.count("acme")
    site.sandbox.gateway.plan = FaultPlan()
    with Process(command, log=site.home / "second.log", environment=environment) as second:
        wait_until(lambda: not second.is_alive, seconds=180, what="the end of learning")
        assert second.stop() == 0, second.output()
    total = len([n for n in range(2 * size + 20) if n % 50 == 0])
    assert site.application.history.count("acme") == total
    assert len({t.ticket for t in site.application.history.tickets("acme")}) == total
    assert site.pages_asked() <= 3 + 2  # three in all, one that the kill cut off, and one row of overlap
