"""The app beside a ticket and its settings page, in a real browser: the real sidebar over the real layer, in the stand-in's frame.

The frame may neither call anybody nor submit a form, so that what works here asks no more of the platform than it has to give.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from connector.cli.package import read_assets
from connector.core.disclosure import Disclosure
from connector.core.taxonomy import Tier
from connector.sidebar.page import (
    Choices,
    Corrected,
    DraftSource,
    DraftText,
    KindChoice,
    Name,
    Reading,
    RunnerUp,
    TicketPage,
)
from connector.testing.processes import wait_until
from connector.testing.sandbox import AgentEdit, NewTicket
from connector.testing.services import MissingService
from integrations.freshdesk.app.iparams import NO_GROUP
from integrations.freshdesk.sandbox import app_proxy
from integrations.freshdesk.sandbox.app_server import find_node

from .conftest import APP_TOKEN, AppDesk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE: Final = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
#: Words that would be markup, if anything on the way took them for it.
NOTICE: Final = "An AI prepared this; our team checked it."
DRAFT: Final = f"Dear Sam,\n\nthe <b>old</b> lamp & {{{{its}}}} shade\ncan come back.\n\n--\n{NOTICE}"
PAGE: Final = TicketPage(
    state="ready",
    left_reason="",
    mode="assist",
    paused=False,
    settings_errors=(),
    level=2,
    reading=Reading(
        kind=Name(key="refund_request", name="wants money back"),
        also=(),
        runner_up=RunnerUp(key="refund_status", name="refund has not arrived", percent=16),
        percent=74,
        abstained=False,
        urgency=Name(key="U2", name="same day"),
        stated_urgency=True,
        emotions=(),
        needs=(),
        quotes=("I would like my money back <script>alert(1)</script>",),
        language="English",
    ),
    why=("What it is about: wants money back.",),
    group="Billing",
    draft=DraftText(
        text=DRAFT,
        language="en",
        state=Disclosure.AI_DRAFTED,
        notice=NOTICE,
        notice_named=NOTICE.replace("our team", "{name}"),
        person_line="A person wrote this.",
        person_line_named="A person wrote this: {name}.",
        is_own=False,
        sources=(DraftSource(title="Returns", url="https://acme.example/r", kind="macro", age="new"),),
    ),
    can_undo=True,
    corrected=Corrected(),
    choices=Choices(
        kinds=(
            KindChoice(key="refund_request", name="wants money back", tier=Tier.JUDGEMENT),
            KindChoice(key="damaged_or_missing", name="damaged goods", tier=Tier.JUDGEMENT),
        ),
        groups=("Billing", "Support"),
        urgencies=(Name(key="U2", name="same day"),),
    ),
)


class Screen:
    """What a person sees and does. Elements are looked for anew each time, because pages follow the ticket."""

    def __init__(self, driver: Any, desk: AppDesk) -> None:
        self.driver, self.desk = driver, desk
        self.ticket = desk.sandbox.create_ticket(NewTicket(subject="Lamp", body="It broke."))

    def install(self) -> None:
        """Install the app with the sidebar's own files. The ticket was there before, so that the app's server has nothing to say of it."""
        assert self.desk.install(self.package()).status_code == 201
        self.desk.connector.asked.clear()
        self.desk.connector.page = PAGE.model_dump(mode="json")

    def package(self) -> dict[str, bytes]:
        """Our folder with the sidebar's own files."""
        return self.desk.package(assets=read_assets())

    def open(self, path: str) -> None:
        """Open a page of the stand-in."""
        self.driver.switch_to.default_content()
        self.driver.get(f"{self.desk.url}/_sandbox/{path}")

    def open_ticket(self) -> str:
        """Open the ticket, and look into the app beside it."""
        self.open(f"apps/{self.ticket}")
        self.inside()
        return self.ticket

    def inside(self) -> None:
        """Look into the app."""
        self.driver.switch_to.default_content()
        self.driver.switch_to.frame("app-frame")

    def outside(self) -> None:
        """Look at the page around it."""
        self.driver.switch_to.default_content()

    def find(self, selector: str) -> Any:
        """Wait for an element that is shown."""
        found = self.driver.find_elements
        return self.until(lambda: next((e for e in found("css selector", selector) if e.is_displayed()), None), selector)

    def has(self, selector: str) -> bool:
        """Whether there is such an element, shown, now."""
        return any(element.is_displayed() for element in self.driver.find_elements("css selector", selector))

    def click(self, selector: str) -> None:
        """Click."""

        def click() -> bool:
            self.find(selector).click()
            return True

        self.until(click, f"a click on {selector}")

    def type(self, selector: str, text: str) -> None:
        """Put a text in the place of what stands in a field."""
        self.find(selector).clear()
        self.find(selector).send_keys(text)

    def choose(self, selector: str, words: str) -> None:
        """Choose one of a menu."""
        from selenium.webdriver.support.ui import Select

        def choose() -> bool:
            Select(self.find(selector)).select_by_visible_text(words)
            return True

        self.until(choose, f"{words} in {selector}")

    def reads(self, selector: str, words: str) -> None:
        """Wait until an element says so."""
        self.until(lambda: words in self.find(selector).text, f"“{words}” in {selector}")

    def options(self, selector: str) -> list[str]:
        """The texts of a menu."""
        return [option.text for option in self.driver.find_elements("css selector", f"{selector} option")]

    def run(self, script: str) -> Any:
        """Run a script where we look."""
        return self.driver.execute_script(f"return {script}")

    def until(self, holds: Callable[[], Any], what: str) -> Any:
        """Wait for something; an element on its way out is no answer."""
        from selenium.common.exceptions import WebDriverException

        def look() -> Any:
            try:
                return holds()
            except WebDriverException:
                return None

        return wait_until(look, seconds=15, what=what)

    def complaints(self) -> list[str]:
        """What the browser found wrong with the pages."""
        return [row["message"] for row in self.driver.get_log("browser") if row["level"] == "SEVERE"]


@pytest.fixture
def screen(desk: AppDesk, browser: Any) -> Screen:
    """A browser in front of a running account."""
    return Screen(browser, desk)


@pytest.fixture
def installed(screen: Screen) -> Screen:
    """The app is there."""
    screen.install()
    return screen


# ── beside the ticket ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_goes_into_a_closed_editor_and_waits_for_a_person(installed: Screen) -> None:
    ticket = installed.open_ticket()
    installed.reads("#verdict", "wants money back")
    installed.reads("#draft-text", "the <b>old</b> lamp & {{its}} shade")
    assert installed.desk.connector.asked == [("GET", f"acme/tickets/{ticket}", {"language": "en"}, None)]
    installed.outside()
    assert not installed.has("#editor")

    installed.inside()
    installed.click("#insert")
    installed.reads("#outcome", "It is in your reply. Nothing has been sent")
    installed.outside()
    assert installed.find("#text").get_attribute("value") == DRAFT
    assert installed.find("#editor-title").text.startswith("Reply to ")
    view = installed.desk.sandbox.view(ticket)
    assert view is not None
    assert view.replies == []
    wait_until(
        lambda: any(path.endswith("draft-inserted") for _, path, *_ in installed.desk.connector.asked), seconds=5, what="a word"
    )

    installed.find("#text").send_keys("\n\nRobin")
    installed.click("#send")
    installed.reads("#editor-said", "Your reply was sent.")
    wait_until(lambda: view_of(installed, ticket).replies == [f"{DRAFT}\n\nRobin"], seconds=5, what="the reply")
    assert installed.complaints() == []


def view_of(screen: Screen, ticket: str) -> Any:
    """The ticket as it is now."""
    return screen.desk.sandbox.view(ticket)


def test_an_open_editor_keeps_what_was_typed_and_the_draft_can_be_copied(installed: Screen) -> None:
    installed.open_ticket()
    installed.outside()
    installed.click("[data-opens=reply]")
    installed.type("#text", "Dear Sam, I looked")

    installed.inside()
    installed.click("#insert")
    installed.reads("#outcome", "Your reply is open already")
    installed.click("#copy")
    installed.reads("#outcome", "Copied. Paste it into your reply.")
    assert not any(path.endswith("draft-inserted") for _, path, *_ in installed.desk.connector.asked)

    installed.outside()
    field = installed.find("#text")
    assert field.get_attribute("value") == "Dear Sam, I looked"
    from selenium.webdriver.common.keys import Keys

    field.send_keys(Keys.CONTROL, Keys.END)
    field.send_keys(Keys.CONTROL, "v")
    installed.until(lambda: installed.find("#text").get_attribute("value") == f"Dear Sam, I looked{DRAFT}", "what was copied")
    assert installed.complaints() == []


def test_a_correction_reaches_the_connector_with_one_question(installed: Screen) -> None:
    ticket = installed.open_ticket()
    installed.click("#correct-kind")
    installed.choose("#correct-kind-choice", "damaged goods")
    installed.click("#correct-save")
    installed.reads("#correct", "damaged goods")
    said = {"kind": "damaged_or_missing", "group": None, "urgency": None, "needs_person": None}
    asked = ("POST", f"acme/tickets/{ticket}/corrections", {"language": "en"}, said)  # the choices hold these words, too
    wait_until(lambda: installed.desk.connector.asked[-1:] == [asked], seconds=5, what="the one question")
    assert installed.complaints() == []


def test_a_refusal_says_why_and_what_was_shown_stays(installed: Screen) -> None:
    installed.open_ticket()
    installed.find("#correct-runner-up")
    installed.desk.connector.answers = [409]
    installed.click("#correct-runner-up")
    installed.reads("#correct [role=alert]", "That was not accepted. Wait.")
    assert installed.has("#draft-text")


def test_a_connector_that_is_busy_is_asked_again(installed: Screen) -> None:
    installed.desk.connector.answers = [503, 503, 503]
    installed.open_ticket()
    installed.reads("#scene-failure", "Too many requests at the moment")
    assert len(installed.desk.connector.asked) == 3
    installed.click("#retry")
    installed.reads("#draft-text", "Dear Sam")


def test_a_connector_that_is_gone_is_no_reason_to_stop_answering(installed: Screen) -> None:
    host = installed.desk.sandbox.app_host.values["connector_host"]
    installed.desk.sandbox.app_host.values["connector_host"] = "127.0.0.1:9"
    installed.open_ticket()
    installed.reads("#scene-failure", "Warm Handoff cannot be reached")
    installed.reads("#scene-failure", "Please answer it as you always do.")
    installed.desk.sandbox.app_host.values["connector_host"] = host
    installed.click("#retry")
    installed.reads("#draft-text", "Dear Sam")


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "Your sign-in on this page has expired"), (404, "does not know this"), (500, "Something went wrong")],
)
def test_what_else_may_come_back(installed: Screen, status: int, words: str) -> None:
    installed.desk.connector.answers = [status] * 3
    installed.open_ticket()
    installed.reads("#scene-failure", words)


def test_the_platforms_own_limit_is_told_from_ours(installed: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_proxy, "CALLS_PER_MINUTE", 0)
    installed.open_ticket()
    installed.reads("#scene-failure", "Too many requests at the moment")
    assert installed.desk.connector.asked == []


def test_the_agents_language_is_spoken(installed: Screen) -> None:
    installed.desk.sandbox.values["agent_language"] = "de"
    ticket = installed.open_ticket()
    installed.find("#verdict")
    assert installed.run("document.documentElement.lang") == "de"
    assert installed.desk.connector.asked[0][:3] == ("GET", f"acme/tickets/{ticket}", {"language": "de"})


def test_coming_back_to_the_ticket_looks_again(installed: Screen) -> None:
    installed.open_ticket()
    installed.reads("#draft-text", "Dear Sam")
    installed.desk.connector.page = {**PAGE.model_dump(mode="json"), "state": "undone"}

    def come_back() -> bool:
        installed.outside()
        installed.driver.execute_script("document.dispatchEvent(new Event('visibilitychange'))")
        installed.inside()
        return installed.has("#scene-undone")

    installed.until(come_back, "another look")


def test_the_frame_is_as_high_as_what_it_shows(installed: Screen) -> None:
    installed.open_ticket()
    installed.find("#draft-text")
    wanted = min(installed.run("Math.ceil(document.querySelector('main').getBoundingClientRect().height)"), 700)
    installed.outside()
    installed.until(lambda: installed.run("document.getElementById('app-frame').offsetHeight") == wanted, f"{wanted} px")


def test_the_frame_lets_nothing_out(installed: Screen) -> None:
    installed.open_ticket()
    installed.find("#draft-text")
    installed.outside()
    rights = set(installed.find("#app-frame").get_attribute("sandbox").split())
    assert rights == {"allow-scripts", "allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox"}
    assert APP_TOKEN not in installed.driver.page_source
    installed.inside()
    assert APP_TOKEN not in installed.driver.page_source
    asks = "fetch('/_sandbox/api/app').then(() => arguments[0]('answered'), () => arguments[0]('refused'))"
    assert installed.driver.execute_async_script(asks) == "refused"


def test_a_page_outside_of_freshdesk_says_where_it_belongs(installed: Screen) -> None:
    installed.open("apps/files/index.html")
    installed.reads("#scene-failure", "This page belongs inside your helpdesk")
    assert installed.desk.connector.asked == []


# ── the admin's settings ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_admin_uploads_the_folder_and_is_helped_with_the_settings(screen: Screen, tmp_path: Path) -> None:
    if find_node() is None:
        raise MissingService("Node.js is not installed")
    folder = tmp_path / "acme-freshdesk"
    for path, content in screen.package().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    screen.open("apps/settings")
    screen.find("#folder").send_keys(str(folder))
    screen.click("form:has(#folder) button")
    screen.reads(".said", "The app was taken.")

    field = screen.find("#iparam_connector_host")
    assert field.get_attribute("value") == screen.desk.connector.host  # known since the folder was made
    assert screen.find("#iparam_connector_account").get_attribute("value") == "acme"
    assert screen.options("#iparam_people_group") == [NO_GROUP]
    screen.type("#iparam_connector_host", "https://triage.example.com/x")
    screen.reads("#iparam_connector_host_error", "Write the name alone")
    screen.type("#iparam_connector_host", screen.desk.connector.host)
    screen.until(lambda: not screen.has("#iparam_connector_host_error"), "the end of the error")

    screen.type("#iparam_connector_token", "not-the-token-of-this-account")
    screen.reads("#iparam_connector_token_error", "does not know this token")
    screen.type("#iparam_connector_token", APP_TOKEN)
    screen.reads("#iparam_connector_token_hint", "Connected.")
    assert screen.options("#iparam_people_group") == [NO_GROUP, "Billing", "Support"]
    assert screen.options("#iparam_intake_groups") == ["Billing", "Support"]

    screen.desk.connector.errors = ["line 1: there is no kind called refunds"]
    screen.type("#iparam_rules", "refunds: L1")
    screen.reads("#iparam_rules_error", "line 1: there is no kind called refunds")
    screen.desk.connector.errors = []
    screen.type("#iparam_rules", "refund_request: L1")
    screen.until(lambda: not screen.has("#iparam_rules_error"), "the end of the error")

    screen.choose("#iparam_people_group", "Support")
    screen.choose("#iparam_intake_groups", "Billing")
    screen.click("#settings button.primary")
    screen.reads(".said", "The app was installed.")
    (handed,) = screen.desk.connector.wait("settings")
    chosen = {name: handed["settings"][name] for name in ("people_group", "intake_groups", "rules")}
    assert chosen == {"people_group": "Support", "intake_groups": "Billing", "rules": "refund_request: L1"}

    assert APP_TOKEN not in screen.driver.page_source
    screen.reads("#iparam_connector_token_hint", "Paste the token once more")
    assert screen.options("#iparam_people_group") == [NO_GROUP, "Support"]
    assert screen.find("#iparam_people_group").get_attribute("value") == "Support"
    assert screen.complaints() == []


def test_an_installation_that_could_not_work_is_refused_before_the_admins_eyes(screen: Screen) -> None:
    if find_node() is None:
        raise MissingService("Node.js is not installed")
    assert screen.desk.install(screen.package(), people_group=NO_GROUP).status_code == 422
    screen.open("apps/settings")
    screen.type("#iparam_connector_token", APP_TOKEN)
    screen.click("#settings button.primary")
    screen.reads(".said--error", "Choose the group for people")


# ── for everybody ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_have_no_known_barrier(installed: Screen, scheme: str) -> None:
    if not AXE.exists():
        raise MissingService("axe-core is not in node_modules; npm ci")
    preference = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    installed.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", preference)
    ticket = installed.open_ticket()
    installed.find("#draft-text")
    assert barriers(installed) == []
    installed.desk.sandbox.edit_as_agent(ticket, AgentEdit(private_note="He called.", public_reply="On its way."))
    installed.open(f"apps/{ticket}")
    installed.click("[data-opens=note]")
    assert barriers(installed) == []
    installed.open("apps/settings")
    assert barriers(installed) == []


def barriers(screen: Screen) -> list[Any]:
    """What axe finds where we look, and where."""
    screen.driver.execute_script(AXE.read_text(encoding="utf-8"))
    script = "axe.run(document, {iframes: false}).then((found) => arguments[0](found.violations))"
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in screen.driver.execute_async_script(script)]
