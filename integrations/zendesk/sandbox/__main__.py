"""``python -m integrations.zendesk.sandbox --port N``: serve a fresh account on loopback until interrupted."""

import argparse
import threading

from integrations.zendesk.sandbox import create_sandbox


def main() -> None:
    """Serve."""
    parser = argparse.ArgumentParser(description="A stand-in for a Zendesk account.")
    parser.add_argument("--port", type=int, default=0)
    with create_sandbox().serve(port=parser.parse_args().port) as running:
        print(f"Zendesk sandbox on {running.url}", flush=True)  # noqa: T201 - its only output
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
