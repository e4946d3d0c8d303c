"""The names a link may carry."""

from cdof_core.ui.url import PARAMETERS


def test_no_two_choices_share_a_name() -> None:
    # Each has a field of its own in the frame; two of one name would stop every page.
    assert len(set(PARAMETERS)) == len(PARAMETERS)
