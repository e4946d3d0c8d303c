"""What more completions would return, where there is a group to reach and where there is none."""

import pytest


def captions(app) -> str:
    return "\n".join(str(one.value) for one in app.caption)


@pytest.mark.parametrize(
    ("area", "said", "unsaid"),
    [
        ("E06000055", "No counts of completions are held for Bedford", "No group of similar areas"),
        ("E06000055+E06000056", "No group of similar areas stands beside", "No counts"),
    ],
)
def test_the_reason_is_the_one_that_holds(snapshot_path, open_app, area, said, unsaid):
    app = open_app(snapshot_path, "value_for_money", area=area)
    assert said in captions(app)
    assert unsaid not in captions(app)


def test_people_in_alcohol_treatment_are_given_a_source(snapshot_path, open_app):
    app = open_app(snapshot_path, "value_for_money", area="E06000055")
    assert any(
        "Ministry of Housing" in line and "Office for National Statistics" in line
        for line in captions(app).splitlines()
        if line.startswith("Sources:")
    )
