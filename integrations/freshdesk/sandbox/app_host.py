"""The app in the account: its upload by the vendor's rules, its settings, its requests, and its server's part in what happens."""

import json
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from integrations.freshdesk.sandbox.app_config_rules import check_config, secure_names
from integrations.freshdesk.sandbox.app_events import ProductEvent, Watch, envelope
from integrations.freshdesk.sandbox.app_proxy import Answer, Proxy
from integrations.freshdesk.sandbox.app_rules import Problem, check_app, handlers_of, read_object
from integrations.freshdesk.sandbox.app_server import find_node, run_handler
from integrations.freshdesk.sandbox.state import TicketState

if TYPE_CHECKING:
    from integrations.freshdesk.sandbox.account import FreshdeskSandbox

_MOST_FILES: Final = 500
_MOST_BYTES: Final = 20 * 1024 * 1024


class AppRefused(Exception):
    """The app, its settings or its own check of them stand against it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class UploadedApp:
    """An app as it was uploaded."""

    files: Mapping[str, bytes] = field(repr=False)
    page: str
    icon: str
    iparams: Mapping[str, Mapping[str, Any]]
    templates: Mapping[str, Any]
    handlers: Mapping[str, str]

    @property
    def secure(self) -> frozenset[str]:
        """The settings that no browser sees."""
        return secure_names(self.iparams)


def uploaded(files: Mapping[str, bytes]) -> UploadedApp:
    """Return the app in a folder. Raises AppRefused with all that speaks against it."""
    if len(files) > _MOST_FILES or sum(map(len, files.values())) > _MOST_BYTES:
        raise AppRefused([Problem("too_large", "the folder is too large")])
    if problems := check_app(files) or check_config(files):
        raise AppRefused(problems)
    manifest = read_object(files["manifest.json"]) or {}
    place = manifest["modules"].get("support_ticket", {}).get("location", {}).get("ticket_sidebar")
    if place is None:
        raise AppRefused([Problem("no_sidebar", "the sandbox shows only an app in the ticket_sidebar of support_ticket")])
    return UploadedApp(
        files=files,
        page=place["url"],
        icon=place["icon"],
        iparams=json.loads(files.get("config/iparams.json", b"{}")),
        templates=json.loads(files.get("config/requests.json", b"{}")),
        handlers=handlers_of(manifest),
    )


class AppHost:
    """Our app's place in one account. ``installed`` follows an upload once the app's own check agreed to the settings."""

    def __init__(self, sandbox: "FreshdeskSandbox") -> None:
        self._sandbox = sandbox
        self._watch = Watch()
        self._proxy = Proxy()
        self.app: UploadedApp | None = None
        self.installed = False
        self.values: dict[str, Any] = {}
        #: What the app's server wrote to its console.
        self.lines: deque[str] = deque(maxlen=200)
        sandbox.listeners.append(self.hear)

    def upload(self, files: Mapping[str, bytes]) -> UploadedApp:
        """Take an app. One that is installed is brought up to date, and keeps its settings. Raises AppRefused."""
        app = uploaded(files)
        with self._sandbox.lock:
            before, kept = self.app, self.values
            values = kept if self.installed else {}
            self.app, self.values = app, {name: values.get(name, _default(row)) for name, row in app.iparams.items()}
        if self.installed and (refusal := self._run("afterAppUpdate")):
            self.app, self.values = before, kept
            raise AppRefused([Problem("update_refused", refusal)])
        return app

    def save(self, given: Mapping[str, Any]) -> None:
        """Save the settings. The first time installs the app, if its own check agrees. Raises AppRefused.

        An empty secure setting leaves the one that is kept. Later changes are announced to nobody; they travel with the next event.
        """
        app = self.app
        if app is None:
            raise AppRefused([Problem("no_app", "upload the app first")])
        wanted = {name: given.get(name, self.values.get(name)) for name in app.iparams}
        values = {name: value or (self.values.get(name) if name in app.secure else value) for name, value in wanted.items()}
        missing = [name for name, row in app.iparams.items() if row.get("required") and not values[name]]
        if missing:
            raise AppRefused([Problem("required", f"{app.iparams[name]['display_name']} is required") for name in missing])
        before, self.values = self.values, values
        if not self.installed and (refusal := self._run("onAppInstall")):
            self.values = before
            raise AppRefused([Problem("install_refused", refusal)])
        self.installed = True

    def uninstall(self) -> None:
        """Remove the app. Raises AppRefused when it refuses to go."""
        if refusal := self._run("onAppUninstall"):
            raise AppRefused([Problem("uninstall_refused", refusal)])
        self.app, self.installed, self.values = None, False, {}

    def open_values(self) -> dict[str, Any]:
        """The settings that a browser may see."""
        secure = self.app.secure if self.app else frozenset()
        return {name: value for name, value in self.values.items() if name not in secure}

    def invoke(self, name: str, options: Mapping[str, Any], *, from_settings: bool = False) -> Answer:
        """Make a request of the app. On the settings page nothing is filled in from what is saved."""
        if self.app is None:
            return Answer(404, "No app is installed", {}, "PLATFORM")
        return self._proxy.invoke(self.app.templates, name, options, {} if from_settings else self.values)

    def hear(self, ticket: TicketState) -> None:
        """Something happened on a ticket; the app's server is told, if it asked to be."""
        with self._sandbox.lock:
            news = self._watch.news(ticket)
        if self.app is not None and self.installed:
            for event in news:
                if event.name in self.app.handlers:
                    threading.Thread(target=self._tell, args=(event,), daemon=True).start()

    def _tell(self, event: ProductEvent) -> None:
        self._handle(event.name, event.data)

    def _run(self, event: str) -> str:
        """Run a set-up event; return the refusal. Without Node.js, or without a handler, nobody refuses."""
        if self.app is None or event not in self.app.handlers or find_node() is None:
            return ""
        return self._handle(event, {})

    def _handle(self, event: str, data: Mapping[str, Any]) -> str:
        app = self.app
        if app is None or find_node() is None:
            return ""
        source = app.files["server/server.js"].decode()
        outcome = run_handler(source, app.handlers[event], envelope(event, data, self.values), self.invoke)
        self.lines.extend(outcome.lines)
        return outcome.refusal


def _default(row: Mapping[str, Any]) -> Any:
    return row.get("default_value", [] if row["type"] == "multiselect" else "")
