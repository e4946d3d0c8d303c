"""Puts a component together from the files beside this module."""

from collections.abc import Callable
from pathlib import Path

from streamlit.components.v2 import component

_FOLDER = Path(__file__).parent

Draw = Callable[..., object]


def assemble_component(name: str) -> Draw:
    """Return the function that draws a component, its styles and script behind the shared ones.

    Args:
        name: Stem of the component's own ``.css`` and ``.js``.

    Returns:
        A function of `data` (anything that JSON can carry) and `key`.
    """
    css, js = (_read("shared", kind) + _read(name, kind) for kind in ("css", "js"))
    return component(f"cdof_{name}", css=css, js=js)


def _read(stem: str, kind: str) -> str:
    return (_FOLDER / f"{stem}.{kind}").read_text(encoding="utf-8") + "\n"
