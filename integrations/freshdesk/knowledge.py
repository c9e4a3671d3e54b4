"""The account's own answers: canned responses for every agent, and published articles that anybody may read, in every language.

Freshdesk lists none of them by time, so every pass reads all, a list at a time, from folder to folder.
https://developers.freshdesk.com/api/#solutions and #canned-responses
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from connector.core.draft import Source
from connector.core.taxonomy import LANGUAGES
from connector.errors import CredentialsRejected, TicketGone
from connector.kit.agenda import Agenda, Step
from connector.kit.reserve import seconds_to_spare
from connector.kit.text import flatten_html
from connector.port import KnowledgePage
from integrations.freshdesk.reading import Reader, has_next_page, rows_of, typed
from integrations.freshdesk.wire import ArticleBody, CannedResponseBody, CategoryBody, LanguagesBody, Named

_FIRST: Final = Agenda((("canned",), ("languages",)))
_PUBLISHED: Final = 2
#: Folder visibility: 1 everybody, 2 logged in, 3 agents, 4 companies, 5 bots, 6 and 7 segments. Only the first is citable.
_EVERYBODY: Final = 1
#: Visibility of a canned response: 0 all agents, 1 personal, 2 some groups.
_ALL_AGENTS: Final = 0
_DEEPEST: Final = 8
_MOST_PAGES: Final = 50
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
#: Freshdesk does not say which product a portal belongs to. So what only some portals show answers no ticket at all.
_SOME_PORTALS: Final = "some-portals"
_CANNED_REFUSED: Final = "Freshdesk shows canned responses to an administrator's key only, so they are left out; use such a key"
_LANGUAGES_REFUSED: Final = (
    "Freshdesk shows the languages of the portal to an administrator's key only, so translations are left out; use such a key"
)


@dataclass(frozen=True, slots=True)
class _List:
    """What a step asked for: the rows, how to go on within the list, and for how long to rest before."""

    rows: list[dict[str, Any]]
    further: tuple[Step, ...]
    wait: float


class KnowledgeReader:
    """Reads answers a call at a time."""

    def __init__(self, reader: Reader, base_url: str) -> None:
        self._reader = reader
        self._base_url = base_url

    def page(self, cursor: str) -> KnowledgePage:
        """Make the call that the cursor asks for. A folder that was deleted meanwhile is passed over."""
        agenda = Agenda.read(cursor) or _FIRST
        make_call = self._steps.get(agenda.step[0])
        if make_call is None:  # kept by another version
            return self.page("")
        try:
            return make_call(self, agenda)
        except TicketGone:
            return _page(agenda.after(_skipped(agenda.step)))

    # Canned responses need an admin key. Articles do not, and refuse on their own if the key itself is bad.

    def _canned(self, agenda: Agenda) -> KnowledgePage:
        try:
            found = self._list("/canned_response_folders", agenda, paged=False)
        except CredentialsRejected:
            return _page(agenda.after(), remark=_CANNED_REFUSED)
        folders = (typed(Named, row) for row in found.rows)
        return _page(agenda.after(("responses", str(f.id), "1") for f in folders if not f.personal), found.wait)

    def _responses(self, agenda: Agenda) -> KnowledgePage:
        found = self._list(f"/canned_response_folders/{agenda.step[1]}/responses", agenda)
        answers = [typed(CannedResponseBody, row) for row in found.rows]
        sources = (_from_response(answer) for answer in answers if answer.visibility in (_ALL_AGENTS, None))
        return _page(agenda.after(found.further), found.wait, sources)

    def _languages(self, agenda: Agenda) -> KnowledgePage:
        try:
            helpdesk = self._reader.one(LanguagesBody, "/settings/helpdesk")
        except CredentialsRejected:
            return _page(agenda.after([("categories", "")]), remark=_LANGUAGES_REFUSED)
        others = (code for code in dict.fromkeys(helpdesk.portal_languages) if code != helpdesk.primary_language)
        ours = (code for code in others if _LANGUAGE.fullmatch(code) and code[:2].casefold() in LANGUAGES)
        return _page(agenda.after([("categories", ",".join(ours))]))

    def _categories(self, agenda: Agenda) -> KnowledgePage:
        """An account with several portals says which of them show a category; else it says nothing of portals."""
        found = self._list("/solutions/categories", agenda, paged=False)
        categories = [typed(CategoryBody, row) for row in found.rows]
        portals = {portal for category in categories for portal in category.visible_in_portals or ()}

        def brand(category: CategoryBody) -> str:
            shown = category.visible_in_portals
            return "" if shown is None or (len(portals) > 1 and set(shown) == portals) else _SOME_PORTALS

        return _page(agenda.after(("folders", str(c.id), brand(c), agenda.step[1]) for c in categories), found.wait)

    def _folders(self, agenda: Agenda) -> KnowledgePage:
        _, category, brand, languages = agenda.step
        found = self._list(f"/solutions/categories/{category}/folders", agenda, paged=False)
        return _page(agenda.after(_into(found.rows, brand, languages, 1)), found.wait)

    def _subfolders(self, agenda: Agenda) -> KnowledgePage:
        _, folder, brand, languages, depth = agenda.step
        found = self._list(f"/solutions/folders/{folder}/subfolders", agenda, paged=False)
        return _page(agenda.after(_into(found.rows, brand, languages, int(depth) + 1)), found.wait)

    def _articles(self, agenda: Agenda) -> KnowledgePage:
        _, folder, brand, language, _ = agenda.step
        found = self._list(f"/solutions/folders/{folder}/articles{language and f'/{language}'}", agenda)
        articles = [typed(ArticleBody, row) for row in found.rows]
        seen = [_article_ref(article, language) for article in articles]
        sources = [self._from_article(article, language, brand) for article in articles if _is_public(article)]
        return _page(agenda.after(found.further), found.wait, sources, seen)

    def _list(self, path: str, agenda: Agenda, *, paged: bool = True) -> _List:
        """One page of a list. These are documented without pages; where one links to another all the same, it is followed."""
        page = int(agenda.step[-1]) if paged else 1
        answer = self._reader.answer(path, {"page": page} if page > 1 else None)
        goes_on = paged and has_next_page(answer) and page < _MOST_PAGES
        further: tuple[Step, ...] = ((*agenda.step[:-1], str(page + 1)),) if goes_on else ()
        wait = seconds_to_spare(answer.headers, "X-RateLimit-Total", "X-RateLimit-Remaining")
        return _List(rows_of(answer), further, wait)

    def _from_article(self, article: ArticleBody, language: str, brand: str) -> Source:
        return Source(
            ref=_article_ref(article, language),
            kind="article",
            title=article.title,
            body=flatten_html(article.description, marks_lists=True) or article.description_text,
            language=(language or article.language).replace("_", "-").partition("-")[0].casefold(),
            url=f"{self._base_url}{language and f'/{language}'}/support/solutions/articles/{article.id}",
            updated_at=article.updated_at,
            brand=brand,
        )

    _steps: Final[Mapping[str, Callable[[Any, Agenda], KnowledgePage]]] = {
        "canned": _canned, "responses": _responses, "languages": _languages, "categories": _categories, "folders": _folders,
        "subfolders": _subfolders, "articles": _articles,
    }  # fmt: skip


def _page(
    left: Agenda, wait: float = 0.0, sources: Iterable[Source] = (), seen: Iterable[str] = (), remark: str = ""
) -> KnowledgePage:
    usable = tuple(sources)
    withdrawn = sorted(set(seen) - {source.ref for source in usable})
    more = bool(left.steps)
    return KnowledgePage(
        sources=usable, withdrawn=tuple(withdrawn), cursor=str(left) if more else "", more=more, wait=wait, remark=remark
    )


def _skipped(step: Step) -> tuple[Step, ...]:
    """What follows a list that is not there: an account without settings to read still has articles."""
    return (("categories", ""),) if step[0] == "languages" else ()


def _into(rows: Iterable[dict[str, Any]], brand: str, languages: str, depth: int) -> Iterator[Step]:
    """A folder that not everybody may read hides what lies below it, whatever that says of itself."""
    for folder in (typed(Named, row) for row in rows):
        if folder.visibility == _EVERYBODY:
            for language in ("", *filter(None, languages.split(","))):
                yield "articles", str(folder.id), brand, language, "1"
            if folder.sub_folders_count and depth < _DEEPEST:
                yield "subfolders", str(folder.id), brand, languages, str(depth)


def _is_public(article: ArticleBody) -> bool:
    return article.status == _PUBLISHED and article.folder_visibility in (_EVERYBODY, None)


def _article_ref(article: ArticleBody, language: str) -> str:
    return f"freshdesk:article:{article.id}{language and f':{language.casefold()}'}"


def _from_response(answer: CannedResponseBody) -> Source:
    return Source(
        ref=f"freshdesk:canned:{answer.id}",
        kind="canned_response",
        title=answer.title,
        body=flatten_html(answer.content_html, marks_lists=True) or answer.content,
        updated_at=answer.updated_at,
    )
