"""Neutral records of knowledge as Zendesk's articles and macros, and the calls that read them."""

import html
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from flask import Blueprint, request

from integrations.zendesk.sandbox.paging import numbered_page_of, page_of
from integrations.zendesk.sandbox.shapes import not_found
from integrations.zendesk.sandbox.state import HOME_BRAND, Brand

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def article(id_: int, record: Mapping[str, Any], *, brand: int = HOME_BRAND) -> list[dict[str, Any]]:
    """One article in each of its languages. https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/

    ``translations`` of a record holds further languages, each with a title, a body and whether it is published.
    """
    language = record.get("language") or "en-us"
    texts = {language: record, **record.get("translations", {})}
    return [
        {
            "id": id_,
            "brand": brand,  # not part of Zendesk's answer: it follows from the host
            "title": text["title"],
            "body": _as_html(text["body"]),
            "locale": locale,
            "source_locale": language,
            "html_url": f"https://sandbox.zendesk.com/hc/{locale}/articles/{id_}",
            "draft": not text.get("published", True),
            "user_segment_id": 1 if record.get("restricted") else None,
            "updated_at": record.get("updated_at"),
        }
        for locale, text in texts.items()
    ]


def macro(id_: int, record: Mapping[str, Any]) -> dict[str, Any]:
    """Every other macro is written in rich text, as editors of different years left them."""
    plain = {"field": "comment_value", "value": ["channel:all", record["body"]]}
    return {
        "id": id_,
        "title": record["title"],
        "active": bool(record.get("published", True)),
        "restriction": {"type": "Group", "id": 55} if record.get("restricted") else None,
        "actions": [
            {"field": "comment_mode_is_public", "value": "true"},
            {"field": "comment_value_html", "value": _as_html(record["body"])} if id_ % 2 else plain,
        ],
        "updated_at": record.get("updated_at"),
    }


def answer_api(desk: "ZendeskSandbox") -> Blueprint:
    """Macros, brands, and the help centre of the brand that is asked."""
    pages = Blueprint("zendesk_answers", __name__)
    account = desk.account

    @pages.get("/api/v2/macros/active")
    def active_macros() -> Any:
        return page_of("macros", [macro for macro in account.answers.macros if macro["active"]])

    @pages.get("/api/v2/macros")
    def macros() -> Any:
        return numbered_page_of("macros", account.answers.macros)

    @pages.get("/api/v2/brands")
    def brands() -> Any:
        return page_of("brands", [_brand(brand) for brand in account.brands.values()])

    @pages.get("/api/v2/help_center/locales")
    def locales() -> Any:
        if (brand := _asked(desk)) is None:
            return not_found()
        found = dict.fromkeys(row["locale"] for row in account.answers.articles if row["brand"] == brand.id)
        return {"locales": list(found) or ["en-us"], "default_locale": next(iter(found), "en-us")}

    @pages.get("/api/v2/help_center/articles")  # an admin may leave the locale out and sees all of them
    @pages.get("/api/v2/help_center/<locale>/articles")
    def articles(locale: str = "") -> Any:
        if (brand := _asked(desk)) is None:
            return not_found()
        found = [row for row in account.answers.articles if row["brand"] == brand.id and locale in ("", row["locale"])]
        shown = [{key: value for key, value in row.items() if key != "brand"} for row in found]
        return page_of("articles", shown) if "page[size]" in request.args else numbered_page_of("articles", shown)

    return pages


def brand_hosts(app: WsgiApp) -> WsgiApp:
    """Let ``/@subdomain`` stand for the host of a brand, which a loopback address cannot have."""

    def front(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        head, _, tail = environ["PATH_INFO"].lstrip("/").partition("/")
        if head.startswith("@"):
            environ = {**environ, "SCRIPT_NAME": f"/{head}", "PATH_INFO": f"/{tail}"}
        return app(environ, start_response)

    return front


def _asked(desk: "ZendeskSandbox") -> Brand | None:
    """The brand whose help centre this call is for, if it has one."""
    subdomain = request.script_root.removeprefix("/@")
    brands = desk.account.brands.values()
    found = next((brand for brand in brands if brand.subdomain == (subdomain or "sandbox")), None)
    is_there = found is not None and found.help_center_state != "disabled" and desk.on("help_center_exists")
    return found if is_there else None


def _brand(brand: Brand) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/"""
    return {
        "id": brand.id,
        "name": brand.name,
        "subdomain": brand.subdomain,
        "brand_url": f"https://{brand.subdomain}.zendesk.com",
        "active": True,
        "default": brand.id == HOME_BRAND,
        "has_help_center": brand.help_center_state != "disabled",
        "help_center_state": brand.help_center_state,
    }


def _as_html(text: str) -> str:
    return f"<p>{html.escape(text)}</p>".replace("\n\n", "</p><p>").replace("\n", "<br>")
