"""`protect` and `attack`: what they print where, what they write, and how they end."""

import csv
import json

import pytest

from cdof_core.cli.program import run

OPEN = "Area,Men,Women,Total\na,1,9,10\nb,20,30,50\nTotal,21,39,60\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(OPEN)
    return path


def test_what_protect_writes_withstands_attack(table, tmp_path, capsys):
    out = tmp_path / "out.csv"
    assert run(["protect", str(table), "--rule", "ndtms", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert f"{out}: 9 cells under the rule 'National Drug Treatment Monitoring System'." in said
    assert "Hidden as small (0 to 4): 1." in said
    assert out.read_text().startswith("Area,Men,Women,Total\n")
    assert run(["attack", str(out)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Rule: National Drug Treatment Monitoring System.\n")
    assert said.endswith("No leak.\n")


def test_without_its_terms_the_rule_of_a_table_is_guessed(table, tmp_path, capsys):
    out = tmp_path / "out.csv"
    assert run(["protect", str(table), "--rule", "ndtms", "--out", str(out)]) == 0
    (tmp_path / "out.csv.terms.toml").unlink()
    assert run(["attack", str(out)]) == 0
    assert "assumed because all counts are multiples of 5" in capsys.readouterr().out


def test_own_rules_and_statements_stay_with_the_table(table, tmp_path, capsys):
    rule, out = tmp_path / "own.toml", tmp_path / "out.csv"
    rule.write_text('title = "Our own"\nhides = "1-9"\nround_to = 10\n')
    table.write_text("Year,County,Borough\n2020,57,33\n2021,99,92\n")
    command = ["protect", str(table), "--rule", str(rule), "--out", str(out)]
    assert run([*command, "--relation", "County > Borough"]) == 0
    capsys.readouterr()
    assert run(["attack", str(out)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Rule: Our own.\n")
    # 57 - 33 is known within rounding: 55..64 less 25..34.
    assert "not small  out: County less Borough / 2020 (not printed): 21 to 39" in said


def test_attack_tells_what_is_open(tmp_path, capsys):
    path = tmp_path / "open.csv"
    path.write_text("Area,Men,Women,Total\na,*,9,10\n")
    assert run(["attack", str(path), "--rule", "seed"]) == 1
    said = capsys.readouterr().out
    assert "DISCLOSED  open: a / Men: exactly 1" in said
    assert said.endswith("Hidden cells: 1. Leaks: 1.\n")


def test_attack_as_json(tmp_path, capsys):
    path = tmp_path / "open.csv"
    path.write_text("Area,Men,Women,Total\na,<3,9,10\n")
    assert run(["attack", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["leaks"] == 1
    assert told["rule"]["hides"] == [0, 2]
    assert told["cells"] == [
        {
            "table": "open",
            "labels": ["a", "Men"],
            "name": "open: a / Men",
            "printed": "<3",
            "lowest": 1,
            "highest": 1,
            "must_span": [0, 2],
            "status": "disclosed",
        }
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [("no table\n", "header"), ("a,b\nx,5\n# relation: y\n", "is not a relation")],
)
def test_attack_ends_with_2_where_nothing_can_be_read(tmp_path, capsys, text, message):
    path = tmp_path / "broken.csv"
    path.write_text(text)
    assert run(["attack", str(path)]) == 2
    assert message in capsys.readouterr().err


def test_statements_come_from_arguments_and_files(tmp_path, capsys):
    path = tmp_path / "deaths.csv"
    path.write_text("Year,County,Borough\n2020,9,7\n2021,30,20\n2022,30,20\n2023,30,20\n")
    assert run(["attack", str(path), "--rule", "seed"]) == 0
    assert "if Borough is part of County, the differences 2 are known" in capsys.readouterr().out
    assert run(["attack", str(path), "--rule", "seed", "--relation", "County > Borough"]) == 1
    stated = tmp_path / "relations.txt"
    stated.write_text("# areas\nCounty > Borough\n")
    assert run(["attack", str(path), "--rule", "seed", "--relations", str(stated)]) == 1
    assert run(["attack", str(path), "--relations", str(tmp_path / "none.txt")]) == 2


def test_several_files_go_into_a_folder(table, tmp_path):
    other = tmp_path / "ages.csv"
    other.write_text("Area,Young,Old,Total\na,4,6,10\nb,25,25,50\nTotal,29,31,60\n")
    out = tmp_path / "out"
    assert run(["protect", str(table), str(other), "--rule", "seed", "--out", str(out)]) == 0
    names = {"table.csv", "ages.csv"}
    assert {path.name for path in out.iterdir()} == names | {f"{n}.terms.toml" for n in names}
    both = [str(out / "table.csv"), str(out / "ages.csv")]
    assert run(["attack", *both, "--rule", "seed"]) == 0


def test_the_audit_tells_why_cells_are_hidden(table, tmp_path):
    out, audit = tmp_path / "out.csv", tmp_path / "audit.csv"
    command = ["protect", str(table), "--rule", "seed", "--out", str(out), "--audit", str(audit)]
    assert run(command) == 0
    lines = list(csv.DictReader(audit.read_text().splitlines()))
    assert [line["cell"] for line in lines if line["hidden because"] == "small"] == ["a / Men"]
    assert out.read_text().count("*") == len(lines)


def test_a_rule_that_hides_nothing_changes_nothing(table, tmp_path, capsys):
    out = tmp_path / "out.csv"
    assert run(["protect", str(table), "--rule", "none", "--out", str(out)]) == 0
    assert out.read_text() == OPEN
    assert "The rule hides no counts." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rule", "ndmts", "--out", "OUT"], "There is no rule 'ndmts'"),
        (["--rule", "seed", "--out", "TABLE"], "is one of the tables"),
        (["--rule", "seed", "--out", "OUT", "--relation", "x > y"], "names nothing"),
    ],
)
def test_protect_refuses_without_writing(table, tmp_path, capsys, arguments, message):
    places = {"OUT": str(tmp_path / "out.csv"), "TABLE": str(table)}
    assert run(["protect", str(table), *[places.get(word, word) for word in arguments]]) == 1
    assert message in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"table.csv"}
    assert table.read_text() == OPEN
