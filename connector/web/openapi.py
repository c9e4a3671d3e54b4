"""The app API described in OpenAPI 3.1, from the same table and models that serve it.

https://spec.openapis.org/oas/v3.1.1.html
"""

import json
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from connector.web.app_bodies import TICKET_ID, Problem
from connector.web.operations import BASE, OPERATIONS, Operation

_SCHEMAS: Final = "#/components/schemas/"
_WAITING: Final = {
    "Retry-After": {"required": True, "description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}
}
_PROBLEMS: Final = {
    400: "The body is not JSON.",
    401: "There is no token, or it is not in force.",
    403: "The token is of the other kind, or the call comes from a foreign page.",
    404: "There is no such account for this token.",
    409: "It makes no sense on this ticket as it stands.",
    413: "The body is too large.",
    422: "Something in the call is not what it has to be.",
    429: "Too many calls in a minute.",
    503: "A fault on our side, or a moment's overload.",
}


def render_openapi(version: str) -> str:
    """Return the text of ``docs/openapi.json``."""
    return json.dumps(describe_api(version), indent=2, ensure_ascii=False) + "\n"


def describe_api(version: str) -> dict[str, Any]:
    """Return the description."""
    answers = [(model, "serialization") for model in dict.fromkeys((*(o.answer for o in OPERATIONS), Problem))]
    bodies = [(model, "validation") for model in dict.fromkeys(o.body for o in OPERATIONS) if model is not None]
    _, schemas = models_json_schema([*answers, *bodies], ref_template=_SCHEMAS + "{model}")  # type: ignore[list-item]
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(BASE + operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Warm Handoff app API",
            "version": version,
            "description": "What the sidebar and the platforms' apps ask of the connector. See docs/app-api.md.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "page": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The token in a page that the helpdesk vouched for. Good for 15 minutes, renewed for nine hours.",
                },
                "app": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The app token of the account, from `handoff app-token`.",
                },
            },
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "security": [{kind: []} for kind, allowed in (("page", operation.pages), ("app", operation.apps)) if allowed],
        "parameters": _parameters(operation),
        "responses": {
            str(operation.status): {"description": "Done.", "content": _json(operation.answer)},
            **{str(status): _problem(status) for status in _PROBLEMS if _may_happen(status, operation)},
        },
    }
    if operation.body is not None:
        described["requestBody"] = {"required": True, "content": _json(operation.body)}
    return described


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    account = {"name": "account", "in": "path", "required": True, "schema": {"type": "string"}}
    if not operation.is_about_ticket:
        return [account]
    ticket = {"name": "ticket", "in": "path", "required": True, "schema": {"type": "string", "pattern": TICKET_ID}}
    language = {
        "name": "language",
        "in": "query",
        "description": "The agent's language: en, de, fr, es, it, nl or pt. Any other is answered in English.",
        "schema": {"type": "string", "default": "en"},
    }
    return [account, ticket, language]


def _may_happen(status: int, operation: Operation) -> bool:
    if status in {400, 413}:
        return operation.body is not None
    if status == 422:
        return operation.body is not None or operation.is_about_ticket
    return status != 409 or operation.declines


def _problem(status: int) -> dict[str, Any]:
    described: dict[str, Any] = {"description": _PROBLEMS[status], "content": _json(Problem)}
    return {**described, "headers": _WAITING} if status in {429, 503} else described


def _json(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"{_SCHEMAS}{model.__name__}"}}}
