"""What the doctor finds in an account: each thing well, each thing ill, and never an exception."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Response, request

from connector.administration import Finding, SetupRequest, Severity
from connector.errors import RateLimited, TicketGone
from connector.kit.credentials import MemoryCredentials
from connector.testing.faults import Fault, FaultPlan
from integrations.zendesk import examination
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.sandbox import create_sandbox
from integrations.zendesk.sandbox.desk import ZendeskSandbox
from integrations.zendesk.sandbox.state import OUR_USER
from integrations.zendesk.settings import DEFAULT_SCOPE

Acc = Any
Ear = Any
Alterations = list[Callable[[Response], None]]
POLLED = SetupRequest(account="a", url="")
#: What is said in every case of a healthy account; the rest is about its webhook.
OF_AN_ACCOUNT = [
    "credentials", "seat", "role", "ticket_scope", "clock", "rate_limit", "scope_tickets", "scope_groups", "scope_macros",
    "scope_articles", "scope_apps", "scope_writing", "app",
]  # fmt: skip


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
def alter(account: Acc) -> Alterations:
    """What else is done to each answer; registered before the first call, as Flask wants it."""
    alterations: Alterations = []

    def altered(response: Response) -> Response:
        for change in alterations:
            change(response)
        return response

    account.sandbox.app.after_request(altered)
    return alterations


@pytest.fixture
def made(account: Acc, ear: Ear, alter: Alterations) -> Any:
    """A healthy account whose webhook rings, altered and examined."""
    request = SetupRequest(account="a", url=ear.url)

    class Made:
        def __init__(self) -> None:
            self.request = request
            self.settings: dict[str, str] = {}
            self.set_up()

        def set_up(self, *extras: str) -> None:
            setup = account.administer(**self.settings).set_up(replace(request, extras=frozenset(extras)), dry_run=False)
            self.settings |= setup.settings
            self.request = replace(request, secret=setup.webhook_secrets[0])

        @property
        def hook(self) -> Any:
            return account.sandbox.account.hooks[self.settings["webhook_id"]]

        def look(self, request: SetupRequest | None = None, **settings: str) -> dict[str, Finding]:
            admin = account.administer(**{**self.settings, **settings})
            return by_code(admin.examine(request or self.request))

    return Made()


def test_all_is_well(made: Any, ear: Ear) -> None:
    found = made.look()
    assert list(found) == [*OF_AN_ACCOUNT, "webhook", "webhook_secret", "webhook_deliveries", "webhook_test"]
    assert {code for code, one in found.items() if one.severity is not Severity.OK} == {"app", "webhook_deliveries"}
    assert {found[code].severity for code in ("app", "webhook_deliveries")} == {Severity.NOTE}


def test_the_test_call_is_genuine_and_concerns_no_ticket(made: Any, ear: Ear) -> None:
    made.look()
    [delivery] = ear.wait(1)
    INTEGRATION.verify(delivery, {}, [made.hook.secret], datetime.now(UTC))
    assert INTEGRATION.parse(delivery) is None


def test_looking_changes_nothing(account: Acc, made: Any) -> None:
    calls = account.written()
    made.look()
    assert [call for call in account.written() if call not in calls] == [("POST", "/api/v2/webhooks/test")]


@pytest.mark.parametrize(
    ("switches", "code", "severity", "words"),
    [
        ({"seat_role": "light agent"}, "role", Severity.PROBLEM, "light agent"),
        ({"seat_role": "agent"}, "role", Severity.NOTE, "lost bells"),
        ({"seat_role": "agent"}, "webhook", Severity.NOTE, "may not see webhooks"),
        ({"seat_sees": "groups"}, "ticket_scope", Severity.WARNING, "groups"),
        ({"help_center_exists": False}, "scope_articles", Severity.NOTE, "not there"),
        ({"groups_need_read_scope": True}, "scope_groups", Severity.PROBLEM, "Groups cannot be read"),
    ],
)
def test_each_ill_has_its_finding(
    account: Acc, made: Any, switches: dict[str, Any], code: str, severity: Severity, words: str
) -> None:
    account.sandbox.values.update(switches)
    account.credentials.renew(account.credentials.read(), lambda _: {"access_token": ""})  # ask for another scope
    finding = made.look(scope=DEFAULT_SCOPE)[code]
    assert finding.severity is severity
    assert words in finding.what


def test_a_polled_account_needs_an_admin_and_no_webhook(account: Acc, made: Any) -> None:
    found = made.look(POLLED)
    assert (found["role"].severity, found["webhook"].severity) == (Severity.OK, Severity.NOTE)
    assert "webhook_test" not in found
    account.sandbox.values["seat_role"] = "agent"
    assert made.look(POLLED)["role"].severity is Severity.PROBLEM


def seat(body: bytes) -> Callable[[Response], None]:
    """The answer about who we act as."""
    return lambda response: response.set_data(body) if request.path == "/api/v2/users/me" else None


def test_a_seat_that_is_no_agent(made: Any, alter: Alterations) -> None:
    alter.append(seat(b'{"user": {"id": 9, "name": "Robin Person", "role": "end-user"}}'))
    assert made.look()["role"].severity is Severity.PROBLEM


def test_a_persons_seat(account: Acc, made: Any) -> None:
    account.sandbox.account.users[OUR_USER].name = "Robin Person"
    assert "Robin Person" in made.look()["seat"].what


@pytest.mark.parametrize(
    ("missing", "code", "severity"),
    [
        ("tickets:read", "scope_tickets", Severity.PROBLEM),
        ("macros:read", "scope_macros", Severity.WARNING),
        ("hc:read", "scope_articles", Severity.WARNING),
        ("apps:read", "scope_apps", Severity.WARNING),
        ("tickets:write", "scope_writing", Severity.WARNING),
        ("users:read", "credentials", Severity.PROBLEM),
    ],
)
def test_a_scope_that_is_missing(account: Acc, made: Any, missing: str, code: str, severity: Severity) -> None:
    account.credentials.renew(account.credentials.read(), lambda _: {"access_token": ""})
    found = made.look(scope=DEFAULT_SCOPE.replace(missing, "").replace("  ", " ").strip())
    assert found[code].severity is severity
    assert code == "credentials" or missing in found[code].remedy


@pytest.mark.parametrize("others_use", [0, 360])
def test_headroom(account: Acc, made: Any, others_use: int) -> None:
    account.sandbox.values["enforces_rate_limits"] = True
    for _ in range(others_use):
        account.sandbox.limits.count("account", limit=400, seconds=60)
    found = made.look()
    assert "400" in found["rate_limit"].what
    assert ("rate_headroom" in found) is (others_use > 0)


@pytest.mark.parametrize("spelling", ["X-Rate-Limit", "ratelimit-limit", ""])
def test_headroom_comes_under_two_spellings(made: Any, alter: Alterations, spelling: str) -> None:
    def one_spelling(response: Response) -> None:
        for header in ("X-Rate-Limit", "X-Rate-Limit-Remaining", "ratelimit-limit", "ratelimit-remaining"):
            response.headers.pop(header, None)
        if spelling:
            response.headers[spelling] = "200"

    alter.append(one_spelling)
    finding = made.look()["rate_limit"]
    assert (finding.severity is Severity.OK, "200" in finding.what) == (bool(spelling), bool(spelling))


def test_a_used_up_limit_is_a_finding(account: Acc, made: Any) -> None:
    account.sandbox.values["enforces_rate_limits"] = True
    for _ in range(400):
        account.sandbox.limits.count("account", limit=400, seconds=60)
    found = made.look()
    assert set(found) == {"credentials"}
    assert "API limit" in found["credentials"].what


@pytest.mark.parametrize(
    ("seconds", "severity"),
    [(0, Severity.OK), (300, Severity.WARNING), (-300, Severity.WARNING), (7200, Severity.PROBLEM)],
)
def test_the_clock(account: Acc, monkeypatch: pytest.MonkeyPatch, seconds: float, severity: Severity) -> None:
    monkeypatch.setattr(ZendeskSandbox, "now", lambda _: time.time() + seconds)
    with create_sandbox().serve() as elsewhere:
        credentials = MemoryCredentials(account.sandbox.connection()["credentials"])
        clock = by_code(account.administer(base_url=elsewhere.url, credentials=credentials).examine(POLLED))["clock"]
    assert clock.severity is severity
    assert ("ahead" in clock.what) is (seconds < 0)


# ── the webhook ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_webhook_that_is_missing_inactive_deaf_or_elsewhere(account: Acc, made: Any) -> None:
    made.hook.subscriptions.remove("zen:event-type:ticket.comment_added")
    assert "comment_added" in made.look()["webhook"].what
    made.hook.status = "inactive"
    assert "not active" in made.look()["webhook"].what
    made.hook.endpoint = "https://elsewhere.example.com/"
    assert "another address" in made.look()["webhook"].what
    account.sandbox.account.hooks.clear()
    found = made.look()
    assert (found["webhook"].severity, "webhook_test" in found) == (Severity.PROBLEM, False)


def test_another_secret(made: Any) -> None:
    assert made.look(replace(made.request, secret="another"))["webhook_secret"].severity is Severity.PROBLEM
    assert made.look(replace(made.request, secret=""))["webhook_secret"].severity is Severity.PROBLEM
    assert made.hook.secret not in repr(made.look())


def test_a_secret_that_zendesk_does_not_show(made: Any, alter: Alterations) -> None:
    def hidden(response: Response) -> None:
        if request.path.endswith("/signing_secret"):
            response.status_code = 403

    alter.append(hidden)
    assert made.look()["webhook_secret"].severity is Severity.NOTE


@pytest.mark.parametrize(
    ("failures", "successes", "severity"),
    [(0, 5, Severity.OK), (1, 5, Severity.WARNING), (5, 5, Severity.PROBLEM), (5, 0, Severity.PROBLEM)],
)
def test_how_the_last_calls_ended(account: Acc, made: Any, failures: int, successes: int, severity: Severity) -> None:
    ended = [("client error", failures), ("success", successes), ("unknown", 3)]
    rows = [status for status, count in ended for _ in range(count)]
    made.hook.invocations = [
        {"id": str(number), "webhook_id": made.hook.id, "status": status, "latest_completed_at": "2026-11-25T08:30:00Z"}
        for number, status in enumerate(rows)
    ]
    finding = made.look()["webhook_deliveries"]
    assert finding.severity is severity
    assert f"{failures} of the last {failures + successes} calls failed" in finding.what
    assert ("25 November at 08:30" in finding.what) is (successes > 0)
    assert severity is Severity.OK or "client error" in finding.remedy


@pytest.mark.parametrize(
    ("answer", "severity", "words"),
    [(202, Severity.OK, "202"), (401, Severity.PROBLEM, "refused"), (502, Severity.PROBLEM, "502")],
)
def test_what_our_endpoint_answers_to_the_test(made: Any, ear: Ear, answer: int, severity: Severity, words: str) -> None:
    ear.answers.append(answer)
    finding = made.look()["webhook_test"]
    assert finding.severity is severity
    assert words in finding.what


def test_an_endpoint_out_of_reach(made: Any) -> None:
    made.hook.endpoint = "http://127.0.0.1:9/bell"
    found = made.look(replace(made.request, url="http://127.0.0.1:9/bell"))
    assert found["webhook_test"].severity is Severity.WARNING


def test_triggers(account: Acc, made: Any) -> None:
    assert "triggers" not in made.look()
    made.set_up("trigger")
    assert made.look()["triggers"].severity is Severity.OK
    next(iter(account.sandbox.account.triggers.values())).active = False
    assert "new ticket" in made.look()["triggers"].what


def test_rights_for_looking_only(account: Acc, made: Any) -> None:
    """Signed in by hand with a token that may read webhooks and not ring them."""
    token = account.sandbox.access._token(f"{DEFAULT_SCOPE} webhooks:read", 3600)["access_token"]
    credentials = MemoryCredentials({"access_token": token, "refresh_token": "r", "expires_at": "9999999999"})
    found = by_code(account.administer(credentials=credentials, **made.settings).examine(made.request))
    assert found["webhook"].severity is Severity.OK
    assert found["webhook_test"].severity is Severity.NOTE


# ── the app and the credentials ───────────────────────────────────────────────────────────────────────────────────────


def test_the_app(account: Acc, made: Any) -> None:
    assert made.look()["app"].severity is Severity.NOTE
    account.sandbox.values["app_installed"] = True
    assert "not read yet" in made.look()["app"].what
    half = {"app_installation_id": "77"}
    assert "public key" in made.look(**half)["app"].what
    made.set_up()
    assert made.look()["app"].severity is Severity.OK
    account.sandbox.account.installation.enabled = False
    assert "disabled" in made.look()["app"].what
    account.sandbox.values["app_installed"] = False
    assert "removed" in made.look()["app"].what


def test_an_api_token_has_an_end(account: Acc, made: Any) -> None:
    opened = account.sandbox.token_connection()
    admin = account.administer(
        credentials=MemoryCredentials(opened["credentials"]), client_id="", email=opened["settings"]["email"], **made.settings
    )
    found = by_code(admin.examine(made.request))
    assert "30 April 2027" in found["api_token"].what
    assert "scope_writing" not in found


def test_refused_credentials_end_the_look(account: Acc, made: Any) -> None:
    admin = account.administer(credentials=MemoryCredentials({"client_secret": "wrong"}), **made.settings)
    assert {code: one.severity for code, one in by_code(admin.examine(made.request)).items()} == {"credentials": Severity.PROBLEM}


def test_an_anonymous_answer_ends_the_look(made: Any, alter: Alterations) -> None:
    alter.append(seat(b'{"user": {"id": null, "name": "Anonymous user", "role": "end-user"}}'))
    assert set(made.look()) == {"credentials"}


@pytest.mark.parametrize("role", ["admin", "agent"])
def test_while_connecting_what_setting_up_makes_is_left_out(account: Acc, role: str) -> None:
    """The app is uploaded and the webhook not made yet, which is how it should be then."""
    account.sandbox.values.update(app_installed=True, seat_role=role)
    request = SetupRequest(account="a", url="https://handoff.example.com/hooks/zendesk/a", connecting=True)
    found = by_code(account.administer().examine(request))
    assert list(found) == OF_AN_ACCOUNT
    assert {finding.severity for finding in found.values()} <= {Severity.OK, Severity.NOTE}
    assert account.written() == []
    account.sandbox.account.installation.enabled = False
    assert "disabled" in by_code(account.administer().examine(request))["app"].what


# ── trouble ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("rate", [1.0, 0.6])
@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.HANG_AFTER], ids=lambda f: f.value)
def test_trouble_is_a_finding(account: Acc, made: Any, fault: Fault, rate: float) -> None:
    """Whatever the platform does, at every call or at any."""
    account.sandbox.gateway.plan = FaultPlan(rate=rate, kinds=(fault,))
    found = made.look()
    assert rate < 1.0 or "credentials" in found


def test_an_account_that_is_away_is_a_finding(account: Acc, made: Any) -> None:
    assert made.look(base_url="http://127.0.0.1:9")["credentials"].severity is Severity.PROBLEM


@pytest.mark.parametrize("error", [RateLimited("slow down"), TicketGone("gone")], ids=lambda e: type(e).__name__)
def test_a_check_that_fails_does_not_stop_the_others(made: Any, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails(_: object) -> Any:
        raise error

    monkeypatch.setattr(examination, "CHECKS", {**examination.CHECKS, "app": fails})
    found = made.look()
    assert found["app"].severity is Severity.PROBLEM
    assert found["webhook"].severity is Severity.OK
