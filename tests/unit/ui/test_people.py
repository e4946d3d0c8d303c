"""What the claims of somebody who signed in let them do."""

from typing import Any

import pytest

from cdof_core.ui.people import PeopleError, actor_of
from cdof_core.workspace import Actor, Role

SETTINGS = {
    "claim": "groups",
    "editor": ["cdp-board"],
    "administrator": ["it"],
    "others": "analyst",
}


@pytest.mark.parametrize(
    ("claims", "settings", "actor"),
    [
        ({"name": "Ann", "groups": ["cdp-board", "x"]}, SETTINGS, Actor("Ann", Role.EDITOR)),
        ({"email": "b@x.org", "groups": "it"}, SETTINGS, Actor("b@x.org", Role.ADMINISTRATOR)),
        ({"sub": "17", "groups": ["it", "cdp-board"]}, SETTINGS, Actor("17", Role.ADMINISTRATOR)),
        ({"name": "Cy", "groups": ["x"]}, SETTINGS, Actor("Cy", Role.ANALYST)),
        ({"name": "Cy"}, SETTINGS, Actor("Cy", Role.ANALYST)),
        ({"name": "Di", "roles": ["editor"]}, {}, Actor("Di", Role.EDITOR)),
        ({"name": "Di"}, {}, Actor("Di", Role.VIEWER)),
    ],
)
def test_the_highest_role_that_the_claims_give(
    claims: dict[str, Any], settings: dict[str, Any], actor: Actor
) -> None:
    assert actor_of(claims, settings) == actor


def test_a_setting_that_is_no_role_is_said() -> None:
    with pytest.raises(PeopleError, match="others: found 'boss'; expected viewer"):
        actor_of({"name": "Ann"}, {"others": "boss"})
