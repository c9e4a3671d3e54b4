"""Neutral records of knowledge as Zendesk's articles and macros."""

import html
from collections.abc import Mapping
from typing import Any


def article(id_: int, record: Mapping[str, Any]) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/"""
    return {
        "id": id_,
        "title": record["title"],
        "body": f"<p>{html.escape(record['body'])}</p>".replace("\n\n", "</p><p>").replace("\n", "<br>"),
        "locale": record.get("language") or "en-us",
        "html_url": f"https://sandbox.zendesk.com/hc/articles/{id_}",
        "draft": not record.get("published", True),
        "user_segment_id": 1 if record.get("restricted") else None,
        "updated_at": record.get("updated_at"),
    }


def macro(id_: int, record: Mapping[str, Any]) -> dict[str, Any]:
    """Every other macro is written in rich text, as editors of different years left them."""
    rich = f"<p>{html.escape(record['body'])}</p>".replace("\n\n", "</p><p>").replace("\n", "<br>")
    plain = {"field": "comment_value", "value": ["channel:all", record["body"]]}
    return {
        "id": id_,
        "title": record["title"],
        "active": bool(record.get("published", True)),
        "restriction": {"type": "Group", "id": 55} if record.get("restricted") else None,
        "actions": [
            {"field": "comment_mode_is_public", "value": "true"},
            {"field": "comment_value_html", "value": rich} if id_ % 2 else plain,
        ],
        "updated_at": record.get("updated_at"),
    }
