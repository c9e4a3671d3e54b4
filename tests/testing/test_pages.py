"""The pages of a sandbox for people: what customers wrote stays text, forms do what the control API does, strangers are refused."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from connector.testing.faults import Fault, FaultPlan
from connector.testing.note_markup import safe_note
from connector.testing.sandbox import AgentEdit, NewTicket, OutgoingCall, RunningSandbox, Sandbox, Switch, TicketView, Webhook

HOSTILE = "<script>alert('ciao')</script> {{ 7*7 }} <img src=x onerror=alert(1)> & \"so on\""


class PaperDesk(Sandbox):
    """The smallest helpdesk there is: tickets in a dictionary."""

    switches: Mapping[str, Switch] = {
        "touches_new_tickets": Switch(True, "A trigger of the account changes each new ticket a moment later."),
        "late_by": Switch(0.4, "After how many seconds the trigger acts.", unconfirmed=True),
        "page_size": Switch(30, "How many tickets a page of the list has."),
        "mood": Switch("calm", "Any words."),
        "plan": Switch("growth", "The plan of the account.", choices=("growth", "pro")),
        "custom_statuses": Switch(["Waiting on courier"], "Statuses that the account added.", unconfirmed=True),
    }

    def __init__(self) -> None:
        super().__init__("paper")
        self.tickets: dict[str, TicketView] = {}
        self.edits: list[AgentEdit] = []
        self._numbers = count(41)

    def create_ticket(self, ticket: NewTicket) -> str:
        with self.lock:
            key = str(next(self._numbers))
            self.tickets[key] = TicketView(
                id=key,
                subject=ticket.subject,
                status="new",
                channel=ticket.channel,
                priority=ticket.priority or None,
                group=ticket.group or None,
                requester=f"{ticket.requester_name} <{ticket.requester_email}>",
                tags=list(ticket.tags),
                messages=[ticket.body],
                notes=[],
                replies=[],
            )
            return key

    def reply_as_customer(self, ticket_id: str, body: str) -> None:
        self.tickets[ticket_id].messages.append(body)

    def edit_as_agent(self, ticket_id: str, edit: AgentEdit) -> None:
        if edit.group == "Nobody":
            raise ValueError("no such group")
        with self.lock:
            self.edits.append(edit)
            view = self.tickets[ticket_id]
            view.tags = [tag for tag in dict.fromkeys([*view.tags, *edit.add_tags]) if tag not in edit.remove_tags]
            view.priority = edit.priority or view.priority
            view.group = edit.group if edit.group and edit.group != "Unheard" else view.group
            view.status = edit.status or view.status
            if edit.public_reply:
                view.replies.append(edit.public_reply)
            if edit.private_note:
                view.notes.append({"id": str(len(view.notes) + 1), "text": edit.private_note})

    def view(self, ticket_id: str) -> TicketView | None:
        return self.tickets.get(ticket_id)

    def ticket_ids(self) -> list[str]:
        return list(self.tickets)

    def load_knowledge(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Paper knows nothing."""

    def connection(self) -> dict[str, dict[str, str]]:
        return {"settings": {}, "credentials": {}}

    def sign(self, body: bytes) -> OutgoingCall:
        return OutgoingCall(self.webhook.url, {}, body)


@pytest.fixture
def desk() -> PaperDesk:
    """A fresh desk."""
    return PaperDesk()


@pytest.fixture
def browse(desk: PaperDesk) -> FlaskClient:
    """A client of its pages."""
    return desk.app.test_client()


def text(answer: TestResponse, status: int = 200) -> str:
    """Return the page, which must have come with this status."""
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def follow(browse: FlaskClient, answer: TestResponse) -> str:
    """Return the page that a form led to."""
    assert answer.status_code == 303
    return text(browse.get(answer.headers["Location"]))


# ── what stands on the pages ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_shows_the_newest_ticket_first(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(subject="First", tags=("vip",)))
    desk.create_ticket(NewTicket(subject="Second"))
    page = text(browse.get("/_sandbox/"))
    assert page.index("Second") < page.index("First")
    assert "2 tickets" in page


def test_a_platform_without_apps_leads_to_none(desk: PaperDesk, browse: FlaskClient) -> None:
    ticket = desk.create_ticket(NewTicket(body="Hello"))
    for path in (f"/_sandbox/tickets/{ticket}", "/_sandbox/settings"):
        assert "/_sandbox/apps" not in browse.get(path).text


def test_the_list_can_be_narrowed_to_a_tag(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(subject="First", tags=("vip",)))
    desk.create_ticket(NewTicket(subject="Second"))
    page = text(browse.get("/_sandbox/?tag=vip"))
    assert "First" in page
    assert "Second" not in page


@pytest.mark.parametrize("path", ["/_sandbox/", "/_sandbox/tickets/41", "/_sandbox/new", "/_sandbox/settings"])
def test_what_customers_wrote_is_text(desk: PaperDesk, browse: FlaskClient, path: str) -> None:
    desk.create_ticket(NewTicket(subject=HOSTILE, body=HOSTILE, requester_name=HOSTILE, tags=(HOSTILE,), group=HOSTILE))
    desk.edit_as_agent("41", AgentEdit(private_note=HOSTILE, public_reply=HOSTILE))
    page = text(browse.get(path))
    assert "alert('ciao')" not in page
    assert "<img" not in page
    assert "49" not in page


def test_a_hostile_subject_is_still_readable(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(subject="<script>", body="a < b"))
    page = text(browse.get("/_sandbox/tickets/41"))
    assert "&lt;script&gt;" in page
    assert "a &lt; b" in page


def test_notes_and_replies_are_told_apart(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(subject="Lamp"))
    desk.edit_as_agent("41", AgentEdit(private_note="He called twice.\nBe kind.", public_reply="It is on its way."))
    page = text(browse.get("/_sandbox/tickets/41"))
    note = page[page.index('class="card note"') : page.index('id="replies"')]
    assert "Internal note" in note
    assert "He called twice.\nBe kind." in note
    assert "It is on its way." not in note
    assert "It is on its way." in page


def test_a_note_keeps_its_harmless_markup(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(subject="Lamp"))
    desk.tickets["41"].notes.append(
        {"id": "1", "text": "plain", "html": "<p onclick=x()><strong>First</strong><script>x()</script></p>"}
    )
    page = text(browse.get("/_sandbox/tickets/41"))
    assert "<p><strong>First</strong></p>" in page
    assert "x()" not in page


def test_a_ticket_that_is_not_there(browse: FlaskClient) -> None:
    assert "no such ticket" in text(browse.get("/_sandbox/tickets/999"), 404)
    for form in ("reply", "agent"):
        assert browse.post(f"/_sandbox/tickets/999/{form}", data={"body": "x"}).status_code == 404


def test_every_page_has_one_heading_a_language_and_labels(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(subject="Lamp", tags=("vip",)))
    for path in ("", "tickets/41", "new", "settings", "tickets/999"):
        page = browse.get(f"/_sandbox/{path}").get_data(as_text=True)
        assert page.count("<h1") == 1
        assert '<html lang="en">' in page
        ids = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page)
        assert all(f'for="{key}"' in page or f'id="{key}">' in page for key in ids)


def test_no_page_needs_anything_from_outside(desk: PaperDesk, browse: FlaskClient) -> None:
    answer = browse.get("/_sandbox/")
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text(answer))
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for name in ("sandbox.css", "sandbox.js"):
        assert "http" not in text(browse.get(f"/_sandbox/static/{name}"))


# ── the customer ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_customer_writes(desk: PaperDesk, browse: FlaskClient) -> None:
    form = {
        "requester_name": "Ada Rossi",
        "requester_email": "ada@example.com",
        "channel": "chat",
        "language": "it",
        "subject": "Dov’è il mio ordine?",
        "body": "Buongiorno,\r\n\r\nnon è arrivato.",
    }
    page = follow(browse, browse.post("/_sandbox/new", data=form))
    assert "The ticket was created." in page
    assert 'lang="it"' in page
    view = desk.tickets["41"]
    assert (view.channel, view.messages) == ("chat", ["Buongiorno,\n\nnon è arrivato."])
    assert view.requester == "Ada Rossi <ada@example.com>"


@pytest.mark.parametrize("missing", [("requester_name",), ("requester_email",), ("subject", "body")])
def test_an_unfinished_letter_comes_back_with_what_was_typed(
    desk: PaperDesk, browse: FlaskClient, missing: tuple[str, ...]
) -> None:
    form = {"requester_name": "Ada", "requester_email": "ada@example.com", "subject": "Lamp", "body": "Broken."}
    typed = {key: value for key, value in form.items() if key not in missing}
    page = text(browse.post("/_sandbox/new", data=typed), 400)
    assert 'role="alert"' in page
    assert all(value in page for value in typed.values())
    assert not desk.tickets


def test_the_customer_writes_again(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(body="First."))
    assert "Still nothing." in follow(browse, browse.post("/_sandbox/tickets/41/reply", data={"body": "Still nothing."}))
    assert desk.tickets["41"].messages == ["First.", "Still nothing."]
    text(browse.post("/_sandbox/tickets/41/reply", data={"body": "  "}), 400)
    assert len(desk.tickets["41"].messages) == 2


# ── the agent ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("form", "edit"),
    [
        ({"add_tags": "loyal, ai_wrong ,"}, AgentEdit(add_tags=("loyal", "ai_wrong"))),
        ({"remove_tag": "vip"}, AgentEdit(remove_tags=("vip",))),
        ({"priority": "high", "group": "Support", "status": "new"}, AgentEdit(priority="high", group="Support")),
        ({"status": "pending"}, AgentEdit(status="pending")),
        ({"public_reply": "On its way.\r\nBye"}, AgentEdit(public_reply="On its way.\nBye")),
        ({"private_note": "He called."}, AgentEdit(private_note="He called.")),
    ],
)
def test_each_form_of_the_agent(desk: PaperDesk, browse: FlaskClient, form: dict[str, str], edit: AgentEdit) -> None:
    desk.create_ticket(NewTicket(tags=("vip",)))
    assert "The ticket was changed." in follow(browse, browse.post("/_sandbox/tickets/41/agent", data=form))
    assert desk.edits == [edit]


def test_saving_what_stands_changes_nothing(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(priority="high"))
    answer = browse.post("/_sandbox/tickets/41/agent", data={"priority": "high", "status": "new", "group": ""})
    assert "nothing to change" in follow(browse, answer)
    assert not desk.edits


def test_a_page_seen_earlier_does_not_undo_what_others_did_since(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(priority="normal"))
    desk.edit_as_agent("41", AgentEdit(priority="high"))
    form = {"priority": "normal", "shown_priority": "normal", "group": "Support", "shown_group": ""}
    follow(browse, browse.post("/_sandbox/tickets/41/agent", data=form))
    assert (desk.tickets["41"].priority, desk.tickets["41"].group) == ("high", "Support")


def test_what_the_platform_does_not_take_is_said(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket())
    page = text(browse.post("/_sandbox/tickets/41/agent", data={"group": "Nobody", "private_note": "Kept."}), 400)
    assert "no such group" in page
    assert "Kept." in page


def test_a_group_that_the_platform_passes_over_is_said(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket(group="Support"))
    assert "knows no such group" in follow(browse, browse.post("/_sandbox/tickets/41/agent", data={"group": "Unheard"}))


# ── the settings ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_secret_of_the_webhook_is_kept_and_never_shown(desk: PaperDesk, browse: FlaskClient) -> None:
    address = "http://127.0.0.1:1/hooks"
    page = follow(browse, browse.post("/_sandbox/settings/webhook", data={"url": address, "secret": "s3cr3t-words"}))
    assert address in page
    assert "s3cr3t-words" not in page
    browse.post("/_sandbox/settings/webhook", data={"url": f"{address}/2", "secret": ""})
    assert desk.webhook == Webhook(f"{address}/2", "s3cr3t-words")
    browse.post("/_sandbox/settings/webhook", data={"url": "", "secret": "", "forget_secret": "on"})
    assert desk.webhook == Webhook()


def test_a_webhook_needs_an_address_of_the_web(desk: PaperDesk, browse: FlaskClient) -> None:
    text(browse.post("/_sandbox/settings/webhook", data={"url": "javascript:alert(1)"}), 400)
    assert desk.webhook == Webhook()


def test_switches_of_every_type(desk: PaperDesk, browse: FlaskClient) -> None:
    before = text(browse.get("/_sandbox/settings"))
    assert all(switch.help in before for switch in desk.switches.values())
    form = {"late_by": "1.5", "page_size": "2", "mood": "odd", "plan": '"pro"', "custom_statuses": '["Waiting"]'}
    follow(browse, browse.post("/_sandbox/settings/switches", data={f"switch.{key}": value for key, value in form.items()}))
    assert desk.values == {
        "touches_new_tickets": False,
        "late_by": 1.5,
        "page_size": 2,
        "mood": "odd",
        "plan": "pro",
        "custom_statuses": ["Waiting"],
    }


@pytest.mark.parametrize(
    ("name", "value"), [("late_by", "nan"), ("page_size", "two"), ("custom_statuses", "["), ("plan", '"gold"')]
)
def test_a_switch_that_cannot_be_read_changes_nothing(desk: PaperDesk, browse: FlaskClient, name: str, value: str) -> None:
    before = dict(desk.values)
    form = {"late_by": "1", "page_size": "2", "plan": '"pro"', "custom_statuses": "[]", name: value}
    page = text(browse.post("/_sandbox/settings/switches", data={f"switch.{k}": v for k, v in form.items()}), 400)
    assert name in page
    assert desk.values == before


FAULT_FORM = {"rate": "0.25", "seed": "7", "late_seconds": "0.1", "hang_seconds": "2", "retry_after": "3"}


def test_faults_are_planned_and_ended(desk: PaperDesk, browse: FlaskClient) -> None:
    form = {**FAULT_FORM, "kinds": ["429", "drop_after"], "writes_only": "on", "queue": "503, html"}
    follow(browse, browse.post("/_sandbox/settings/faults", data=form))
    assert desk.gateway.plan == FaultPlan(
        rate=0.25,
        kinds=(Fault.TOO_MANY, Fault.DROP_AFTER),
        seed=7,
        late_seconds=0.1,
        hang_seconds=2.0,
        retry_after="3",
        writes_only=True,
        queue=[Fault.UNAVAILABLE, Fault.HTML],
    )
    assert "503 html" in text(browse.get("/_sandbox/settings"))
    follow(browse, browse.post("/_sandbox/settings/faults", data={"calm": "1"}))
    assert desk.gateway.plan == FaultPlan()


@pytest.mark.parametrize("wrong", [{"rate": "2"}, {"rate": "nan"}, {"seed": ""}, {"hang_seconds": "-1"}, {"queue": "fire"}])
def test_faults_that_cannot_be_read_change_nothing(desk: PaperDesk, browse: FlaskClient, wrong: dict[str, str]) -> None:
    text(browse.post("/_sandbox/settings/faults", data={**FAULT_FORM, **wrong}), 400)
    assert desk.gateway.plan == FaultPlan()


# ── strangers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:81", "https://localhost", ""])
@pytest.mark.parametrize("path", ["new", "tickets/41/reply", "tickets/41/agent", "settings/webhook", "settings/faults"])
def test_a_form_of_another_origin_is_refused(desk: PaperDesk, browse: FlaskClient, origin: str, path: str) -> None:
    desk.create_ticket(NewTicket(body="First."))
    form = {"body": "x", "subject": "x", "requester_name": "x", "requester_email": "x", "url": "http://127.0.0.1/", "calm": "1"}
    assert browse.post(f"/_sandbox/{path}", data=form, headers={"Origin": origin}).status_code == 403
    assert (desk.webhook, len(desk.tickets), desk.tickets["41"].messages) == (Webhook(), 1, ["First."])


def test_a_form_of_our_own_origin_is_taken(desk: PaperDesk, browse: FlaskClient) -> None:
    desk.create_ticket(NewTicket())
    answer = browse.post("/_sandbox/tickets/41/reply", data={"body": "Hello"}, headers={"Origin": "http://localhost"})
    assert answer.status_code == 303


# ── the HTML of a note ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<p>a<br>b</p><ul><li>c</li></ul>", "<p>a<br>b</p><ul><li>c</li></ul>"),
        ('<p style="x" onclick=y>a</p>', "<p>a</p>"),
        ("<b>a</b> <i>b</i>", "<strong>a</strong> <em>b</em>"),
        ("<div>a</div><div>b</div>", "a<br>b<br>"),
        ("<div><p>a</p></div>", "<p>a</p>"),
        ("a<script>b</script><style>c</style>d", "ad"),
        ('<a href="javascript:x">a</a><img src=x>', "a"),
        ("<p><strong>a", "<p><strong>a</strong></p>"),
        ("a</p></li></main>b", "ab"),
        ("<p><em>a</p>b", "<p><em>a</em></p>b"),
        ("1 &lt; 2 &amp; <3", "1 &lt; 2 &amp; &lt;3"),
        ("<br/><!-- x --><?y?>", "<br>"),
    ],
)
def test_markup_of_a_note(markup: str, kept: str) -> None:
    assert safe_note(markup) == kept


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<ul>", "</li>", "<script>", "</script>", "<img src=x onerror=y>", "<", ">", '"', "&lt;"]
)


@given(st.lists(_PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_any_markup_of_a_note_becomes_well_nested_tags_without_attributes(markup: str) -> None:
    opened: list[str] = []
    for tag in re.findall(r"<[^>]*>?", str(safe_note(markup))):
        found = re.fullmatch(r"<(/?)(p|br|strong|em|ul|ol|li|blockquote)>", tag)
        assert found
        if found[1]:
            assert opened.pop() == found[2]
        elif found[2] != "br":
            opened.append(found[2])
    assert not opened


# ── a real browser ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def running(desk: PaperDesk) -> Iterator[RunningSandbox]:
    """The desk on a loopback port."""
    with desk.serve() as running:
        yield running


@pytest.mark.browser
@pytest.mark.slow
def test_a_person_opens_a_ticket_and_writes_as_the_customer(desk: PaperDesk, running: RunningSandbox, browser: Any) -> None:
    from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    passing = (NoSuchElementException, StaleElementReferenceException)  # a page on its way out or in

    def shows(part: str, wanted: list[str]) -> None:
        def is_so(page: Any) -> bool:
            return [element.text for element in page.find_elements(By.CSS_SELECTOR, part)] == wanted

        WebDriverWait(browser, 15, ignored_exceptions=passing).until(is_so, f"{part} never showed {wanted}")

    desk.create_ticket(NewTicket(subject=HOSTILE, body=HOSTILE))
    browser.get(f"{running.url}/_sandbox/")
    browser.find_element(By.PARTIAL_LINK_TEXT, "#41").click()
    shows("h1 bdi", [HOSTILE])
    browser.find_element(By.ID, "body").send_keys("Is anybody there?\nPlease answer.")
    browser.find_element(By.XPATH, "//button[.='Send as the customer']").click()
    shows("[role=status]", ["The customer's message was added."])
    shows(".message .words", [HOSTILE, "Is anybody there?\nPlease answer."])
    assert desk.tickets["41"].messages[-1] == "Is anybody there?\nPlease answer."

    browser.find_element(By.ID, "body").send_keys("Half a sent")
    browser.find_element(By.ID, "live-toggle").click()
    desk.edit_as_agent("41", AgentEdit(private_note="Be kind."))
    shows(".note .words", ["Be kind."])
    assert browser.find_element(By.ID, "body").get_attribute("value") == "Half a sent"
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
