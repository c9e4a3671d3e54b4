"""The account's own answers, as the API shows them.

https://developers.freshdesk.com/api/#canned-responses and #solutions
"""

import html
from dataclasses import dataclass, field
from typing import Any


@dataclass
class CannedResponse:
    """An answer for agents. ``visibility``: 0 all agents, 1 personal, 2 some groups; the API does not show it."""

    id: int
    folder_id: int
    title: str
    body: str
    visibility: int
    updated_at: str

    def as_json(self) -> dict[str, Any]:
        """The response as the API shows it."""
        return {
            "id": self.id,
            "title": self.title,
            "folder_id": self.folder_id,
            "content": self.body,
            "content_html": as_html(self.body),
            "attachments": [],
            "created_at": self.updated_at,
            "updated_at": self.updated_at,
        }


@dataclass
class Article:
    """A solution article. ``status``: 1 draft, 2 published."""

    id: int
    folder_id: int
    title: str
    body: str
    status: int
    language: str
    updated_at: str
    translations: dict[str, dict[str, Any]] = field(default_factory=dict)

    def as_json(self, language: str = "") -> dict[str, Any]:
        """The article as the API shows it, or a translation of it; its language stands on what it lies in."""
        text = self.translations.get(language, {"title": self.title, "body": self.body, "published": self.status == 2})
        place = {"id": self.folder_id, "name": "folder", "language": language or self.language or "en"}
        return {
            "id": self.id,
            "type": 1,
            "category_id": 71,
            "folder_id": self.folder_id,
            "hierarchy": [{"level": 1, "type": "folder", "data": place}],
            "agent_id": 9002,
            "title": text["title"],
            "description": as_html(text["body"]),
            "description_text": text["body"],
            "status": 2 if text.get("published", True) else 1,
            "tags": [],
            "seo_data": {},
            "created_at": self.updated_at,
            "updated_at": self.updated_at,
        }


def as_html(text: str) -> str:
    """Mail as the helpdesk keeps it."""
    return "<div>" + html.escape(text, quote=False).replace("\n", "<br>") + "</div>"
