"""Speed and working memory of the statistics, beside bare NumPy and PHStatsMethods in one run.

Run from the top of the repository:

    python benchmarks/statistics.py                      # ours beside bare NumPy and SciPy
    python benchmarks/statistics.py --peer path/python   # and beside PHStatsMethods there

PHStatsMethods comes from the package index into a virtual environment of its own, for this
comparison only. It runs on fewer rows, because it takes a Python call for each; times are then
given per row. Every time is the best of several.
"""

import argparse
import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
# This folder holds a module called statistics, which must not stand in for Python's own.
sys.path[:] = [str(HERE.parent), *(p for p in sys.path if Path(p or ".").resolve() != HERE)]

ROWS = 1_000_000
STANDARDISED = 20_000
BANDS = 19
SERIES = 100_000
YEARS = 8
PEER_ROWS = 5_000
PEER_STANDARDISED = 500
LEVELS = (0.95, 0.998)
DEVIATES = (1.959963984540054, 3.090232306167813)
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table.

    Attributes:
        name: What was computed.
        rows: Number of results.
        seconds: Our best time.
        bare: Best time of the bare expression, if there is one.
        arrays: Working arrays of the input's length beyond inputs and outputs.
        peer: Seconds a row of PHStatsMethods, if it was run.
    """

    name: str
    rows: int
    seconds: float
    bare: float | None
    arrays: float | None
    peer: float | None

    def line(self) -> str:
        """Write the line in Markdown."""
        bare = f"{self.seconds / self.bare:.2f}" if self.bare else "-"
        arrays = f"{self.arrays:.2f}" if self.arrays is not None else "-"
        peer = f"{self.peer * self.rows / self.seconds:,.0f}" if self.peer else "-"
        return (
            f"| {self.name} | {self.rows:,} | {self.seconds * 1000:,.0f} ms | {bare} "
            f"| {peer} | {arrays} |"
        )


def best(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """Shortest of several times, in seconds."""
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


def working_arrays(run: Callable[[], object], *, rows: int) -> float:
    """Peak memory beyond inputs and outputs, in arrays of float64 of the input's length."""
    run()
    tracemalloc.start()
    result = run()
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return (peak - kept) / (8 * rows)


def counts(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Counts, a third of them below ten, over populations."""
    rng = np.random.default_rng(20)
    events = rng.poisson(rng.choice([4.0, 30.0, 900.0], rows)).astype(float)
    return events, rng.integers(2_000, 90_000, rows) + events


def bands(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Events and populations by age band."""
    rng = np.random.default_rng(21)
    return rng.poisson(4.0, (rows, BANDS)).astype(float), rng.uniform(1e3, 9e3, (rows, BANDS))


def bare_rates(events: np.ndarray, base: np.ndarray) -> list[np.ndarray]:
    """Both limits at both levels, written straight down."""
    from scipy import special  # noqa: PLC0415

    few = events < 10
    out = []
    with np.errstate(all="ignore"):
        for level, z in zip(LEVELS, DEVIATES, strict=True):
            above = events + 1
            lower = events * (1 - 1 / (9 * events) - z / (3 * np.sqrt(events))) ** 3
            upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
            lower[few] = np.nan_to_num(special.gammaincinv(events[few], (1 - level) / 2))
            upper[few] = special.gammainccinv(events[few] + 1, (1 - level) / 2)
            out += [lower / base * 1e5, upper / base * 1e5]
    return out


def bare_proportions(events: np.ndarray, base: np.ndarray) -> list[np.ndarray]:
    """Both limits at both levels, written straight down."""
    out = []
    for z in DEVIATES:
        spread = z * np.sqrt(z * z + 4 * events * (1 - events / base))
        width = 2 * (base + z * z)
        out += [(2 * events + z * z - spread) / width, (2 * events + z * z + spread) / width]
    return out


def bare_judgements(lower: np.ndarray, upper: np.ndarray, benchmark: float) -> np.ndarray:
    """Codes, missing values told apart, written straight down."""
    codes = (lower > benchmark).astype(np.int8) - (upper < benchmark).astype(np.int8)
    return np.where(np.isnan(lower) | np.isnan(upper), -128, codes).astype(np.int8)


def measure(peer: dict[str, float]) -> list[Measured]:
    """Run everything once through."""
    from cdof_core.statistics.byar import rate_limits  # noqa: PLC0415
    from cdof_core.statistics.judgement import interval_position  # noqa: PLC0415
    from cdof_core.statistics.recent_trend import fingertips_trends  # noqa: PLC0415
    from cdof_core.statistics.standardisation import directly_standardised_rate  # noqa: PLC0415
    from cdof_core.statistics.wilson import proportion_limits  # noqa: PLC0415

    events, base = counts(ROWS)
    lower, upper = proportion_limits(events, base)
    band_events, band_people = bands(STANDARDISED)
    labels = np.repeat(np.arange(SERIES), YEARS)
    years = np.tile(np.arange(2010.0, 2010.0 + YEARS), SERIES)
    size = SERIES * YEARS
    yearly = {
        "value": events[:size] / base[:size],
        "lower": np.asarray(lower)[:size],
        "upper": np.asarray(upper)[:size],
        "count": events[:size],
        "denominator": base[:size],
    }

    def rates() -> object:
        return rate_limits(events, base, confidence=LEVELS, multiplier=1e5)

    def proportions() -> object:
        return proportion_limits(events, base, confidence=LEVELS)

    def standardised() -> object:
        return directly_standardised_rate(band_events, band_people, confidence=LEVELS)

    def trends() -> object:
        return fingertips_trends(labels, years, **yearly)

    def judgements() -> object:
        return interval_position(lower, upper, 0.02)

    return [
        Measured(
            "crude rates, 95% and 99.8% limits",
            ROWS,
            best(rates),
            best(lambda: bare_rates(events, base)),
            working_arrays(rates, rows=ROWS),
            peer.get("rates"),
        ),
        Measured(
            "proportions, 95% and 99.8% limits",
            ROWS,
            best(proportions),
            best(lambda: bare_proportions(events, base)),
            working_arrays(proportions, rows=ROWS),
            peer.get("proportions"),
        ),
        Measured(
            f"standardised rates x {BANDS} bands",
            STANDARDISED,
            best(standardised),
            None,
            working_arrays(standardised, rows=STANDARDISED * BANDS),
            peer.get("standardised"),
        ),
        Measured(
            f"recent trends x {YEARS} years",
            SERIES,
            best(trends, 3),
            None,
            working_arrays(trends, rows=size),
            None,
        ),
        Measured(
            "judgements at one level",
            ROWS,
            best(judgements),
            best(lambda: bare_judgements(np.asarray(lower), np.asarray(upper), 0.02)),
            working_arrays(judgements, rows=ROWS),
            None,
        ),
    ]


def as_peer() -> dict[str, float]:
    """Seconds a row of PHStatsMethods on the same kinds of rows; runs in its own environment."""
    import pandas as pd  # noqa: PLC0415
    import PHStatsMethods as peer  # noqa: N813, PLC0415

    events, base = counts(PEER_ROWS * 2)
    seen = np.flatnonzero(events > 0)[:PEER_ROWS]  # ph_rate stops at a count of 0
    flat = pd.DataFrame({"n": events[seen].astype(int), "d": base[seen].astype(int)})
    band_events, band_people = bands(PEER_STANDARDISED)
    long = pd.DataFrame(
        {
            "area": np.repeat(np.arange(PEER_STANDARDISED), BANDS),
            "n": band_events.ravel().astype(int),
            "d": band_people.ravel().astype(int),
            "standard": np.tile(np.linspace(1000, 7000, BANDS), PEER_STANDARDISED),
        }
    )
    levels = list(LEVELS)

    def standardised() -> object:
        return peer.ph_dsr(
            long.copy(),
            "n",
            "d",
            "standard",
            group_cols=["area"],
            confidence=levels,
            euro_standard_pops=False,
        )

    return {
        "rates": best(lambda: peer.ph_rate(flat.copy(), "n", "d", confidence=levels), 3)
        / PEER_ROWS,
        "proportions": best(lambda: peer.ph_proportion(flat.copy(), "n", "d", confidence=levels), 3)
        / PEER_ROWS,
        "standardised": best(standardised, 3) / PEER_STANDARDISED,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Speed of the statistics.")
    parser.add_argument("--peer", help="a Python that has PHStatsMethods")
    parser.add_argument("--as-peer", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.as_peer:
        print(json.dumps(as_peer()))
        return
    peer: dict[str, float] = {}
    if chosen.peer:
        ran = subprocess.run(
            [chosen.peer, "-W", "ignore", __file__, "--as-peer"],
            check=True,
            capture_output=True,
            text=True,
        )
        peer = json.loads(ran.stdout.splitlines()[-1])
    print("| What | Results | Time | Bare expression = 1 | PHStatsMethods slower by | Arrays |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for measured in measure(peer):
        print(measured.line())


if __name__ == "__main__":
    main()
