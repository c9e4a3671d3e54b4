"""The account's own answers: macros that answer in public, and articles that everybody may read, in every brand and language.

A pass asks one thing at a time: macros, brands, then the languages and the articles of each brand's help centre. A later pass asks
for what changed last first, and stops where it knows the rest.
https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/#list-macros and
https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/#list-articles
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, Self

from connector.core.draft import Source
from connector.errors import CredentialsRejected, TicketGone
from connector.kit.agenda import Agenda, Step
from connector.kit.reserve import seconds_to_spare
from connector.kit.text import flatten_html
from connector.port import KnowledgePage
from integrations.zendesk.answer_payloads import (
    ArticleBody,
    ArticlesPage,
    BrandBody,
    BrandsPage,
    LocalesAnswer,
    MacroAction,
    MacroBody,
    MacrosPage,
)
from integrations.zendesk.payloads import Page
from integrations.zendesk.reading import PER_PAGE, Reader, typed

# https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/
_PLAIN, _RICH, _MODE = "comment_value", "comment_value_html", "comment_mode_is_public"

_FIRST: Final[tuple[Step, ...]] = (("macros", ""), ("brands", ""))
#: A pass that begins where another one ended looks back a little further, in case clocks differ and lists lag.
_OVERLAP_SECONDS: Final = 600
_BRANDS_REFUSED: Final = (
    "Zendesk does not show us the brands, so articles are left out; add “read” to the scope setting, and sign in again"
)
_BRAND_REFUSED: Final = "Zendesk does not show us the help centre of the brand “{name}”; its articles are left out"


class Centre(tuple[str, str, str]):
    """The help centre of a brand, as words of a step: the brand's id, its name, and its subdomain; the last is empty for our own."""

    __slots__ = ()

    @classmethod
    def of(cls, step: Step) -> Self:
        """The help centre that a step is about."""
        return cls(step[1:4])


class KnowledgeReader:
    """Reads answers a call at a time. ``reader_of`` gives the reader of a brand's help centre by its subdomain."""

    def __init__(self, reader: Reader, subdomain: str, reader_of: Callable[[str], Reader]) -> None:
        self._reader = reader
        self._subdomain = subdomain
        self._reader_of = reader_of

    def page(self, cursor: str) -> KnowledgePage:
        """Make the call that the cursor asks for."""
        agenda = Agenda.read(cursor) or _fresh(cursor)
        make_call = self._steps.get(agenda.step[0])
        return make_call(self, agenda) if make_call else self.page("")  # kept by another version

    def _macros(self, agenda: Agenda) -> KnowledgePage:
        path = "/api/v2/macros" if agenda.since else "/api/v2/macros/active"
        found, wait = _list(self._reader, MacrosPage, path, agenda)
        macros = [macro for macro in found.macros if _is_news(macro.updated_at, agenda)]
        more = _next_page(found, agenda, goes_on=len(found.macros) == len(macros) == PER_PAGE)
        return _page(
            agenda.after([("macros", more)] if more else []), wait, from_macros(macros), (_ref(m) for m in macros if m.id)
        )

    def _brands(self, agenda: Agenda) -> KnowledgePage:
        """Only a help centre that is open to everybody is read. An account without the list of brands has one brand."""
        try:
            found, wait = _list(self._reader, BrandsPage, "/api/v2/brands", agenda, sorts=False)
        except TicketGone:
            return _page(agenda.after([("locales", "", "", "")]), 0.0)
        except CredentialsRejected:
            return _page(agenda.after(), 0.0, remark=_BRANDS_REFUSED)
        further = [("locales", brand.id, brand.name, self._host(brand)) for brand in found.brands if _is_open(brand)]
        more = _next_page(found, agenda)
        return _page(agenda.after([*([("brands", more)] if more else []), *further]), wait)

    def _host(self, brand: BrandBody) -> str:
        return "" if brand.subdomain.casefold() == self._subdomain else brand.subdomain.casefold()

    def _locales(self, agenda: Agenda) -> KnowledgePage:
        centre = Centre.of(agenda.step)
        try:
            answer = self._centre(centre).answer("/api/v2/help_center/locales")
        except TicketGone:  # no help centre
            return _page(agenda.after(), 0.0)
        except CredentialsRejected:
            if not centre[2]:
                raise
            return _page(agenda.after(), 0.0, remark=_BRAND_REFUSED.format(name=centre[1]))
        locales = typed(LocalesAnswer, answer).locales
        return _page(agenda.after(("articles", *centre, locale, "") for locale in locales), _spare(answer.headers))

    def _articles(self, agenda: Agenda) -> KnowledgePage:
        centre, locale = Centre.of(agenda.step), agenda.step[4]
        try:
            found, wait = _list(self._centre(centre), ArticlesPage, f"/api/v2/help_center/{locale}/articles", agenda)
        except TicketGone:
            return _page(agenda.after(), 0.0)
        articles = [article for article in found.articles if _is_news(article.updated_at, agenda)]
        more = _next_page(found, agenda, goes_on=len(found.articles) == len(articles) == PER_PAGE)
        sources = from_articles(articles, locale=locale, brand=centre[0], brand_name=centre[1])
        refs = (_article_ref(article, locale) for article in articles if article.id)
        return _page(agenda.after([("articles", *centre, locale, more)] if more else []), wait, sources, refs)

    def _centre(self, centre: Centre) -> Reader:
        return self._reader_of(centre[2]) if centre[2] else self._reader

    _steps: Final[Mapping[str, Callable[[Any, Agenda], KnowledgePage]]] = {
        "macros": _macros, "brands": _brands, "locales": _locales, "articles": _articles,
    }  # fmt: skip


def _fresh(cursor: str) -> Agenda:
    """The agenda of a pass; the cursor in which another one ended is the second from which on to look."""
    since = int(cursor) if cursor.isascii() and cursor.isdigit() else 0
    return Agenda(_FIRST, begun=int(time.time()), since=since)


def _page(left: Agenda, wait: float, sources: Iterable[Source] = (), seen: Iterable[str] = (), remark: str = "") -> KnowledgePage:
    usable = tuple(sources)
    withdrawn = set(seen) - {source.ref for source in usable}
    cursor = str(left) if left.steps else str(left.begun - _OVERLAP_SECONDS)
    return KnowledgePage(
        sources=usable, withdrawn=tuple(sorted(withdrawn)), cursor=cursor, more=bool(left.steps), wait=wait, remark=remark
    )


def _list(reader: Reader, model: Any, path: str, agenda: Agenda, *, sorts: bool = True) -> tuple[Any, float]:
    """One page of a list: by cursor, or with the last changes first, which Zendesk pages by number."""
    place = agenda.step[-1]
    params: dict[str, str | int]
    if agenda.since and sorts:
        params = {"sort_by": "updated_at", "sort_order": "desc", "per_page": PER_PAGE, "page": int(place or 1)}
    else:
        params = {"page[size]": PER_PAGE, **({"page[after]": place} if place else {})}
    answer = reader.answer(path, params)
    return typed(model, answer), _spare(answer.headers)


def _next_page(found: Page, agenda: Agenda, *, goes_on: bool = False) -> str:
    """Where the list goes on, or an empty string."""
    if agenda.since and agenda.step[0] != "brands":
        return str(int(agenda.step[-1] or 1) + 1) if goes_on else ""
    return found.meta.after_cursor if found.meta.has_more else ""


def _is_news(updated_at: datetime | None, agenda: Agenda) -> bool:
    return not agenda.since or updated_at is None or updated_at.timestamp() >= agenda.since


def _is_open(brand: BrandBody) -> bool:
    return bool(brand.id) and brand.active and brand.has_help_center and brand.help_center_state in ("enabled", "")


def _spare(headers: Mapping[str, str]) -> float:
    return seconds_to_spare(headers, "X-Rate-Limit", "X-Rate-Limit-Remaining")


def from_macros(macros: Iterable[MacroBody]) -> Iterator[Source]:
    """Yield macros that everybody here may use and that answer the customer, not a colleague."""
    for macro in macros:
        text = _reply_of(macro)
        if macro.id and macro.active and not macro.restriction and text:
            yield Source(ref=_ref(macro), kind="macro", title=macro.title, body=text, updated_at=macro.updated_at)


def from_articles(
    articles: Iterable[ArticleBody], *, locale: str = "", brand: str = "", brand_name: str = ""
) -> Iterator[Source]:
    """Yield published articles without a user segment: an admin's credentials see the others too, customers do not."""
    for article in articles:
        text = flatten_html(article.body, marks_lists=True)
        is_public = article.draft is False and article.user_segment_id is None and not article.user_segment_ids
        if article.id and is_public and text:
            yield Source(
                ref=_article_ref(article, locale),
                kind="article",
                title=article.title,
                body=text,
                language=(article.locale or locale).replace("_", "-").partition("-")[0].lower(),
                url=article.html_url,
                updated_at=article.updated_at,
                brand=brand,
                brand_name=brand_name,
            )


def _ref(macro: MacroBody) -> str:
    return f"macro:{macro.id}"


def _article_ref(article: ArticleBody, locale: str) -> str:
    return f"article:{article.id}:{(article.locale or locale).lower()}"


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
