"""A call waits in the database for its transcript, is read once it is there, and goes to people when it does not come."""

from dataclasses import replace
from typing import Any

from connector.core.draft import Source
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, Ticket
from connector.core.update import DRAFTED, PEOPLE_FIRST, UNSURE

TALK = "Agent: Hello?\nCaller: How do I descale the machine?\nAgent: We will send you the guide.\nCaller: Thanks."


def a_call(ticket: Ticket) -> Ticket:
    """The same ticket as a call of which nothing is known yet."""
    return replace(
        ticket, channel=Channel.VOICE_TRANSCRIPT, messages=(replace(ticket.messages[0], text="Incoming call from +1 555 0100"),)
    )


def test_a_transcript_that_comes_in_time_is_read_and_the_wait_asked_nobody(bench: Any, new_ticket: Any) -> None:
    bench.helpdesk.put(a_call(new_ticket()))
    row = bench.ring()
    bench.work()
    assert (bench.state(row), bench.helpdesk.sends, bench.assessor.asked) == (("new", ""), 0, 0)
    bench.work(turns=5, step=9)
    assert bench.helpdesk.reads == 1
    bench.work(turns=3, step=9)
    assert bench.helpdesk.reads == 2
    bench.helpdesk.say("41", Author.SYSTEM, f"Transcript:\n{TALK}", public=False)
    other = bench.ring(event="changed")
    bench.work()
    assert bench.state(other)[1] == "level_1_assist"
    assert bench.assessor.asked == 1
    (note,) = [text for text in bench.helpdesk.notes("41") if "WH-" in text]
    assert "words may be misheard" in note
    assert "Promised to the customer: “We will send you the guide.”" in note
    bench.work(turns=30, step=60)
    assert bench.state(row) == ("skipped", "answered_for_already")
    assert len([text for text in bench.helpdesk.notes("41") if "WH-" in text]) == 1


def test_a_transcript_without_a_bell_is_found_by_the_next_look(bench: Any, new_ticket: Any) -> None:
    call = a_call(new_ticket())
    bench.helpdesk.put(call)
    row = bench.ring()
    bench.work(turns=2, step=40)
    bench.helpdesk.put(replace(call, messages=(replace(call.messages[0], text=TALK, spoken=True),)))
    bench.work(turns=4, step=40)
    assert bench.state(row) == ("done", "level_1_assist")


def test_a_transcript_that_never_comes_sends_the_call_to_people(bench: Any, new_ticket: Any) -> None:
    bench.helpdesk.put(a_call(new_ticket()))
    row = bench.ring()
    bench.work(turns=20, step=60)
    assert bench.state(row) == ("new", "")
    bench.work(turns=3, step=60)
    assert bench.state(row) == ("done", "level_0_assist")
    assert bench.assessor.asked == 0
    assert UNSURE in bench.helpdesk.tickets["41"].tags
    assert "the transcript of the call has not arrived" in bench.helpdesk.notes("41")[0]

    bench.helpdesk.say("41", Author.SYSTEM, f"Transcript:\n{TALK}", public=False)
    late = bench.ring(event="changed")
    bench.work()
    assert bench.state(late) == ("done", "level_0_assist")  # with people, and stays there
    assert bench.assessor.asked == 1
    ours = [text for text in bench.helpdesk.notes("41") if "WH-" in text]
    assert len(ours) == 1
    assert PEOPLE_FIRST in bench.helpdesk.tickets["41"].tags


def test_the_rule_says_how_long(bench: Any, new_ticket: Any) -> None:
    bench.application.accounts.set("acme", rules_text="people_group: Support\ntranscript_wait_minutes: 0")
    bench.helpdesk.put(a_call(new_ticket()))
    row = bench.ring()
    bench.work()
    assert bench.state(row) == ("done", "level_0_assist")


def test_a_second_message_that_turns_sensitive_takes_the_draft_back(bench: Any) -> None:
    bench.helpdesk.answers = (
        Source(
            ref="1", kind="macro", title="Descale the machine", language="en", body="To descale the machine, hold the button."
        ),
    )
    bench.ring()
    bench.work()
    assert DRAFTED in bench.helpdesk.tickets["41"].tags
    bench.assessor.reading = replace(bench.assessor.reading, primary="bereavement", urgency=Urgency.U2, emotions={"distress": 3})
    bench.helpdesk.say("41", Author.REQUESTER, "My mother died, and it was hers. I cannot cope.")
    bench.ring(event="replied", message="9")
    bench.work()
    tags = bench.helpdesk.tickets["41"].tags
    assert PEOPLE_FIRST in tags
    assert not {tag for tag in tags if tag == DRAFTED or tag.startswith("ai_kind")}
    ours = [text for text in bench.helpdesk.notes("41") if "WH-" in text]
    assert len(ours) == (1 if "edit_note" in {c.value for c in bench.helpdesk.capabilities} else 2)
    assert "Feelings over this conversation: first calm, now distress (strong)." in ours[-1]
    assert "The draft that stood here before has been taken back" in ours[-1]
    account = bench.application.accounts.get("acme")
    page = bench.application.sidebar.show(account, "41", "de")
    assert page.course == ("zuerst ruhig", "jetzt seelische Not (stark)")
    assert page.draft is None
