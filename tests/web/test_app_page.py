"""The page that a helpdesk loads beside a ticket: vouched for, framed by that helpdesk alone, with a token of its own."""

import re
from typing import Any

import pytest

from connector.testing.sidebar_app import sign_load


def directives(answer: Any) -> dict[str, str]:
    """The content security policy by directive."""
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: rest for name, _, rest in parts}


def test_a_page_that_is_vouched_for(house: Any) -> None:
    page = house.load()
    assert page.status_code == 200
    assert page.content_type == "text/html; charset=utf-8"
    assert directives(page) == {
        "default-src": "'none'",
        "script-src": "'self' https://static.example.com",
        "style-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "https://acme.example.com",
    }
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    for absent in ("X-Frame-Options", "Set-Cookie", "Cross-Origin-Opener-Policy", "Access-Control-Allow-Origin"):
        assert absent not in page.headers
    assert re.search(r'<script src="https://static.example.com/sdk/2.0/sdk.min.js">', page.text)
    assert '<main id="app">' in page.text
    assert "onload=" not in page.text
    assert page.text.count("<script") == 3


def test_what_the_page_tells_its_script(house: Any) -> None:
    import json

    inside = house.load().text.partition('<script type="application/json" id="handoff">')[2].partition("</script>")[0]
    config = json.loads(inside)
    token = config.pop("token")
    assert config == {
        "api": "/app/v1/accounts/acme",
        "expires_in": 900,
        "sdk": "https://static.example.com/sdk/2.0/sdk.min.js",
        "platform": "/app/memory/platform.js",
    }
    answer = house.client.get(f"{config['api']}/groups", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200


def test_each_account_is_framed_by_its_own_helpdesk(house: Any) -> None:
    assert directives(house.load("globex"))["frame-ancestors"] == "https://globex.example.com"


@pytest.mark.parametrize("token", ["", "nonsense", "acme/7/1.0000", sign_load("7", site="globex"), "x" * 20_000])
def test_a_page_that_nobody_vouches_for_says_what_to_do(house: Any, token: str) -> None:
    page = house.load(token=token)
    assert page.status_code == 403
    assert "reload the ticket" in page.text
    assert directives(page)["frame-ancestors"] == "https://acme.example.com"
    assert directives(page)["script-src"] == "'none'"
    assert "handoff.json" not in page.text
    assert 'id="handoff"' not in page.text


def test_a_load_opens_one_page(house: Any) -> None:
    token = sign_load("7", site="acme", once="only")
    assert house.load(token=token).status_code == 200
    again = house.load(token=token)
    assert again.status_code == 403
    assert "opened already" in again.text
    house.clock.now += 901
    assert house.load(token=token).status_code == 200  # by then the helpdesk's own time limit has passed


@pytest.mark.parametrize("path", ["/app/memory/nobody/sidebar", "/app/nothing/acme/sidebar", "/app/memory/hosted/sidebar"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_without_a_sidebar(house: Any, path: str, method: str) -> None:
    house.application.accounts.save(
        name="hosted", integration="memory", settings={"site": "self-hosted"}, credentials={}, webhook_secrets=[], rules_text=""
    )
    page = house.client.open(
        path, method=method, data={"token": sign_load("7", site="self-hosted")} if method == "POST" else None
    )
    assert page.status_code == 404
    assert "handoff accounts" in page.text
    assert directives(page)["frame-ancestors"] == "'none'"


def test_a_person_who_opens_the_address_learns_what_it_is(house: Any) -> None:
    page = house.client.get("/app/memory/acme/sidebar")
    assert page.status_code == 200
    assert "handoff package" in page.text
    assert directives(page)["frame-ancestors"] == "'none'"


def test_too_many_loads(house: Any) -> None:
    answers = [house.load().status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]
    refused = house.load()
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert directives(refused)["frame-ancestors"] == "https://acme.example.com"
    assert house.load(agent="8").status_code == 200


def test_too_many_failures(house: Any) -> None:
    assert [house.load(token="guess").status_code for _ in range(21)] == [403] * 20 + [429]
    assert house.load().status_code == 200


def test_a_refused_load_is_logged_without_its_token(house: Any, capsys: pytest.CaptureFixture[str]) -> None:
    house.load(token="the-token-itself")
    logged = capsys.readouterr()
    assert "page load refused" in logged.out + logged.err
    assert "the-token-itself" not in logged.out + logged.err


def test_a_load_that_is_too_large(house: Any) -> None:
    assert house.load(token="x" * 600_000).status_code == 413


def test_an_embedder_that_could_say_more_than_an_origin_says_nothing(house: Any) -> None:
    house.application.accounts.set("acme", settings={"site": "acme; script-src *"})
    page = house.load(token=sign_load("7", site="acme; script-src *"))
    assert directives(page)["frame-ancestors"] == "'none'"
    assert directives(page)["script-src"] == "'self' https://static.example.com"


def test_an_opened_page_counts_as_use(house: Any) -> None:
    house.load()
    assert house.application.accounts.get("acme").app_seen_at == house.clock.now


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/app/static/main.js", "text/javascript"),
        ("/app/static/sidebar.css", "text/css"),
        ("/app/static/words/en.js", "text/javascript"),
        ("/app/memory/platform.js", "text/javascript"),
    ],
)
def test_files_are_asked_for_again_but_sent_once(house: Any, path: str, type_: str) -> None:
    first = house.client.get(path)
    assert (first.status_code, first.mimetype) == (200, type_)
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    again = house.client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/",
        "/app/static/../sidebar_page.py",
        "/app/static/%2e%2e/sidebar_page.py",
        "/app/static/..%5csidebar_page.py",
        "/app/static//etc/passwd",
        "/app/static/main.js/",
        "/app/static/words",
        "/app/nothing/platform.js",
    ],
)
def test_no_path_leads_anywhere_else(house: Any, path: str) -> None:
    assert house.client.get(path).status_code in (308, 404)
