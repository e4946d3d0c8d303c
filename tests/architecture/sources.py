"""Reading the project's own code: which files there are, and what they import and say."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "cdof_core"
TESTS = ROOT / "tests"


def python_files(*places: Path) -> list[Path]:
    """The Python files at or below the given places, in a stable order."""
    found: list[Path] = []
    for place in places:
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return found


def page_files() -> list[Path]:
    """The scripts that Streamlit runs."""
    return python_files(ROOT / "app.py", ROOT / "pages")


def name_of(path: Path) -> str:
    """A file's path inside the repository, as a test's label."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """The name under which a file of the core is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(source: str, module: str = "") -> Iterator[tuple[int, str]]:
    """Every imported name with its line, "from a.b import c" as "a.b.c"."""
    package = module.split(".")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            above = ".".join(package[: -node.level]) + "." if node.level else ""
            for alias in node.names:
                yield node.lineno, f"{above}{node.module or ''}.{alias.name}".replace("..", ".")


def comments_of(source: str) -> Iterator[tuple[int, str]]:
    """Every comment with its line."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def texts_of(source: str) -> Iterator[tuple[int, str]]:
    """Every piece of text with its line; a text put together from parts comes as one."""
    parts: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            constants = [part for part in node.values if isinstance(part, ast.Constant)]
            parts.update(id(part) for part in constants)
            yield node.lineno, " … ".join(str(part.value) for part in constants)
        elif is_text(node) and id(node) not in parts:
            yield node.lineno, node.value


def is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    """Whether a node is a text as written."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def dotted_name(node: ast.expr) -> str:
    """What an expression is called in the code: "st.cache_data" for that attribute."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted_name(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted_name(node.func)}()"
    return ""
