"""Where a file says that its figures were shown."""

from types import SimpleNamespace

import pytest

from cdof_core.ui import downloads


@pytest.mark.parametrize(
    ("page", "chosen", "link"),
    [
        (
            "https://explorer.example/map",
            {"area": "E06000055", "period": "2019-21"},
            "https://explorer.example/map?area=E06000055&period=2019-21",
        ),
        ("https://explorer.example/map", {}, "https://explorer.example/map"),
        ("", {"area": "E06000055"}, ""),
    ],
)
def test_a_link_keeps_the_choices(page, chosen, link, monkeypatch):
    monkeypatch.setattr(downloads, "st", SimpleNamespace(context=SimpleNamespace(url=page)))
    monkeypatch.setattr(downloads, "view_parameters", lambda: chosen)
    assert downloads._link() == link
