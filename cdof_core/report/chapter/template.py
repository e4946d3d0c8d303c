"""Templates of chapters: text files that a council can edit, read with errors it can act on."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cdof_core.domain.errors import CdofError
from cdof_core.report.chapter.harm import local_measures
from cdof_core.report.chapter.template_words import AUDIENCES, COMPUTED

FORMAT: Final = 1
_SHIPPED: Final = Path(__file__).with_name("templates")
_TOP: Final = {"format", "name", "version", "title", "description", "review_months", "section"}
_SECTION: Final = {
    "id",
    "heading",
    "level",
    "text",
    "prompt",
    "measures",
    "pictures",
    "printed",
    "tables",
    "computed",
    "recommendations",
    "missing",
    "missing_unless",
    "lacks_drug_need",
}
_LEVELS: Final = (1, 2, 3)
_IDENTIFIER: Final = re.compile(r"^[a-z][a-z0-9_]*$")


class TemplateError(CdofError):
    """A template that cannot be used: which file and line, what stands there, what was expected."""


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """One section of a template.

    Attributes:
        section_id: Stable name.
        heading: Heading; `{area}` is replaced.
        level: 1 to 3.
        text: Fixed text at its start; `{area}` is replaced, `{scope}` by what can be stated of it.
        prompt: What the author is asked to write; not part of finished documents.
        measures: Indicators it speaks of, in order.
        pictures: Those of them that get a picture.
        printed: Figures of an earlier printed chapter to list, where the snapshot holds one.
        tables: Measures of treatment to set out by category, where the area has them.
        computed: Names of analyses.
        recommendations: Audiences for whom recommendations are drafted.
        missing: What would fill the section where nothing local is held.
        missing_unless: Measures of which one must be held for the area, else `missing` is said
            whatever else the section shows; none for any local figure.
        lacks_drug_need: Whether what `missing` names is an estimate of drug need itself, so that
            it is not said beside `drug_need`, which asks for the same.
    """

    section_id: str
    heading: str
    level: int
    text: str
    prompt: str
    measures: tuple[str, ...]
    pictures: tuple[str, ...]
    printed: tuple[str, ...]
    tables: tuple[str, ...]
    computed: tuple[str, ...]
    recommendations: tuple[str, ...]
    missing: str
    missing_unless: tuple[str, ...] = ()
    lacks_drug_need: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A template.

    Attributes:
        template_id: The file's stem.
        name: For menus.
        version: The template's own version.
        title: Title of the chapter; `{area}` is replaced.
        description: For whom and what for.
        review_months: Months after the snapshot by which a chapter is to be reviewed.
        sections: In order.
    """

    template_id: str
    name: str
    version: str
    title: str
    description: str
    review_months: int
    sections: tuple[TemplateSection, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure that any section asks for, alone or in a table of harm, once."""
        named = [name for one in self.sections for name in one.measures]
        tables = [name for one in self.sections for name in one.computed]
        return tuple(dict.fromkeys([*named, *local_measures(tables)]))

    @property
    def pictures(self) -> tuple[str, ...]:
        """Every measure that gets a picture in any section, once."""
        return tuple(dict.fromkeys(name for one in self.sections for name in one.pictures))


def shipped_templates() -> tuple[Template, ...]:
    """Return the templates that ship, by name of file.

    Raises:
        TemplateError: One of them was edited and cannot be read.
    """
    return tuple(read_template(path) for path in sorted(_SHIPPED.glob("*.toml")))


def find_template(name: str) -> Template:
    """Return a shipped template by its stem, or the template in a file.

    Args:
        name: For example `bedford`, or the path of a .toml file.

    Raises:
        TemplateError: There is none of that name, or it cannot be read.
    """
    if name.endswith(".toml"):
        return read_template(Path(name))
    path = _SHIPPED / f"{name}.toml"
    if not _IDENTIFIER.match(name) or not path.is_file():
        known = ", ".join(path.stem for path in sorted(_SHIPPED.glob("*.toml")))
        message = f"There is no template named {name!r}. Those that ship: {known}."
        raise TemplateError(message)
    return read_template(path)


def read_template(path: Path) -> Template:
    """Read a template file.

    Raises:
        TemplateError: It is missing, no TOML, or a part of it is not what was expected.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path.name}: the template cannot be read. A text file in UTF-8 was expected."
        raise TemplateError(message) from error
    return parse_template(text, name=path.name)


def parse_template(text: str, *, name: str) -> Template:
    """Read a template.

    Args:
        text: The file's text.
        name: Name of the file, for errors and as the template's name.

    Raises:
        TemplateError: With file, line and what was expected.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{name}: {error}. Mend that place; texts stand in quotes, lists in brackets."
        raise TemplateError(message) from error
    reader = _Reader(name, text.splitlines())
    reader.check_names(content, _TOP, section=0)
    if content.get("format") != FORMAT:
        reader.refuse("format", 0, f"format = {FORMAT} was expected")
    sections = content.get("section", [])
    if not isinstance(sections, list) or not sections:
        reader.refuse("section", 0, "at least one [[section]] was expected")
    read = tuple(reader.section(one, number) for number, one in enumerate(sections, start=1))
    reader.check_once([one.section_id for one in read])
    months = content.get("review_months", 12)
    if not isinstance(months, int) or isinstance(months, bool) or not 1 <= months <= 120:  # noqa: PLR2004
        reader.refuse("review_months", 0, "a whole number of months from 1 to 120 was expected")
    return Template(
        template_id=Path(name).stem,
        name=reader.words(content, "name", 0),
        version=reader.words(content, "version", 0),
        title=reader.words(content, "title", 0),
        description=reader.words(content, "description", 0, may_be_empty=True),
        review_months=months,
        sections=read,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads parts and names the line of whatever is wrong."""

    name: str
    lines: Sequence[str]

    def section(self, content: Any, number: int) -> TemplateSection:  # noqa: ANN401 - any TOML value
        if not isinstance(content, Mapping):
            self.refuse("section", 0, "each section begins with [[section]]")
        self.check_names(content, _SECTION, section=number)
        identifier = self.words(content, "id", number)
        if not _IDENTIFIER.match(identifier):
            self.refuse("id", number, "small letters, digits and underscores were expected")
        level = content.get("level", 1)
        if isinstance(level, bool) or level not in _LEVELS:
            self.refuse("level", number, "1, 2 or 3 was expected")
        measures = self.names(content, "measures", number)
        pictures = self.names(content, "pictures", number, known=measures, what="a measure of it")
        return TemplateSection(
            section_id=identifier,
            heading=self.words(content, "heading", number),
            level=level,
            text=self.words(content, "text", number, may_be_empty=True),
            prompt=self.words(content, "prompt", number, may_be_empty=True),
            measures=measures,
            pictures=pictures,
            printed=self.names(content, "printed", number),
            tables=self.names(content, "tables", number),
            computed=self.names(content, "computed", number, known=COMPUTED, what="an analysis"),
            recommendations=self.names(
                content, "recommendations", number, known=AUDIENCES, what="an audience"
            ),
            missing=self.words(content, "missing", number, may_be_empty=True),
            missing_unless=self.names(content, "missing_unless", number),
            lacks_drug_need=self.flag(content, "lacks_drug_need", number),
        )

    def flag(self, content: Mapping[str, Any], part: str, section: int) -> bool:
        found = content.get(part, False)
        if not isinstance(found, bool):
            self.refuse(part, section, "true or false was expected")
        return found

    def words(
        self, content: Mapping[str, Any], part: str, section: int, *, may_be_empty: bool = False
    ) -> str:
        found = content.get(part, "")
        if not isinstance(found, str):
            self.refuse(part, section, "a text in quotes was expected")
        if not found.strip() and not may_be_empty:
            self.refuse(part, section, "a text was expected, it is missing or empty")
        for field in re.findall(r"\{([^}]*)\}", found):
            if field != "area" and (field, part) != ("scope", "text"):
                self.refuse(part, section, f"only {{area}} is replaced, found {{{field}}}")
        return " ".join(found.split())

    def names(
        self,
        content: Mapping[str, Any],
        part: str,
        section: int,
        *,
        known: Sequence[str] = (),
        what: str = "",
    ) -> tuple[str, ...]:
        found = content.get(part, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            self.refuse(part, section, "a list of texts in quotes was expected")
        for one in found:
            if what and one not in known:
                options = ", ".join(known) or "none is named"
                self.refuse(part, section, f"{one!r} is not {what} ({options})")
        return tuple(dict.fromkeys(found))

    def check_names(self, content: Mapping[str, Any], known: set[str], *, section: int) -> None:
        for part in content:
            if part not in known:
                options = ", ".join(sorted(known))
                self.refuse(str(part), section, f"no part has this name; known are {options}")

    def check_once(self, identifiers: Sequence[str]) -> None:
        seen: set[str] = set()
        for number, one in enumerate(identifiers, start=1):
            if one in seen:
                self.refuse("id", number, f"{one!r} is used by an earlier section")
            seen.add(one)

    def refuse(self, part: str, section: int, expected: str) -> None:
        place = f"line {self._line(part, section)}"
        if section:
            place += f" (section {section})"
        message = f"{self.name}, {place}, “{part}”: {expected}."
        raise TemplateError(message)

    def _line(self, part: str, section: int) -> int:
        """Return the line of a part, or where its section begins."""
        starts = [at for at, line in enumerate(self.lines) if line.strip() == "[[section]]"]
        first = starts[section - 1] if 0 < section <= len(starts) else 0
        last = starts[section] if 0 < section < len(starts) else len(self.lines)
        pattern = re.compile(rf"^\s*(\[\[)?{re.escape(part)}\b")
        return next(
            (at + 1 for at in range(first, last) if pattern.match(self.lines[at])), first + 1
        )
