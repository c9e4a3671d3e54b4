"""The app API: what an agent sees and does beside a ticket, and what the platforms' apps tell us."""

from dataclasses import replace
from typing import Any

import pytest

from connector.core.phrases import KIND_NAMES, LEFT, REFUSALS
from connector.core.taxonomy import KINDS, LANGUAGES, Urgency
from connector.core.ticket import Author, Bar
from connector.core.update import DRAFTED, HUMAN, OUR_TAGS, PEOPLE_FIRST, SKIP

TICKET = "/tickets/41"


def test_a_ticket_nobody_saw_is_unknown(house: Any) -> None:
    page = house.see("77")
    assert page["state"] == "unknown"
    assert page["reading"] is None
    assert page["can_undo"] is False
    assert len(page["choices"]["kinds"]) == len(KINDS)


def test_from_the_bell_to_the_page(house: Any) -> None:
    house.ring()
    assert house.see()["state"] == "pending"
    house.work()
    page = house.see()
    assert (page["state"], page["level"], page["mode"], page["paused"]) == ("ready", 2, "assist", False)
    assert page["reading"]["kind"] == {"key": "how_to", "name": "how something works"}
    assert page["reading"]["runner_up"] == {"key": "warranty", "name": "warranty or repair", "percent": 21}
    assert page["reading"]["percent"] == 74
    assert page["reading"]["emotions"] == [
        {"key": "worry", "name": "worry", "strength": 2, "quotes": ["I am afraid to break it"]}
    ]  # fmt: skip
    assert page["reading"]["quotes"] == ["How do I descale", "I am afraid to break it"]
    assert page["reading"]["needs"] == ["plain words, one step at a time, perhaps a call"]
    assert page["why"] == ["What it is about: how something works."]
    assert page["group"] == "Support"
    assert page["standing"].startswith("How often this is right here: not known yet")
    assert page["brief"] == []
    assert page["draft"]["sources"] == [
        {"title": "How to descale the machine", "url": "https://acme.example.com/macros/1", "kind": "macro",
         "age": "English, last changed 2026-09-03"}
    ]  # fmt: skip
    assert page["can_undo"] is True
    assert page["choices"]["groups"] == ["Billing", "Care", "Inbox", "Support"]


def test_a_sensitive_ticket_briefs_the_person_who_takes_over(house: Any) -> None:
    house.reader.reading = replace(house.reader.reading, primary="bereavement", runner_up=None, urgency=Urgency.U2)
    house.triage()
    page = house.see()
    assert page["level"] == 0
    assert page["brief"] == [
        "Next step: Stop mailings to the person who died, name one contact, ask for no log-in.",
        "Who and when: the same day, one named person.",
        "Take care: no “hope you are well”, no survey, no log-in demand, no letter to the person who died.",
        "Please acknowledge in your own words: bereavement.",
    ]
    assert page["draft"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language(house: Any, language: str) -> None:
    house.triage()
    page = house.see(language=language)
    assert page["reading"]["kind"]["name"] == KIND_NAMES[language]["how_to"]
    assert [kind["name"] for kind in page["choices"]["kinds"]] == [KIND_NAMES[language][key] for key in KINDS]
    assert page["draft"]["language"] == "en"  # the customer's, whatever the agent speaks
    refused = house.call("POST", f"/tickets/99/undo?language={language}", {})
    assert refused.get_json() == {"error": "nothing_to_undo", "remedy": REFUSALS[language]["nothing_to_undo"]}


@pytest.mark.parametrize("language", ["xx", "", "pt-BR", "<script>", "e", "ENGLISH"])
def test_any_other_language_is_answered(house: Any, language: str) -> None:
    expected = KIND_NAMES["pt" if language == "pt-BR" else "en"]["legal"]
    names = {kind["key"]: kind["name"] for kind in house.see(language=language)["choices"]["kinds"]}
    assert names["legal"] == expected


def test_a_word_counts_at_once_and_the_worker_decides_anew(house: Any) -> None:
    house.triage()
    answer = house.call("POST", f"{TICKET}/corrections", {"kind": "warranty", "group": "billing", "urgency": "U3"})
    page = answer.get_json()
    assert answer.status_code == 200
    assert page["corrected"] == {"kind": "warranty", "group": "Billing", "urgency": "U3", "needs_person": None}
    assert page["state"] == "pending"
    house.work()
    page = house.see()
    assert page["state"] == "ready"
    assert page["group"] == "Billing"
    assert page["why"] == ["A colleague corrected the AI here: warranty or repair."]
    assert "ai_urgency_u3" in house.helpdesk.tickets["41"].tags


def test_a_sensitive_word_is_kept_as_people_and_never_by_its_name(house: Any) -> None:
    house.triage()
    page = house.call("POST", f"{TICKET}/corrections", {"kind": "self_harm"}).get_json()
    assert page["corrected"] == {"kind": None, "group": None, "urgency": None, "needs_person": True}
    kept = {c.about: (c.ours, c.theirs, c.source) for c in house.application.corrections.all("acme")}
    assert kept == {"kind": ("how_to", "people", "sidebar"), "needs_person": ("false", "true", "sidebar")}
    house.work()
    assert house.see()["level"] == 0


def test_a_word_that_agrees_is_no_correction(house: Any) -> None:
    house.triage()
    house.call("POST", f"{TICKET}/corrections", {"kind": "how_to", "urgency": "U1", "group": "Support"})
    assert house.application.corrections.all("acme") == []


def test_while_everything_waits_a_word_does_not_hide_the_page(house: Any) -> None:
    house.triage()
    house.application.accounts.set("acme", paused=True)
    page = house.call("POST", f"{TICKET}/corrections", {"needs_person": True}).get_json()
    assert (page["state"], page["paused"], page["corrected"]["needs_person"]) == ("ready", True, True)


def test_undo(house: Any) -> None:
    before = house.helpdesk.tickets["41"]
    house.triage()
    assert house.helpdesk.tickets["41"].tags & OUR_TAGS
    assert house.call("POST", f"{TICKET}/undo", {}).get_json()["state"] == "undoing"
    assert house.call("POST", f"{TICKET}/undo", {}).get_json()["state"] == "undoing"  # asking twice is asking once
    house.work()
    page = house.see()
    assert (page["state"], page["can_undo"]) == ("undone", False)
    after = house.helpdesk.tickets["41"]
    assert (after.tags, after.priority, after.group_id) == (before.tags, before.priority, before.group_id)
    assert house.call("POST", f"{TICKET}/undo", {}).get_json()["state"] == "undone"
    assert house.application.inbox.counts() == {"done": 1, "skipped": 1}


def test_an_undo_is_carried_out_while_the_account_is_paused(house: Any) -> None:
    house.triage()
    house.application.accounts.set("acme", paused=True)
    house.call("POST", f"{TICKET}/undo", {})
    assert len(house.application.inbox.hand_out(10)) == 0  # announced already
    house.application.inbox.forget_hints()
    assert len(house.application.inbox.hand_out(10)) == 1


def test_the_customers_wish(house: Any) -> None:
    house.triage()
    page = house.call("POST", f"{TICKET}/prefers-human", {"on": True}).get_json()
    assert (page["prefers_human"], page["prefers_human_until"]) == (True, "2027-01-31")
    house.triage("42")
    assert house.see("42")["prefers_human"] is True  # the same customer on another ticket
    assert house.see("42")["level"] == 0
    page = house.call("POST", f"{TICKET}/prefers-human", {"on": False}).get_json()
    assert (page["prefers_human"], page["prefers_human_until"]) == (False, None)
    assert house.see("42")["prefers_human"] is False


def test_a_wish_for_a_person_takes_the_draft_of_this_ticket_back_at_once(house: Any) -> None:
    house.triage()
    assert house.see()["draft"] is not None
    assert house.call("POST", f"{TICKET}/prefers-human", {"on": True}).get_json()["state"] == "pending"
    house.work()
    page = house.see()
    assert (page["state"], page["level"], page["draft"]) == ("ready", 0, None)
    tags = house.helpdesk.tickets["41"].tags
    assert PEOPLE_FIRST in tags
    assert DRAFTED not in tags
    house.call("POST", f"{TICKET}/prefers-human", {"on": False})
    house.work()
    assert house.see()["level"] == 0  # what went to people stays with them


def test_the_wish_for_a_person_is_shown_on_the_customers_record_by_the_worker(house: Any) -> None:
    house.triage()
    house.call("POST", f"{TICKET}/prefers-human", {"on": True})
    assert house.helpdesk.marks == 0  # nobody waits for the helpdesk
    house.work()
    assert house.helpdesk.is_requester_marked("7")
    assert house.see()["state"] == "ready"
    house.call("POST", f"{TICKET}/prefers-human", {"on": False})
    house.work()
    assert not house.helpdesk.is_requester_marked("7")


def test_how_the_customer_wishes_to_be_reached(house: Any) -> None:
    house.triage()
    rules = "people_group: Support\naudit_share: 0\nprefer_human_days: 10"
    house.application.accounts.set("acme", rules_text=rules)
    page = house.call("POST", f"{TICKET}/preferred-channel", {"channel": "letter"}).get_json()
    assert (page["prefers_channel"], page["prefers_channel_until"]) == ("letter", "2026-11-12")
    house.triage("42")
    assert house.see("42")["prefers_channel"] == "letter"
    assert house.see("42")["draft"] is None
    page = house.call("POST", f"{TICKET}/preferred-channel", {"channel": None}).get_json()
    assert (page["prefers_channel"], page["prefers_channel_until"]) == (None, None)
    for wrong in ({"channel": "pigeon"}, {"channel": ""}, {}):
        assert house.call("POST", f"{TICKET}/preferred-channel", wrong).status_code == 422
    changes = house.application.stored_wishes.changes("acme", house.application.requesters.find("acme", "7"))
    assert [(change.value, change.source) for change in changes] == [("letter", "sidebar"), ("", "sidebar")]


def test_a_draft_that_went_into_a_reply(house: Any) -> None:
    house.triage()
    assert house.call("POST", f"{TICKET}/draft-inserted", {}).status_code == 200
    house.helpdesk.say("41", Author.AGENT, house.see()["draft"]["text"])
    house.application.accounts.get("acme")
    house.call("POST", "/bells", {"ticket_id": "41", "event": "ticket_updated"})
    house.work()
    assert house.application.draft_uses.counts("acme") == {"how_to": {"used": 1}}


@pytest.mark.parametrize(
    ("ticket", "action", "body", "code"),
    [
        ("99", "corrections", {"kind": "warranty"}, "not_read"),
        ("99", "prefers-human", {"on": True}, "not_read"),
        ("99", "draft-inserted", {}, "not_read"),
        ("99", "own-words", {"on": True}, "not_read"),
        ("99", "undo", {}, "nothing_to_undo"),
        ("99", "audit", {"kind": "how_to", "urgency": "U1", "needs_person": False}, "no_question"),
        ("41", "audit", {"kind": "how_to", "urgency": "U1", "needs_person": False}, "no_question"),
    ],
)
def test_what_makes_no_sense_is_declined(house: Any, ticket: str, action: str, body: Any, code: str) -> None:
    house.triage()
    answer = house.call("POST", f"/tickets/{ticket}/{action}", body)
    assert (answer.status_code, answer.get_json()["error"]) == (409, code)


def test_no_draft_no_insertion(house: Any) -> None:
    house.helpdesk.answers = ()
    house.triage()
    answer = house.call("POST", f"{TICKET}/draft-inserted", {})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "no_draft")


def test_a_group_that_does_not_exist(house: Any) -> None:
    house.triage()
    answer = house.call("POST", f"{TICKET}/corrections", {"group": "Astronauts"})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "unknown_group")
    assert house.application.corrections.all("acme") == []


def test_what_was_forgotten_is_not_shown_and_cannot_be_spoken_about(house: Any) -> None:
    house.triage()
    house.application.texts.forget_ticket("acme", "41")
    page = house.see()
    assert (page["state"], page["left_reason"]) == ("left", LEFT["en"]["forgotten"])
    assert page["reading"] is None
    answer = house.call("POST", f"{TICKET}/corrections", {"kind": "warranty"})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "forgotten")
    answer = house.call("POST", f"{TICKET}/prefers-human", {"on": True})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "forgotten")


@pytest.mark.parametrize(
    ("change", "code"), [({"tags": frozenset({SKIP})}, "skip_tag"), ({"bars": frozenset({Bar.SPAM})}, "spam")]
)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_ticket_that_is_left_alone_says_why(house: Any, change: Any, code: str, language: str) -> None:
    house.helpdesk.put(replace(house.helpdesk.tickets["41"], **change))
    house.triage()
    page = house.see(language=language)
    assert (page["state"], page["left_reason"]) == ("left", LEFT[language][code])


def test_a_ticket_that_is_gone(house: Any) -> None:
    house.triage("404")
    assert house.see("404")["left_reason"] == LEFT["en"]["gone"]


def test_what_was_said_stays_when_a_person_has_answered(house: Any) -> None:
    house.triage()
    house.helpdesk.say("41", Author.AGENT, "Hold the button for five seconds.")
    house.helpdesk.put(replace(house.helpdesk.tickets["41"], tags=house.helpdesk.tickets["41"].tags | {HUMAN}))
    house.call("POST", "/bells", {"ticket_id": "41", "event": "ticket_updated"})
    house.work()
    assert house.see()["state"] == "ready"


def test_groups(house: Any) -> None:
    assert house.call("GET", "/groups").get_json() == {"groups": []}
    house.triage()
    assert house.call("GET", "/groups", token=house.page_token()).get_json() == {
        "groups": ["Billing", "Care", "Inbox", "Support"]
    }


def test_settings_are_checked_then_accepted(house: Any) -> None:
    good, bad = {"people_group": "Care", "rules": "warranty: L1"}, {"people_group": "Care", "rules": "warranty: L9"}
    kept = house.application.accounts.get("acme").rules_text
    assert house.call("POST", "/settings/check", {"settings": good}).get_json() == {"accepted": True, "errors": []}
    assert house.application.accounts.get("acme").rules_text == kept
    refused = house.call("POST", "/settings", {"settings": bad}).get_json()
    assert refused["accepted"] is False
    assert refused["errors"][0].startswith("line 2: ")
    assert house.application.accounts.get("acme").rules_text == kept
    assert house.see()["settings_errors"] == refused["errors"]
    assert house.call("POST", "/settings", {"settings": good}).get_json()["accepted"] is True
    assert house.see()["settings_errors"] == []
    assert house.application.desks.rules_kept(house.application.accounts.get("acme")).people_group == "Care"


def test_a_bell_of_the_app_brings_settings_along(house: Any) -> None:
    bell = {"ticket_id": "41", "event": "ticket_created", "settings": {"people_group": "Care"}}
    answer = house.call("POST", "/bells", bell)
    assert (answer.status_code, answer.get_json()) == (202, {"status": "kept"})
    assert house.call("POST", "/bells", bell).get_json() == {"status": "known_already"}
    house.work()
    assert house.see()["group"] == "Care"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/tickets/41/corrections", {}, 422),
        ("/tickets/41/corrections", {"kind": "nonsense"}, 422),
        ("/tickets/41/corrections", {"kind": 4}, 422),
        ("/tickets/41/corrections", {"urgency": "U9"}, 422),
        ("/tickets/41/corrections", {"needs_person": False}, 422),
        ("/tickets/41/corrections", {"kind": "warranty", "note": "hello"}, 422),
        ("/tickets/41/corrections", [], 422),
        ("/tickets/41/prefers-human", {"on": "yes"}, 422),
        ("/tickets/41/audit", {"kind": "how_to", "urgency": "U1"}, 422),
        ("/tickets/41/undo", {"ticket": "42"}, 422),
        ("/tickets/a.b/undo", {}, 422),
        (f"/tickets/{'4' * 33}/undo", {}, 422),
        ("/tickets/41%0A/undo", {}, 422),
        ("/bells", {"ticket_id": "4 1", "event": "ticket_created"}, 422),
        ("/bells", {"ticket_id": "41", "event": "ticket_deleted"}, 422),
        ("/settings", {"settings": {"people_group": 4}}, 422),
        ("/settings", {"settings": {"people_group": "a\x00b"}}, 422),
    ],
)
def test_what_cannot_be_understood_changes_nothing(house: Any, path: str, body: Any, status: int) -> None:
    house.triage()
    before = house.application.inbox.counts()
    answer = house.call("POST", path, body)
    assert answer.status_code == status
    assert set(answer.get_json()) == {"error", "remedy"}
    assert answer.get_json()["remedy"]
    assert "hello" not in answer.text
    assert "Value error" not in answer.text  # our words, not the library's
    assert house.application.inbox.counts() == before


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"on": tru}'])
def test_a_body_that_is_not_json(house: Any, body: bytes) -> None:
    answer = house.client.post(
        "/app/v1/accounts/acme/tickets/41/prefers-human",
        data=body,
        headers={"Authorization": f"Bearer {house.app_tokens['acme']}"},
    )
    assert (answer.status_code, answer.get_json()["error"]) == (400, "not_json")


def test_a_body_that_is_too_large(house: Any) -> None:
    answer = house.call("POST", "/settings", {"settings": {"rules": "x" * 300_000}})
    assert (answer.status_code, answer.get_json()["error"]) == (413, "too_large")


def test_a_fault_of_ours_asks_to_come_again_and_tells_no_text(
    house: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Sam Example wrote")

    monkeypatch.setattr(type(house.application.triages), "newest", fail)
    answer = house.call("GET", TICKET)
    assert (answer.status_code, answer.get_json()["error"]) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "30"
    logged = capsys.readouterr()
    assert "Sam" not in answer.text + logged.out + logged.err


def test_methods_and_addresses_that_do_not_exist(house: Any) -> None:
    answer = house.call("PUT", TICKET, {})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert house.call("OPTIONS", TICKET).status_code == 405
    assert house.call("GET", "/secrets").get_json()["error"] == "not_found"


def test_answers_are_plain_json_for_nobody_else(house: Any, new_ticket: Any) -> None:
    words = "</script><script>alert(1)</script>"
    evil = replace(house.reader.reading, evidence=(replace(house.reader.reading.evidence[0], quote=words),))
    house.reader.reading = evil
    house.helpdesk.put(new_ticket("43", text=words))
    house.triage("43")
    answer = house.call("GET", "/tickets/43")
    assert answer.content_type == "application/json"
    assert answer.get_json()["reading"]["quotes"] == [words]  # text stays text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
    assert "Set-Cookie" not in answer.headers


def test_somebody_who_looks_is_noticed(house: Any) -> None:
    assert house.application.accounts.get("globex").app_seen_at == 0.0
    house.see(account="globex", token=house.app_tokens["globex"])
    assert house.application.accounts.get("globex").app_seen_at == house.clock.now
    assert house.application.accounts.get("acme").app_seen_at == 0.0


def test_a_reply_is_read_and_kept_nowhere(
    house: Any, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    house.reader.reading = replace(house.reader.reading, primary="bereavement", runner_up=None, urgency=Urgency.U2)
    house.triage()
    before = house.see()
    secret = "Zanzibar. I totally understand your frustration."
    answer = house.call("POST", f"{TICKET}/coach?language=de", {"reply": secret})
    assert answer.status_code == 200
    coaching = answer.get_json()
    assert coaching["suggestions"] == ["Bitte in eigenen Worten ansprechen: Trauerfall."]
    assert [hint["code"] for hint in coaching["hints"]] == ["empty_sympathy", "question_open", "no_next_step"]
    assert coaching["hints"][0]["quote"] == "I totally understand your frustration."
    assert house.see() == before
    stored = b"".join(file.read_bytes() for file in house.application.settings.data_dir.rglob("*") if file.is_file())
    assert b"Zanzibar" not in stored
    assert "Zanzibar" not in caplog.text + capsys.readouterr().out


@pytest.mark.parametrize("reply", ["", "x" * 20_001, "a\x00b", None, 7])
def test_a_reply_that_is_none_is_refused(house: Any, reply: Any) -> None:
    house.triage()
    assert house.call("POST", f"{TICKET}/coach", {"reply": reply}).status_code == 422


def test_a_ticket_that_was_never_read_has_no_coach(house: Any) -> None:
    assert house.call("POST", "/tickets/99/coach", {"reply": "Dear Sam,"}).get_json()["error"] == "not_read"
