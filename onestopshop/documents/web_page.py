"""A protected report as one accessible web page, without a script and without anything from elsewhere."""

from __future__ import annotations

from onestopshop.documents.markup import Markup, element, joined
from onestopshop.documents.web_tables import breakdown, figure_table, folded, text_table
from onestopshop.reports.chart import Chart, charts, printed_tables
from onestopshop.reports.protected import ProtectedFigure
from onestopshop.reports.report_words import (
    PREVIEW_MARK,
    figures_rule,
    mark,
    sessions_sentence,
    stamp,
    subtitle,
)
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.text_tables import (
    SIDE_BY_SIDE,
    STATED,
    TARGETS,
    TextTable,
    side_table,
    stated_table,
    strip_table,
    strip_words,
    target_table,
)
from onestopshop.reports.wording import period_words
from onestopshop.sheets.chart_pictures import chart_svg, strip_svg
from onestopshop.sheets.comparison import before_words, figure_lines
from onestopshop.sheets.explanation import definitions, not_shown, protection
from resources import read_text

_NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'"
Part = tuple[str, str, Markup]
"""A part of the page: its id, its heading and what stands in it."""


def report_html(report: ProtectedReport) -> bytes:
    """The report as UTF-8 HTML that meets WCAG 2.2 AA, as public bodies must publish since 2018.

    Light or dark as the reader's system is; printed in black on white; marked where it is internal, a
    preview or for one partner, also on each printed page.
    """
    parts = [part for part in _parts(report) if part[2]]
    page = element("html", _head(report), _body(report, parts), lang="en-GB")
    return f"<!DOCTYPE html>\n{page}".encode()


def _head(report: ProtectedReport) -> Markup:
    """The title is neutral: it stays in the browser's history."""
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=_NOTHING_FROM_ELSEWHERE),
        element("title", f"{report.template.title}, {period_words(report.period)}"),
        element("style", Markup(read_text("style/report.css"))),
    )


def _body(report: ProtectedReport, parts: list[Part]) -> Markup:
    marked = mark(report)
    heading = joined(
        element("p", marked, class_="mark") if marked else "",
        element("h1", report.title),
        element("p", subtitle(report), class_="subtitle"),
    )
    links = [element("li", element("a", title, href=f"#{name}")) for name, title, _ in parts]
    sections = [
        element("section", element("h2", title, id=name), content, aria_labelledby=name)
        for name, title, content in parts
    ]
    return element(
        "body",
        element("header", heading),
        element("nav", element("ul", *links), aria_label="Contents"),
        element("main", *sections),
        element("footer", element("p", joined(marked, ". ") if marked else "", report.title)),
        element("p", marked, class_="edge", aria_hidden="true") if report.agreement else "",
        class_=_kind(report) if marked else "",
    )


def _kind(report: ProtectedReport) -> str:
    """What the style sheet knows the page by."""
    return f"{report.profile} preview" if stamp(report) == PREVIEW_MARK else report.profile


def _parts(report: ProtectedReport) -> list[Part]:
    """The parts of the page in order; one without content is left out."""
    groups = joined(
        *(
            figure_table(
                group.title,
                figure_lines(report, group.figures),
                figures_rule(report, group.figures),
            )
            for group in report.template.groups
            if group.figures
        )
    )
    tables = joined(*(breakdown(report, table) for table in printed_tables(report)))
    notes = not_shown(report)
    meanings = [
        joined(element("dt", label), element("dd", meaning)) for label, meaning in definitions(report)
    ]
    return [
        ("in-short", "In short", _in_short(report)),
        ("charts", "Over time", joined(*map(_chart, charts(report)))),
        ("side-by-side", SIDE_BY_SIDE, _text_table(side_table(report))),
        ("targets", TARGETS, _text_table(target_table(report))),
        ("figures", "Figures", groups),
        ("agencies", *_strip(report)),
        ("tables", "Breakdowns", tables),
        ("stated", STATED, _text_table(stated_table(report))),
        ("protection", "How these numbers were protected", _paragraphs(protection(report))),
        ("not-shown", "What is not shown", _paragraphs(notes)),
        ("meanings", "What each figure means", element("dl", *meanings) if meanings else Markup()),
    ]


def _text_table(table: TextTable | None) -> Markup:
    return Markup() if table is None else text_table(table)


def _paragraphs(texts: list[str] | tuple[str, ...]) -> Markup:
    return joined(*(element("p", text) for text in texts))


def _in_short(report: ProtectedReport) -> Markup:
    said = sessions_sentence(report)
    headlines = (_headline(report, report.figure(name)) for name in report.template.headline)
    return joined(element("p", said) if said else "", element("ul", *headlines, class_="headlines"))


def _headline(report: ProtectedReport, figure: ProtectedFigure) -> Markup:
    shown = figure.percent_text or figure.text
    number = shown.removeprefix("about ")
    about = element("small", "about ") if number != shown else ""
    before = before_words(figure, report.before(figure.id))
    return element(
        "li",
        element("strong", about, number, class_="number" if number[:1].isdigit() else "said"),
        " ",
        element("span", figure.label),
        element("span", before, class_="before") if before else "",
    )


def _chart(chart: Chart) -> Markup:
    """The picture with what it shows in words; its numbers stand below it as a table."""
    caption, note = element("figcaption", chart.heading), element("p", chart.note, class_="note")
    if not chart.columns:
        return element("figure", caption, note)
    drawn = _picture(chart_svg(chart), chart.said)
    return joined(
        element("figure", caption, drawn, note), folded(chart.heading, chart.headings, chart.cells())
    )


def _strip(report: ProtectedReport) -> tuple[str, Markup]:
    """The heading and the strip of agencies, its numbers below it; nothing where there is none."""
    strip, table = report.attendance_strip, strip_table(report)
    if strip is None or table is None:
        return "", Markup()
    figure = element(
        "figure", _picture(strip_svg(strip), strip_words(strip)), element("p", table.note, class_="note")
    )
    return strip.title, joined(figure, folded(table.title, table.headings, table.rows))


def _picture(svg: str, said: str) -> Markup:
    """A drawing that can be scrolled where the screen is narrow, told in words."""
    return element("div", Markup(svg), role="img", aria_label=said, class_="chart", tabindex="0")
