"""Runs every check of the project, goes on after a failure, and ends with a table of results.

python .ci/check.py                 everything but the long campaigns
python .ci/check.py --acceptance    the long campaigns, in full
"""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# pyproject.toml gives pyright the environment's name, ".venv", for editors and single runs. That
# name wins over any interpreter: only the folder it lies in can be chosen here.
ENVIRONMENT = Path(sys.prefix)
ENVIRONMENT_NAME = ".venv"
POSTGRESQL = [sys.executable, "tests/unit/workspace/postgresql.py", "--install"]
CHROMIUM = [sys.executable, "tests/browser/chromium.py", "--install"]


@dataclass(frozen=True, slots=True)
class Result:
    """One finished check."""

    name: str
    passed: bool
    seconds: float


def module(name: str, *arguments: str) -> list[str]:
    """The command that runs a module with the interpreter of the environment in use."""
    return [sys.executable, "-m", name, *arguments]


def run(name: str, command: list[str], environment: dict[str, str]) -> Result:
    """Runs one command with its output on screen."""
    print(f"\n== {name}: {' '.join(command[1:])}", flush=True)
    started = time.monotonic()
    finished = subprocess.run(
        command, check=False, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL
    )
    return Result(name, finished.returncode == 0, time.monotonic() - started)


def provide_chromium(environment: dict[str, str]) -> Result:
    """Finds or installs Chromium and names it to the checks that follow."""
    print("\n== Chromium for the browser tests", flush=True)
    started = time.monotonic()
    found = subprocess.run(
        CHROMIUM,
        check=False,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    if found.returncode == 0:
        environment["CDOF_CHROMIUM"] = found.stdout.strip()
        print(environment["CDOF_CHROMIUM"], flush=True)
    return Result("Chromium", found.returncode == 0, time.monotonic() - started)


def run_checks(environment: dict[str, str]) -> list[Result]:
    """The checks of every change; without Chromium all but the browser tests still run."""
    results = [
        run("ruff: lint", module("ruff", "check", "."), environment),
        run("ruff: format", module("ruff", "format", "--check", "."), environment),
        run("pyright", module("pyright", "--venvpath", str(ENVIRONMENT.parent)), environment),
        run("import-linter", [str(Path(sys.executable).with_name("lint-imports"))], environment),
        run("PostgreSQL", POSTGRESQL, environment),
        provide_chromium(environment),
    ]
    has_chromium = results[-1].passed
    pytest = module("pytest", "--continue-on-collection-errors")
    # Whole files to each core: what a file sets up once is then set up once.
    spread = ["-n", "auto", "--dist", "loadfile"]
    results.append(run("pytest", [*pytest, *spread, "-m", "not browser"], environment))
    if has_chromium:
        # One browser after another: each waits for pages that would be slow beside others.
        results.append(run("pytest: browser", [*pytest, "-m", "browser"], environment))
    return results


def run_campaigns(environment: dict[str, str]) -> list[Result]:
    """The long campaigns, in full length."""
    environment["CDOF_CAMPAIGN"] = "full"
    results = [
        run("PostgreSQL", POSTGRESQL, environment),
        provide_chromium(environment),
    ]
    chosen = "acceptance" if results[-1].passed else "acceptance and not browser"
    results.append(run("pytest", module("pytest", "-m", chosen), environment))
    return results


def print_summary(results: list[Result]) -> None:
    """One line a check, so that the end of the output tells the whole result."""
    print("\n== Summary")
    for result in results:
        print(f"{'passed' if result.passed else 'FAILED'}  {result.seconds:7.1f} s  {result.name}")
    failures = sum(not result.passed for result in results)
    print(f"{len(results) - failures} of {len(results)} checks passed", flush=True)


def main() -> int:
    """Exit status 0 when all checks passed, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acceptance", action="store_true", help="the long campaigns, in full")
    environment = dict(os.environ)
    arguments = parser.parse_args()
    if ENVIRONMENT.name != ENVIRONMENT_NAME:
        parser.error(
            f"run with the Python of a folder called {ENVIRONMENT_NAME}, not {ENVIRONMENT}"
        )
    results = run_campaigns(environment) if arguments.acceptance else run_checks(environment)
    print_summary(results)
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
