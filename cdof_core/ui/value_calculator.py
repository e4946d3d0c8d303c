"""A calculator that starts blank, and the two published summaries recomputed."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from cdof_core.analysis.assumptions import Assumed, write_assumptions
from cdof_core.analysis.money_calculation import Calculation, Money, MoneyError, calculate
from cdof_core.analysis.value_for_money import (
    BEDFORD,
    ESSEX,
    PublishedSaving,
    PublishedSummary,
    Reckoning,
    amounts_of,
    bedford_summary,
    essex_savings,
)
from cdof_core.narrative.money import million_text, pounds_text, range_text
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.periods import period_text
from cdof_core.report.money_tables import VERDICTS, checks_table, printed_table, reckoning_table
from cdof_core.statistics.printed_numbers import Quantity
from cdof_core.ui.assumption_grid import edit_assumptions, stated_assumptions
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import content_hash
from cdof_core.ui.components import Cell, DataTable, Message, Row, show_key_messages, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.panels import show_error, show_no_data, show_reference_case
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import FOLD, read_parameters, write_parameters

LABELS = {
    Money.SPEND: "Spend on treatment in the year (£)",
    Money.BENEFITS: "Benefits of treatment in the year (£)",
    Money.PEOPLE: "People in treatment in the year",
    Money.COMPLETIONS: "Extra completions",
    Money.VALUE: "What a completion is worth (£)",
    Money.COST: "What an extra completion costs (£)",
}
_AMOUNTS = "amounts"
"""Key of the fold in which amounts are stated."""
_NOTE = (
    "Blank until you state it: no value of a completion is made up here. Ranges are carried from "
    "end to end, so a result's range is the widest the stated ones allow."
)


def show_calculator(held: Mapping[Money, Assumed], *, area_name: str, users: str) -> None:
    """Show the grid of amounts and what they give.

    Args:
        held: What is held of the area, offered as a beginning and never filled in unasked.
        area_name: The area.
        users: Whose completions are held, such as "non-opiate users"; empty where none are.
    """
    stated = stated_assumptions("money", LABELS)
    _offer_beginnings(held, area_name=area_name, users=users)
    show_folded(
        "State the amounts, each with its source",
        partial(edit_assumptions, "money", LABELS, note=_NOTE),
        key=_AMOUNTS,
        changes_page=True,
        begins_open=bool(read_parameters()["money"]),
    )
    try:
        found = calculate(stated)
    except MoneyError as error:
        show_error(error)
        return
    if found.is_empty:
        show_no_data(
            "Nothing can be worked out yet",
            why="State spend with benefits, spend with people, or extra completions with their "
            "value, each with its source.",
        )
        return
    show_key_messages(_result_messages(found), heading="What the stated amounts give")


def _offer_beginnings(held: Mapping[Money, Assumed], *, area_name: str, users: str) -> None:
    """Offer what is held of the area, and the printed summary, as amounts to begin with."""
    summary, _ = _published(content_hash())
    with st.container(horizontal=True, gap="small"):
        if held:
            nouns = {
                Money.SPEND: "the spend on treatment",
                Money.COMPLETIONS: f"the completions of {users} it is short of",
            }
            names = listed([nouns[name] for name in held])
            st.button(
                f"Fill in for {in_sentence(area_name)}: {names}",
                key="money_held",
                on_click=_state,
                args=(write_assumptions(held),),
            )
        if summary is not None:
            for reckoning in summary.reckonings:
                source = f"Bedford JSNA, value for money, {reckoning.name.lower()}"
                st.button(
                    f"Try the printed Bedfordshire amounts, {reckoning.name.lower()}",
                    key=f"money_{reckoning.name}",
                    on_click=_state,
                    args=(write_assumptions(amounts_of(reckoning, source=source)),),
                )
        if read_parameters()["money"]:
            st.button("Clear", key="money_clear", on_click=_state, args=("",))


def _state(money: str) -> None:
    if money:  # What is filled in is to be looked at, and completed.
        st.session_state[f"{FOLD}{_AMOUNTS}"] = True
    write_parameters(money=money)


def show_published() -> None:
    """Show the two published summaries: one recomputed, one printed without its inputs."""
    st.header("Two published summaries", anchor=False)
    summary, savings = _published(content_hash())
    if summary is None and not savings:
        show_no_data("The reference cases are not in this snapshot")
        return
    if summary is not None:
        _show_bedford(summary)
    if savings:
        _show_essex(savings)


@st.cache_resource(max_entries=2, show_spinner=False)
def _published(
    key: str,  # noqa: ARG001 (the snapshot the entry is for)
) -> tuple[PublishedSummary | None, tuple[PublishedSaving, ...]]:
    return bedford_summary(), essex_savings()


def _result_messages(found: Calculation) -> list[Message]:
    messages: list[Message] = []
    if found.net is not None and found.ratio is not None:
        messages += [
            Message(headline="Net benefit.", text=_amount(found.net)),
            Message(
                headline="For every £1 spent.",
                text=f"{_amount(found.ratio, decimals=2)} of benefits, "
                f"{pounds_text(found.ratio.value - 1, 2)} net.",
            ),
        ]
    if found.per_person is not None:
        messages.append(
            Message(headline="Spend per person in treatment.", text=_amount(found.per_person))
        )
    if found.returned is not None:
        messages.append(
            Message(headline="Extra completions would return.", text=_amount(found.returned))
        )
    if found.returned_net is not None:
        messages.append(Message(headline="Less what they cost.", text=_amount(found.returned_net)))
    return messages


def _amount(quantity: Quantity, *, decimals: int = 0) -> str:
    spread = range_text(quantity.low, quantity.high, decimals=decimals)
    text = pounds_text(quantity.value, decimals)
    return f"{text} ({spread})" if spread else text


def _show_bedford(summary: PublishedSummary) -> None:
    st.subheader(f"Bedfordshire, {period_text(summary.period)}", anchor=False)
    show_reference_case(BEDFORD)
    show_table(
        DataTable(
            caption="Value for money of drug treatment, Bedfordshire",
            columns=("Reckoning", "Benefits", "Spend", "Net benefit", "For every £1", "Net per £1"),
            groups=(("", tuple(_reckoning_row(item) for item in summary.reckonings)),),
            numbers=(1, 2, 3, 4, 5),
            noun="reckonings",
        ),
        key="bedford_money",
    )
    _offer("Value for money of drug treatment, Bedfordshire", reckoning_table(summary), "reckoned")
    st.caption(
        "Ranges are what the rounding of the printed amounts leaves open. The summary is of "
        "Bedfordshire; none is printed for Bedford Borough, which the chapter is about."
    )
    show_folded(
        f"Every figure as printed ({len(summary.printed)})",
        partial(_show_printed, summary),
        key="bedford_money_printed",
    )
    show_folded(
        "Every printed figure held against its inputs",
        partial(_show_checks, summary),
        key="bedford_money_checks",
    )
    show_sources([Use(summary.dataset_id, "Value for money, Bedfordshire")], key="bedford_money")


def _show_printed(summary: PublishedSummary) -> None:
    rows = tuple(
        (Cell(item.name), Cell(item.cell), Cell(at_start(item.note))) for item in summary.printed
    )
    show_table(
        DataTable(
            caption="The summary as printed",
            columns=("Figure", "Printed", "What to know of it"),
            groups=(("", rows),),
            noun="figures",
        ),
        key="bedford_money_printed",
    )
    _offer("The summary as printed", printed_table(summary), "printed")


def _show_checks(summary: PublishedSummary) -> None:
    rows = tuple(
        (
            Cell(check.cell),
            Cell(check.printed.replace("X-BEDFORDSHIRE", "Bedfordshire")),
            Cell(check.follows or "–"),
            Cell(VERDICTS[check.verdict]),
        )
        for check in summary.checks
    )
    show_table(
        DataTable(
            caption="Checks of the printed summary",
            columns=("Figure", "Printed", "Follows", "Finding"),
            groups=(("", rows),),
            noun="figures",
        ),
        key="bedford_money_checks",
    )
    _offer("Checks of the printed summary", checks_table(summary), "checks")


def _offer(title: str, table: pd.DataFrame, name: str) -> None:
    stem = file_stem("value-for-money-bedfordshire", name)
    show_beside(plain_files(title, table, file_stem=stem), key=f"bedford_money_{name}")


def _reckoning_row(item: Reckoning) -> Row:
    fits = "within rounding" if item.ratio_is_allowed else "does not fit"
    return (
        Cell(item.name),
        Cell(million_text(item.benefits.value)),
        Cell(million_text(item.spend.value)),
        Cell(
            million_text(item.net.value),
            below=f"{million_text(item.net.lowest)} to {million_text(item.net.highest)}; "
            f"printed {item.printed_net.text}",
        ),
        Cell(
            pounds_text(item.ratio.value, 2),
            below=f"{range_text(item.ratio.lowest, item.ratio.highest, decimals=2)}; printed "
            f"{item.printed_ratio.text}, {fits}",
        ),
        Cell(
            pounds_text(item.net_per_pound.value, 2),
            below=range_text(item.net_per_pound.lowest, item.net_per_pound.highest, decimals=2),
        ),
    )


def _show_essex(savings: tuple[PublishedSaving, ...]) -> None:
    st.subheader("Essex", anchor=False)
    show_reference_case(ESSEX)
    show_key_messages(
        [
            Message(
                headline=f"{saving.cell} for every £1.",
                text=f"Printed for {period_text(saving.period)}, without benefits or spend, so it "
                "is shown as published and cannot be recomputed.",
            )
            for saving in savings
        ],
        heading="Saved for every £1 spent on drug treatment",
    )
    show_sources([Use(savings[0].dataset_id, "Saved for every £1, Essex")], key="essex_money")
