"""``python -m connector.cli`` is the command ``handoff``."""

from connector.cli import main

main()
