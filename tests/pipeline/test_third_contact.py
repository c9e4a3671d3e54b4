"""Who writes for the third time about the same thing is heard sooner, also across tickets."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from connector.core.taxonomy import Urgency
from connector.core.ticket import Ticket
from connector.core.update import URGENCY_TAGS
from connector.store.triages import Work
from connector.testing.memory import MemoryHelpdesk


def test_the_third_ticket_about_the_same_thing_is_soon(
    bench: Any, helpdesk: MemoryHelpdesk, new_ticket: Callable[..., Ticket]
) -> None:
    for number in ("41", "42", "43"):
        helpdesk.put(new_ticket(number))
        bench.ring(number)
        bench.work()
    other = new_ticket("44")
    helpdesk.put(replace(other, requester=replace(other.requester, id="8", email="kim@example.com")))
    bench.ring("44")
    bench.work()
    tags = {number: helpdesk.fetch_ticket(number).tags for number in ("41", "42", "43", "44")}
    assert URGENCY_TAGS[Urgency.U1] in tags["41"] & tags["42"] & tags["44"]
    assert URGENCY_TAGS[Urgency.U2] in tags["43"]
    kept = bench.application.triages.read_assessment(Work("acme", "43", "created", "created", ""))
    assert kept is not None
    assert kept.stops == ("asked_twice",)
