"""A chapter as one accessible HTML file, pictures inside."""

import base64
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cdof_core.report.chapter.layout import Layout

_HERE = Path(__file__).parent


def write_html(layout: Layout, *, pictures: Mapping[str, bytes], logo: bytes = b"") -> str:
    """Write a chapter as one HTML file that needs nothing else.

    Args:
        layout: The chapter.
        pictures: PNG of each figure by its block.
        logo: PNG of the council's logo; nothing for none.

    Returns:
        The document; every text in it is escaped.
    """
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    encoded = {name: base64.b64encode(png).decode("ascii") for name, png in pictures.items()}
    return environment.get_template("page.html").render(
        layout=layout, pictures=encoded, logo=base64.b64encode(logo).decode("ascii")
    )
