"""Every country has somebody to call, and a country is named as the table names it."""

import re

import pytest

from connector.core.crisis_lines import ANYWHERE, LINES, parse_countries
from connector.core.rules import parse_rules

#: A number, or a page that lists numbers.
REACHABLE = re.compile(r"\d{2}|\.(ch|com|ca)\b")


@pytest.mark.parametrize("country", [*LINES, "anywhere"])
def test_each_has_a_line_and_an_emergency_number(country: str) -> None:
    lines = LINES.get(country, ANYWHERE)
    assert lines.crisis
    assert all(REACHABLE.search(line) for line in (*lines.crisis, *lines.abuse))
    assert re.fullmatch(r"\d{2,3}(, \d{2,3})*", lines.emergency)


def test_the_countries_that_the_product_is_sold_in_are_there() -> None:
    assert set(LINES) >= {
        "DE",
        "AT",
        "CH",
        "FR",
        "BE",
        "ES",
        "IT",
        "NL",
        "PT",
        "BR",
        "GB",
        "IE",
        "US",
        "CA",
        "AU",
        "NZ",
        "MX",
        "AR",
    }


def test_countries_are_read_as_people_write_them() -> None:
    assert parse_countries(["de", "UK", "DE"]) == ("DE", "GB")
    assert parse_rules("country: at, ch").rules.countries == ("AT", "CH")
    (error,) = parse_rules("country: XX").errors
    assert "“XX” is not one of DE, AT" in str(error)
