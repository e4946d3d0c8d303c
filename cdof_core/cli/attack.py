"""`attack`: say what a reader can tell of every hidden cell of printed tables."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from cdof_core.cli.disclosure_tables import (
    FORMAT,
    add_tables_to,
    all_tables,
    read_tables,
    solver_kept_quiet,
)
from cdof_core.disclosure.attack import Attack, CellInterval, attack_tables
from cdof_core.disclosure.errors import DisclosureError
from cdof_core.disclosure.guessing import guess_nesting, guess_rule
from cdof_core.disclosure.populations import Sharing
from cdof_core.disclosure.relations import Relation, concerns
from cdof_core.disclosure.rule_files import Terms, find_rule, read_terms
from cdof_core.disclosure.rules import SuppressionRule
from cdof_core.disclosure.tables import Table

EXIT_LEAKS = 1
EXIT_UNREADABLE = 2


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "attack",
        help="say what a reader can tell of the hidden cells of printed tables",
        description="Ends with 0 where every hidden cell is protected, 1 where one is not, 2 where "
        "the tables cannot be read.",
        epilog=FORMAT,
    )
    add_tables_to(parser)
    parser.add_argument(
        "--rule",
        help="the rule behind the marks; if not given, the one beside the table, or a guess",
    )
    parser.add_argument(
        "--only-small",
        action="store_true",
        help="every mark hides a small count; nothing was hidden in addition",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Print an interval for each hidden cell, and what is wrong."""
    try:
        files, relations = read_tables(chosen)
        tables = all_tables(files)
        terms = read_terms(chosen.tables[0])
        rule, reason = _rule(chosen, tables, terms)
        share: Sharing = not chosen.separate
        if terms is not None:
            relations = list(dict.fromkeys([*relations, *_fitting(terms.relations, tables)]))
            share = share and (terms.groups or True)
        with solver_kept_quiet():
            attack = attack_tables(
                tables,
                rule,
                relations,
                share=share,
                only_small=chosen.only_small,
            )
    except DisclosureError as error:
        print(error, file=sys.stderr)
        return EXIT_UNREADABLE
    hints = list(_hints(tables, rule, relations))
    if chosen.json:
        print(json.dumps(_as_json(attack, rule, reason, hints), ensure_ascii=False, indent=2))
    else:
        for line in _as_text(attack, rule, reason, hints):
            print(line)
    return EXIT_LEAKS if attack.leaks else 0


def _rule(
    chosen: argparse.Namespace, tables: Sequence[Table], terms: Terms | None
) -> tuple[SuppressionRule, str]:
    if chosen.rule is not None:
        return find_rule(chosen.rule), ""
    return guess_rule(tables) if terms is None else (terms.rule, "")


def _fitting(relations: Sequence[Relation], tables: Sequence[Table]) -> Iterator[Relation]:
    """The statements of a table's terms that these tables can be asked about."""
    vocabularies = [
        table.labels_of(dimension) for table in tables for dimension in range(len(table.dimensions))
    ]
    vocabularies.append([table.name for table in tables])
    for relation in relations:
        if any(concerns(relation, labels) for labels in vocabularies):
            yield relation


def _hints(
    tables: Sequence[Table], rule: SuppressionRule, relations: Sequence[Relation]
) -> Iterator[str]:
    """What would be known if one label's counts held another's."""
    stated = {(relation.whole, part) for relation in relations for part in relation.parts}
    for table in tables:
        for relation, small in guess_nesting(table, rule):
            if (relation.whole, relation.parts[0]) not in stated:
                yield (
                    f"{table.name}: if {relation.parts[0]} is part of {relation.whole}, the "
                    f"differences {', '.join(map(str, small))} are known; to ask, add "
                    f"--relation {str(relation)!r}."
                )


def _as_text(
    attack: Attack, rule: SuppressionRule, reason: str, hints: Sequence[str]
) -> Iterator[str]:
    yield f"Rule: {rule.title}{f', assumed because {reason}' if reason else ''}."
    if rule.span is not None:
        yield f"Every hidden cell must be able to be anything from {rule.span}."
    yield from attack.notes
    for cell in attack.cells:
        verdict = cell.status.value.upper() if cell.is_leak else cell.status.value
        yield f"{verdict:<10} {cell}"
    for group in attack.groups:
        yield f"{'NARROWED':<10} {group}"
        yield from (f"{'':<10}   {name}" for name in group.cells)
    yield from hints
    hidden = sum(bool(cell.labels) for cell in attack.cells)
    if attack.leaks:
        yield f"Hidden cells: {hidden}. Leaks: {len(attack.leaks)}."
    else:
        yield f"Hidden cells: {hidden}. No leak."


def _as_json(
    attack: Attack, rule: SuppressionRule, reason: str, hints: Sequence[str]
) -> dict[str, Any]:
    return {
        "rule": {
            "name": rule.name,
            "title": rule.title,
            "hides": None if rule.hides is None else [rule.hides.lowest, rule.hides.highest],
            "round_to": rule.round_to,
            "assumed_because": reason,
        },
        "cells": [_cell(cell) for cell in attack.cells],
        "groups": [
            {"equation": group.equation, "cells": list(group.cells), "told": str(group)}
            for group in attack.groups
        ],
        "leaks": len(attack.leaks),
        "notes": list(attack.notes),
        "hints": list(hints),
    }


def _cell(cell: CellInterval) -> dict[str, Any]:
    span = cell.must_span
    return {
        "table": cell.table,
        "labels": list(cell.labels),
        "name": cell.name,
        "printed": cell.printed,
        "lowest": cell.lowest,
        "highest": cell.highest,
        "must_span": None if span is None else [span.lowest, span.highest],
        "status": cell.status.value,
    }
