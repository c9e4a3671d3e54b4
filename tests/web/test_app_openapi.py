"""The published description is the one that is served, and the app keeps it for anything that may be sent."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from connector.web import doorkeeper
from connector.web.openapi import describe_api, render_openapi
from connector.web.operations import BASE, OPERATIONS, Operation

ROOT: Final = Path(__file__).parents[2]


def described() -> dict[str, Any]:
    """The description, with the one account that the tests have a token for."""
    document = describe_api("0")
    for path in document["paths"].values():
        for operation in path.values():
            operation["parameters"][0]["schema"]["enum"] = ["acme"]
    return document


@pytest.fixture
def api(house: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The app with one ticket that was worked on and one that is asked about, and no limit of calls."""
    monkeypatch.setattr(doorkeeper, "_CALLS_A_MINUTE", 1_000_000)
    monkeypatch.setattr(doorkeeper, "_FAILURES_A_MINUTE", 1_000_000)
    house.triage("41")
    house.application.accounts.set("acme", rules_text="people_group: Support\naudit_share: 100", app_seen_at=house.clock.now)
    house.triage("42")
    assert (house.see("41")["state"], house.see("42")["state"]) == ("ready", "audit")
    schema = schemathesis.openapi.from_dict(described())
    schema.app = house.application.web
    return schema


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("kind", ["page", "app"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_the_description_holds(api: Any, house: Any, operation: Operation, kind: str, mode: GenerationMode) -> None:
    """All checks: statuses, content types, schemas, headers; what is wrong is refused and what is right is not."""
    if not (operation.pages if kind == "page" else operation.apps):
        pytest.skip("this token may not do that; see test_app_access.py")
    if mode is GenerationMode.NEGATIVE and operation.body is None and not operation.is_about_ticket:
        pytest.skip("there is nothing in this call that could be wrong")
    token = house.page_token() if kind == "page" else house.app_tokens["acme"]

    @settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=api.find_operation_by_id(operation.name).as_strategy(generation_mode=mode), known=st.sampled_from(["41", "42"]))
    def holds(case: Any, known: str) -> None:
        if mode is GenerationMode.POSITIVE and operation.is_about_ticket:
            case.path_parameters["ticket"] = known
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

    holds()


def test_the_published_description_is_current() -> None:
    """`handoff openapi > docs/openapi.json` writes it anew."""
    assert (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8") == render_openapi(version("warm-handoff"))


def test_every_operation_is_described_and_explained() -> None:
    document = json.loads(render_openapi("1"))
    found = {(path.removeprefix(BASE), method.upper()) for path, methods in document["paths"].items() for method in methods}
    assert found == {(operation.path, operation.method) for operation in OPERATIONS}
    explained = (ROOT / "docs" / "app-api.md").read_text(encoding="utf-8")
    assert all(f"`{operation.method} {operation.path}`" in explained for operation in OPERATIONS)
