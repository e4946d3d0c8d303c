"""What every chapter says of how its figures are judged."""

from typing import Final

METHOD: Final = (
    "A figure is judged by its 95% confidence interval against the comparator's value for the same "
    "period, sex, age and method. Outside is better or worse by the direction that is good for the "
    "measure; inside is similar. Where nothing differs, about 1 "
    "in 20 of such judgements would still find a difference by chance, so of many some may be "
    "chance. Intervals are the publisher's where published. Otherwise they are "
    "Wilson's for proportions, and exact Poisson (below 10 events) or Byar's for rates. A recent "
    "trend is tested on five comparable yearly values (p below 0.002)."
)
AGAIN: Final = (
    "The same snapshot and choices give the same chapter, letter for letter. Check the publisher's "
    "latest release before citing a figure."
)
