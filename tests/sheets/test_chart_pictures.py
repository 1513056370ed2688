"""The charts of other forms are the pages' own drawing: the same columns, in colours of their own choice."""

from __future__ import annotations

import io
from xml.etree import ElementTree

from PIL import Image

from onestopshop.reports.chart import Chart, charts
from onestopshop.reports.year_report import year_report
from onestopshop.sheets.chart import CHART_HEIGHT
from onestopshop.sheets.chart_pictures import bar_svg, chart_png, chart_svg
from onestopshop.sheets.page import BODY_WIDTH
from tests.reports.samples import material, session

VISITS = [{"sex": "female"}] * 30


def months() -> Chart:
    """Visits by month, all of them in September."""
    return charts(year_report(material([session(VISITS)]), "internal"))[0]


def test_a_chart_is_svg_without_what_only_pages_have() -> None:
    """One column and one number a month, names of months, and no font, place or picture from elsewhere."""
    drawn = ElementTree.fromstring(chart_svg(months()))
    words = [element.text for element in drawn.iter("text")]
    assert words.count("30") == 1
    assert words[-2:] == ["0", "Jun"]
    assert words[1:3] == ["Jul", "2014"]
    assert len(list(drawn.iter("rect"))) == 1
    assert not [
        element for element in drawn.iter() if "id" in element.attrib or "href" in str(element.attrib)
    ]
    assert "font-family" not in chart_svg(months())


def test_colours_are_the_pages_to_choose() -> None:
    """Every colour is a custom property, so that light and dark pages set their own."""
    for svg in (chart_svg(months()), bar_svg(3, 9)):
        assert "rgb(" not in svg
        assert "var(--" in svg
    assert "var(--accent)" in chart_svg(months())
    assert "var(--pale)" in bar_svg(3, 9)


def test_a_bar_is_as_long_as_its_share() -> None:
    """Half of the most is half of the width; nothing is no bar at all."""
    [half] = ElementTree.fromstring(bar_svg(5, 10)).iter("rect")
    [whole] = ElementTree.fromstring(bar_svg(10, 10)).iter("rect")
    assert float(half.attrib["width"]) * 2 == float(whole.attrib["width"])
    assert not list(ElementTree.fromstring(bar_svg(0, 10)).iter("rect"))


def test_a_picture_is_sharp_and_of_the_same_shape() -> None:
    """Three pixels a point, on white, with the dark column of the highest month in it."""
    width, height = BODY_WIDTH, CHART_HEIGHT
    with Image.open(io.BytesIO(chart_png(months()))) as image:
        assert abs(image.width - 3 * width) < 4
        assert abs(image.height - 3 * height) < 4
        colours = {colour for _, colour in image.convert("RGB").getcolors(100_000)}
    assert (255, 255, 255) in colours
    assert (0x17, 0x60, 0x7A) in colours
