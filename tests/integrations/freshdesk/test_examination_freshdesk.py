"""What the doctor finds in an account: each thing well, each thing ill, and never an exception."""

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from connector.administration import Finding, SetupRequest, Severity
from connector.errors import RateLimited, TicketGone
from connector.kit.credentials import MemoryCredentials
from connector.port import Connection
from connector.testing.faults import Fault, FaultPlan
from connector.testing.sandbox import Webhook
from integrations.freshdesk import examination
from integrations.freshdesk.integration import INTEGRATION
from integrations.freshdesk.sandbox import create_sandbox
from integrations.freshdesk.sandbox.account import FreshdeskSandbox

Acc = Any
REQUEST = SetupRequest(account="a", url="https://handoff.example.com/hooks/freshdesk/a", secret="s3cret-of-this-rule")


def by_code(findings: Iterable[Finding]) -> dict[str, Finding]:
    found = list(findings)
    assert len({finding.code for finding in found}) == len(found)
    for finding in found:
        assert finding.what.endswith(".")
        needs_remedy = finding.severity in (Severity.WARNING, Severity.PROBLEM)
        assert bool(finding.remedy) >= needs_remedy
        assert finding.remedy.rstrip(".").count(". ") == 0, "a remedy is one sentence"
    return {finding.code: finding for finding in found}


@pytest.fixture
def look(account: Acc) -> Any:
    """A healthy account, altered and examined."""

    def examined(settings: dict[str, str] | None = None, request: SetupRequest = REQUEST, **switches: Any) -> dict[str, Finding]:
        account.sandbox.values.update(switches)
        return by_code(account.administer(**(settings or {})).examine(request))

    account.sandbox.webhook = Webhook(REQUEST.url, REQUEST.secret)
    return examined


def test_all_is_well(look: Any) -> None:
    found = look()
    assert list(found) == [
        "credentials", "seat", "ticket_scope", "rate_limit", "clock", "ticket_fields", "ai_agent_status", "required_fields",
        "rule_created", "rule_updated", "rule_order", "solutions", "canned_responses",
    ]  # fmt: skip
    assert {code for code, finding in found.items() if finding.severity is not Severity.OK} == {"ai_agent_status"}


@pytest.mark.parametrize(
    ("switches", "code", "severity"),
    [
        ({"seat_name": "Robin Person"}, "seat", Severity.WARNING),
        ({"ticket_scope": 2}, "ticket_scope", Severity.WARNING),
        ({"shown_limit": 0}, "rate_limit", Severity.PROBLEM),
        ({"shown_limit": 50}, "rate_limit", Severity.WARNING),
        ({"shown_limit": 50, "float_headers": True}, "rate_limit", Severity.WARNING),
        ({"calls_per_minute": 20}, "rate_headroom", Severity.WARNING),
        ({"fields_readable": False}, "ticket_fields", Severity.PROBLEM),
        ({"required_field": "cf_region"}, "required_fields", Severity.WARNING),
        ({"first_match": True}, "rule_order", Severity.WARNING),
        ({"admin_key": False}, "rules", Severity.NOTE),
        ({"admin_key": False}, "canned_responses", Severity.NOTE),
        ({"solutions_readable": False}, "solutions", Severity.WARNING),
    ],
)
def test_each_ill_has_its_finding(account: Acc, look: Any, switches: dict[str, Any], code: str, severity: Severity) -> None:
    if code == "rate_headroom":  # others have used most of the minute
        account.sandbox.values["calls_per_minute"] = 20
        for _ in range(16):
            account.desk.identify()
    assert look(**switches)[code].severity is severity


def test_required_fields_are_named_by_their_labels(look: Any) -> None:
    assert "Cf_Region" in look(required_field="cf_region")["required_fields"].what


@pytest.mark.parametrize("bodies", ["json", "empty", "html"])
def test_a_refused_key_ends_the_look(account: Acc, bodies: str) -> None:
    account.sandbox.values["error_bodies"] = bodies
    settings = {**account.sandbox.connection()["settings"], "base_url": account.url}
    connection = Connection(account="a", settings=settings, credentials=MemoryCredentials({"api_key": "WrongKey"}))
    admin = INTEGRATION.administer(connection)
    assert admin is not None
    found = by_code(admin.examine(REQUEST))
    assert {code: finding.severity for code, finding in found.items()} == {"credentials": Severity.PROBLEM}


def test_rules_that_are_missing_disabled_or_ring_elsewhere(account: Acc, look: Any) -> None:
    account.sandbox.webhook = Webhook()
    assert look()["rule_created"].severity is Severity.PROBLEM
    made = account.administer().set_up(REQUEST, dry_run=False)
    assert look(made.settings)["rule_updated"].severity is Severity.OK
    account.sandbox.state.rules[0].body["active"] = False
    assert "disabled" in look(made.settings)["rule_created"].what
    elsewhere = replace(REQUEST, url="https://new.example.com/hooks/freshdesk/a")
    assert "another address" in look(made.settings, elsewhere)["rule_updated"].what
    other_secret = replace(REQUEST, secret="another-secret")
    assert "secret" in look(made.settings, other_secret)["rule_updated"].what


def test_a_polled_account_has_no_rules_to_miss(look: Any) -> None:
    found = look(request=SetupRequest(account="a", url=""))
    assert found["rules"].severity is Severity.NOTE
    assert "rule_created" not in found


def test_while_connecting_the_rules_are_not_there_yet(account: Acc, look: Any) -> None:
    account.sandbox.webhook = Webhook()
    found = look(request=replace(REQUEST, connecting=True))
    assert not {code for code in found if code.startswith("rule")}
    assert Severity.PROBLEM not in {finding.severity for finding in found.values()}


@pytest.mark.parametrize(("seconds", "severity"), [(0, Severity.OK), (200, Severity.WARNING), (-200, Severity.WARNING)])
def test_the_clock(account: Acc, monkeypatch: pytest.MonkeyPatch, seconds: float, severity: Severity) -> None:
    monkeypatch.setattr(FreshdeskSandbox, "now", lambda _: time.time() + seconds)
    with create_sandbox().serve() as elsewhere:
        clock = by_code(account.administer(base_url=elsewhere.url).examine(REQUEST))["clock"]
    assert clock.severity is severity
    assert ("ahead" in clock.what) is (seconds < 0)


@pytest.mark.parametrize("rate", [1.0, 0.6])
@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.HANG_AFTER], ids=lambda f: f.value)
def test_trouble_is_a_finding(account: Acc, fault: Fault, rate: float) -> None:
    """Whatever the platform does, at every call or at any."""
    account.sandbox.gateway.plan = FaultPlan(rate=rate, kinds=(fault,))
    found = by_code(account.administer().examine(REQUEST))
    assert rate < 1.0 or "credentials" in found


def test_an_account_that_is_away_is_a_finding(account: Acc) -> None:
    found = by_code(account.administer(base_url="http://127.0.0.1:9").examine(REQUEST))
    assert found["credentials"].severity is Severity.PROBLEM


@pytest.mark.parametrize("error", [RateLimited("slow down"), TicketGone("gone")], ids=lambda e: type(e).__name__)
def test_a_check_that_fails_does_not_stop_the_others(account: Acc, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails(look: examination.Look) -> Any:
        raise error

    monkeypatch.setattr(examination, "_CHECKS", {**examination._CHECKS, "ticket_fields": fails})
    found = by_code(account.administer().examine(REQUEST))
    assert found["ticket_fields"].severity is Severity.PROBLEM
    assert found["solutions"].severity is Severity.OK
