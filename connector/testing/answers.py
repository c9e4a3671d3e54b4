"""Reading all answers of a helpdesk, for tests."""

from collections.abc import Iterator

from connector.core.draft import Source
from connector.port import Helpdesk, KnowledgePage

_MOST_PAGES = 1000


def answer_pages(helpdesk: Helpdesk, cursor: str = "") -> Iterator[KnowledgePage]:
    """Yield the pages of one pass that begins with this cursor."""
    for _ in range(_MOST_PAGES):
        page = helpdesk.knowledge(cursor)
        yield page
        if not page.more:
            return
        assert page.cursor != cursor, "the list does not go on"
        cursor = page.cursor
    raise AssertionError("the list does not end")


def read_answers(helpdesk: Helpdesk) -> list[Source]:
    """Return what a whole pass finds."""
    return [source for page in answer_pages(helpdesk) for source in page.sources]
