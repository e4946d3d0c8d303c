"""Rules by name and from files, and the terms on which a table was protected, kept beside it.

The terms are public: the rule and what adds up to what. With them the attack asks the right
question of a published table.
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cdof_core.disclosure.errors import RuleError
from cdof_core.disclosure.relations import Relation, read_relations
from cdof_core.disclosure.rules import PRESETS, SuppressionRule, read_own_rule, read_range

_BY_NAME: Final = {rule.name: rule for rule in PRESETS}
_TEXTS: Final = ("name", "title", "source", "hides", "must_span")
_NUMBERS: Final = ("round_to", "withhold_rates_below", "unreliable_rates_below")
_RELATIONS: Final = "relations"
_GROUPS: Final = "tables_with_cells_in_common"
_ENDING: Final = ".terms.toml"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms on which tables were protected.

    Attributes:
        rule: The rule.
        relations: What adds up to what beyond the tables' own totals.
        groups: Names of the tables that have cells in common.
    """

    rule: SuppressionRule
    relations: tuple[Relation, ...]
    groups: tuple[tuple[str, ...], ...]


def find_rule(name: str) -> SuppressionRule:
    """Return a preset by its name, an own rule by its terms, or one from a TOML file.

    Args:
        name: A preset's name, terms such as ``own-hide-1-6-round-5``, or the path of a file that
            ends in ``.toml``.

    Raises:
        RuleError: Neither exists, or the file is not a rule.
    """
    if name in _BY_NAME:
        return _BY_NAME[name]
    if (own := read_own_rule(name)) is not None:
        return own
    if name.endswith(".toml"):
        return read_rule(Path(name))
    raise RuleError(
        f"There is no rule {name!r}. Rules: {', '.join(_BY_NAME)}; own terms such as "
        "own-hide-1-6-round-5; or the path of a .toml file "
        'with name, title, source, hides = "0-4" and round_to = 5.'
    )


def read_rule(path: Path) -> SuppressionRule:
    """Read an own rule.

    Args:
        path: TOML file with ``name`` and, as needed, ``title``, ``source``, ``hides`` and
            ``must_span`` (as "0-4"), ``round_to``, ``withhold_rates_below`` and
            ``unreliable_rates_below``.

    Raises:
        RuleError: The file cannot be read, or holds something else.
    """
    return _rule_of(_read_toml(path), path)


def terms_path(table: Path) -> Path:
    """Return where the terms of a published table lie."""
    return table.with_name(table.name + _ENDING)


def read_terms(table: Path) -> Terms | None:
    """Read the terms that lie beside a table; None where there are none.

    Raises:
        RuleError: They cannot be read.
        RelationError: One of their relations cannot be read.
    """
    path = terms_path(table)
    if not path.exists():
        return None
    stated = _read_toml(path)
    lines = stated.pop(_RELATIONS, [])
    groups = stated.pop(_GROUPS, [])
    if not isinstance(lines, list) or not isinstance(groups, list):
        raise RuleError(f"{path} does not hold the terms of a table.")
    return Terms(
        _rule_of(stated, path),
        read_relations(str(line) for line in lines),
        tuple(tuple(map(str, group)) for group in groups if isinstance(group, list)),
    )


def write_terms(terms: Terms) -> str:
    """Write the terms on which tables were protected, as TOML."""
    rule = terms.rule
    ranges = {"hides": rule.hides, "must_span": rule.must_span}
    stated: dict[str, str | int | list[str] | list[list[str]]] = {
        "name": rule.name,
        "title": rule.title,
        "source": rule.source,
        **{key: str(found) for key, found in ranges.items() if found is not None},
        **{key: int(getattr(rule, key)) for key in _NUMBERS},
        _RELATIONS: [str(relation) for relation in terms.relations],
        _GROUPS: [list(group) for group in terms.groups],
    }
    # JSON writes texts, numbers and lists as TOML does.
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in stated.items())


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{path} is not a rule: {error}.") from error


def _rule_of(stated: dict[str, Any], path: Path) -> SuppressionRule:
    unknown = sorted(set(stated) - {*_TEXTS, *_NUMBERS})
    if unknown:
        raise RuleError(f"{path} says {unknown[0]!r}, which no rule has.")
    for key, value in stated.items():
        kind = str if key in _TEXTS else int
        if not isinstance(value, kind) or isinstance(value, bool):
            wanted = "a text in quotes" if kind is str else "a whole number"
            raise RuleError(f"{path}: {key} is {value!r}; give {wanted}.")
    hides, span = stated.get("hides"), stated.get("must_span")
    name = stated.get("name", path.stem)
    return SuppressionRule(
        name=name,
        title=stated.get("title", name),
        source=stated.get("source", f"own rule, {path.name}"),
        hides=None if hides is None else read_range(hides),
        round_to=stated.get("round_to", 1),
        must_span=None if span is None else read_range(span),
        withhold_rates_below=stated.get("withhold_rates_below", 0),
        unreliable_rates_below=stated.get("unreliable_rates_below", 0),
    )
