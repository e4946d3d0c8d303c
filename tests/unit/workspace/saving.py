"""Saves one thing after another until it is killed, and says of each when it is saved."""

import sys

from cdof_core.workspace import LOCAL_USER, add_entry, open_workspace

engine = open_workspace(sys.argv[1])
for number in range(100_000):
    saved = add_entry(
        engine, LOCAL_USER, kind="note", name=str(number), content={"text": "x" * 5_000}
    )
    sys.stdout.write(f"{saved.entry_id}\n")
    sys.stdout.flush()
