"""One call to one endpoint: no redirect, no proxy, no second try, and an end to every wait."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter

from connector.drafting.model.dialects import DIALECTS
from connector.errors import NoAnswer
from connector.kit.http import seconds_to_wait

_CONNECT_SECONDS: Final = 3.05
_LARGEST_ANSWER: Final = 256 * 1024
_PIECE: Final = 8192


class EndpointTrouble(NoAnswer):
    """The endpoint itself failed. ``rest`` are the seconds for which it asks to be left alone, ``None`` where it named none."""

    def __init__(self, code: str, *, rest: float | None = None) -> None:
        super().__init__(code)
        self.rest = rest


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the answer as JSON values, still masked, and the tokens it cost as far as the endpoint says."""

    content: Any
    tokens: int


class Endpoint:
    """A model behind an address. ``dialect`` is a key of ``DIALECTS``; ``seconds`` is for the whole call."""

    def __init__(self, *, dialect: str, url: str, model: str, key: str, seconds: float) -> None:
        self.model = model
        self._dialect = DIALECTS[dialect]
        self._url = url.rstrip("/") + self._dialect.path
        self._headers = {"Accept": "application/json", "Content-Type": "application/json", **self._dialect.headers(key)}
        self._seconds = seconds
        self._session = requests.Session()
        self._session.trust_env = False
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=0, pool_maxsize=16))

    def call(self, system: str, user: str, form: Mapping[str, Any]) -> Answer:
        """Ask once. Raises EndpointTrouble when the endpoint fails, NoAnswer when its answer cannot be read."""
        body = json.dumps(self._dialect.request(self.model, system, user, form), ensure_ascii=False).encode()
        deadline = time.monotonic() + self._seconds
        try:
            with self._session.post(
                self._url,
                data=body,
                headers=self._headers,
                timeout=(min(_CONNECT_SECONDS, self._seconds), self._seconds),
                allow_redirects=False,
                stream=True,
            ) as response:
                _raise_for_status(response)
                content = _read(response, deadline)
        except requests.RequestException:
            raise EndpointTrouble("unreachable") from None
        try:
            answered = json.loads(content)
            return Answer(self._dialect.answer(answered), _tokens(self._dialect.tokens, answered))
        except (KeyError, IndexError, TypeError, ValueError, AttributeError, StopIteration, RecursionError):
            raise NoAnswer("unreadable") from None


def _raise_for_status(response: requests.Response) -> None:
    status = response.status_code
    if status == 200:
        return
    if status == 429 or status >= 500:
        raise EndpointTrouble("unreachable", rest=seconds_to_wait(response.headers.get("Retry-After")))
    raise EndpointTrouble("refused")


def _read(response: requests.Response, deadline: float) -> bytes:
    """The whole body. An endpoint that gives a little now and then is as one that gives nothing."""
    content = bytearray()
    for piece in response.iter_content(_PIECE):
        content += piece
        if len(content) > _LARGEST_ANSWER:
            raise NoAnswer("unreadable")
        if time.monotonic() > deadline:
            raise EndpointTrouble("unreachable")
    return bytes(content)


def _tokens(count: Any, answered: Any) -> int:
    """The tokens of an answer; none where an endpoint does not count them."""
    try:
        return max(0, int(count(answered)))
    except (KeyError, TypeError, ValueError):
        return 0
