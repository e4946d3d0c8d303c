"""`protect`: hide small counts, and whatever else would give them away."""

import argparse
import csv
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cdof_core.cli.disclosure_tables import (
    FORMAT,
    add_tables_to,
    all_tables,
    read_tables,
    solver_kept_quiet,
)
from cdof_core.disclosure.errors import TableError
from cdof_core.disclosure.protect import HiddenReason, ProtectedTables, protect_tables
from cdof_core.disclosure.reading import TableFile, neutral, read_file, write_file
from cdof_core.disclosure.rule_files import Terms, find_rule, terms_path, write_terms
from cdof_core.disclosure.rules import PRESETS, SuppressionRule


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "protect", help="hide small counts of tables so that nothing gives them away", epilog=FORMAT
    )
    add_tables_to(parser)
    parser.add_argument(
        "--rule",
        required=True,
        help=f"{', '.join(rule.name for rule in PRESETS)}, or a .toml file with your own",
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="file to write; a folder if there are several"
    )
    parser.add_argument(
        "--audit", type=Path, help="also write why each cell is hidden; not for publication"
    )
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Protect all tables together, attack the result, write it and say what was hidden."""
    rule = find_rule(chosen.rule)
    files, relations = read_tables(chosen)
    targets = _targets(files, chosen.tables, chosen.out)
    with solver_kept_quiet():
        made = protect_tables(all_tables(files), rule, relations, share=not chosen.separate)
    published = iter(made.tables)
    for file, target in zip(files, targets, strict=True):
        _write(target, write_file(file, [next(published) for _ in file.blocks]))
    terms = write_terms(_terms(made, rule, targets))
    for target in targets:
        _write(terms_path(target), terms)
    if chosen.audit is not None:
        _write_audit(chosen.audit, made)
    for line in _summary(made, rule, targets):
        print(line)
    return 0


def _targets(files: Sequence[TableFile], sources: Sequence[Path], out: Path) -> list[Path]:
    targets = [out] if len(files) == 1 else [out / file.name for file in files]
    if len(set(targets)) < len(targets):
        raise TableError("Two of the files have the same name; give them different ones.")
    taken = {source.resolve() for source in sources}
    for target in targets:
        if target.resolve() in taken:
            raise TableError(f"{target} is one of the tables; write somewhere else.")
    return targets


def _terms(made: ProtectedTables, rule: SuppressionRule, targets: Sequence[Path]) -> Terms:
    """The terms of protection, in the names that the tables have where they were written."""
    written = [table.name for target in targets for table in read_file(target).tables]
    names = {old.name: new for old, new in zip(made.tables, written, strict=True)}
    relations = [
        replace(
            relation,
            whole=names[relation.whole],
            parts=tuple(names[part] for part in relation.parts),
        )
        if {relation.whole, *relation.parts} <= set(names)
        else relation
        for relation in made.relations
    ]
    groups = tuple(tuple(names[name] for name in group) for group in made.groups)
    return Terms(rule, tuple(relations), groups)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(path)
    except OSError as error:
        raise TableError(f"{path} cannot be written: {error.strerror}.") from error


def _write_audit(path: Path, made: ProtectedTables) -> None:
    lines = [["table", "cell", "hidden because", "lowest possible", "highest possible"]]
    for cell in made.audit:
        highest = "" if cell.interval.highest is None else str(cell.interval.highest)
        labels = " / ".join(cell.interval.labels)
        named = [cell.interval.table, labels, cell.reason.value, str(cell.interval.lowest), highest]
        lines.append([neutral(text) for text in named])
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(lines)
    _write(path, written.getvalue())


def _summary(
    made: ProtectedTables, rule: SuppressionRule, targets: Sequence[Path]
) -> Iterator[str]:
    yield from made.notes
    cells = sum(len(table.cells) for table in made.tables)
    small, further = (made.count(reason) for reason in HiddenReason)
    yield f"{', '.join(map(str, targets))}: {cells:,} cells under the rule {rule.title!r}."
    if rule.hides is None:
        yield "The rule hides no counts."
        return
    yield f"Hidden as small ({rule.hides}): {small}. Hidden to protect those: {further}."
    yield (
        f"Attacked: every hidden cell can still be anything from {rule.span}; "
        f"`python -m cdof_core attack {' '.join(map(str, targets))}` says so cell by cell. The "
        "rule stands beside each table."
    )
    if made.cost > 1.01 * made.least_cost:
        share = made.least_cost / made.cost
        yield (
            "The search for the fewest cells was cut short: no suppression costs less than "
            f"{share:.0%} of this one."
        )
