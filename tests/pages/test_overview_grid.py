"""The grid page: what its address can ask for."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open

BEDFORD = "E06000055"


@pytest.mark.parametrize(
    "choices",
    [
        {"areas": "all", "sort": "worse"},
        {"areas": "dfe", "vs": "dfe", "cells": "all", "sort": "cin_parent_drug"},
        {"outcome": "deaths", "cells": "trend", "turn": "areas", "levels": "5"},
        {"sex": "Male", "cells": "judgement"},
    ],
)
def test_the_address_is_shown(choices: dict[str, str], snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "overview_grid", area=BEDFORD, **choices)
    assert not app.exception
    assert not app.error
    for name in choices.keys() & {"areas", "sort", "outcome", "cells", "turn"}:
        assert app.selectbox(key=f"choose_{name}").value == choices[name]
    assert app.title[0].value.startswith("Bedford")


def test_what_does_not_exist_falls_back_and_is_said(snapshot_path: Path, open_app: Open) -> None:
    broken = dict.fromkeys(["areas", "sort", "outcome", "cells", "turn"], "<script>")
    app = open_app(snapshot_path, "overview_grid", area=BEDFORD, **broken)
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="choose_areas").value == "region"
    assert any("This area has no group" in caption.value for caption in app.caption)


@pytest.mark.parametrize("area", ["E06000053", "E09000001", "E06000055+E06000056"])
def test_unusual_areas(area: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "overview_grid", area=area)
    assert not app.exception
    assert not app.error
    assert app.title[0].value
