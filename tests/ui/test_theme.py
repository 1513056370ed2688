"""The colours hold their contrast, and the style sheet leaves nothing unfilled."""

from __future__ import annotations

import dataclasses

import pytest

from ui.theme import DARK, LIGHT, Tokens, style_sheet


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("name", "least"),
    [("ink", 13), ("soft", 6.3), ("edge", 3), ("accent", 6.45), ("good", 6.0), ("warn", 5), ("bad", 6.3)],
)
def test_every_colour_can_be_read(tokens: Tokens, name: str, least: float) -> None:
    """On paper and on card each colour keeps the contrast that the look asks for."""
    colour = dataclasses.asdict(tokens)[name]
    assert min(contrast(colour, tokens.paper), contrast(colour, tokens.card)) >= least


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_the_one_action_can_be_read(tokens: Tokens) -> None:
    """Words on the filled button have a contrast of seven to one."""
    assert contrast(tokens.on_accent, tokens.accent) >= 7


def test_sizes_grow_with_the_text() -> None:
    """At twice the size the title is twice as large, and no placeholder is left."""
    sheet = style_sheet(LIGHT, 2.0)
    assert "font-size: 40px" in sheet
    assert "$" not in sheet
    assert "px*" not in sheet
