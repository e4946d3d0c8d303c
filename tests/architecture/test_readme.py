"""The README names what is there: every publication, every command."""

import re
import tomllib

import pytest

from cdof_core.cli.program import run
from cdof_core.ui.navigation import SECTIONS
from tests.architecture.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ROOMS = sorted((ROOT / "data").glob("*/dataset.toml"))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.parent.name)
def test_the_sources_table_names_every_publication(room):
    dataset = tomllib.loads(room.read_text(encoding="utf-8"))
    assert f"| {dataset['publisher']} | {dataset['publication']} |" in README


def test_the_sources_table_names_nothing_else():
    rooms = [tomllib.loads(room.read_text(encoding="utf-8")) for room in ROOMS]
    held = {(room["publisher"], room["publication"]) for room in rooms}
    table = README.split("| publisher | publication |")[1].split("\n\n")[0]
    named = {tuple(line.split(" | ")[:2]) for line in table.splitlines()[2:]}
    assert {(publisher.removeprefix("| "), title) for publisher, title in named} == held


def test_the_table_of_pages_names_every_page_in_its_section():
    table = README.split("| section | pages |")[1].split("\n\n")[0]
    rows = [line.strip("| ").split(" | ")[:2] for line in table.splitlines()[2:]]
    named = dict(rows)
    held = {name: ", ".join(title for _, title in pages) for name, pages in SECTIONS.items()}
    assert named == held


def test_every_command_is_named(capsys):
    with pytest.raises(SystemExit):
        run(["--help"])
    offered = set(re.findall(r"^    ([a-z][a-z-]+)\s", capsys.readouterr().out, re.MULTILINE))
    named = set(re.findall(r"python -m cdof_core ([a-z-]+)", README))
    assert named == offered


def _departures(text: str) -> list[str]:
    table = text.split("Departures from the official methods\n\n")[1].split("\n\n", maxsplit=1)[0]
    return table.splitlines()


def test_the_page_on_methods_departs_where_the_readme_does():
    methods = (ROOT / "cdof_core" / "ui" / "methods.md").read_text(encoding="utf-8")
    rows = _departures(README)
    assert len(rows) > len(["heading", "rule"])
    assert _departures(methods) == rows
