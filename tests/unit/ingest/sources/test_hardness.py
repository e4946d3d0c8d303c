"""No file, however broken, ends in anything but figures or a clear message."""

import random
import time
from pathlib import Path

import pytest

from cdof_core.domain import CdofError
from cdof_core.ingest.imported import Imported, ImportRefusedError
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.recognise import IMPORTERS, UNFORESEEN, import_file
from tests.unit.ingest.sources.malformed import Malformed, generated, nasty

NASTY = list(nasty())
LONGEST_SECONDS = 20
PLACES = Places(
    names={"E06990001": "Invented", "E92000001": "England"},
    levels={"E06990001": "upper_tier", "E92000001": "country"},
    same={},
    parts={},
    counties={},
    forces={},
)


def attempt(path: Path, source: str) -> Imported | CdofError:
    started = time.process_time()
    try:
        ended: Imported | CdofError = import_file(
            path, path.parent / "no catalogue", source=source, places=PLACES
        )
    except CdofError as error:
        ended = error
    assert time.process_time() - started < LONGEST_SECONDS
    if isinstance(ended, CdofError):
        assert path.name in str(ended)
        assert "Traceback" not in str(ended)
        assert isinstance(ended, ImportRefusedError)
        assert all(problem.rule != UNFORESEEN for problem in ended.problems)
    return ended


def write(folder: Path, malformed: Malformed) -> Path:
    path = folder / malformed.name.replace("/", "-").replace("|", "-")
    path.write_bytes(malformed.content)
    return path


def test_there_are_a_hundred_nasty_files():
    assert len(NASTY) >= 100
    assert len({one.content for one in NASTY}) == len(NASTY)


@pytest.mark.parametrize("malformed", NASTY, ids=lambda one: one.name)
def test_a_nasty_file_ends_in_a_clear_message(tmp_path, malformed):
    path = write(tmp_path, malformed)
    ended = attempt(path, "auto")
    if isinstance(ended, Imported):  # one cell of it is wrong: the import says which
        assert ended.errors
        assert all(problem.file == path.name for problem in ended.errors)
    assert path.read_bytes() == malformed.content


def test_a_nasty_file_ends_well_whatever_source_is_claimed(tmp_path):
    few = [one for one in NASTY if len(one.content) < 100_000][::9]
    assert len(few) >= 5
    for malformed in few:
        path = write(tmp_path, malformed)
        for source in IMPORTERS:
            ended = attempt(path, source)
            assert isinstance(ended, ImportRefusedError) or ended.errors


def test_generated_files_end_well(tmp_path, campaign):
    seeds = campaign.random()
    for _ in range(campaign.rounds(sample=60, full=1_200)):
        chance = random.Random(seeds.random())  # noqa: S311
        path = write(tmp_path, generated(chance))
        ended = attempt(path, "auto")
        assert isinstance(ended, Imported | CdofError)
        path.unlink()
