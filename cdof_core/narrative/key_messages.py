"""Three to five messages that open a page, from the findings that analysis chose."""

from collections.abc import Sequence
from typing import Final

from cdof_core.domain.judgement import Judgement, RecentTrend
from cdof_core.narrative.names import at_start, group_of, in_sentence, is_or_are
from cdof_core.narrative.numbers import value_text
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.sentences import (
    Figure,
    Sentence,
    is_known,
    lead_words,
    level_sentence,
    trend_sentence,
)

_NOTHING: Final = "Nothing is published for this area in the data that ships."


def key_message(figure: Figure) -> Sentence:
    """Write one message: a lead that says the finding, the level, the test, a tested trend.

    Args:
        figure: A finding chosen by analysis.

    Returns:
        A sentence whose lead is fit for bold type.
    """
    level = level_sentence(figure)
    is_tested = RecentTrend(figure.trend) is not RecentTrend.CANNOT_BE_CALCULATED
    trend = trend_sentence(figure).text if is_tested else ""
    text = " ".join(part for part in (level.text, trend) if part)
    return Sentence(text, level.references, lead=_lead(figure))


def key_messages(figures: Sequence[Figure], *, area_name: str) -> tuple[Sentence, ...]:
    """Write the opening messages of an area.

    Args:
        figures: Findings in order of importance; may be empty.
        area_name: The area, for the message that nothing is published.

    Returns:
        One message a finding, or a single message saying that there is nothing to say.
    """
    if not figures:
        lead = f"No figures for {in_sentence(area_name)}."
        return (Sentence(_NOTHING, (), lead=at_start(lead)),)
    return tuple(key_message(figure) for figure in figures)


def profile_title(judgements: Sequence[str], *, area_name: str, benchmark_label: str) -> str:
    """Title of a profile: on how many of the measures judged the area is worse and better.

    Args:
        judgements: Text of `Judgement` of each measure.
        area_name: The area.
        benchmark_label: What it is compared with.
    """
    place = at_start(in_sentence(area_name))
    against = in_sentence(benchmark_label)
    worse = _count(judgements, Judgement.WORSE, Judgement.MUCH_WORSE)
    better = _count(judgements, Judgement.BETTER, Judgement.MUCH_BETTER)
    tested = worse + better + _count(judgements, Judgement.SIMILAR)
    if not tested:
        return f"{place}: no measure shown here can be judged against {against}"
    noun = "measure" if tested == 1 else "measures"
    return (
        f"{place} {is_or_are(area_name)} worse than {against} on {worse or 'none'} and better on "
        f"{better or 'none'} of {tested} {noun} judged"
    )


def profile_headline(judgements: Sequence[str], *, area_name: str, benchmark_label: str) -> str:
    """Count judgements in one line, and none of a kind that there is none of.

    For example "Of 18 measures against England: 3 worse, 9 similar, 6 not compared.".
    """
    if not judgements:
        return f"No figures for {in_sentence(area_name)} ship with this snapshot."
    total = len(judgements)
    noun = "measure" if total == 1 else "measures"
    against = group_of(benchmark_label, area_name=area_name)
    return f"Of {total} {noun} against {against}: {_counted(judgements)}."


def chapter_headline(judgements: Sequence[str], *, area_name: str, benchmark_label: str) -> str:
    """Count the judgements of the measures that a chapter shows, and say that it is those.

    For example "Of the 18 measures of Testshire in this chapter, against England: 3 worse, ...".

    Args:
        judgements: Text of `Judgement` of each measure shown.
        area_name: The area.
        benchmark_label: What it is compared with.
    """
    if not judgements:
        return f"No figures for {in_sentence(area_name)} ship with this snapshot."
    against = group_of(benchmark_label, area_name=area_name)
    which = f"the {len(judgements)} measures" if len(judgements) > 1 else "the one measure"
    return (
        f"Of {which} of {in_sentence(area_name)} in this chapter, against {against}: "
        f"{_counted(judgements)}."
    )


def _counted(judgements: Sequence[str]) -> str:
    """Count each kind of judgement that there is."""
    worse = _count(judgements, Judgement.WORSE, Judgement.MUCH_WORSE)
    better = _count(judgements, Judgement.BETTER, Judgement.MUCH_BETTER)
    similar = _count(judgements, Judgement.SIMILAR)
    unjudged = _count(
        judgements,
        Judgement.LOWER,
        Judgement.HIGHER,
        Judgement.MUCH_LOWER,
        Judgement.MUCH_HIGHER,
    )
    none = _count(judgements, Judgement.NOT_COMPARED)
    counted = {
        "worse": worse,
        "similar": similar,
        "better": better,
        "lower or higher without a judgement": unjudged,
        "not compared": none,
    }
    return ", ".join(f"{number} {words}" for words, number in counted.items() if number)


def finding_title(figure: Figure) -> str:
    """Say a measure's finding in a title: what, how much, and how it stands.

    For example "Drug poisoning deaths: 11.5 per 100,000, worse than England (7.9)".
    """
    subject = figure.short_name.removesuffix(", rate").replace(": ", ", ")
    if not is_known(figure.value):
        return f"{subject}: not shown"
    if Judgement(figure.judgement) is Judgement.NOT_COMPARED:
        return f"{subject}: {value_line(figure)} in {period_in_sentence(figure.period)}"
    verdict = lead_words(figure).removesuffix(".")
    beside = value_text(
        figure.benchmark, unit=figure.unit, decimals=figure.decimals, with_unit=False
    )
    return f"{subject}: {value_line(figure)}, {verdict[:1].lower()}{verdict[1:]} ({beside})"


def value_line(figure: Figure) -> str:
    """Write value and unit for a card."""
    return value_text(figure.value, unit=figure.unit, decimals=figure.decimals)


def _count(judgements: Sequence[str], *kinds: Judgement) -> int:
    wanted = {kind.value for kind in kinds}
    return sum(judgement in wanted for judgement in judgements)


def _lead(figure: Figure) -> str:
    subject = figure.short_name.removesuffix(", rate")
    if not is_known(figure.value):
        return f"{subject}: not shown."
    judged = Judgement(figure.judgement)
    trend = RecentTrend(figure.trend)
    if judged is Judgement.NOT_COMPARED:
        if trend in (RecentTrend.INCREASING, RecentTrend.DECREASING):
            return f"{subject}: {trend.value}."
        return f"{subject}: {value_line(figure)}."
    verdict = lead_words(figure)
    return f"{subject}: {verdict[:1].lower()}{verdict[1:]}"
