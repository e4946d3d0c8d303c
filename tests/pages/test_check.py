"""The checking page: paste a table, decide on what is found."""

from pathlib import Path

from tests.pages.conftest import Open

# 3 + 4 = 7, not 9; 3 of 7 is 43%.
TABLE = "Route\tPeople\tShare\nGP\t3\t43%\nCourt\t4\t57%\nTotal\t9\t100%\n"


def test_a_pasted_table_is_checked_and_a_finding_dismissed_with_a_reason(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "check")
    assert app.info[-1].value.startswith("Nothing has been checked yet")
    app.text_area(key="check_paste").set_value(TABLE)
    app.button(key="check_text").click().run()
    assert not app.exception
    headline = app.header[0].value
    assert headline.startswith("The pasted text: ")
    found = [text.value for text in app.markdown if "wrong total" in text.value.lower()]
    assert len(found) == 1
    assert "Printed: **9**" in found[0]
    assert "expected: **7**" in found[0]
    decision = next(one for one in app.button_group if "decision" in str(one.key))
    decision.set_value("dismissed").run()
    # A dismissal without its reason decides nothing.
    assert str(app.session_state["checked_document"].decided[0].decision) == "open"
    reason = next(one for one in app.text_input if "reason" in str(one.key))
    reason.set_value("Two  are counted twice").run()
    checked = app.session_state["checked_document"]
    assert checked.decided[0].reason == "Two are counted twice"
    assert any("0 undecided" in caption.value for caption in app.caption) == (
        len(checked.decided) == 1
    )


def test_a_table_without_errors_says_so_and_that_it_is_no_proof(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "check")
    app.text_area(key="check_paste").set_value(TABLE.replace("9", "7"))
    app.button(key="check_text").click().run()
    assert "Nothing found" in app.header[0].value
    assert any("no proof" in text.value for text in app.markdown)


def test_nothing_to_read_is_said_in_one_sentence(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "check")
    app.button(key="check_text").click().run()
    assert not app.exception
    assert "is empty: expected text or a table" in app.error[0].value
