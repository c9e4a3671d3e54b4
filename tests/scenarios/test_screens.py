"""The first quarter of an hour of an admin and an agent, in a real browser, on both helpdesks, with commands and clicks alone.

Connect, report, go live, install the app, insert a draft, correct a kind, change a rule on the platform's own settings page, undo,
disconnect: what README promises, in its order.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.core.update import DRAFTED, PEOPLE_FIRST
from connector.settings import Settings
from connector.store.tables import METADATA
from connector.testing.processes import wait_until
from connector.testing.sandbox import Webhook
from connector.testing.world import World

PASSWORD = ("Password reset", "Hello, I forgot my password. How can I reset it so that I can log in to my account again?")
OURS_BEFORE = "Dear Sam, "


class Screen:
    """What a person does with a browser. Elements are looked for anew each time, because pages follow the ticket."""

    def __init__(self, driver: Any, world: World) -> None:
        self.driver, self.world = driver, world

    @property
    def pages(self) -> str:
        """The stand-in's pages."""
        return f"{self.world.running.url}/_sandbox"

    def open(self, path: str) -> None:
        """Open a page of the stand-in."""
        self.driver.switch_to.default_content()
        self.driver.get(f"{self.pages}/{path}")

    def open_ticket(self, ticket: str) -> None:
        """Open the agent's page of a ticket and look into the sidebar."""
        self.open(f"apps/{ticket}")
        self.into_app()

    def into_app(self) -> None:
        """Look into the frame of the app."""
        self.driver.switch_to.default_content()
        self.driver.switch_to.frame(self.find("#app-frame"))

    def out_of_app(self) -> None:
        """Look at the helpdesk's own page again."""
        self.driver.switch_to.default_content()

    def find(self, selector: str, *, seconds: float = 60.0) -> Any:
        """Wait for an element that is shown."""
        return self.until(lambda: next((e for e in self._all(selector) if e.is_displayed()), None), selector, seconds=seconds)

    def text(self, selector: str) -> str:
        """The text of an element."""
        return str(self.until(lambda: self.find(selector).text, selector))

    def click(self, selector: str) -> None:
        """Click as soon as it can be clicked."""
        self.until(lambda: self.find(selector).click() or True, f"a click on {selector}")

    def type(self, selector: str, text: str) -> None:
        """Put a text in the place of what stands in a field."""
        field = self.find(selector)
        field.clear()
        field.send_keys(text)

    def choose(self, selector: str, value: str) -> None:
        """Choose one of many."""
        from selenium.webdriver.support.ui import Select

        self.until(lambda: Select(self.find(selector)).select_by_value(value) or True, f"{value} in {selector}")

    def until(self, condition: Callable[[], Any], what: str, *, seconds: float = 60.0) -> Any:
        """Wait for something; a page on its way out or in is no answer."""
        from selenium.common.exceptions import WebDriverException

        def look() -> Any:
            try:
                return condition()
            except WebDriverException:
                return None

        try:
            return wait_until(look, seconds=seconds, what=what)
        except TimeoutError:
            self.driver.save_screenshot(str(self.world.home / "screen.png"))
            raise

    def _all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))


def install(world: World, screen: Screen, token: str) -> None:
    """Install the app as an admin would: package, upload, fill in, install."""
    target = world.home / ("app.zip" if world.key == "zendesk" else "app")
    status, output = world.handoff("package", world.key, world.account, "--to", str(target))
    assert status == 0, output
    screen.open("apps/settings")
    chooser = "#package" if world.key == "zendesk" else "#folder"
    screen.find(chooser).send_keys(str(target))
    screen.click(f"form:has({chooser}) button")
    if world.key == "zendesk":
        screen.type("#setting_people_group", "Support")
        screen.click("form:has([name=app_enabled]) button.primary")
        screen.find("[role=status]")
        connect(world)  # finds the installation and its key
        return
    screen.type("#iparam_connector_host", f"127.0.0.1:{world.port}")
    screen.type("#iparam_connector_account", world.account)
    screen.type("#iparam_connector_token", token)
    screen.find("body").send_keys("")
    screen.click("label[for=iparam_connector_account]")  # leaving the field lets the page fetch the groups
    screen.until(lambda: "Support" in screen.find("#iparam_people_group").text, "the groups of this account")
    screen.choose("#iparam_people_group", "Support")
    screen.click("#settings button.primary")
    screen.until(lambda: "nstalled" in screen.find("[role=status].said, .said").text, "the installation")


def switch_kind_off(world: World, screen: Screen) -> None:
    """Change a rule on the platform's own settings page."""
    screen.open("apps/settings")
    screen.type("#setting_rules" if world.key == "zendesk" else "#iparam_rules", "account_access: off")
    screen.click("form:has([name=rules]) button.primary")
    screen.until(lambda: "account_access: off" in screen.find("[name=rules]").get_attribute("value"), "the saved rule")


def connect(world: World, *, poll: bool = False) -> str:
    """Connect with the settings that the stand-in names, and nothing else."""
    connection = world.sandbox.connection()
    given = {**connection["settings"], **connection["credentials"], "base_url": world.running.url}
    environment = {f"{world.key.upper()}_{name.upper()}": value for name, value in given.items()}
    arguments = ["connect", world.key, world.account, "--people-group", "Support", *(["--poll"] if poll else [])]
    status, output = world.handoff(*arguments, environment=environment)
    assert status == 0, output
    return output


def kept_rows(world: World) -> dict[str, int]:
    """The rows of each table that has any."""
    application = Application(settings=Settings(data_dir=world.home / "data"))
    with application.database.read() as connection:
        counts = {
            t.name: connection.execute(sa.select(sa.func.count()).select_from(t)).scalar_one() for t in METADATA.sorted_tables
        }
    application.close()
    return {name: count for name, count in counts.items() if count and name not in ("heartbeat", "alembic_version")}


def corrections(world: World) -> dict[str, str]:
    """What was corrected: about → theirs."""
    application = Application(settings=Settings(data_dir=world.home / "data"))
    found = {c.about: c.theirs for c in application.corrections.all(world.account)}
    application.close()
    return found


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.timeout(400)
def test_from_nothing_to_trust_and_back(world: World, browser: Any) -> None:
    screen, vendor = Screen(browser, world), world.key
    world.sandbox.webhook = Webhook()  # nobody has set anything up yet
    world.environment["HANDOFF_PUBLIC_URL"] = f"http://127.0.0.1:{world.port}"
    world.environment["HANDOFF_SETTLE_SECONDS"] = (
        "2"  # settings that travel with an event arrive within it, as with the default of five
    )
    if "app_installed" in world.sandbox.values:
        world.sandbox.values["app_installed"] = False
    old = world.write(*PASSWORD)

    # An admin looks first: a credential, no webhook, nothing written.
    token = next(iter(re.findall(r"sidebar app, shown once: (\S+)", connect(world, poll=True))), "")
    assert bool(token) == (vendor == "freshdesk")
    page = world.home / "report.html"
    status, output = world.handoff("report", world.account, "--html", str(page))
    assert status == 0, output
    assert "Password" in page.read_text(encoding="utf-8")
    assert world.see(old).notes == []
    assert "ai_" not in " ".join(world.see(old).tags)

    # Then it is set up and goes live.
    connect(world)
    assert world.handoff("go-live", world.account)[0] == 0
    world.start()
    install(world, screen, token)

    # An agent opens a new ticket, reads, and puts the draft behind what was typed already.
    ticket = world.write(*PASSWORD)
    world.wait_for_note(ticket)
    screen.open_ticket(ticket)
    draft = screen.text("#draft-text")
    assert "Forgot password" in draft
    screen.out_of_app()
    if vendor == "zendesk":
        screen.find("#text").send_keys(OURS_BEFORE)
    screen.into_app()
    screen.click("#insert")
    screen.find("#outcome")
    screen.out_of_app()
    composed = screen.until(lambda: screen.find("#text").get_attribute("value"), "the draft in the reply")
    assert "Forgot password" in composed
    assert "drafted with AI" in composed
    if vendor == "zendesk":
        assert OURS_BEFORE.strip() in composed
    assert world.see(ticket).replies == [], "nothing is sent without the agent"

    # The agent corrects the kind in one question.
    screen.into_app()
    screen.click("#correct-kind")
    screen.choose("#correct-kind-choice", "policy_faq")
    screen.click("#correct-save")
    screen.until(lambda: "ai_kind_policy_faq" in world.see(ticket).tags, "the corrected tag")
    assert corrections(world)["kind"] == "policy_faq"

    # The admin changes a rule in the helpdesk; the next ticket follows it.
    switch_kind_off(world, screen)
    if vendor == "zendesk":
        application = Application(settings=Settings(data_dir=world.home / "data"))
        application.accounts.set(world.account, rules_read_at=0.0)  # a minute goes by
        application.close()
    later = world.write(*PASSWORD)
    view = world.wait_for_note(later)
    assert PEOPLE_FIRST in view.tags
    assert DRAFTED not in view.tags

    # The agent takes the first ticket back.
    screen.open_ticket(ticket)
    screen.click("#undo-open")
    screen.click("#undo-yes")
    screen.find("#scene-undone")
    assert not [tag for tag in world.see(ticket).tags if tag.startswith("ai_")]
    assert "Taken back" in world.see(ticket).notes[-1]["text"]

    severe = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE" and "favicon" not in entry["message"]]
    assert severe == []

    # And the admin leaves, with nothing left behind.
    screen.open("")
    world.stop()
    status, output = world.handoff("disconnect", world.account, "--yes")
    assert status == 0, output
    assert kept_rows(world) == {}
    after = world.write(*PASSWORD)
    assert world.see(after).notes == []
