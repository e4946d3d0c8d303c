import pandas as pd

from cdof_core.report.sources import source_line

DATASETS = pd.DataFrame(
    {
        "dataset_id": ["a", "b", "c"],
        "publisher": ["Office A", "Office A", "Office C"],
        "publication": ["Figures", "Figures", "Quoted figures"],
        "licence": ["OGL v3.0", "OGL v3.0", ""],
        "strength": ["official_workbook", "official_text", "secondary_source"],
    }
)


def test_one_publication_is_named_once():
    assert source_line(DATASETS, ["a", "b"]) == "Source: Office A, Figures. OGL v3.0."


def test_a_quoted_source_carries_its_warning():
    assert source_line(DATASETS, ["a", "c"]) == (
        "Sources: Office A, Figures; Office C, Quoted figures (quoted by a secondary source, check "
        "before citing). OGL v3.0."
    )


def test_nothing_used_is_nothing_said():
    assert source_line(DATASETS, []) == ""


def test_no_licence_leaves_no_stray_full_stop():
    assert source_line(DATASETS, ["c"]).endswith("citing).")
