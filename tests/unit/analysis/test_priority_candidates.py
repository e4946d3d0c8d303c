"""What the evidence brings to a priorities workshop, on invented measures."""

import pandas as pd

from cdof_core.analysis.priority_candidates import evidence_candidates

BEDFORD = "E06000055"
ROWS = pd.DataFrame(
    [
        # measure, polarity, judgement, trend                         brought as
        ("deaths", "low_is_good", "worse", "increasing"),  #          worse, first: also worsening
        ("crime", "low_is_good", "worse", "decreasing"),  #           worse
        ("waits", "high_is_good", "similar", "decreasing"),  #        worsening
        ("visits", "high_is_good", "better", "increasing"),  #        not at all
        ("claims", "no_judgement", "not_compared", "increasing"),  #  not at all: no wrong way
        ("harm", "low_is_good", "much_worse", "no_change"),  #        worse, before all others
        ("care", "low_is_good", "similar", "no_change"),  #           worsening: its gap widens
        ("thefts", "low_is_good", "worse", "no_change"),  #           worse: its gap widens too
    ],
    columns=["indicator_id", "polarity", "judgement", "trend"],
)
WIDENING = pd.DataFrame(
    {
        "indicator_id": ["care", "thefts"],
        "gap": [2.0, 3.0],
        "earlier_gap": [1.0, 0.0],
        "gap_period": "2030",
        "earlier_gap_period": "2026",
    }
)


def test_worse_measures_come_first_and_worsening_ones_after(look) -> None:
    _, places = look(BEDFORD)
    found = evidence_candidates(ROWS, widening=WIDENING, places=places)
    assert list(found.worse["indicator_id"]) == ["harm", "deaths", "thefts", "crime"]
    assert list(found.worse["is_worsening"]) == [False, True, False, False]
    assert list(found.worse["is_widening"]) == [False, False, True, False]
    assert list(found.worsening["indicator_id"]) == ["care", "waits"]


def test_need_not_met_comes_once_a_substance(look) -> None:
    _, places = look(BEDFORD)
    substances = [
        view.estimate.substance
        for view in evidence_candidates(ROWS, widening=WIDENING, places=places).unmet
    ]
    assert substances
    assert len(substances) == len(set(substances))
