"""The account's own answers: macros that answer in public, and articles that everybody may read."""

from collections.abc import Iterable
from typing import Any

from connector.core.draft import Source
from connector.kit.text import flatten_html
from integrations.zendesk.payloads import ArticleBody, MacroAction, MacroBody

# https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/
_PLAIN, _RICH, _MODE = "comment_value", "comment_value_html", "comment_mode_is_public"


def from_macros(macros: Iterable[MacroBody]) -> Iterable[Source]:
    """Yield macros that everybody here may use and that answer the customer, not a colleague."""
    for macro in macros:
        text = _reply_of(macro)
        if macro.id and macro.active and not macro.restriction and text:
            yield Source(ref=f"macro:{macro.id}", kind="macro", title=macro.title, body=text, updated_at=macro.updated_at)


def from_articles(articles: Iterable[ArticleBody]) -> Iterable[Source]:
    """Yield published articles without a user segment: an admin's credentials see the others too, customers do not."""
    for article in articles:
        text = flatten_html(article.body, marks_lists=True)
        is_public = article.draft is False and article.user_segment_id is None and not article.user_segment_ids
        if article.id and is_public and text:
            yield Source(
                ref=f"article:{article.id}",
                kind="article",
                title=article.title,
                body=text,
                language=article.locale.replace("_", "-").partition("-")[0].lower(),
                url=article.html_url,
                updated_at=article.updated_at,
            )


def _reply_of(macro: MacroBody) -> str:
    """The text of the public reply that a macro writes, or an empty string."""
    if any(action.field == _MODE and str(action.value).lower() == "false" for action in macro.actions):
        return ""
    rich = next((flatten_html(_value(action), marks_lists=True) for action in macro.actions if action.field == _RICH), "")
    return rich or next((_value(action).strip() for action in macro.actions if action.field == _PLAIN), "")


def _value(action: MacroAction) -> str:
    """A text, or the text of a pair such as ``["channel:all", "Hello"]``."""
    value: Any = action.value[-1] if isinstance(action.value, list) and action.value else action.value
    return value if isinstance(value, str) else ""
