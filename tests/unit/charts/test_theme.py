import altair as alt
import pytest

from cdof_core.charts.map_shades import ABSENT, FLAGGED, SHADES, WITHHELD
from cdof_core.charts.marks import SHAPES
from cdof_core.charts.theme import DARK, LIGHT, chosen_or, in_order, judgement_colour
from cdof_core.domain.judgement import GoalOutcome, Judgement
from cdof_core.domain.map_class import ClusterKind

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
# Web Content Accessibility Guidelines 2.2: 1.4.3 for text, 1.4.11 for what is not text.
FOR_TEXT = 4.5
FOR_SHAPES = 3.0


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_the_highest_there_is():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@PALETTES
def test_words_can_be_read(palette):
    assert contrast(palette.ink, palette.ground) >= FOR_TEXT
    assert contrast(palette.quiet, palette.ground) >= FOR_TEXT
    assert contrast(palette.accent, palette.ground) >= FOR_TEXT


@PALETTES
@pytest.mark.parametrize("judgement", list(Judgement))
def test_every_judgement_stands_out_from_the_ground(palette, judgement):
    assert contrast(palette.of(judgement), palette.ground) >= FOR_SHAPES


@PALETTES
@pytest.mark.parametrize("shade", list(SHADES.values()), ids=list(SHADES))
def test_every_mark_stands_out_from_its_area(palette, shade):
    assert contrast(shade.mark(palette), shade.fill(palette)) >= FOR_SHAPES


@PALETTES
def test_no_two_directions_share_a_colour(palette):
    colours = [palette.of(kind) for kind in Judgement]
    assert len(set(colours)) == len(colours)


def test_no_two_judgements_share_a_shape():
    assert len({SHAPES[kind] for kind in Judgement}) == len(Judgement)


UNJUDGED = {"not_compared", WITHHELD, FLAGGED, ABSENT}
MODES = {
    "judgement": {kind.value for kind in Judgement} | UNJUDGED,
    "goal": {kind.value for kind in GoalOutcome} | UNJUDGED,
    "clusters": {kind.value for kind in ClusterKind},
    **{
        part: {key for key in SHADES if key.startswith(f"{part}_")} | UNJUDGED
        for part in ("fifth", "quintile", "quartile")
    },
}
"""What one map can show together; a shape may mean the same in another mode."""


def test_no_two_shades_of_a_map_share_a_shape():
    for mode, keys in MODES.items():
        shown = [SHADES[key].shape for key in keys]
        assert len(set(shown)) == len(shown), mode
    assert set().union(*MODES.values()) == set(SHADES)


def test_the_scale_is_keyed_by_meaning_whatever_the_order_of_the_rows():
    scale = judgement_colour(LIGHT, ["better", "not_compared", "worse"])
    assert scale.to_dict() == {
        "domain": ["worse", "better", "not_compared"],
        "range": ["#9b1c31", "#1f7a58", "#5f6b75"],
    }


def test_judgements_run_from_worst_to_best_with_the_unjudged_last():
    names = [kind.value for kind in Judgement]
    ordered = in_order(names)
    assert ordered[:5] == ["much_worse", "worse", "similar", "better", "much_better"]
    assert ordered[-1] == "not_compared"
    assert sorted(ordered) == sorted(names)


def test_a_condition_keeps_its_channel():
    channel = chosen_or(alt.OpacityValue, test="datum.a", then=1, otherwise=0.5)
    assert channel.to_dict() == {"value": 0.5, "condition": {"test": "datum.a", "value": 1}}
