"""Run as `python -m cdof_core`."""

import sys

from cdof_core.cli.program import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
