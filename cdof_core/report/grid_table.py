"""A grid of measures and areas as a table to take away: one row a figure, every gap said."""

import numpy as np
import pandas as pd

from cdof_core.analysis.overview_grid import OverviewGrid
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import trend_word
from cdof_core.report.grid_words import cell_words
from cdof_core.report.table_origin import Origin, method_lines, source_lines, source_names
from cdof_core.report.tables import Table
from cdof_core.report.view_words import judgement_text


def grid_table(grid: OverviewGrid, *, origin: Origin) -> Table:
    """Return a grid's figures as a table.

    Args:
        grid: The grid.
        origin: Where the figures come from.

    Returns:
        One row a measure and area, England and the region among them.
    """
    cells, words = grid.cells, cell_words(grid.cells, grid.measures)
    each = len(grid.areas)
    measures = {
        name: np.repeat(grid.measures[name].to_numpy(), each)
        for name in ("outcome", "name", "unit", "benchmark", "polarity")
    }
    datasets = cells["dataset_id"].replace("", np.nan)
    data = pd.DataFrame(
        {
            "Area code": cells["area_code"],
            "Area": np.tile(grid.areas["area_name"].to_numpy(), len(grid.measures)),
            "Outcome": measures["outcome"],
            "Measure": measures["name"],
            "Period": [period_text(str(label)) for label in cells["period_label"]],
            "Sex": cells["sex"],
            "Age": cells["age"],
            "Method or edition": cells["vintage"],
            "Unit": measures["unit"],
            "Count": cells["numerator"],
            "Out of": cells["denominator"],
            "Value": cells["value"],
            "Lower 95% limit": cells["lower95"],
            "Upper 95% limit": cells["upper95"],
            "Benchmark": grid.places.chosen.label,
            "Benchmark value": measures["benchmark"],
            "Judgement": [
                judgement_text(str(judgement), str(reason))
                for judgement, reason in zip(cells["judgement"], cells["reason"], strict=True)
            ],
            "Recent trend": [
                trend_word(str(trend), str(reason), str(polarity))
                for trend, reason, polarity in zip(
                    cells["trend"], cells["trend_reason"], measures["polarity"], strict=True
                )
            ],
            "What is missing and why": np.where(words["has_value"], "", words["why"]),
            "Note": words["note"],
            "Source": source_names(datasets, origin),
        }
    )
    title = f"{len(grid.measures)} measures in {in_sentence(grid.group.label)}"
    about = [
        ("Title", title),
        ("Chosen area", grid.places.area.name),
        ("Benchmark", grid.places.chosen.label),
        ("About the benchmark", grid.places.warning),
        ("About the areas", grid.group.warning),
        (
            "Periods",
            "Each measure stands at one period: the one that most authorities' newest figure is "
            "for. An area without a figure for it is left empty, with the reason.",
        ),
        *source_lines(datasets.dropna().unique(), origin),
        *method_lines(origin),
    ]
    return Table(
        title=title,
        data=data.reset_index(drop=True),
        decimals={},
        about=tuple((label, text) for label, text in about if text),
        built_at=origin.built_at,
    )
