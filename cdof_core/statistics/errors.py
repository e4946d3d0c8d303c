"""Errors that name the input the statistics refuse."""


class StatisticsInputError(ValueError):
    """An input that no real count, population or estimate could have.

    Attributes:
        parameter: Name of the argument that was refused.
        value: The first offending value.
        rule: What the argument has to satisfy.
    """

    def __init__(self, *, parameter: str, value: object, rule: str) -> None:
        super().__init__(f"{parameter} {rule}; got {value!r}")
        self.parameter = parameter
        self.value = value
        self.rule = rule


class ConfidenceLevelError(StatisticsInputError):
    """A confidence level outside 0.9 to 1 or 90 to 100, or a pair other than 0.95 and 0.998."""


class MisnamedMeasureError(StatisticsInputError):
    """A measure asked for under a name that its inputs do not earn."""
