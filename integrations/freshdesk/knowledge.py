"""The account's own answers: canned responses for every agent, and published articles that anybody may read.

A big knowledge base takes more calls than a minute allows, and they are taken from the customer's other integrations. So this
stops while a reserve is left, and the next attempt goes on from there.
https://developers.freshdesk.com/api/#solutions and #canned-responses
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

import requests

from connector.core.draft import Source
from connector.errors import CredentialsRejected, HandoffError, RateLimited, TicketGone
from connector.kit.text import flatten_html
from integrations.freshdesk.reading import Reader, has_next_page, rows_of, typed
from integrations.freshdesk.wire import ArticleBody, CannedResponseBody, Named

_PUBLISHED: Final = 2
#: Folder visibility: 1 everybody, 2 logged in, 3 agents, 4 companies, 5 bots, 6 and 7 segments. Only the first is citable.
_EVERYBODY: Final = 1
#: Visibility of a canned response: 0 all agents, 1 personal, 2 some groups.
_ALL_AGENTS: Final = 0
#: The share of the limit that stays for others.
_RESERVE: Final = 0.2
_DEEPEST: Final = 8
_MOST_PAGES: Final = 50


class KnowledgeReader:
    """Reads all answers. Lists read so far are kept until one pass has come to its end."""

    def __init__(self, reader: Reader, base_url: str) -> None:
        self._reader = reader
        self._base_url = base_url
        self._kept: dict[str, Sequence[dict[str, Any]]] = {}

    def sources(self) -> Iterator[Source]:
        """Yield every answer we may learn from. Raises RateLimited when the reserve is reached."""
        try:
            yield from self._every_source()
        except RateLimited:
            raise  # what was read so far is kept
        except HandoffError:
            self._kept.clear()
            raise
        self._kept.clear()

    def _every_source(self) -> Iterator[Source]:
        # Canned responses need an admin key. Articles do not, and refuse on their own if the key itself is bad.
        with suppress(CredentialsRejected):
            yield from self._canned_responses()
        for category in self._named("/solutions/categories"):
            yield from self._folders(f"/solutions/categories/{category.id}/folders", set(), 1)

    def _canned_responses(self) -> Iterator[Source]:
        for folder in self._named("/canned_response_folders"):
            if folder.personal:
                continue
            for row in self._list(f"/canned_response_folders/{folder.id}/responses"):
                answer = typed(CannedResponseBody, row)
                if answer.visibility in (_ALL_AGENTS, None):
                    yield Source(
                        ref=f"freshdesk:canned:{answer.id}",
                        kind="canned_response",
                        title=answer.title,
                        body=flatten_html(answer.content_html, marks_lists=True) or answer.content,
                        updated_at=answer.updated_at,
                    )

    def _folders(self, path: str, seen: set[int], depth: int) -> Iterator[Source]:
        """A folder that not everybody may read hides what lies below it, whatever that says of itself."""
        for folder in self._named(path):
            if folder.id in seen or folder.visibility != _EVERYBODY:
                continue
            seen.add(folder.id)
            yield from self._articles(folder.id)
            if folder.sub_folders_count and depth < _DEEPEST:
                yield from self._folders(f"/solutions/folders/{folder.id}/subfolders", seen, depth + 1)

    def _articles(self, folder_id: int) -> Iterator[Source]:
        for row in self._list(f"/solutions/folders/{folder_id}/articles"):
            article = typed(ArticleBody, row)
            if article.status == _PUBLISHED and article.folder_visibility in (_EVERYBODY, None):
                yield Source(
                    ref=f"freshdesk:article:{article.id}",
                    kind="article",
                    title=article.title,
                    body=flatten_html(article.description, marks_lists=True) or article.description_text,
                    language=article.language.replace("_", "-").partition("-")[0].casefold(),
                    url=f"{self._base_url}/support/solutions/articles/{article.id}",
                    updated_at=article.updated_at,
                )

    def _named(self, path: str) -> list[Named]:
        return [typed(Named, row) for row in self._list(path)]

    def _list(self, path: str) -> Sequence[dict[str, Any]]:
        if path not in self._kept:
            try:
                self._kept[path], answer = self._read(path)
            except TicketGone:  # a folder that was deleted since we saw it
                return ()
            _keep_reserve(answer)
        return self._kept[path]

    def _read(self, path: str) -> tuple[Sequence[dict[str, Any]], requests.Response]:
        """These lists are documented without pages; where one links to another all the same, it is followed."""
        answer = self._reader.answer(path)
        rows = rows_of(answer)
        for page in range(2, _MOST_PAGES):
            if not has_next_page(answer):
                break
            answer = self._reader.answer(path, {"page": page})
            rows += rows_of(answer)
        return rows, answer


def _keep_reserve(answer: requests.Response) -> None:
    """Freshdesk counts all integrations together. Header values may be text like “100.0”; without them nothing is known."""
    try:
        total = float(answer.headers["X-RateLimit-Total"])
        remaining = float(answer.headers["X-RateLimit-Remaining"])
    except (KeyError, ValueError):
        return
    if remaining < total * _RESERVE:
        raise RateLimited(
            "little of the account's API limit is left, and it is kept for its other integrations", retry_after=60.0
        )
