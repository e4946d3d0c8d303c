"""Every figure of the snapshot judged at once gives what each area's own page gives."""

from collections import Counter

import pytest

from cdof_core.analysis.snapshot_judgement import judge_snapshot
from cdof_core.comparison.keys import SERIES
from cdof_core.store.areas import areas
from cdof_core.store.observations import all_headlines, local_series, series


@pytest.fixture(scope="module")
def judged(snapshot_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
        return judge_snapshot()


@pytest.fixture
def local():
    codes = areas().query("level == 'upper_tier'")["area_code"]
    rows = all_headlines()
    return rows[rows["area_code"].isin(codes)]


def test_every_figure_is_counted_once_for_each_benchmark(judged, local):
    assert (judged.figures, judged.areas) == (len(local), 153)
    counts = judged.judgements.groupby("benchmark")["figures"].sum()
    assert counts.to_dict() == dict.fromkeys(["england", "region", "dfe"], len(local))
    assert judged.trends["series"].sum() == len(local[SERIES].drop_duplicates())


def test_what_is_not_judged_says_why(judged):
    none = judged.judgements["judgement"] == "not_compared"
    assert (judged.judgements.loc[none, "reason"] != "").all()
    assert (judged.judgements.loc[~none, "reason"] == "").all()
    assert judged.judgements.loc[none, "figures"].sum() > 0
    assert judged.judgements.loc[~none, "figures"].sum() > 0


def test_it_agrees_with_the_pages(compare, judged, local):
    """Indicators of one period are judged the same on 153 areas' own pages."""
    once = local.groupby("indicator_id")["period_label"].nunique() == 1
    single = set(once[once].index)
    pages = Counter()
    for code in sorted(set(local["area_code"]))[::17]:
        rows = compare(code, benchmark="dfe").rows
        pages.update(rows[rows["indicator_id"].isin(single)]["judgement"])
    assert sum(pages.values()) > 50
    totals = judged.judgements.query("benchmark == 'dfe'").groupby("judgement")["figures"].sum()
    assert all(totals[judgement] >= count for judgement, count in pages.items())


@pytest.mark.parametrize("indicator_id", ["deaths_drug_misuse_count"])
@pytest.mark.parametrize("sex", ["Persons"])
def test_deaths_of_all_authorities_are_england_s_every_year(indicator_id, sex):
    own = local_series(indicator_id=indicator_id, sex=sex)
    england = series(indicator_id=indicator_id, area_codes=["E92000001"], sex=sex)
    sums = own.groupby("period_label")["value"].sum()
    published = england.set_index("period_label")["value"]
    assert sums.index.tolist() == [str(year) for year in range(1993, 2022)]
    assert (own.groupby("period_label")["area_code"].nunique() == 153).all()
    assert sums.to_dict() == published.loc[sums.index].to_dict()
