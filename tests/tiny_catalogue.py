"""A catalogue of invented areas and figures, small enough to check by hand."""

from pathlib import Path
from textwrap import dedent

INDICATOR = """
[[indicator]]
indicator_id = "{indicator_id}"
name = "{indicator_id} in full"
short_name = "{indicator_id}"
outcome_id = "deaths"
position = 1
role = "headline"
profile = true
unit = "per 1,000"
multiplier = {multiplier}
value_kind = "{value_kind}"
polarity = "low_is_good"
interval_method = "{interval_method}"
decimals = 1
collection = "{collection}"
"""

ROOM = """
publisher = "Office for Invented Statistics"
publication = "Invented figures"
table_name = "Table 1"
strength = "official_workbook"
sensitivity = "open"
collection = "{collection}"
"""

FILES = {
    "places/area.csv": """
        area_code,name,level,region_code,police_force_code
        E92000001,England,country,,
        E12000099,Testland,region,,
        E23000099,Test Constabulary,police_force,,
        E06990001,Testshire,upper_tier,E12000099,E23000099
        E06990002,Samplebury,upper_tier,E12000099,E23000099
        E06990003,Exampleton,upper_tier,E12000099,E23000099
        E06990009,Oldshire,legacy,E12000099,
    """,
    "places/area_population.csv": """
        area_code,reference,year,age,persons
        E06990001,mid-2022,2022,All ages,20000
        E06990002,mid-2022,2022,All ages,50000
    """,
    "places/area_ethnicity.csv": """
        area_code,reference,ethnic_group,people,share_percent
        E06990001,census-2021,White,15000,75
    """,
    "places/group_scheme.csv": """
        scheme,name,description,warning
        region,Region,Authorities of one region,
        dfe,DfE neighbours,Most alike,Built for children's services
    """,
    "places/area_group_member.csv": """
        scheme,group_id,group_name,owner_code,area_code,rank,closeness
        region,E12000099,Testland,,E06990001,,
        region,E12000099,Testland,,E06990002,,
        dfe,E06990001,Neighbours of Testshire,E06990001,E06990003,1,Close
    """,
    "framework/outcome.csv": """
        outcome_id,position,name,kind,question,document,place
        deaths,3,Reducing deaths,strategic,Are fewer people dying?,Guidance,Appendix
    """,
    "framework/measure.csv": """
        measure_id,outcome_id,position,level,name,polarity,local_status
        H6,deaths,6,headline,Deaths,low_is_good,local
    """,
    "framework/measure_indicator.csv": """
        measure_id,indicator_id,relation
        H6,deaths_rate,local form
    """,
    # 5 / 20,000 × 1,000 = 0.25
    "figures/observation.csv": """
        indicator_id,area_code,period_start,period_end,period_label,period_kind,sex,numerator,denominator,value,flag
        deaths_rate,E06990001,2021-01-01,2021-12-31,2021,calendar,,5,20000,,
        deaths_rate,E06990001,2022-01-01,2022-12-31,2022,calendar,,,,,suppressed
        deaths_rate,E06990002,2021-01-01,2021-12-31,2021,calendar,,12,50000,0.2,
        deaths_rate,E92000001,2021-01-01,2021-12-31,2021,calendar,Persons,,,0.3,
        offences,E06990001,2022-01-01,2022-12-31,2022,calendar,,,,50,
    """,
    "figures/annotation.csv": """
        annotation_id,indicator_id,area_code,event_date,kind,label,breaks_series
        a1,deaths_rate,,2021-06-01,event,Something happened,false
    """,
    "printed_case/observation.csv": """
        indicator_id,area_code,period_start,period_end,period_label,period_kind,value
        printed_share,E06990001,2020-01-01,2020-12-31,2020,calendar,12
    """,
    "printed_case/target.csv": """
        target_id,indicator_id,area_code,value,direction,label
        t1,printed_share,E06990001,10,at_most,Ten at most
    """,
}


def write_catalogue(folder: Path) -> Path:
    """Write the whole catalogue into a folder and return it."""
    for room in sorted({name.split("/")[0] for name in FILES}):
        collection = "bedford_jsna" if room == "printed_case" else "current"
        write(folder, f"{room}/dataset.toml", ROOM.format(collection=collection))
    for name, text in FILES.items():
        write(folder, name, text)
    write(
        folder,
        "catalogue/indicators/all.toml",
        indicator("deaths_rate", value_kind="crude_rate", interval_method="byar")
        + indicator("offences", value_kind="count", multiplier=1)
        + indicator("printed_share", value_kind="proportion", collection="bedford_jsna"),
    )
    return folder


def indicator(
    indicator_id: str,
    *,
    value_kind: str,
    interval_method: str = "none",
    multiplier: float = 1000,
    collection: str = "current",
) -> str:
    """Return the declaration of one indicator."""
    return INDICATOR.format(
        indicator_id=indicator_id,
        value_kind=value_kind,
        interval_method=interval_method,
        multiplier=multiplier,
        collection=collection,
    )


def write(folder: Path, name: str, text: str) -> None:
    """Write one file of the catalogue, its indentation taken off."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")


def append(folder: Path, name: str, line: str) -> None:
    """Add one line to a file of the catalogue."""
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Change a file of the catalogue; what is to be changed must be there."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    if old not in text:
        message = f"{old!r} does not stand in {name}"
        raise ValueError(message)
    path.write_text(text.replace(old, new), encoding="utf-8")
