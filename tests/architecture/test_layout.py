"""The top of the house, the pinned lists and what README says of the commands."""

import re
import subprocess
import tomllib

import pytest

from tests.architecture.sources import ROOT

TOP = {
    "app.py",
    "pages",
    "data",
    "queries",
    "cdof_core",
    "tests",
    "benchmarks",
    "requirements.in",
    "requirements.txt",
    "requirements-dev.in",
    "requirements-dev.txt",
    "README.md",
    "CHANGELOG.md",
    "Makefile",
    "pyproject.toml",
}
PIN = re.compile(r"^([A-Za-z0-9._-]+)(\[[a-z,]+\])?==([^\s;]+)(?: ; .+)?$")
DIRECT = re.compile(r"^([A-Za-z0-9._-]+)(\[[a-z,]+\])?(==\S+)?\s+# \S+")
LISTS = ("requirements", "requirements-dev")


def lines_of(name: str) -> list[str]:
    """A list's lines without blank ones, comments and options."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "-"))]


def pins(name: str) -> dict[str, set[str]]:
    """Pinned versions by package; more than one where they differ by Python version."""
    found: dict[str, set[str]] = {}
    for line in lines_of(name):
        match = PIN.match(line)
        assert match is not None, f"{name}: {line!r} is not pinned"
        found.setdefault(match[1].lower(), set()).add(match[3])
    return found


def test_the_top_of_the_house_is_fixed():
    listed = subprocess.run(
        ["git", "ls-files", "--cached"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    entries = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {entry for entry in entries if not entry.startswith(".")} - TOP == set()


@pytest.mark.parametrize("name", LISTS)
def test_every_direct_dependency_is_pinned_and_says_why_it_is_here(name):
    pinned = pins(f"{name}.txt")
    for line in lines_of(f"{name}.in"):
        match = DIRECT.match(line)
        assert match is not None, f"{line!r} has no reason"
        assert match[1].lower() in pinned
        assert match[3] is None or match[3].removeprefix("==") in pinned[match[1].lower()]


def test_both_lists_pin_the_same_versions():
    shipped, tools = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: tools[name] for name in tools.keys() & shipped.keys()} == {
        name: shipped[name] for name in tools.keys() & shipped.keys()
    }


def test_readme_names_only_commands_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(re.findall(r"\bmake ([a-z-]+)\b", " ".join(code_in_readme())))
    assert {"run", "test"} <= named
    assert named - targets == set()


def code_in_readme() -> list[str]:
    """What README sets as code, in lines and in blocks."""
    return re.findall(r"```.+?```|`[^`]+`", (ROOT / "README.md").read_text("utf-8"), re.S)


def test_the_page_loads_fonts_and_styles_from_here_alone():
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert "://" not in text


def test_nothing_about_the_user_leaves_the_machine():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["address"] == "localhost"
    assert settings["client"]["showErrorDetails"] == "none"
