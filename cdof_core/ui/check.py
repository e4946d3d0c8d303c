"""The checking page: a document in, findings to accept or dismiss, a report out."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from cdof_core.checker import Confidence, Finding, Report, check_text, check_upload
from cdof_core.checker.reading.files import MOST_BYTES
from cdof_core.domain import CdofError
from cdof_core.narrative.names import at_start
from cdof_core.report.check_report import (
    Decided,
    Decision,
    check_headline,
    check_json,
    check_table,
    write_check,
)
from cdof_core.report.table_files import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx
from cdof_core.report.tables import Table
from cdof_core.report.word_parts import WORD_TYPE
from cdof_core.ui.cached import built_at, content_hash
from cdof_core.ui.downloads import file_stem
from cdof_core.ui.panels import Download, as_plain_text, show_downloads, show_error, show_no_data

LONGEST_PASTE = 400_000
"""Signs: a chapter has some 50,000."""
PAGE_LENGTH = 15
"""Findings on screen at once."""
LONGEST_REASON = 300

_PASTED = "the pasted text"
_CHECKED = "checked_document"
"""Session key: the check made last; the document itself is not kept."""
_WANTED = "wanted_check"
"""Session key: the check to make in this run, below its button."""
_KINDS = ["txt", "md", "csv", "tsv", "xlsx", "docx"]
_SIGNS = {Confidence.HIGH: "■", Confidence.MEDIUM: "●", Confidence.LOW: "○"}
_DECISIONS = {Decision.OPEN: "Open", Decision.ACCEPTED: "Accept", Decision.DISMISSED: "Dismiss"}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A check that was asked for.

    Attributes:
        run: Makes it.
        data: What is checked.
    """

    run: Callable[[], Report]
    data: bytes


@dataclass(slots=True)
class Checked:
    """A check of this session.

    Attributes:
        report: What was found.
        digest: Tells documents apart.
        decisions: What was decided, by the finding's place.
        reasons: Why findings were dismissed, by place.
    """

    report: Report
    digest: str
    decisions: dict[int, Decision] = field(default_factory=dict[int, Decision])
    reasons: dict[int, str] = field(default_factory=dict[int, str])

    @property
    def decided(self) -> list[Decided]:
        """Every finding with its decision; a dismissal without a reason is none yet."""
        made: list[Decided] = []
        for place, finding in enumerate(self.report.findings):
            decision, reason = self.decisions.get(place, Decision.OPEN), ""
            if decision is Decision.DISMISSED:
                reason = self.reasons.get(place, "")
                decision = decision if reason else Decision.OPEN
            made.append(Decided(finding, decision, reason))
        return made


def choose_document() -> None:
    """Draw the ways in: paste, or a file. What is checked stays in this session."""
    pasted, uploaded = st.tabs(["Paste", "Upload a file"])
    with pasted:
        st.text_area(
            "A table or text, as copied from a spreadsheet or a document",
            key="check_paste",
            height=180,
            max_chars=LONGEST_PASTE,
            placeholder="Paste here. Tables may be separated by tabs, bars or commas.",
        )
        st.button("Check the text", type="primary", key="check_text", on_click=_want_text)
    with uploaded:
        file = st.file_uploader(
            f"Word, Excel, CSV or text, at most {MOST_BYTES // 1_000_000} MB",
            type=_KINDS,
            key="check_file",
        )
        st.button(
            "Check the file",
            type="primary",
            disabled=file is None,
            key="check_upload",
            on_click=_want_file,
        )
    st.caption(
        "The document is read on this machine and not kept: only the findings stay, until you "
        "close the page."
    )


def show_check() -> None:
    """Show what was found, each finding to accept or dismiss, and the report to take away."""
    wanted: _Wanted | None = st.session_state.pop(_WANTED, None)
    if wanted is not None:
        _check(wanted)
    checked: Checked | None = st.session_state.get(_CHECKED)
    if checked is None:
        show_no_data(
            "Nothing has been checked yet",
            why="Totals, percentages, rates, intervals, claims of significance, small numbers "
            "that can be worked out and figures that differ from the published ones are looked "
            "for.",
        )
        return
    name = at_start(checked.report.name) if checked.report.name == _PASTED else checked.report.name
    st.header(as_plain_text(f"{name}: {check_headline(checked.report)}"))
    if not checked.report.findings:
        st.markdown("That is no proof: what has no second figure beside it cannot be checked.")
        return
    _show_files(checked)
    shown = _filtered(checked)
    st.caption(_say_shown(checked, len(shown)))
    for place in _one_page(checked, shown):
        _show_finding(checked, place)


def _want_text() -> None:
    text = str(st.session_state.get("check_paste", ""))
    st.session_state[_WANTED] = _Wanted(partial(check_text, text, name=_PASTED), text.encode())


def _want_file() -> None:
    file = st.session_state.get("check_file")
    if file is not None:
        data: bytes = file.getvalue()
        st.session_state[_WANTED] = _Wanted(partial(check_upload, file.name, data), data)


def _check(wanted: _Wanted) -> None:
    st.session_state.pop(_CHECKED, None)
    try:
        with st.spinner("Reading the tables and sentences, and holding them against one another…"):
            report = wanted.run()
    except CdofError as error:
        show_error(error)
        return
    digest = hashlib.sha256(wanted.data).hexdigest()[:12]
    st.session_state[_CHECKED] = Checked(report, digest)


def _show_files(checked: Checked) -> None:
    stem = file_stem("check", checked.report.name)
    report, decided = checked.report, checked.decided

    def table() -> Table:
        return check_table(report, decided, content_hash=content_hash(), built_at=built_at())

    def word() -> bytes:
        return write_check(report, decided, content_hash=content_hash(), built_at=built_at())

    show_downloads(
        [
            Download("CSV", f"{stem}.csv", CSV_TYPE, lambda: as_csv(table())),
            Download("Excel", f"{stem}.xlsx", XLSX_TYPE, lambda: as_xlsx(table())),
            Download("Word", f"{stem}.docx", WORD_TYPE, word),
            Download(
                "JSON", f"{stem}.json", "application/json", lambda: check_json(report, decided)
            ),
        ],
        key="check",
    )


def _filtered(checked: Checked) -> list[int]:
    """Draw the filters and return the places of the findings they leave."""
    findings = checked.report.findings
    levels = [level for level in Confidence if any(one.confidence is level for one in findings)]
    kinds = sorted({str(one.kind) for one in findings})
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        sure = st.pills(
            "Confidence",
            levels,
            selection_mode="multi",
            format_func=lambda level: f"{_SIGNS[level]} {level}",
            key=f"check_sure_{checked.digest}",
        )
        kind = st.selectbox(
            "What", ["Everything", *kinds], key=f"check_kind_{checked.digest}", width=300
        )
        only_open = st.checkbox("Only undecided", key=f"check_open_{checked.digest}")
    return [
        place
        for place, one in enumerate(checked.decided)
        if (not sure or one.finding.confidence in sure)
        and kind in ("Everything", str(one.finding.kind))
        and (not only_open or one.decision is Decision.OPEN)
    ]


def _say_shown(checked: Checked, shown: int) -> str:
    total = len(checked.report.findings)
    undecided = sum(one.decision is Decision.OPEN for one in checked.decided)
    return f"{shown} of {total} shown, {undecided} undecided, in the order of the document."


def _one_page(checked: Checked, shown: list[int]) -> list[int]:
    pages = -(-len(shown) // PAGE_LENGTH)
    if pages <= 1:
        return shown
    page = st.number_input(
        f"Page, of {pages}",
        min_value=1,
        max_value=pages,
        width=160,
        key=f"check_page_{checked.digest}",
    )
    start = (int(page) - 1) * PAGE_LENGTH
    return shown[start : start + PAGE_LENGTH]


def _show_finding(checked: Checked, place: int) -> None:
    finding = checked.report.findings[place]
    decision = checked.decisions.get(place, Decision.OPEN)
    with st.container(border=True, key=f"finding_{place}"):
        st.markdown(_as_markdown(place + 1, finding))
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            st.segmented_control(
                f"Decision on finding {place + 1}",
                list(_DECISIONS),
                format_func=lambda one: _DECISIONS[one],
                default=decision,
                key=_key("decision", checked, place),
                on_change=_decide,
                args=(checked, place),
                label_visibility="collapsed",
            )
            if decision is Decision.DISMISSED:
                st.text_input(
                    f"Reason for dismissing finding {place + 1}",
                    value=checked.reasons.get(place, ""),
                    max_chars=LONGEST_REASON,
                    placeholder="Why it is no error",
                    key=_key("reason", checked, place),
                    on_change=_give_reason,
                    args=(checked, place),
                    label_visibility="collapsed",
                )
        if decision is Decision.DISMISSED and not checked.reasons.get(place):
            st.caption("Say why it is no error: until then it counts as undecided.")


def _as_markdown(number: int, finding: Finding) -> str:
    kind = str(finding.kind)
    return (
        f"**{number}. {kind[0].upper()}{kind[1:]}** · {_SIGNS[finding.confidence]} "
        f"{finding.confidence} confidence · {as_plain_text(finding.location)}\n\n"
        f"Printed: **{as_plain_text(finding.printed)}** · "
        f"expected: **{as_plain_text(finding.expected)}**\n\n"
        f"{as_plain_text(finding.wording)}"
    )


def _decide(checked: Checked, place: int) -> None:
    chosen = st.session_state.get(_key("decision", checked, place))
    checked.decisions[place] = Decision(chosen) if chosen else Decision.OPEN


def _give_reason(checked: Checked, place: int) -> None:
    checked.reasons[place] = " ".join(
        str(st.session_state.get(_key("reason", checked, place), "")).split()
    )


def _key(what: str, checked: Checked, place: int) -> str:
    return f"check_{what}_{checked.digest}_{place}"
