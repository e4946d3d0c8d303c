"""The names a link may carry, and what of them makes a view."""

from types import SimpleNamespace

import pytest

from cdof_core.ui import url
from cdof_core.ui.url import PARAMETERS


def test_no_two_choices_share_a_name() -> None:
    # Each has a field of its own in the frame; two of one name would stop every page.
    assert len(set(PARAMETERS)) == len(PARAMETERS)


def test_a_view_is_its_choices_and_what_is_unfolded_not_how_it_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = {"area": "E06000055", "period": "", "mode": "text", "story": "s1", "place": "2"}
    asked = {**chosen, "fold_areas": "true", "unknown": "1"}
    monkeypatch.setattr(url, "read_parameters", lambda: chosen)
    stand_in = SimpleNamespace(query_params=SimpleNamespace(to_dict=lambda: asked))
    monkeypatch.setattr(url, "st", stand_in)
    assert url.view_parameters() == {"area": "E06000055", "fold_areas": "true"}
