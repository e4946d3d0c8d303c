"""Every component with figures as they look in use; a page for the browser tests only."""

import streamlit as st

from cdof_core.domain import IndicatorId, Judgement
from cdof_core.ui.components import (
    BenchmarkCell,
    CardRow,
    Cell,
    DataTable,
    Message,
    OutcomeCard,
    ProfileRow,
    ProfileTable,
    Spine,
    show_key_messages,
    show_legend,
    show_notes,
    show_outcome_cards,
    show_profile,
    show_table,
)

PARENT, CHILD, DEATHS, NEW_DEATHS, NEED, CRIME = (
    IndicatorId(name) for name in ("parent", "child", "deaths", "new_deaths", "need", "crime")
)
USE, CRIMES, HARM = (
    "Reducing drug use",
    "Reducing drug-related crime",
    "Reducing drug-related deaths and harm",
)

st.set_page_config(layout="wide")
st.title("Components")
show_notes(
    [
        "Cumbria (E10000006) is no longer an authority; choose "
        "[Cumberland](?area=E06000063) or [a trap](javascript:alert(1)). Showing Bedford instead."
    ]
)
show_key_messages(
    [
        Message(
            "In 17.0% of children’s assessments in 2024/25 a parent’s drug misuse was a factor, "
            "worse than England (14.1%); the difference is significant.",
            headline="More families affected.",
        ),
        Message(
            "5.5 per 100,000 in 2019–21 (England 5.1); the difference is not significant.",
            headline="Deaths are similar to England.",
            href="?indicator=deaths",
            link="See the trend",
        ),
    ]
)
show_legend(list(Judgement), sentence="95% interval against England’s value for the same period.")
st.header("Six outcomes")
show_outcome_cards(
    [
        OutcomeCard(
            "use",
            USE,
            "3 measures here, 2 published for England only",
            (
                CardRow(
                    PARENT,
                    "Parent’s drug misuse in children’s assessments",
                    (
                        "15.1–19.1 · 236 of 1,387",
                        "2024/25 · 20 months ago",
                        "No significant change",
                    ),
                    "17.0%",
                    Judgement.MUCH_WORSE,
                    href="?indicator=parent",
                ),
                CardRow(
                    CHILD,
                    "Child’s own drug misuse in assessments",
                    ("2.7–4.7 · 50 of 1,387", "2024/25"),
                    "3.6%",
                    Judgement.BETTER,
                    href="?indicator=child",
                ),
            ),
            "2 measures have no local figure",
            ("Pupils aged 11 to 15 who took drugs: published for England only.", "Not identified."),
        ),
        OutcomeCard(
            "crime",
            CRIMES,
            "1 measure here",
            (
                CardRow(
                    CRIME,
                    "Recorded drug offences",
                    ("2.6–3.1 per 1,000 · 532 offences", "year to June 2025"),
                    "2.8",
                    Judgement.LOWER,
                    href="?indicator=crime",
                ),
            ),
        ),
        OutcomeCard(
            "deaths",
            HARM,
            "2 measures here",
            (
                CardRow(
                    DEATHS,
                    "Deaths from drug misuse",
                    ("3.7–8.0 per 100,000 · 28 deaths", "2019–21"),
                    "5.5",
                    Judgement.SIMILAR,
                    href="?indicator=deaths",
                ),
                CardRow(
                    NEW_DEATHS,
                    "Deaths from drug misuse",
                    ("per 100,000", "2022–24"),
                    "4.2",
                    Judgement.NOT_COMPARED,
                    reason="no_interval",
                    reason_sentence="no interval is held for this value",
                    warning="Quoted by a secondary source, check before citing",
                    href="?indicator=new_deaths",
                ),
            ),
        ),
        OutcomeCard("supply", "Reducing drug supply", "No local measure is named", (), "", ()),
    ]
)
show_profile(
    ProfileTable(
        area="Bedford",
        benchmarks=("England", "East of England", "Neighbours"),
        caption="Bedford’s measures against England",
        spine_heading="Lowest ← England → highest",
        rows=(
            ProfileRow(
                PARENT,
                "Parent’s drug misuse in children’s assessments",
                USE,
                "2024/25",
                "236",
                "17.0%",
                "15.1–19.1",
                (BenchmarkCell("14.1%"), BenchmarkCell("16.6%"), BenchmarkCell("15.2%", "pooled")),
                Judgement.WORSE,
                "?indicator=parent",
                spine=Spine(0.08, 0.36, 0.68, 1.0, 0.56),
                spine_text="Between the middle and the highest quarter of 153 authorities",
                spark=(14.2, 15.1, 16.0, 17.6, None, 15.5, 16.7, 17.0),
                spark_text="2017/18 to 2024/25, one year missing",
                trend="No significant change",
                count_order=236.0,
                value_order=17.0,
            ),
            ProfileRow(
                CHILD,
                "Child’s own drug misuse in assessments",
                USE,
                "2024/25",
                "50",
                "3.6%",
                "2.7–4.7",
                (BenchmarkCell("4.8%"), BenchmarkCell("5.1%"), BenchmarkCell("–")),
                Judgement.BETTER,
                "?indicator=child",
                spine=Spine(0.08, 0.39, 0.62, 1.0, 0.39),
                spine_text="In the lowest quarter of 153 authorities",
                trend="Not tested",
                trend_reason="fewer than five comparable years",
                count_order=50.0,
                value_order=3.6,
            ),
            ProfileRow(
                DEATHS,
                "Deaths from drug misuse, age-standardised",
                HARM,
                "2019–21",
                "28",
                "5.5",
                "3.7–8.0",
                (BenchmarkCell("5.1"), BenchmarkCell("3.3"), BenchmarkCell("4.9", "median")),
                Judgement.SIMILAR,
                "?indicator=deaths",
                unit="per 100,000",
                spine=Spine(0.38, 0.45, 0.59, 1.0, 0.52),
                spine_text="In the middle half of 151 authorities",
                spark=(1.9, 2.1, 2.1, 1.8, 2.9, 3.1, 4.3, 4.6, 5.5),
                spark_text="2011–13 to 2019–21, rising",
                trend="Not tested",
                trend_reason="the periods overlap",
                count_order=28.0,
                value_order=5.5,
            ),
            ProfileRow(
                NEW_DEATHS,
                "Deaths from drug misuse, directly standardised",
                HARM,
                "2022–24",
                "–",
                "4.2",
                "not published",
                (BenchmarkCell("5.8"), BenchmarkCell("–"), BenchmarkCell("–")),
                Judgement.NOT_COMPARED,
                "?indicator=new_deaths",
                unit="per 100,000",
                reason="no_interval",
                reason_sentence="no interval is held for this value",
                trend="Not tested",
                trend_reason="the periods overlap",
                value_order=4.2,
            ),
        ),
    )
)
show_table(
    DataTable(
        caption="Ranked authorities",
        columns=("Authority", "Value", "Judgement"),
        groups=(
            (
                "",
                (
                    (
                        Cell("Blackpool", href="?area=E06000009"),
                        Cell("22.1"),
                        Cell("", judgement=Judgement.WORSE),
                    ),
                    (
                        Cell("Rutland", href="?area=E06000017"),
                        Cell("–", below="withheld"),
                        Cell("", judgement=Judgement.NOT_COMPARED, reason="suppressed"),
                    ),
                ),
            ),
        ),
        numbers=(1,),
        search="Find an authority",
        noun="authorities",
    ),
    key="ranked",
)
