"""A PostgreSQL server of the tests' own: found, or installed as Chromium is, and started here.

Run as a script with --install it installs the server from the system's packages where none is
found. It says in one line what it found; never a failure, for SQLite alone is a whole workspace.
"""

import argparse
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_FOUND = "PostgreSQL: no server found; the workspace was tested on SQLite alone."
PACKAGE_COMMANDS = {
    "apt-get": (
        ("apt-get", "update", "-q"),
        ("apt-get", "install", "-y", "-q", "postgresql"),
    ),
    "dnf": (("dnf", "install", "-y", "postgresql-server"),),
    "apk": (("apk", "add", "postgresql"),),
}
PATTERNS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
ORDINARY_USERS = ("postgres", "nobody")


def find_programs() -> Path | None:
    """The newest folder with `initdb` and `postgres`; CDOF_POSTGRESQL names another."""
    named = os.environ.get("CDOF_POSTGRESQL")
    folders = [Path(named)] if named else []
    found = shutil.which("initdb")
    folders += [Path(found).resolve().parent] if found else []
    for pattern in PATTERNS:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def ordinary_user() -> str | None:
    """Whom to run the server as: it refuses the administrator. None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ORDINARY_USERS if name in known)


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """Starts a server in a temporary folder on loopback; gives the address of its first database.

    Nothing of it is left afterwards. It does not wait for the disk: it holds nothing to keep.
    """
    user = ordinary_user()
    # Not pytest's own folder, which other users may not enter.
    folder = Path(tempfile.mkdtemp(prefix="cdof-postgresql-"))
    if user:
        shutil.chown(folder, user)
    try:
        data, port = folder / "data", free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -F"
        control = [programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options]
        make = [programs / "initdb", "-D", data, "-U", "cdof", "-A", "trust", "-E", "UTF8", "-N"]
        subprocess.run(make, check=True, cwd=folder, user=user, stdout=subprocess.DEVNULL)
        # The server keeps what it is given as its output: a pipe would never end.
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*control, "-w", "start"], check=True, cwd=folder, user=user, **quiet)
        try:
            yield f"postgresql+psycopg://cdof@127.0.0.1:{port}/postgres"
        finally:
            stop = [*control, "-m", "immediate", "stop"]
            subprocess.run(stop, check=True, cwd=folder, user=user, **quiet)
    finally:
        shutil.rmtree(folder)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def install() -> None:
    """Installs the server as far as a package tool and the rights for it are here."""
    tool = next((tool for tool in PACKAGE_COMMANDS if shutil.which(tool)), None)
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for command in PACKAGE_COMMANDS[tool] if tool else ():
        subprocess.run(
            [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", *command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno(),
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install it where it is missing")
    if parser.parse_args().install and find_programs() is None:
        install()
    print(find_programs() or NOT_FOUND)
    return 0


if __name__ == "__main__":
    sys.exit(main())
