"""A process killed in the middle of saving: what it acknowledged is there, and nothing is half."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cdof_core.workspace import list_changes, list_entries, open_workspace
from cdof_core.workspace.changes import EVERY_CHANGE
from tests.conftest import Campaign

SAVING = Path(__file__).with_name("saving.py")
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.acceptance
def test_nothing_acknowledged_is_lost(url: str, campaign: Campaign) -> None:
    engine = open_workspace(url)
    moments = campaign.random()
    acknowledged: set[str] = set()
    for _ in range(campaign.rounds(sample=2, full=50)):
        with subprocess.Popen(
            [sys.executable, SAVING, url],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(moments.uniform(0, 0.2))
            process.kill()
            # A line that was cut short was not acknowledged.
            lines = [first, *process.stdout]
        acknowledged |= {line.strip() for line in lines if line.endswith("\n")}
        saved = {entry.entry_id for entry in list_entries(engine, kind="note")}
        recorded = [change.entry_id for change in list_changes(engine, limit=EVERY_CHANGE)]
        assert acknowledged <= saved
        assert sorted(recorded) == sorted(saved)
    assert len(acknowledged) > campaign.rounds(sample=2, full=50)
    engine.dispose()
