"""Cursor paging, https://developer.zendesk.com/api-reference/introduction/pagination/"""

import base64
import binascii
from collections.abc import Sequence
from typing import Any, Final

from flask import request

_LARGEST: Final = 100


def page_of(name: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The page that the query asks for, under ``name``, with its ``meta`` and ``links``."""
    size = min(request.args.get("page[size]", default=_LARGEST, type=int), _LARGEST)
    start = revision_in(request.args.get("page[after]", "")) or 0
    more = len(rows) > start + size
    cursor = cursor_of(start + size)
    return {
        name: list(rows[start : start + size]),
        "meta": {"has_more": more, "after_cursor": cursor if more else None, "before_cursor": None},
        "links": {"next": f"{request.base_url}?page[size]={size}&page[after]={cursor}" if more else None, "prev": None},
    }


def numbered_page_of(name: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The page of that number, sorted by ``sort_by``. https://developer.zendesk.com/api-reference/introduction/pagination/"""
    size = min(request.args.get("per_page", default=_LARGEST, type=int), _LARGEST)
    number = request.args.get("page", default=1, type=int)
    if key := request.args.get("sort_by", ""):
        rows = sorted(rows, key=lambda row: row.get(key) or "", reverse=request.args.get("sort_order") == "desc")
    more = len(rows) > number * size
    next_page = f"{request.base_url}?page={number + 1}&per_page={size}" if more else None
    return {name: list(rows[(number - 1) * size : number * size]), "count": len(rows), "next_page": next_page}


def cursor_of(number: int) -> str:
    """An opaque cursor."""
    return base64.urlsafe_b64encode(f"at:{number}".encode()).decode()


def revision_in(cursor: str) -> int | None:
    """The number in a cursor, or ``None``."""
    try:
        return int(base64.urlsafe_b64decode(cursor).decode().removeprefix("at:"))
    except (binascii.Error, ValueError):
        return None
