"""What more completions would return, where there is a group to reach and where there is none."""

import pytest


def captions(app) -> str:
    return "\n".join(str(one.value) for one in app.caption)


@pytest.mark.parametrize(
    ("area", "said", "unsaid"),
    [
        ("E06000055", "No counts of completions are held of Bedford", "No group of similar areas"),
        ("E06000055+E06000056", "No group of similar areas stands beside", "No counts"),
    ],
)
def test_the_reason_is_the_one_that_holds(snapshot_path, open_app, area, said, unsaid):
    app = open_app(snapshot_path, "value_for_money", area=area)
    assert said in captions(app)
    assert unsaid not in captions(app)
