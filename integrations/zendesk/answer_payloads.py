"""What Zendesk sends of macros, brands and help centres, reduced to the fields we read."""

import re
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from integrations.zendesk.payloads import Page
from integrations.zendesk.wire import Flag, Id, MaybeMoment, Text, Wire, rows

_LOCALE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def _locales(value: Any) -> Any:
    """Locales become part of an address, so that anything that is none is left out."""
    return (
        [locale for locale in value if isinstance(locale, str) and _LOCALE.fullmatch(locale)]
        if isinstance(value, list)
        else value
    )


class MacroAction(Wire):
    """``value`` is a text, or a channel and a text."""

    field: Text = ""
    value: Any = None


class MacroBody(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/"""

    id: Id = ""
    title: Text = ""
    active: Flag = False
    restriction: Any = None
    actions: Annotated[tuple[MacroAction, ...], BeforeValidator(rows)] = ()
    updated_at: MaybeMoment = None


class MacrosPage(Page):
    """``GET /api/v2/macros`` and ``/api/v2/macros/active``"""

    macros: Annotated[tuple[MacroBody, ...], BeforeValidator(rows)]


class ArticleBody(Wire):
    """https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/

    ``draft`` is about the translation that is listed. Anything but a plain ``false`` is a draft, and anything but ``null`` or an empty list a restriction.
    """

    id: Id = ""
    title: Text = ""
    body: Text = ""
    locale: Text = ""
    html_url: Text = ""
    draft: Any = None
    user_segment_id: Any = None
    user_segment_ids: Any = None
    updated_at: MaybeMoment = None


class ArticlesPage(Page):
    """``GET /api/v2/help_center/{locale}/articles``"""

    articles: Annotated[tuple[ArticleBody, ...], BeforeValidator(rows)]


class BrandBody(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/

    ``help_center_state`` is “enabled”, “disabled” or, for those who sign in only, “restricted”.
    """

    id: Id = ""
    name: Text = ""
    subdomain: Text = ""
    active: Flag = False
    has_help_center: Flag = False
    help_center_state: Text = ""


class BrandsPage(Page):
    """``GET /api/v2/brands``"""

    brands: Annotated[tuple[BrandBody, ...], BeforeValidator(rows)]


class LocalesAnswer(Wire):
    """``GET /api/v2/help_center/locales``: the languages of a help centre.

    https://developer.zendesk.com/api-reference/help_center/help-center-api/translations/#list-all-enabled-locales-and-default-locale
    """

    locales: Annotated[tuple[str, ...], BeforeValidator(_locales)]
