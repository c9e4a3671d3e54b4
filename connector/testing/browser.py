"""A real browser for tests: headless Chromium from the system, with a profile of its own. Selenium is a development dependency."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from connector.testing.services import MissingService

_CHROMIUM: Final = Path("/usr/bin/chromium")
_DRIVER: Final = Path("/usr/bin/chromedriver")
#: Without the background flags, Chromium keeps calling home, and a closed network refuses it many times a second.
_ARGUMENTS: Final = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1400,1000",
)  # fmt: skip


@contextmanager
def open_browser(profile: Path, *arguments: str) -> Iterator[Any]:
    """Open a browser, a Selenium driver, and close it at the end. Raises MissingService where there is no Chromium."""
    if not (_CHROMIUM.exists() and _DRIVER.exists()):
        raise MissingService("Chromium is not installed; on Debian: apt-get install chromium chromium-driver")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(_CHROMIUM)
    for argument in (*_ARGUMENTS, f"--user-data-dir={profile}", *arguments):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(_DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()
