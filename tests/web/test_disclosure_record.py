"""What people say and do about the disclosure of a draft, and that it is recorded and counted, without names."""

from typing import Any

import pytest
import sqlalchemy as sa

from connector.core.disclosure import FOOTERS, PERSON_LINES, fill, without_notice
from connector.core.ticket import Author
from connector.report.disclosed import disclosure_lines
from connector.store.tables import DRAFT_USE
from connector.store.tallies import DisclosureTally

TICKET = "/tickets/41"
WEEK = 7 * 86400.0


def kept(house: Any) -> Any:
    """What is kept about the draft."""
    with house.application.database.read() as connection:
        return connection.execute(sa.select(DRAFT_USE)).one()


def answer(house: Any, text: str) -> DisclosureTally:
    """An agent sends this reply, and we hear of it; returns the counts."""
    house.helpdesk.say("41", Author.AGENT, text)
    house.call("POST", "/bells", {"ticket_id": "41", "event": "ticket_updated"})
    house.work()
    tally: DisclosureTally = house.application.tallies.disclosure("acme", seconds=WEEK)
    return tally


@pytest.fixture
def drafted(house: Any) -> Any:
    """A ticket with a draft."""
    house.triage()
    return house


def body_of(house: Any) -> str:
    """The draft without its notice."""
    draft = house.see()["draft"]
    assert draft["text"].endswith(f"\n\n--\n{draft['notice']}")
    return without_notice(draft["text"], draft["notice"])


def test_the_page_shows_the_draft_with_its_notice_and_the_lines_for_a_name(drafted: Any) -> None:
    draft = drafted.see()["draft"]
    assert draft["state"] == "ai_drafted"
    assert draft["notice"] == fill(FOOTERS["en"], "en")
    assert draft["notice_named"] == FOOTERS["en"]
    assert draft["person_line_named"] == PERSON_LINES["en"]
    assert draft["is_own"] is False


def test_an_admins_wording_is_what_agents_see_and_insert(house: Any) -> None:
    own = "Drafted by AI and reviewed by {name}. Answer “person” and one of us writes back."
    house.application.accounts.set("acme", rules_text=f"people_group: Support\ndisclosure_footer.en: {own}")
    house.triage()
    draft = house.see()["draft"]
    assert draft["notice"] == fill(own, "en")
    assert draft["text"].endswith(draft["notice"])
    assert fill(own, "en") in house.helpdesk.notes("41")[-1]
    assert answer(house, draft["text"].replace("our team", "Ann")) == DisclosureTally(replies=1)


def test_whose_words_they_are_is_recorded_with_the_attested_agent_and_the_time(drafted: Any) -> None:
    token = drafted.page_token(agent="7")
    page = drafted.call("POST", f"{TICKET}/own-words", {"on": True}, token=token).get_json()
    assert page["draft"]["is_own"] is True
    row = kept(drafted)
    assert (row.author, row.author_agent, row.author_at) == ("person", "7", drafted.clock.now)
    page = drafted.call("POST", f"{TICKET}/own-words", {"on": False}, token=token).get_json()
    assert page["draft"]["is_own"] is False
    row = kept(drafted)
    assert (row.author, row.author_agent, row.author_at) == ("", "", None)


def test_an_app_that_attests_no_agent_records_none_and_inserting_takes_the_word_back(drafted: Any) -> None:
    drafted.call("POST", f"{TICKET}/own-words", {"on": True})
    assert (kept(drafted).author, kept(drafted).author_agent) == ("person", "")
    drafted.call("POST", f"{TICKET}/draft-inserted", {})
    assert kept(drafted).author == ""


def test_nothing_but_that_word_makes_a_reply_a_persons_own(drafted: Any) -> None:
    answer(drafted, f"Something quite different.\n\n{PERSON_LINES['en'].format(name='Ann')}")
    assert kept(drafted).author == ""


@pytest.mark.parametrize("path", ["own-words"])
def test_no_draft_nothing_to_claim(house: Any, path: str) -> None:
    house.helpdesk.answers = ()
    house.triage()
    refused = house.call("POST", f"{TICKET}/{path}", {"on": True})
    assert (refused.status_code, refused.get_json()["error"]) == (409, "no_draft")


def test_a_reply_that_kept_the_disclosure(drafted: Any) -> None:
    text = drafted.see()["draft"]["text"].replace("our team", "Ann Ito")
    assert answer(drafted, text) == DisclosureTally(replies=1)
    assert kept(drafted).distance == 0


def test_a_reply_that_lost_it(drafted: Any) -> None:
    assert answer(drafted, body_of(drafted)) == DisclosureTally(replies=1, removed=1)
    assert kept(drafted).outcome == "used"


def test_the_line_of_a_person_is_no_disclosure_unless_a_person_chose_it(drafted: Any) -> None:
    text = f"{body_of(drafted)}\n\n{PERSON_LINES['en'].format(name='Ann')}"
    assert answer(drafted, text) == DisclosureTally(replies=1, removed=1)


def test_a_persons_own_words_that_are_nearly_the_draft_are_counted(drafted: Any) -> None:
    drafted.call("POST", f"{TICKET}/own-words", {"on": True})
    assert answer(drafted, body_of(drafted)) == DisclosureTally(replies=1, contradicted=1)


def test_a_persons_own_words_are_nobodys_fault(drafted: Any) -> None:
    drafted.call("POST", f"{TICKET}/own-words", {"on": True})
    assert answer(drafted, "Dear Sam, hold the left key, wait for the blue light, and rinse twice. Ann") == DisclosureTally()
    drafted.clock.now += 8 * 86400
    assert drafted.application.tallies.disclosure("acme", seconds=WEEK) == DisclosureTally()


def test_an_ignored_draft_needs_no_disclosure(drafted: Any) -> None:
    assert answer(drafted, "We will call you.") == DisclosureTally()
    assert kept(drafted).disclosure_removed is False


def test_what_to_do_is_said_without_names() -> None:
    assert disclosure_lines(DisclosureTally(replies=9), days=7) == ()
    removed, contradicted = disclosure_lines(DisclosureTally(9, 1, 2), days=7)
    assert removed.startswith("Last 7 days: 1 of 9 replies resting on a draft went out without")
    assert contradicted.startswith("Last 7 days: 2 replies called a person's own")
