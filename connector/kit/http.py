"""One HTTP session per account: timeouts, no redirects, one host only, and every outcome classified by what to do next.

Reads are tried three times within about two seconds (tenacity); a write is sent once. ``Retry-After`` is never slept on:
it travels upward in the error.
"""

import email.utils
import json
import math
import time
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import requests
import tenacity
from requests.adapters import HTTPAdapter

from connector.core.budget import Budget, NoBudget
from connector.errors import (
    ConfigurationError,
    Conflict,
    CredentialsRejected,
    OutcomeUnknown,
    Permanent,
    RateLimited,
    Refused,
    TicketGone,
    Transient,
    Unreachable,
)
from connector.kit.tariff import FreeTariff, Tariff
from connector.steps import step

TIMEOUT: Final = (3.05, 10.0)
LARGEST_ANSWER: Final = 8 * 1024 * 1024
_LONGEST_WAIT: Final = 3600.0


class HelpdeskSession:
    """Calls one helpdesk account.

    ``authorize`` adds the credentials to a request's headers. ``name_refused_field`` reads the field out of a 400 or 422 body.
    ``budget`` is asked before every call, at the prices of ``tariff``.
    """

    def __init__(
        self,
        base_url: str,
        *,
        authorize: Callable[[], Mapping[str, str]],
        renew: Callable[[], bool] = lambda: False,
        name_refused_field: Callable[[Any], str] = lambda _: "",
        timeout: tuple[float, float] = TIMEOUT,
        budget: Budget | None = None,
        tariff: Tariff | None = None,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self._authorize = authorize
        self._renew = renew
        self._name_refused_field = name_refused_field
        self._timeout = timeout
        self._budget = budget or NoBudget()
        self._tariff = tariff or FreeTariff()
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.mount("http://", HTTPAdapter(max_retries=0, pool_maxsize=16))
        self._session.mount("https://", HTTPAdapter(max_retries=0, pool_maxsize=16))

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> requests.Response:
        """Read. Tried up to three times on brief trouble; renews expired credentials once."""
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(3) | tenacity.stop_after_delay(2.0),
            wait=tenacity.wait_random_exponential(multiplier=0.1, max=0.8),
            retry=tenacity.retry_if_exception(_is_brief),
            reraise=True,
        )
        try:
            return retrying(self._once, "GET", path, params, None)
        except OutcomeUnknown as exc:  # a read has no effect, so its outcome cannot matter
            raise Transient(str(exc), retry_after=exc.retry_after) from exc

    def write(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> requests.Response:
        """Send one write, once. Renewed credentials allow one more try, because a 401 certainly did nothing."""
        return self._once(method, path, None, body)

    def look(self, path: str, params: Mapping[str, str | int] | None = None) -> requests.Response:
        """Read once and return the answer whatever its status, for telling an admin what the platform said. Raises Transient."""
        try:
            return self._call("GET", path, params, None)
        except OutcomeUnknown as exc:
            raise Transient(str(exc), retry_after=exc.retry_after) from exc

    def try_out(self, method: str, path: str, body: Mapping[str, Any]) -> requests.Response:
        """Send one write, once, and return the answer whatever its status. Raises Transient, OutcomeUnknown among them."""
        return self._call(method, path, None, body)

    def _once(
        self, method: str, path: str, params: Mapping[str, str | int] | None, body: Mapping[str, Any] | None
    ) -> requests.Response:
        response = self._call(method, path, params, body)
        if response.status_code == 401 and self._renew():
            response = self._call(method, path, params, body)
        raise_for_status(response, writing=method != "GET", name_refused_field=self._name_refused_field)
        return response

    def _call(
        self, method: str, path: str, params: Mapping[str, str | int] | None, body: Mapping[str, Any] | None
    ) -> requests.Response:
        url = path if path.startswith(("http://", "https://")) else f"{self.base_url}{path}"
        if urlsplit(url)[:2] != urlsplit(self.base_url)[:2]:
            raise Permanent("the helpdesk pointed to another host; the address was not followed")
        headers = {"Accept": "application/json", "Content-Type": "application/json", **self._authorize()}
        data = None if body is None else json.dumps(body, allow_nan=False).encode()
        path = urlsplit(url).path
        self._budget.enter(self._tariff.charges(method, path, params or {}))
        try:
            step("call.before")
            response = self._send(method, url, params=params, data=data, headers=headers)
            step("call.after")
        except Transient:
            self._budget.leave((), status=None)
            raise
        self._budget.leave(self._tariff.told(path, response.headers), status=response.status_code)
        return response

    def _send(self, method: str, url: str, **request: Any) -> requests.Response:
        try:
            return self._session.request(method, url, **request, timeout=self._timeout, allow_redirects=False)
        except (requests.exceptions.ConnectTimeout, requests.exceptions.SSLError) as exc:
            raise Unreachable("the helpdesk could not be reached") from exc
        except requests.exceptions.ConnectionError as exc:
            if _never_connected(exc):
                raise Unreachable("the helpdesk could not be reached") from exc
            raise OutcomeUnknown("the connection broke off before an answer came") from exc
        except requests.exceptions.RequestException as exc:
            raise OutcomeUnknown("no complete answer came from the helpdesk") from exc


def raise_for_status(
    response: requests.Response, *, writing: bool, name_refused_field: Callable[[Any], str] = lambda _: ""
) -> None:
    """Return for 2xx, else raise the error that says what to do next. No part of the body reaches the message."""
    status = response.status_code
    if 200 <= status < 300:
        return
    wait = seconds_to_wait(response.headers.get("Retry-After"))
    if status == 429:
        raise RateLimited("the helpdesk asks us to slow down", retry_after=wait or 60.0)
    if status in (401, 403):
        raise CredentialsRejected(f"the helpdesk refused our credentials or rights ({status})", retry_after=wait)
    if status in (404, 405, 410):
        raise TicketGone(f"the helpdesk no longer shows this to us ({status})")
    if status == 409:
        raise Conflict("the ticket changed in between")
    if status in (400, 422):
        raise Refused(f"the helpdesk refused the content ({status})", field=name_refused_field(json_or_none(response)))
    if status >= 500 or status in (408, 425):
        kind = OutcomeUnknown if writing else Transient
        raise kind(f"the helpdesk is in trouble ({status})", retry_after=wait)
    raise Permanent(f"the helpdesk answered {status}, which nobody expected")


def json_of(response: requests.Response) -> Any:
    """Return the JSON of an answer. After a write, a body that is no JSON or cut off is an unknown outcome, not a fact."""
    if len(response.content) > LARGEST_ANSWER:
        raise Permanent("the helpdesk's answer is larger than we read")
    try:
        return response.json()
    except (ValueError, RecursionError) as exc:
        kind = Transient if response.request.method == "GET" else OutcomeUnknown
        raise kind("the helpdesk answered something that is not JSON") from exc


def json_or_none(response: requests.Response) -> Any:
    """Return the JSON of an answer, or ``None``."""
    try:
        return json_of(response)
    except (Transient, Permanent):
        return None


def seconds_to_wait(header: str | None, now: float | None = None) -> float | None:
    """Read ``Retry-After``: seconds (also as float text) or an HTTP date. Nonsense gives ``None``; at most one hour."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        parsed = email.utils.parsedate_tz(header)
        if parsed is None:
            return None
        seconds = email.utils.mktime_tz(parsed) - (time.time() if now is None else now)
    if math.isnan(seconds):
        return None
    return min(max(seconds, 0.0), _LONGEST_WAIT)


def require_base_url(url: str, allowed: Callable[[str], bool], setting: str) -> str:
    """Return ``url`` if its host is one that ``allowed`` accepts over https, or a loopback sandbox.

    Raises ConfigurationError otherwise, so that a wrong domain can neither leak a key nor reach an inner network.
    """
    parts = urlsplit(url)
    if parts.hostname in ("127.0.0.1", "localhost", "::1") and parts.scheme in ("http", "https"):
        return url.rstrip("/")
    if parts.scheme == "https" and parts.hostname and allowed(parts.hostname) and not parts.username:
        return url.rstrip("/")
    raise ConfigurationError(f"{setting} “{url}” is not an address of this helpdesk; leave it out, or give a loopback sandbox")


def _never_connected(exc: requests.exceptions.ConnectionError) -> bool:
    reason = getattr(exc.args[0], "reason", None) if exc.args else None
    return type(reason).__name__ in ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")


def _is_brief(exc: BaseException) -> bool:
    return isinstance(exc, Transient) and not exc.whole_account and not exc.retry_after
