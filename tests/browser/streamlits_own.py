"""What axe finds in Streamlit 1.67's own elements, which this project cannot mend.

A finding is forgiven only where both its rule and its place are listed; anything else is ours.
"""

FORGIVEN = {
    # The navigation puts its headings between the list and its items.
    ("list", "stSidebarNavItems"),
    ("listitem", "st-emotion-cache"),
    # What opens above the page stands beside its landmarks.
    ("region", "data-floating-ui-portal"),
    ("region", 'role="listbox"'),
    # The place to drop a file on is focusable and named, yet says that it is nothing but looks.
    ("presentation-role-conflict", "stFileUploaderDropzone"),
}
"""Rule, and a part of the element that it is found on."""


def ours(violations: list[dict]) -> list[tuple[str, str]]:
    """Return rule and element of every finding that is not Streamlit's own."""
    return [
        (violation["id"], node["html"][:200])
        for violation in violations
        for node in violation["nodes"]
        if not is_forgiven(violation["id"], node["html"])
    ]


def is_forgiven(rule: str, html: str) -> bool:
    """Whether a finding is one that Streamlit answers for."""
    element = html.split(">", maxsplit=1)[0]
    return any(rule == known and place in element for known, place in FORGIVEN)
