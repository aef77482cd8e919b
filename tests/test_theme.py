"""The theme's colours: text can be read, and a chart without its colours too."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from analytics.charts import theme

ROOT: Final = Path(__file__).resolve().parents[1]
THEMES: Final = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))[
    "theme"
]
TEXT: Final = (
    "linkColor",
    "blueColor",
    "orangeColor",
    "redColor",
    "greenColor",
    "yellowColor",
    "violetColor",
    "grayColor",
    "primaryColor",
    "textColor",
)
CAPTION_OPACITY: Final = 0.6
"""Streamlit draws captions in the text colour at this opacity."""


def channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(colour: list[float]) -> float:
    """WCAG 2.2, relative luminance: 0 black to 1 white."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    """WCAG 2.2, contrast ratio: 1 the same to 21 black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_captions_can_be_read(scheme: str, ground: str) -> None:
    theme = THEMES[scheme]
    behind = channels(theme[ground])
    ratios = {name: contrast(channels(theme[name]), behind) for name in TEXT}
    mixed = [
        CAPTION_OPACITY * text + (1 - CAPTION_OPACITY) * below
        for text, below in zip(channels(theme["textColor"]), behind, strict=True)
    ]
    ratios["a caption"] = contrast(mixed, behind)
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_stands_out_and_its_neighbours_differ_in_lightness(scheme: str) -> None:
    behind = channels(THEMES[scheme]["backgroundColor"])
    colours = [channels(c) for c in THEMES[scheme]["chartCategoricalColors"]]
    assert min(contrast(colour, behind) for colour in colours) >= 3
    assert min(contrast(one, other) for one, other in pairwise(colours)) >= 1.5


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
def test_figures_wear_the_colours_of_the_page(scheme: str, *, is_dark: bool) -> None:
    page, figure = THEMES[scheme], theme.palette(dark=is_dark)
    assert figure.ground == page["backgroundColor"]
    assert figure.text == page["textColor"]
    assert THEMES["font"] == theme.FONT
    own = {figure.blue, figure.pale_blue, figure.orange, figure.brown}
    assert own <= set(page["chartCategoricalColors"])
