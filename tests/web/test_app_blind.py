"""The blind question: nothing of what the AI read or decided leaves the server before a person has judged."""

from typing import Any

import pytest

from connector.core.taxonomy import LANGUAGES

GIVEN_AWAY = ("reading", "level", "draft", "prefers_human_until")


def raw(house: Any, path: str = "/tickets/41", body: Any = None, *, language: str = "en") -> bytes:
    """The bytes of an answer, without what can be chosen, which is the same for every ticket."""
    method = "GET" if body is None else "POST"
    answer = house.call(method, f"{path}?language={language}", body)
    head, _, choices = answer.data.partition(b'"choices"')
    assert answer.status_code >= 400 or choices
    data: bytes = head
    return data


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_given_away(blind_house: Any, language: str) -> None:
    blind_house.triage()
    triage = blind_house.application.triages.newest("acme", "41")
    assert triage.kind == "refund_status"
    assert triage.decision["reasons"]
    page = blind_house.see(language=language)
    assert page["state"] == "audit"
    assert page["audit"] == {"lapses_at": "2026-11-02T13:00:01Z"}
    assert [page[name] for name in GIVEN_AWAY] == [None] * len(GIVEN_AWAY)
    assert [page[name] for name in ("why", "withheld", "group", "standing", "brief", "course")] == [[], [], "", "", [], []]
    assert page["corrected"] == {"kind": None, "group": None, "urgency": None, "needs_person": None}
    seen = raw(blind_house, language=language)
    for word in (b"refund", b"warranty", b"Support", b"descale", b"afraid", b"worry", b"74", b"U1", b"0.74", b'"level":0'):
        assert word not in seen, word


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("corrections", {"kind": "warranty"}),
        ("corrections", {"kind": "refund_status"}),
        ("draft-inserted", {}),
        ("own-words", {"on": True}),
        ("coach", {"reply": "We are sorry, so sorry, about the refund."}),
        ("prefers-human", {"on": True}),
        ("undo", {}),
    ],
)
def test_no_action_gives_anything_away(blind_house: Any, action: str, body: Any) -> None:
    blind_house.triage()
    seen = raw(blind_house, f"/tickets/41/{action}", body)
    for word in (b"refund", b"descale", b"worry", b"74"):
        assert word not in seen
    page = blind_house.see()
    assert page["reading"] is None
    assert page["level"] is None


def test_a_word_has_to_wait_for_the_answer(blind_house: Any) -> None:
    blind_house.triage()
    right = blind_house.call("POST", "/tickets/41/corrections", {"kind": "refund_status"})
    wrong = blind_house.call("POST", "/tickets/41/corrections", {"kind": "warranty"})
    assert (right.status_code, right.get_json()["error"]) == (409, "question_open")
    assert right.data == wrong.data  # neither tells which kind it was


@pytest.mark.parametrize("stops_after", ["keep_assessment", "keep_decision"])
def test_nothing_is_given_away_while_the_worker_is_at_it(
    blind_house: Any, monkeypatch: pytest.MonkeyPatch, stops_after: str
) -> None:
    seen: list[bytes] = []
    triages = type(blind_house.application.triages)
    real = getattr(triages, stops_after)

    def and_look(self: Any, *arguments: Any, **more: Any) -> None:
        real(self, *arguments, **more)
        seen.append(raw(blind_house))

    monkeypatch.setattr(triages, stops_after, and_look)
    blind_house.triage()
    assert seen
    assert all(b'"state":"pending"' in page and b"refund" not in page for page in seen)


@pytest.mark.parametrize(
    ("answer", "was_right", "level"),
    [
        ({"kind": "refund_status", "urgency": "U1", "needs_person": False}, True, 2),
        ({"kind": "refund_status", "urgency": "U1", "needs_person": True}, False, 0),
        ({"kind": "how_to", "urgency": "U1", "needs_person": False}, False, 2),
        ({"kind": "hardship", "urgency": "U2", "needs_person": True}, False, 0),
    ],
)
def test_an_answer_opens_the_page_and_counts(blind_house: Any, answer: Any, was_right: bool, level: int) -> None:
    blind_house.triage()
    page = blind_house.call("POST", "/tickets/41/audit", answer).get_json()
    assert page["reading"]["kind"]["key"] == "refund_status"
    assert page["audit"] is None
    sample = blind_house.application.audits.find("acme", "41", "created")
    assert (sample.state, sample.was_right) == ("answered", was_right)
    assert sample.kind == ("people" if answer["kind"] == "hardship" else answer["kind"])
    standings = blind_house.application.audits.standings("acme")
    assert {kind: (s.audited, s.errors) for kind, s in standings.items()} == {"refund_status": (1, 0 if was_right else 1)}
    blind_house.work()
    page = blind_house.see()
    assert page["state"] == "ready"
    assert page["standing"].startswith("How often this was right here")
    assert page["level"] == level  # the person's own judgement holds for this ticket


def test_an_answer_is_given_once(blind_house: Any) -> None:
    blind_house.triage()
    answer = {"kind": "refund_status", "urgency": "U1", "needs_person": False}
    assert blind_house.call("POST", "/tickets/41/audit", answer).status_code == 200
    second = blind_house.call("POST", "/tickets/41/audit", {**answer, "kind": "legal"})
    assert (second.status_code, second.get_json()["error"]) == (409, "no_question")
    assert blind_house.application.audits.find("acme", "41", "created").kind == "refund_status"
    assert blind_house.application.corrections.all("acme") == []


def test_a_question_nobody_answers_lapses(blind_house: Any) -> None:
    blind_house.triage()
    blind_house.clock.now += 4 * 3600
    page = blind_house.see()
    assert page["state"] == "ready"
    assert page["reading"]["kind"]["key"] == "refund_status"
    late = blind_house.call("POST", "/tickets/41/audit", {"kind": "how_to", "urgency": "U1", "needs_person": False})
    assert (late.status_code, late.get_json()["error"]) == (409, "no_question")


def test_an_undo_before_the_answer_keeps_the_question_from_coming_back(blind_house: Any) -> None:
    blind_house.triage()
    assert blind_house.call("POST", "/tickets/41/undo", {}).get_json()["state"] == "undoing"
    blind_house.work()
    page = blind_house.see()
    assert (page["state"], page["reading"]) == ("undone", None)
    late = blind_house.call("POST", "/tickets/41/audit", {"kind": "how_to", "urgency": "U1", "needs_person": False})
    assert late.status_code == 409
