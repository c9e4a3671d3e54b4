"""What calls cost and what headers say, in every spelling that the platforms use."""

import pytest
from requests.structures import CaseInsensitiveDict

from connector.core.budget import Charge, Told
from connector.kit.tariff import number_in, pairs_in
from integrations.freshdesk.tariff import FreshdeskTariff
from integrations.zendesk.tariff import ZendeskTariff

ZENDESK, FRESHDESK = ZendeskTariff(), FreshdeskTariff()


@pytest.mark.parametrize(
    ("text", "number"),
    [("700", 700.0), ("100.0", 100.0), (" 41 ", 41.0), ("100, 100;w=60", 100.0), ("10;w=1", 10.0), ("", None), ("many", None),
     ("nan", None), ("inf", None), ("-1", None)],
)  # fmt: skip
def test_a_number_in_a_header(text: str, number: float | None) -> None:
    assert number_in({"Limit": text}, "Limit") == number
    assert number_in({"Other": "x", "Limit": text}, "Other", "Limit") == number


def test_pairs_in_a_header() -> None:
    assert pairs_in("total=100; remaining=99; resets=41") == {"total": 100.0, "remaining": 99.0, "resets": 41.0}
    assert pairs_in("Total = 300;Remaining=0") == {"total": 300.0, "remaining": 0.0}
    assert pairs_in("total=1.2.3; remaining=.; x") == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Rate-Limit": "700", "X-Rate-Limit-Remaining": "699", "ratelimit-reset": "41"},
        {"x-rate-limit": "700.0", "x-rate-limit-remaining": "699.0", "RateLimit-Reset": "41"},
        {"RateLimit-Limit": "700, 700;w=60", "RateLimit-Remaining": "699", "RateLimit-Reset": "41"},
    ],
)
def test_zendesk_tells_its_limit_under_two_names(headers: dict[str, str]) -> None:
    assert ZENDESK.told("/api/v2/tickets/41", CaseInsensitiveDict(headers)) == [Told("calls", 700.0, 699.0, 41.0)]


def test_zendesk_tells_the_limit_of_updates_apart() -> None:
    headers = CaseInsensitiveDict({"Zendesk-RateLimit-Tickets-Update": "total=300; remaining=2; resets=9"})
    assert ZENDESK.told("/api/v2/tickets/41", headers) == [Told("updates", 300.0, 2.0, 9.0)]


def test_the_help_centre_counts_for_itself() -> None:
    headers = CaseInsensitiveDict({"X-Rate-Limit": "700", "X-Rate-Limit-Remaining": "1"})
    assert ZENDESK.told("/api/v2/help_center/en-us/articles", headers) == []


def test_what_zendesk_counts() -> None:
    one = Charge("calls")
    assert ZENDESK.charges("GET", "/api/v2/tickets/41", {}) == (one,)
    assert ZENDESK.charges("PUT", "/api/v2/tickets/41", {}) == (one, Charge("updates"), Charge("updates_of_ticket", of="41"))
    assert ZENDESK.charges("PUT", "/api/v2/users/7", {}) == (one,)
    assert ZENDESK.charges("GET", "/api/v2/incremental/tickets/cursor", {}) == (one, Charge("exports"))


def test_freshdesk_tells_one_limit_and_it_means_three() -> None:
    headers = CaseInsensitiveDict({"x-ratelimit-total": "400.0", "X-RateLimit-Remaining": "399.0"})
    assert FRESHDESK.told("/api/v2/agents/me", headers) == (
        Told("calls", 400.0, 399.0), Told("updates", 160.0), Told("lists", 40.0),
    )  # fmt: skip
    assert FRESHDESK.told("/api/v2/agents/me", {}) == ()


def test_what_freshdesk_counts() -> None:
    assert FRESHDESK.charges("GET", "/api/v2/tickets/41", {"include": "requester,conversations"}) == (Charge("calls", 3),)
    assert FRESHDESK.charges("GET", "/api/v2/tickets", {"include": "requester,description"}) == (
        Charge("calls", 5),
        Charge("lists"),
    )
    assert FRESHDESK.charges("PUT", "/api/v2/tickets/41", {}) == (Charge("calls"), Charge("updates"))
    assert FRESHDESK.charges("PUT", "/api/v2/conversations/9", {}) == (Charge("calls", 1),)
    assert FRESHDESK.charges("POST", "/api/v2/tickets/41/notes", {}) == (Charge("calls", 1),)
