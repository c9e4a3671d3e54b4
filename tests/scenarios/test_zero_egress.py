"""With the outside model off, nothing but the helpdesk is ever connected to, and the client of a model is not even loaded.

The whole way of a ticket runs in a process of its own under an audit hook (PEP 578), which sees every socket that Python opens and
cannot be taken off again.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from connector.testing.model_endpoint import ModelEndpoint
from connector.testing.sandbox import NewTicket, Sandbox
from connector.testing.world import open_sandbox

KNOWLEDGE = {
    "ref": "k1", "kind": "macro", "language": "en", "title": "How to reset your password", "topics": ["account_access"],
    "body": "Open the sign-in page and choose “Forgot password”. We send a link to your e-mail address; it works for one hour.",
    "published": True, "restricted": False, "updated_at": "2026-09-14T10:00:00Z",
}  # fmt: skip
TICKETS = [
    NewTicket(
        subject="Password reset", body="Hello, I forgot my password. How can I reset it so that I can log in to my account again?"
    ),
    NewTicket(subject="Contract", body="My father passed away last week. Please tell me what to do with his contract."),
    NewTicket(subject="blue", body="The zebra flies under seven umbrellas and the moon owes me a bicycle."),
]
PROBE = """
import json, sys

connected = set()

def watch(event, arguments):
    if event == "socket.connect":
        connected.add(str(arguments[1]))
    elif event in ("socket.getaddrinfo", "socket.sendto", "socket.sendmsg"):
        connected.add(str(arguments[0 if event == "socket.getaddrinfo" else 1]))

sys.addaudithook(watch)

import sqlalchemy as sa
from connector.bootstrap import Application
from connector.core.context import Mode
from connector.core.ticket import EventKind, TicketEvent
from connector.settings import read_settings

told = json.loads(sys.argv[1])
application = Application(settings=read_settings())
application.accounts.save(
    name="acme", integration=told["vendor"], settings=told["settings"], credentials=told["credentials"], webhook_secrets=["s"],
    rules_text="people_group: Support\\noutside_model: both\\nsecond_reader: always", mode=Mode.ASSIST,
)
application.knowledge_sync.read_first(application.accounts.get("acme"))
for ticket in told["tickets"]:
    application.inbox.claim("acme", TicketEvent(kind=EventKind.CREATED, ticket_id=ticket), settle=0.0)
for _ in range(30):
    with application.database.write() as connection:
        connection.execute(sa.text("UPDATE inbox SET next_at = 0, enqueued_until = 0 WHERE state = 'new'"))
    rows = application.inbox.hand_out(50)
    for row in rows:
        application.pipeline.work(row)
    if not rows:
        break
application.preview(application.accounts.get("acme"), wait=lambda _: None).answers
with application.database.read() as connection:
    states = connection.execute(sa.text("SELECT outcome FROM inbox ORDER BY id")).scalars().all()
application.close()
print(json.dumps({
    "connected": sorted(connected), "states": list(states),
    "client": "connector.drafting.model.client" in sys.modules,
}))
"""


def work_through(vendor: str, sandbox: Sandbox, url: str, home: Path, environment: dict[str, str]) -> Any:
    """Let a process of its own do everything that is to be done, and return what it saw."""
    connection = sandbox.connection()
    told = {
        "vendor": vendor,
        "settings": {**connection["settings"], "base_url": url},
        "credentials": connection["credentials"],
        "tickets": sandbox.ticket_ids(),
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOFF_", "OUTSIDE_MODEL"))}
    settings = {"HANDOFF_DATA_DIR": str(home), "HANDOFF_SETTLE_SECONDS": "0", "HANDOFF_QUARANTINE_SECONDS": "0.1", **environment}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(told)],
        env={**clean, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
@pytest.mark.parametrize("vendor", ["zendesk", "freshdesk"])
def test_off_means_that_nothing_else_is_connected_to(vendor: str, tmp_path: Path) -> None:
    """The admin's rules allow everything; the process does not, and that is enough."""
    sandbox = open_sandbox(vendor)
    sandbox.values["touches_new_tickets"] = False
    if "clock_offset" in sandbox.values:
        sandbox.values["clock_offset"] = 5.0
    sandbox.load_knowledge([KNOWLEDGE])
    for ticket in TICKETS:
        sandbox.create_ticket(ticket)
    with sandbox.serve() as running, ModelEndpoint() as endpoint:
        found = work_through(vendor, sandbox, running.url, tmp_path, {"OUTSIDE_MODEL": "off", "OUTSIDE_MODEL_URL": endpoint.url})
        port = running.url.rpartition(":")[2]
    assert [state.partition("_assist")[0] for state in found["states"]][1:] == ["level_0", "level_0"]
    assert found["states"][0] in ("level_1_assist", "level_2_assist")
    assert found["connected"]
    assert [place for place in found["connected"] if place not in (f"('127.0.0.1', {port})", "127.0.0.1")] == []
    assert not found["client"]
    assert endpoint.asked == []


@pytest.mark.slow
def test_the_same_guard_sees_a_model_that_is_on(tmp_path: Path) -> None:
    """A guard that could not see would prove nothing."""
    sandbox = open_sandbox("zendesk")
    sandbox.values["touches_new_tickets"] = False
    sandbox.values["clock_offset"] = 5.0
    sandbox.load_knowledge([KNOWLEDGE])
    sandbox.create_ticket(TICKETS[0])
    on = {"OUTSIDE_MODEL": "openai", "OUTSIDE_MODEL_NAME": "tiny"}
    with sandbox.serve() as running, ModelEndpoint() as endpoint:
        found = work_through("zendesk", sandbox, running.url, tmp_path, {**on, "OUTSIDE_MODEL_URL": endpoint.url})
        port = int(endpoint.url.rpartition(":")[2])
    assert f"('127.0.0.1', {port})" in found["connected"]
    assert found["client"]
    assert endpoint.asked
