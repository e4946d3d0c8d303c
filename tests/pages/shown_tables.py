"""The tables that a page shows, as the component was given them."""

import json

from streamlit.testing.v1 import AppTest


def tables(app: AppTest) -> list[dict]:
    """Every table of the page: caption, columns, and groups of rows of cells."""
    return [
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name.endswith("cdof_data_table") and element.proto.json
    ]


def messages(app: AppTest) -> list[dict]:
    """Every list of key messages of the page: heading, and messages with headline and text."""
    return [
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name.endswith("cdof_key_messages") and element.proto.json
    ]


def rows_of(table: dict) -> list[list[str]]:
    """Rows of a table, each cell with its smaller second line."""
    return [
        [" ".join(part for part in (cell["text"], cell["below"]) if part) for cell in row]
        for group in table["groups"]
        for row in group["rows"]
    ]
