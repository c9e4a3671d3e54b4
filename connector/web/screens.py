"""What people look at, put together: the sidebar's page and its calls, over one set of page tokens."""

from collections.abc import Callable

from connector.core.ticket import TicketEvent
from connector.desks import Desks
from connector.reception import Receipt
from connector.sidebar.desk import Sidebar
from connector.store.accounts import Account, Accounts
from connector.web.app import Screen
from connector.web.app_tokens import PageTokens
from connector.web.appapi import app_api
from connector.web.doorkeeper import Doorkeeper
from connector.web.operations import Services
from connector.web.sidebar_page import Entrance, sidebar_pages


def build_screens(
    *,
    sidebar: Sidebar,
    accounts: Accounts,
    desks: Desks,
    keep: Callable[[Account, TicketEvent], Receipt],
    announce: Callable[[int], None],
    key: bytes,
    home: str,
    clock: Callable[[], float],
) -> tuple[Screen, ...]:
    """Build them. ``key`` signs page tokens and nothing else, ``home`` is the address under which browsers know us."""

    def note_seen(account: Account) -> None:
        accounts.note_app_seen(account, clock())

    tokens = PageTokens(key, clock=clock)
    services = Services(
        sidebar=sidebar,
        tokens=tokens,
        keep=keep,
        announce=announce,
        check_rules=desks.check_rules,
        accept_rules=desks.accept_rules,
        note_seen=note_seen,
    )
    entrance = Entrance(
        find_integration=desks.find_integration,
        find_account=accounts.get,
        note_seen=note_seen,
        tokens=tokens,
        clock=clock,
    )
    doorkeeper = Doorkeeper(find=accounts.get, find_by_token=accounts.of_app_token, tokens=tokens, home=home)
    return app_api(services, doorkeeper), sidebar_pages(entrance)
