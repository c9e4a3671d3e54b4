"""A stand-in for an outside model that answers over HTTP in either dialect, and behaves as badly as it is told to.

    with ModelEndpoint() as endpoint:
        endpoint.answer = lambda asked: {…}   endpoint.mood = Mood.SLOW
        settings: OUTSIDE_MODEL_URL = endpoint.url

It keeps every request it got, so that a test can look at what left.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response


class Mood(StrEnum):
    """How it answers. ``GOOD`` gives what ``answer`` returns; the others spoil the call in one way each."""

    GOOD = "good"
    SLOW = "slow"
    TRICKLING = "trickling"
    TRUNCATED = "truncated"
    CUT_OFF = "cut_off"
    NOT_JSON = "not_json"
    HTML = "html"
    EMPTY = "empty"
    TOO_MANY = "429"
    SERVER_ERROR = "500"
    UNAUTHORIZED = "401"
    REDIRECT = "302"


@dataclass(frozen=True)
class Asked:
    """One call as it arrived: path, headers in lower case, the whole body, and the two texts in it."""

    path: str
    headers: dict[str, str]
    body: str
    system: str
    user: str


class ModelEndpoint:
    """Serves on a thread. ``answer`` gets the call and returns the content of the answer, as JSON values or as plain text."""

    def __init__(self, answer: Callable[[Asked], Any] = lambda _asked: {}, *, mood: Mood = Mood.GOOD) -> None:
        self.answer = answer
        self.mood = mood
        self.slow_seconds = 5.0
        self.asked: list[Asked] = []
        self._server = make_server("127.0.0.1", 0, self._serve, threaded=True, request_handler=_QuietHandler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Its address, without the dialect's path."""
        return f"http://127.0.0.1:{self._server.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, environ: Any, start_response: Any) -> Any:
        response = self._respond(Request(environ))
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        asked = _asked(request)
        self.asked.append(asked)
        match self.mood:
            case Mood.TOO_MANY:
                return Response("slow down", 429, {"Retry-After": "30"})
            case Mood.SERVER_ERROR | Mood.UNAUTHORIZED:
                return Response("no", int(self.mood.value))
            case Mood.REDIRECT:
                return Response("", 302, {"Location": "https://elsewhere.example/"})
            case Mood.HTML:
                return Response("<html>maintenance</html>", mimetype="text/html")
            case Mood.EMPTY:
                return Response("", 200)
            case Mood.TRICKLING:
                return Response(self._trickle(), mimetype="application/json")
        if self.mood is Mood.SLOW:
            time.sleep(self.slow_seconds)
        content = "Sure! Here is my answer." if self.mood is Mood.NOT_JSON else self.answer(asked)
        body = _body(asked.path, content, stopped="cut" if self.mood is Mood.CUT_OFF else "")
        text = json.dumps(body, ensure_ascii=False)
        return Response(text[: len(text) // 2] if self.mood is Mood.TRUNCATED else text, mimetype="application/json")

    def _trickle(self) -> Iterator[bytes]:
        for _ in range(200):
            time.sleep(self.slow_seconds / 50)
            yield b" " * 8192


def _asked(request: Request) -> Asked:
    body = request.get_data(as_text=True)
    sent = json.loads(body)
    messages = {message["role"]: message["content"] for message in sent["messages"]}
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Asked(request.path, headers, body, str(sent.get("system", messages.get("system", ""))), messages["user"])


def _body(path: str, content: Any, *, stopped: str) -> dict[str, Any]:
    """The answer in the dialect of the path."""
    if path.endswith("/messages"):
        is_text = isinstance(content, str)
        block = (
            {"type": "text", "text": content} if is_text else {"type": "tool_use", "id": "t1", "name": "answer", "input": content}
        )
        return {
            "type": "message",
            "role": "assistant",
            "content": [block],
            "stop_reason": "max_tokens" if stopped else "tool_use",
            "usage": {"input_tokens": 70, "output_tokens": 30},
        }
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    message = {"role": "assistant", "content": text}
    return {
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": "length" if stopped else "stop"}],
        "usage": {"prompt_tokens": 70, "completion_tokens": 30, "total_tokens": 100},
    }


class _QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - Werkzeug's own name
        """Say nothing."""

    def handle_one_request(self) -> None:
        """Answer one call; a caller that went away is part of the game here."""
        try:
            super().handle_one_request()
        except (ConnectionError, BrokenPipeError, OSError):
            self.close_connection = True
