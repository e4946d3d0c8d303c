"""Where Chromium is on this machine, and how to get it from the system's packages.

Run as a script it prints the path of a browser that starts; with --install it installs one first
where none is found. Standard library only, so that it runs before anything else is set up.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
# Playwright's own downloads, where it keeps them on Linux, macOS and Windows.
PLAYWRIGHT_CACHES = (
    ".cache/ms-playwright",
    "Library/Caches/ms-playwright",
    "AppData/Local/ms-playwright",
)
PLAYWRIGHT_PATTERNS = ("chromium-*/chrome-*/chrome", "chromium-*/chrome-*/chrome.exe")
STARTS_WITHIN_SECONDS = 60

# A bare server has no fonts: without them every screenshot is a page of empty boxes.
PACKAGE_COMMANDS = {
    "apt-get": (
        ("apt-get", "update", "-q"),
        ("apt-get", "install", "-y", "-q", "chromium", "fonts-dejavu-core"),
    ),
    "dnf": (("dnf", "install", "-y", "chromium", "dejavu-sans-fonts"),),
    "apk": (("apk", "add", "chromium", "font-dejavu"),),
}

ADVICE = """\
Chromium is needed for the browser tests and was not found. One of these will do:
  - install it: apt-get install chromium fonts-dejavu-core (Debian), dnf install chromium
    (Fedora), apk add chromium (Alpine), or Google Chrome;
  - name one that is already here: CDOF_CHROMIUM=/path/to/chromium make test;
  - let Playwright fetch its own: .venv/bin/python -m playwright install --with-deps chromium."""


class ChromiumNotFoundError(RuntimeError):
    """No Chromium that starts is on this machine."""


def find_chromium() -> Path:
    """The first browser that starts.

    Raises:
        ChromiumNotFoundError: If there is none, or the one that CDOF_CHROMIUM names does not start.
    """
    named = os.environ.get("CDOF_CHROMIUM")
    if named:
        if starts(named):
            return Path(named)
        raise ChromiumNotFoundError(f"CDOF_CHROMIUM names {named!r}, which does not start.")
    for candidate in candidates():
        if starts(candidate):
            return Path(candidate)
    raise ChromiumNotFoundError(ADVICE)


def candidates() -> list[str]:
    """Paths at which a browser may be, in the order of preference."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    found += [path for path in APPLICATIONS if Path(path).exists()]
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    caches = [Path(named)] if named else [Path.home() / cache for cache in PLAYWRIGHT_CACHES]
    for cache in caches:
        for pattern in PLAYWRIGHT_PATTERNS:
            found += [str(path) for path in sorted(cache.glob(pattern), reverse=True)]
    return found


def starts(path: str) -> bool:
    """Whether the program runs; a package may leave behind a stub that only gives advice."""
    try:
        finished = subprocess.run(
            [path, "--version"], check=False, capture_output=True, timeout=STARTS_WITHIN_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0


def install_chromium() -> None:
    """Installs Chromium through the system's packages, as far as the rights go.

    Raises:
        ChromiumNotFoundError: If no known package tool is here, rights are missing or it fails.
    """
    tool = next((tool for tool in PACKAGE_COMMANDS if shutil.which(tool)), None)
    prefix = privileges()
    if tool is None or prefix is None:
        raise ChromiumNotFoundError(ADVICE)
    print(f"Installing Chromium through {tool}.", file=sys.stderr, flush=True)
    for command in PACKAGE_COMMANDS[tool]:
        finished = subprocess.run(
            [*prefix, *command], check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno()
        )
        if finished.returncode != 0:
            raise ChromiumNotFoundError(f"{' '.join(command)} failed.\n{ADVICE}")


def privileges() -> list[str] | None:
    """What makes a command run as the administrator, None where that is impossible."""
    if not hasattr(os, "geteuid"):
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    asked = subprocess.run([sudo, "-n", "true"], check=False, capture_output=True)
    return [sudo, "-n", *quiet] if asked.returncode == 0 else None


def provide_chromium(*, install: bool) -> Path:
    """Finds Chromium; installs it first where it is missing and that was asked for."""
    try:
        return find_chromium()
    except ChromiumNotFoundError:
        if not install or os.environ.get("CDOF_CHROMIUM"):
            raise
    install_chromium()
    return find_chromium()


def main() -> int:
    """Prints the path; exit status 1 and advice where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install it where it is missing")
    try:
        print(provide_chromium(install=parser.parse_args().install))
    except ChromiumNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
