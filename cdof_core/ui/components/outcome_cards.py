"""The outcomes as cards: the measures behind each, and what is not published here."""

from collections.abc import Sequence
from dataclasses import dataclass

from cdof_core.domain import IndicatorId, Judgement
from cdof_core.ui.components.assembly import assemble_component
from cdof_core.ui.components.mark import mark_data

_draw = assemble_component("outcome_cards")


@dataclass(frozen=True, slots=True)
class CardRow:
    """One measure of a card; every text is final.

    Attributes:
        indicator_id: Which.
        name: Short name.
        about: Lines under the name: interval, unit and count; period, age and trend.
        value: With its unit sign, or an en dash.
        judgement: Against the chosen benchmark.
        reason: `NotComparedReason` where there is no judgement; empty otherwise.
        reason_sentence: The same as a sentence, for those who point at or listen to the chip.
        unit: After the value in smaller type; empty where another line says it.
        warning: What to check before citing the figure; empty for nothing.
        href: Link to the measure; empty where there is nothing to open.
    """

    indicator_id: IndicatorId
    name: str
    about: tuple[str, ...]
    value: str
    judgement: Judgement
    reason: str = ""
    reason_sentence: str = ""
    unit: str = ""
    warning: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """One outcome.

    Attributes:
        outcome_id: Which.
        name: Its name.
        about: How many measures are here and how many are not.
        rows: Measures with a figure.
        absent_summary: One line on what is not published here; empty where nothing is missing.
        absent: One sentence for each measure without a local figure.
    """

    outcome_id: str
    name: str
    about: str
    rows: tuple[CardRow, ...]
    absent_summary: str = ""
    absent: tuple[str, ...] = ()


def show_outcome_cards(cards: Sequence[OutcomeCard]) -> None:
    """Show the cards side by side, or stacked on a phone."""
    _draw(data={"cards": [_card_data(card) for card in cards]}, key="outcome_cards")


def _card_data(card: OutcomeCard) -> dict[str, object]:
    return {
        "name": card.name,
        "about": card.about,
        "rows": [_row_data(row) for row in card.rows],
        "absent_summary": card.absent_summary,
        "absent": list(card.absent),
    }


def _row_data(row: CardRow) -> dict[str, object]:
    return {
        "indicator_id": row.indicator_id,
        "name": row.name,
        "about": list(row.about),
        "value": row.value,
        "unit": row.unit,
        "mark": mark_data(row.judgement, reason=row.reason),
        "reason": row.reason_sentence,
        "warning": row.warning,
        "href": row.href,
    }
