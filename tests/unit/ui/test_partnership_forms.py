"""Which forms of a partnership stand unfolded."""

from types import SimpleNamespace

from cdof_core.ui import partnership_forms


def test_a_form_that_was_used_stands_open_in_its_own_area_alone(monkeypatch):
    session = {}
    area = ["E06000055"]
    monkeypatch.setattr(partnership_forms, "st", SimpleNamespace(session_state=session))
    monkeypatch.setattr(partnership_forms, "area_code", lambda: area[0])
    assert not partnership_forms.is_in_use("member")
    session[partnership_forms.said_of("member")] = "Kept."
    assert partnership_forms.is_in_use("member")
    del session[partnership_forms.said_of("member")]
    assert partnership_forms.is_in_use("member")
    area[0] = "E06000056"
    assert not partnership_forms.is_in_use("member")
    area[0] = "E06000055"
    assert partnership_forms.is_in_use("member")
