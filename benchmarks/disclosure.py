"""Speed and information lost of protection and attack, beside bare searches of the same solver.

Run from the top of the repository:

    python benchmarks/disclosure.py            # tables up to 20 by 20
    python benchmarks/disclosure.py --large    # and 40 by 40, and 150 areas

Counts are drawn with a fixed seed from a mixture that has many small ones. Seconds are of the
processor, so that other work on the machine counts for less. "Bare" is a search without whole
numbers for the smallest and the largest count of each hidden cell, one after the other, straight
through SciPy: what an attack costs that saves nothing. "Lost" is the cost of the cells hidden in
addition over the limit below which no suppression with the same protection can cost.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

HERE = Path(__file__).resolve().parent
# This folder holds a module called statistics, which must not stand in for Python's own.
sys.path[:] = [str(HERE.parent), *(p for p in sys.path if Path(p or ".").resolve() != HERE)]

from cdof_core.disclosure import (  # noqa: E402 - found only after the line above
    HiddenReason,
    SuppressionRule,
    Table,
    attack_tables,
    find_rule,
    make_table,
    protect_tables,
)

SEED = 20260101
CASES = [
    ("seed", 5, 5, 15),
    ("seed", 8, 8, 15),
    ("seed", 20, 20, 15),
    ("seed", 20, 20, 60),
    ("ndtms", 8, 8, 15),
    ("ndtms", 20, 20, 15),
    ("hospital", 20, 20, 15),
]
LARGE_CASES = [("seed", 40, 40, 60), ("ndtms", 150, 7, 25), ("seed", 150, 7, 25)]


def draw_table(rows: int, columns: int, mean: float) -> Table:
    """A table with totals and many small counts."""
    random = np.random.default_rng(SEED)
    inner = random.poisson(random.gamma(1.0, mean, (rows, columns)))
    beside = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    counts = np.vstack([beside, beside.sum(axis=0, keepdims=True)])
    return make_table(
        "T",
        rows=[*(f"r{index:03}" for index in range(rows)), "Total"],
        columns=[*(f"c{index:03}" for index in range(columns)), "Total"],
        values=counts.tolist(),
    )


def bare_attack(table: Table, rule: SuppressionRule, shape: tuple[int, int]) -> None:
    """Search for both ends of every hidden cell, one after the other."""
    rows, columns = shape[0] + 1, shape[1] + 1
    place = np.arange(rows * columns).reshape(rows, columns)
    lines = [(line[-1], line[:-1]) for line in (*place, *place.T)]
    matrix = np.zeros((len(lines), place.size))
    for index, (whole, parts) in enumerate(lines):
        matrix[index, whole], matrix[index, parts] = 1, -1
    printed = [cell.printed.count for cell in table.cells]
    bounds = [
        (0, None) if n is None else (rule.behind(n).lowest, rule.behind(n).highest) for n in printed
    ]
    for cell in [index for index, number in enumerate(printed) if number is None]:
        for sign in (1.0, -1.0):
            costs = np.zeros(place.size)
            costs[cell] = sign
            linprog(costs, A_eq=matrix, b_eq=np.zeros(len(lines)), bounds=bounds, method="highs")


def seconds(run: Callable[[], object]) -> float:
    """Processor time of one run."""
    started = time.process_time()
    run()
    return time.process_time() - started


def measure(name: str, rows: int, columns: int, mean: float) -> str:
    """One line of the table."""
    rule, table = find_rule(name), draw_table(rows, columns, mean)
    started = time.process_time()
    made = protect_tables([table], rule)
    protecting = time.process_time() - started
    attacking = seconds(lambda: attack_tables(made.tables, rule))
    bare = seconds(lambda: bare_attack(made.tables[0], rule, (rows, columns)))
    small, further = (made.count(reason) for reason in HiddenReason)
    lost = f"{made.cost / made.least_cost:.2f}" if made.least_cost else "1.00"
    ratio = f"{attacking / bare:.2f}" if bare else "-"
    return (
        f"| {name} | {rows} x {columns} | {small} | {further} | {lost} | {protecting:.2f} s "
        f"| {attacking:.2f} s | {ratio} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--large", action="store_true", help="larger tables too")
    chosen = parser.parse_args()
    print("| rule | size | small | further | lost | protect | attack | attack / bare |")
    print("|---|---|---|---|---|---|---|---|")
    for case in [*CASES, *(LARGE_CASES if chosen.large else [])]:
        print(measure(*case), flush=True)


if __name__ == "__main__":
    main()
