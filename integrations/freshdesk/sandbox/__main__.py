"""Run the stand-in: ``python -m integrations.freshdesk.sandbox --port 9002``."""

import argparse
import sys
import threading

from integrations.freshdesk.sandbox import create_sandbox


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="A stand-in for a Freshdesk account")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9002)
    options = parser.parse_args()
    with create_sandbox().serve(options.host, options.port) as running:
        sys.stdout.write(f"Freshdesk stand-in on {running.url}\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("stopped\n")


if __name__ == "__main__":
    main()
