"""``/app/v1``: what the sidebar and the platforms' apps ask of the connector. Documented in ``docs/app-api.md``.

No cookies and no cross-origin answers: a page of ours calls its own origin, a platform's proxy needs neither. Every error is
a JSON object that says what to do, and a fault of ours is a 503 that asks to come again.
"""

import re
from typing import Any, Final

import structlog
from flask import Blueprint, Response, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from connector.sidebar.desk import Declined
from connector.web.app_bodies import TICKET_ID, Body, Nothing, Problem, first_problem
from connector.web.doorkeeper import Doorkeeper, Knock, TurnedAway
from connector.web.operations import BASE, OPERATIONS, Call, Operation, Services

_log = structlog.get_logger()

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Vary": "Authorization",
}
_RETRY_SECONDS: Final = 30
_TICKET: Final = re.compile(TICKET_ID.removesuffix("$") + r"\Z")


class _Unusable(Exception):
    """The call was let in and cannot be understood."""

    def __init__(self, status: int, code: str, remedy: str) -> None:
        super().__init__(remedy)
        self.status = status
        self.code = code


def app_api(services: Services, doorkeeper: Doorkeeper) -> Blueprint:
    """Build the blueprint from the table of operations."""
    api = Blueprint("app_api", __name__)
    for operation in OPERATIONS:
        path = re.sub(r"{(\w+)}", r"<\1>", BASE + operation.path)
        view = _view(operation, services, doorkeeper)
        api.add_url_rule(path, operation.name, view, methods=[operation.method], provide_automatic_options=False)
    return api


def _view(operation: Operation, services: Services, doorkeeper: Doorkeeper) -> Any:
    def view(account: str, ticket: str = "") -> Response:
        try:
            caller = doorkeeper.admit(_knock(account), pages=operation.pages, apps=operation.apps)
            call = Call(
                services=services,
                caller=caller,
                ticket=_ticket(operation, ticket),
                language=request.args.get("language", "en"),
                body=_body(operation),
            )
            return _answer(operation.status, operation.handle(call))
        except TurnedAway as exc:
            return _problem(exc.status, exc.code, str(exc), retry_after=exc.retry_after)
        except _Unusable as exc:
            return _problem(exc.status, exc.code, str(exc))
        except Declined as exc:
            return _problem(409, exc.code, str(exc))
        except Exception as exc:  # noqa: BLE001 - whatever broke, the caller may come again
            _log.error("app call failed", operation=operation.name, why=type(exc).__name__)
            return _problem(503, "unavailable", "try again", retry_after=_RETRY_SECONDS)

    return view


def _knock(account: str) -> Knock:
    return Knock(
        account=account,
        authorization=request.headers.get("Authorization", ""),
        origin=request.headers.get("Origin"),
        host=request.host,
        client=request.remote_addr or "",
    )


def _ticket(operation: Operation, ticket: str) -> str:
    if operation.is_about_ticket and not _TICKET.match(ticket):
        raise _Unusable(422, "ticket_id", "a ticket's id has 1 to 32 letters, digits, - and _")
    return ticket


def _body(operation: Operation) -> Body:
    if operation.body is None:
        return Nothing()
    try:
        return operation.body.model_validate_json(request.get_data(cache=False))
    except (RequestEntityTooLarge, ClientDisconnected):
        raise _Unusable(413, "too_large", "send at most 256 KiB") from None
    except ValidationError as exc:
        status, remedy = first_problem(exc.errors(include_input=False, include_url=False, include_context=False))
        raise _Unusable(status, "not_json" if status == 400 else "invalid", remedy) from None


def _answer(status: int, answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(), status, _HEADERS, content_type="application/json")


def _problem(status: int, code: str, remedy: str, *, retry_after: int = 0) -> Response:
    response = _answer(status, Problem(error=code, remedy=remedy))
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
