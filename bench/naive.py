"""What most connectors do: write, and when that fails write again, until the helpdesk says yes. The baseline of every run of chaos.

It has a queue that survives a kill, and the same client as ours; it has no ledger, no reference to look for and no waiting.
``python -m naive ACCOUNT QUEUE DONE``: ticket ids come line by line in one file and go to the other when they are done.
"""

import sys
import threading
import time
from pathlib import Path

from connector.bootstrap import Application
from connector.core.note import Block, BlockKind, Note
from connector.core.update import TicketUpdate
from connector.errors import HandoffError, TicketGone
from connector.port import Helpdesk
from connector.settings import read_settings

_THREADS = 4


def write_until_done(helpdesk: Helpdesk, ticket_id: str) -> None:
    """Read the ticket, write tag and note, and do it again after any failure."""
    note = Note((Block(BlockKind.REFERENCE, (f"Ref WH-NAIVE{ticket_id}",)),))
    while True:
        try:
            ticket = helpdesk.fetch_ticket(ticket_id)
            for write in helpdesk.writes(ticket, TicketUpdate(note=note)):
                helpdesk.send(ticket, write)
        except TicketGone:
            return
        except HandoffError as exc:
            time.sleep(getattr(exc, "retry_after", None) or 0.2)
        else:
            return


def main(account_name: str, queue: Path, done: Path) -> None:
    """Work for ever."""
    application = Application(settings=read_settings())
    account = application.accounts.get(account_name)
    assert account is not None
    helpdesk = application.desks.open(account)
    lock, seen = threading.Lock(), set(done.read_text().split()) if done.exists() else set()

    def work() -> None:
        while True:
            with lock:
                waiting = [one for one in queue.read_text().split() if one not in seen] if queue.exists() else []
                ticket_id = waiting[0] if waiting else ""
                seen.add(ticket_id) if ticket_id else None
            if not ticket_id:
                time.sleep(0.05)
                continue
            write_until_done(helpdesk, ticket_id)
            with lock, done.open("a") as file:
                file.write(f"{ticket_id}\n")

    threads = [threading.Thread(target=work) for _ in range(_THREADS)]
    for thread in threads:
        thread.start()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
