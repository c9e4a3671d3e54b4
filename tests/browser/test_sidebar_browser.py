"""The sidebar in a real browser: no barrier that axe can find in any state, nothing wider than the pane, everything by keyboard."""

import runpy
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import pytest

from connector.testing.browser import open_browser
from connector.testing.services import MissingService

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HERE: Final = Path(__file__).parent
AXE: Final = HERE.parents[1] / "node_modules/axe-core/axe.min.js"
#: The answers of ``pages.js``, and the two states in which there is none.
STATES: Final = (
    "draft", "draft_open", "people", "unsure", "sorted", "shadow", "paused", "broken", "hostile", "pending", "audit", "left",
    "undoing", "undone", "unknown", "unreachable", "expired", "forbidden", "missing", "busy", "fault", "loading", "outside",
)  # fmt: skip
#: What is clicked before looking once more, where a state has more to show.
FURTHER: Final = {
    "draft": ("insert", "correct-kind", "practice-send"),
    "draft_open": ("insert", "undo-open"),
    "people": ("correct-group", "prefers-human"),
    "audit": ("audit-submit",),
}
WIDTHS: Final = (280, 340)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The preview, with the connector's own policy for scripts and styles."""
    handler = runpy.run_path(str(HERE / "preview.py"))["Preview"]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Pane:
    """The browser, as an agent uses the pane beside a ticket."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver = driver
        self.address = address

    def show(self, state: str, *, width: int = 340, scheme: str = "light", language: str = "en") -> None:
        """Open the pane in this state and wait until it is shown."""
        self.look(width, scheme)
        self.driver.get(f"{self.address}/?state={state}&language={language}")
        self.wait_for("main.sidebar #scene-loading" if state == "loading" else "main.sidebar :is(h1, h2)")

    def show_strictly(self, state: str) -> None:
        """Open the state in a sandboxed frame without allow-forms, and go inside."""
        self.look(400, "light")
        self.driver.get(f"{self.address}/strict?state={state}")
        self.driver.switch_to.frame(0)
        self.wait_for("main.sidebar h1")

    def look(self, width: int, scheme: str) -> None:
        """Give the window this width, and the person this taste."""
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def wait_for(self, selector: str, text: str = "", seconds: float = 10) -> None:
        """Wait until an element is there that holds this text."""
        from selenium.webdriver.support.ui import WebDriverWait

        script = "return [...document.querySelectorAll(arguments[0])].some((e) => e.textContent.includes(arguments[1]))"
        WebDriverWait(self.driver, seconds, 0.05).until(lambda driver: driver.execute_script(script, selector, text))

    def click(self, id_: str) -> None:
        """Click without moving a mouse, and let the page settle."""
        self.driver.execute_script("document.getElementById(arguments[0]).click()", id_)
        self.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")

    def violations(self) -> list[str]:
        """Return what axe finds, each with where and why."""
        self.driver.execute_script(AXE.read_text(encoding="utf-8"))
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document).then(({violations}) => done(violations), (error) => done([String(error)]))"
        )
        return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" if isinstance(rule, dict) else rule for rule in found]

    def overhang(self) -> int:
        """Return by how many pixels something is wider than the pane."""
        return int(
            self.driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def tab_to(self, id_: str) -> None:
        """Move on with the Tab key until this control has the focus, as a person without a mouse would."""
        for _ in range(60):
            self.press("\ue004")
            if self.focused() == id_:
                return
        pytest.fail(f"{id_} is not reached by keyboard")

    def focused(self) -> str:
        """Return the id of what has the focus."""
        return str(self.driver.execute_script("return document.activeElement?.id ?? ''"))

    def asked(self, path: str) -> list[Any]:
        """Return the bodies of the calls to this path."""
        calls = self.driver.execute_script("return window.desk.calls")
        return [call.get("body") for call in calls if path in call["path"]]

    def reply(self) -> str:
        """Return what stands in the agent's reply."""
        return str(self.driver.execute_script("return window.desk.reply"))

    def complaints(self) -> list[str]:
        """Return what the browser complained of: a script error, or something that the policy forbids."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]


@pytest.fixture(scope="module")
def opened(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pane]:
    if not AXE.exists():
        raise MissingService("axe-core is not in node_modules; npm ci")
    with open_browser(tmp_path_factory.mktemp("profile")) as driver:
        driver.set_script_timeout(30)
        yield Pane(driver, address)


@pytest.fixture
def pane(opened: Pane) -> Pane:
    """The pane of an agent on the first day: nothing is remembered, nothing is open."""
    opened.driver.switch_to.default_content()
    opened.driver.get(f"{opened.address}/?state=unknown")
    opened.driver.execute_script("localStorage.clear()")
    opened.complaints()
    return opened


def test_every_answer_is_looked_at(pane: Pane) -> None:
    names = pane.driver.execute_async_script("import('/pages.js').then(({PAGES}) => arguments[0](Object.keys(PAGES)))")
    assert [*names, "loading", "outside"] == list(STATES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_a_state_has_no_barrier(pane: Pane, state: str, scheme: str) -> None:
    for width in WIDTHS:
        pane.show(state, width=width, scheme=scheme)
        assert pane.violations() == []
        assert pane.overhang() == 0
        for step in FURTHER.get(state, ()):
            pane.click(step)
            assert pane.violations() == [], step
            assert pane.overhang() == 0, step
    assert pane.complaints() == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl", "pt"])
def test_the_longest_words_fit_the_narrowest_pane(pane: Pane, language: str) -> None:
    for state in ("draft", "people", "audit", "fault"):
        pane.show(state, width=280, language=language)
        assert pane.overhang() == 0
        assert pane.driver.execute_script("return document.documentElement.lang") == language
    assert pane.violations() == []
    assert pane.complaints() == []


def test_the_draft_is_inserted_by_keyboard(pane: Pane) -> None:
    pane.show("draft")
    assert pane.reply() == ""
    pane.tab_to("insert")
    pane.press("\ue007")
    pane.wait_for("#outcome", "It is in your reply.")
    assert pane.reply().startswith("Hello Mirela,")
    assert pane.focused() == "outcome"
    assert pane.asked("/draft-inserted") == [{}]


def test_the_strict_frame_does_forbid_forms(pane: Pane) -> None:
    pane.show_strictly("draft")
    submits = """
        const form = document.body.appendChild(document.createElement("form"));
        const button = form.appendChild(document.createElement("button"));
        let told = false;
        form.addEventListener("submit", (event) => { told = true; event.preventDefault(); });
        button.click();
        return told;
    """
    assert not pane.driver.execute_script(submits)
    pane.show("draft")
    assert pane.driver.execute_script(submits)


def test_a_correction_is_chosen_and_saved_by_keyboard_even_where_forms_are_forbidden(pane: Pane) -> None:
    pane.show_strictly("draft")
    pane.tab_to("correct-group")
    pane.press(" ")
    assert pane.focused() == "correct-group-choice"
    pane.press("Ware")
    pane.tab_to("correct-save")
    pane.press("\ue007")
    pane.wait_for(".corrected", "Warehouse")
    assert pane.asked("/corrections") == [{"kind": None, "group": "Warehouse", "urgency": None, "needs_person": None}]
    assert pane.focused() == "correct-title"


def test_enter_on_the_list_saves_what_was_chosen(pane: Pane) -> None:
    pane.show_strictly("draft")
    pane.tab_to("correct-urgency")
    pane.press("\ue007")
    assert pane.focused() == "correct-urgency-choice"
    pane.press("high", "\ue007")
    pane.wait_for(".corrected", "high, within one or two hours")
    assert pane.asked("/corrections") == [{"kind": None, "group": None, "urgency": "U3", "needs_person": None}]


def test_a_blind_question_is_answered_by_keyboard_even_where_forms_are_forbidden(pane: Pane) -> None:
    pane.show_strictly("audit")
    pane.tab_to("audit-kind")
    pane.press("wants")
    pane.tab_to("audit-urgency-U0")
    pane.press("\ue015", "\ue015")
    pane.tab_to("audit-needs_person-true")
    pane.press(" ", "\ue007")
    pane.wait_for("#compare", "You see it differently.")
    assert pane.asked("/audit") == [{"kind": "refund_request", "urgency": "U2", "needs_person": True}]
    assert pane.focused() == "compare-title"


def test_undo_is_asked_left_asked_and_confirmed_by_keyboard(pane: Pane) -> None:
    pane.show("draft")
    pane.tab_to("undo-open")
    pane.press("\ue007")
    assert pane.focused() == "undo-question"
    pane.press("\ue00c")
    assert pane.focused() == "undo-open"
    assert pane.asked("/undo") == []
    pane.press("\ue007")
    pane.tab_to("undo-yes")
    pane.press("\ue007")
    pane.wait_for("h1", "Taking it back…")
    assert pane.focused() == "scene-title"
    pane.wait_for("h1", "Taken back")
    assert pane.focused() == "scene-title"
    assert pane.asked("/undo") == [{}]


def test_a_person_who_wants_no_motion_gets_none(pane: Pane) -> None:
    pane.show("loading")
    moving = "return getComputedStyle(document.querySelector('.bone')).animationName"
    assert pane.driver.execute_script(moving) == "breathe"
    media = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    pane.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    assert pane.driver.execute_script(moving) == "none"


def test_the_helpdesk_hears_how_high_the_pane_is(pane: Pane) -> None:
    pane.show("people")
    before = pane.driver.execute_script("return window.desk.height")
    pane.click("correct-kind")
    after = pane.driver.execute_script("return window.desk.height")
    assert 300 < before < after
