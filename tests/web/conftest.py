"""Two accounts over one helpdesk in memory, both with the sidebar, and a client that calls as an agent or an app would."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from connector.bootstrap import Application
from connector.core.assessment import Assessment, Evidence
from connector.core.context import Mode
from connector.core.draft import Source
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.registry import Registry
from connector.settings import Settings
from connector.store.tables import INBOX
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.testing.sidebar_app import MemorySidebarApp, sign_load
from connector.testing.strategies import EPOCH

READING = Assessment(
    language="en",
    primary="how_to",
    urgency=Urgency.U1,
    confidence=0.74,
    runner_up="warranty",
    runner_up_confidence=0.21,
    emotions={"worry": 2, "neutral": 1},
    vulnerability=("capability",),
    evidence=(
        Evidence("kind:how_to", "How do I descale"),
        Evidence("emotion:worry", "I am afraid to break it"),
    ),
)
ANSWER = Source(
    ref="m1",
    kind="macro",
    title="How to descale the machine",
    body="Fill the tank with descaler and water, then press and hold the button for five seconds to descale the machine.",
    language="en",
    url="https://acme.example.com/macros/1",
    updated_at=EPOCH - timedelta(days=60),
)


@dataclass
class Turning:
    """A clock that stands still until it is turned."""

    now: float = EPOCH.timestamp()

    def __call__(self) -> float:
        return self.now


@dataclass
class Reader:
    """Reads every ticket as it is told."""

    reading: Assessment = READING

    def assess(self, _ticket: Ticket) -> Assessment:
        """The reading."""
        return self.reading


@dataclass
class House:
    """The connector with its accounts ``acme`` and ``globex``."""

    application: Application
    helpdesk: MemoryHelpdesk
    clock: Turning
    reader: Reader
    app_tokens: dict[str, str] = field(default_factory=dict)

    def load(self, account: str = "acme", *, agent: str = "7", token: str | None = None, **more: Any) -> TestResponse:
        """Load the page as the helpdesk would."""
        self._loads = getattr(self, "_loads", 0) + 1
        given = sign_load(agent, site=account, once=str(self._loads)) if token is None else token
        return self.client.post(f"/app/memory/{account}/sidebar", data={"token": given}, **more)

    def page_token(self, account: str = "acme", *, agent: str = "7") -> str:
        """The token of a freshly opened page."""
        page = self.load(account, agent=agent)
        assert page.status_code == 200, page.text
        token: str = config_of(page)["token"]
        return token

    def call(
        self, method: str, path: str, body: Any = None, *, account: str = "acme", token: str | None = None, **headers: str
    ) -> TestResponse:
        """Call the app API; with the account's app token unless told otherwise."""
        bearer = self.app_tokens["acme"] if token is None else token
        sent = {"Authorization": f"Bearer {bearer}", **headers}
        return self.client.open(f"/app/v1/accounts/{account}{path}", method=method, json=body, headers=sent)

    def see(self, ticket: str = "41", *, language: str = "en", account: str = "acme", token: str | None = None) -> dict[str, Any]:
        """The page about a ticket."""
        answer = self.call("GET", f"/tickets/{ticket}?language={language}", account=account, token=token)
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.get_json()
        return page

    def ring(self, ticket: str = "41", *, account: str = "acme") -> None:
        """The helpdesk rings, and nobody works on it yet."""
        bell = self.client.post(
            f"/hooks/memory/{account}", json={"ticket": ticket, "event": "created"}, headers={"X-Secret": "s3cret"}
        )
        assert bell.status_code == 202

    def work(self) -> None:
        """Let the worker do everything that is due."""
        if self.helpdesk.answers:
            for account in self.application.accounts.all():
                self.application.knowledge_sync.read_first(account)
        with self.application.database.read() as connection:
            rows = connection.execute(sa.select(INBOX.c.id).where(INBOX.c.state == "new").order_by(INBOX.c.id)).scalars().all()
        self.clock.now += 1
        for row in rows:
            self.application.pipeline.work(row)
        self.clock.now += 1

    def triage(self, ticket: str = "41", *, account: str = "acme") -> None:
        """A ticket comes in and is worked on."""
        self.ring(ticket, account=account)
        self.work()

    @property
    def client(self) -> Any:
        """A client of the web app, without anything remembered."""
        return self.application.web.test_client(use_cookies=False)


def config_of(page: TestResponse) -> dict[str, Any]:
    """What the page tells its script."""
    import json

    inside = page.text.partition('<script type="application/json" id="handoff">')[2].partition("</script>")[0]
    config: dict[str, Any] = json.loads(inside)
    return config


def a_ticket(ticket_id: str, text: str = "How do I descale the machine? I am afraid to break it.") -> Ticket:
    """A plain new ticket."""
    message = Message(id="1", author=Author.REQUESTER, public=True, text=text, created_at=EPOCH)
    return Ticket(
        id=ticket_id,
        subject="How to descale the machine",
        status=Status.OPEN,
        channel=Channel.EMAIL,
        requester=Requester(id="7", name="Sam Example", email="sam@example.com"),
        messages=(message,),
        stamp="v1",
        created_at=EPOCH,
        updated_at=EPOCH,
    )


@pytest.fixture
def new_ticket() -> Callable[..., Ticket]:
    """Make plain new tickets."""
    return a_ticket


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Both accounts live, one ticket each way, an answer to draft from."""
    helpdesk, clock, reader = MemoryHelpdesk(), Turning(), Reader()
    application = Application(
        settings=Settings(data_dir=tmp_path, settle_seconds=0.0, public_url="https://triage.example.com"),
        clock=clock,
        registry=Registry({"memory": MemoryIntegration(helpdesk, app=MemorySidebarApp())}),
        assessor=reader,
    )
    application.publisher.announce = lambda _row: None  # type: ignore[method-assign] # tests work through rows themselves
    house = House(application, helpdesk, clock, reader)
    for name in ("acme", "globex"):
        application.accounts.save(
            name=name,
            integration="memory",
            settings={"site": name},
            credentials={},
            webhook_secrets=["s3cret"],
            rules_text="people_group: Support\naudit_share: 0",
            mode=Mode.ASSIST,
        )
        house.app_tokens[name] = application.accounts.rotate_app_token(name)
    helpdesk.answers = (ANSWER,)
    helpdesk.put(a_ticket("41"))
    helpdesk.put(a_ticket("42"))
    yield house
    application.close()


@pytest.fixture
def blind_house(house: House) -> House:
    """The same house where every ticket of ``acme`` is asked about before anything is shown."""
    house.application.accounts.set("acme", rules_text="people_group: Support\naudit_share: 100", app_seen_at=house.clock.now)
    house.reader.reading = replace(READING, primary="refund_status")
    return house
