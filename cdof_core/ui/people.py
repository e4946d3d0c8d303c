"""Who is at work: the user of a laptop, or whoever signed in to a server.

Streamlit signs people in through OpenID Connect where `.streamlit/secrets.toml` has a section
`[auth]`. Its section `[people]` says what the provider's claims mean here:

    [people]
    claim = "groups"                     # the claim to read: text or a list of texts
    editor = ["cdp-board"]               # values of it that make someone an editor
    administrator = ["public-health-it"]
    others = "viewer"                    # everyone else who signed in; viewer where not given
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.panels import as_plain_text
from cdof_core.workspace import LOCAL_USER, Actor, Role

_CLAIM = "roles"
_NAMES = ("name", "email", "sub")


class PeopleError(CdofError):
    """The section `[people]` of the secrets names something that is no role."""


def current_actor() -> Actor:
    """Return who is at work now; on a server nobody who has not signed in may change anything.

    Raises:
        PeopleError: The settings name a role that does not exist.
    """
    if not needs_sign_in():
        return LOCAL_USER
    if not is_signed_in():
        return Actor("", Role.VIEWER)
    return actor_of(st.user.to_dict(), _settings())


def may_enter() -> bool:
    """Return whether whoever asks may see any page: everyone, or everyone who signed in."""
    return not needs_sign_in() or is_signed_in()


def show_sign_in() -> None:
    """Show the only thing that somebody who has not signed in sees."""
    st.title("Sign in")
    st.caption("What is saved here belongs to the people who work on it.")
    st.button("Sign in", type="primary", on_click=st.login, key="sign_in")


def show_person() -> None:
    """Say who is at work, what their role allows, and let them sign out."""
    actor = current_actor()
    if not needs_sign_in():
        st.caption("Nobody signs in to this installation: whoever opens it may change everything.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Signed in as **{as_plain_text(actor.name)}**, {actor.role}.")
        st.button("Sign out", on_click=st.logout, key="sign_out")


def needs_sign_in() -> bool:
    """Return whether this installation has people sign in."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def is_signed_in() -> bool:
    """Return whether somebody has; always false where nobody can."""
    return bool(st.user.get("is_logged_in", False))


def actor_of(claims: Mapping[str, Any], settings: Mapping[str, Any]) -> Actor:
    """Return somebody who signed in, with the highest role that their claims give.

    Args:
        claims: What the provider says of them.
        settings: The section `[people]` of the secrets; empty where there is none.

    Raises:
        PeopleError: The settings name a role that does not exist.
    """
    given = claims.get(str(settings.get("claim", _CLAIM)), [])
    held = {str(value) for value in given} if isinstance(given, list) else {str(given)}
    name = next((str(claims[key]) for key in _NAMES if claims.get(key)), "")
    for role in reversed(Role):
        # Without a setting of its own a role is given by a claim of the same name.
        if held & {str(value) for value in settings.get(role.value, [role.value])}:
            return Actor(name, role)
    others = str(settings.get("others", Role.VIEWER))
    if others not in list(Role):
        message = f"Section [people], others: found {others!r}; expected {', '.join(Role)}."
        raise PeopleError(message)
    return Actor(name, Role(others))


def _settings() -> Mapping[str, Any]:
    return st.secrets.get("people", {})
