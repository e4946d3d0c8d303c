"""No own table, however broken, ends in anything but figures or a clear message."""

import random
import time

import pandas as pd
import pytest

from cdof_core.domain import CdofError
from cdof_core.ingest.imported import ImportRefusedError
from cdof_core.ingest.known import Known
from cdof_core.ingest.own_table.opening import guess, open_own_file
from cdof_core.ingest.own_table.reading import read_own_table
from tests.unit.ingest.sources.malformed import generated, nasty

LONGEST_SECONDS = 20
NASTY = list(nasty())


@pytest.fixture(scope="module")
def known():
    area = ("E06990001", "Testshire", "upper_tier", pd.NaT, "")
    areas = pd.DataFrame([area], columns=["area_code", "name", "level", "valid_to", "region_code"])
    changes = pd.DataFrame(
        columns=["old_code", "old_name", "new_code", "new_name", "change", "effective"], dtype="str"
    )
    indicators = pd.DataFrame(
        columns=["indicator_id", "name", "polarity", "unit", "multiplier"], dtype="str"
    )
    return Known(areas, changes, indicators)


def attempt(path, known) -> None:
    started = time.process_time()
    refused: CdofError | None = None
    try:
        file = open_own_file(path)
        for sheet in file.sheet_names[:3]:
            grid = file.grid(sheet)
            read_own_table(grid, guess(grid, known), known, sources=[file.source])
    except CdofError as error:
        refused = error
    if refused is not None:
        assert isinstance(refused, ImportRefusedError)
        assert path.name in str(refused)
    assert time.process_time() - started < LONGEST_SECONDS


@pytest.mark.parametrize("malformed", NASTY, ids=lambda one: one.name)
def test_a_nasty_own_table_ends_in_figures_or_a_message(tmp_path, known, malformed):
    path = tmp_path / malformed.name.replace("/", "-").replace("|", "-")
    path.write_bytes(malformed.content)
    attempt(path, known)


def test_generated_own_tables_end_well(tmp_path, known, campaign):
    seeds = campaign.random()
    for _ in range(campaign.rounds(sample=60, full=1_200)):
        malformed = generated(random.Random(seeds.random()))  # noqa: S311
        path = tmp_path / malformed.name.replace("/", "-").replace("|", "-")
        path.write_bytes(malformed.content)
        attempt(path, known)
        path.unlink()
