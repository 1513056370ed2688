"""Imports point only downwards, and each heavy library is known in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, modules, place, tree

ORDER = (
    {"resources"},
    {f"onestopshop.{name}" for name in ("errors", "changes", "progress", "clock", "identity")},
    {"a noun"},
    {"onestopshop.store", "onestopshop.envelope"},
    {"onestopshop.shop"},
    {"onestopshop.desk", "onestopshop.merge", "onestopshop.reports"},
    {"onestopshop.central", "onestopshop.documents", "onestopshop.sheets", "onestopshop.spreadsheet"},
    {"onestopshop.cli"},
    {"ui"},
)
"""The layers, lowest first. Neighbours in one layer may know each other."""

ONLY_IN = {
    "sqlcipher3": ("onestopshop.store",),
    "reportlab": ("onestopshop.sheets",),
    "docx": ("onestopshop.documents",),
    "platformdirs": ("onestopshop.places",),
    "PySide6": ("ui",),
    "shiboken6": ("ui",),
}

FORBIDDEN = {
    "ui": ("onestopshop.store", "onestopshop.envelope"),
    "onestopshop.envelope": ("onestopshop.store",),
}

NETWORK = (
    "socket",
    "socketserver",
    "ssl",
    "http",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "webbrowser",
    "PySide6.QtNetwork",
)


def dotted(module: Path) -> str:
    """The module's name as it is imported."""
    return ".".join(module.with_suffix("").parts).removesuffix(".__init__")


def imported(code: ast.Module, package: tuple[str, ...]) -> Iterator[tuple[ast.stmt, str]]:
    """Each import anywhere in code of that package, with the full name of what is imported."""
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            source = [*start, *([node.module] if node.module else [])]
            yield from ((node, ".".join([*source, alias.name])) for alias in node.names)


def imports(module: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Each import anywhere in the module, with the full name of what is imported."""
    return imported(tree(module), module.parent.parts)


def within(name: str, *parents: str) -> bool:
    """Whether the name is one of the parents or stands below one."""
    return any(name == parent or name.startswith(parent + ".") for parent in parents)


def level(name: str) -> int | None:
    """The layer of a module of ours, or None for one of somebody else's."""
    top, _, rest = name.partition(".")
    if top not in {"onestopshop", "ui", "resources"} or name == "onestopshop.__version__":
        return None
    member = f"{top}.{rest.partition('.')[0]}" if top == "onestopshop" and rest else top
    for number, layer in enumerate(ORDER):
        if member in layer:
            return number
    folder = ROOT / member.replace(".", "/")
    assert not folder.is_dir(), f"{member} has no layer: add it to ORDER and to pyproject's contracts"
    return ORDER.index({"a noun"})


def test_imports_point_downwards() -> None:
    """No module imports from a layer above its own."""
    upwards = [
        f"{place(module, node)}: {dotted(module)} imports {name}"
        for module in modules("onestopshop", "ui", "resources")
        if dotted(module) != "onestopshop"
        for node, name in imports(module)
        if (theirs := level(name)) is not None and theirs > (level(dotted(module)) or 0)
    ]
    assert not upwards, "\n".join(upwards)


def test_each_library_is_known_in_one_place() -> None:
    """SQLCipher, ReportLab, python-docx, platformdirs and Qt are imported only where the design says."""
    strayed = [
        f"{place(module, node)}: {dotted(module)} imports {name}"
        for module in modules("onestopshop", "ui", "resources")
        for node, name in imports(module)
        for library, homes in ONLY_IN.items()
        if within(name, library) and not within(dotted(module), *homes)
    ]
    assert not strayed, "\n".join(strayed)


def test_forbidden_neighbours_do_not_meet() -> None:
    """The window never touches the store or envelopes, and envelopes know no store."""
    met = [
        f"{place(module, node)}: {dotted(module)} imports {name}"
        for module in modules("onestopshop", "ui")
        for node, name in imports(module)
        for importer, others in FORBIDDEN.items()
        if within(dotted(module), importer) and within(name, *others)
    ]
    assert not met, "\n".join(met)


def test_nothing_can_reach_a_network() -> None:
    """The app is offline: no module of it imports anything that opens a connection."""
    reaching = [
        f"{place(module, node)}: {name}"
        for module in modules("onestopshop", "ui", "resources")
        for node, name in imports(module)
        if within(name, *NETWORK)
    ]
    assert not reaching, "\n".join(reaching)


def test_no_way_of_importing_is_overlooked() -> None:
    """The walk behind these tests resolves relative imports and finds those inside functions."""
    code = ast.parse(
        "import onestopshop.cli\nfrom . import visits\nfrom ..desk import record\n"
        "from onestopshop import merge as m\ndef later():\n    import reportlab.pdfgen\n"
    )
    assert {name for _, name in imported(code, ("onestopshop", "store"))} == {
        "onestopshop.cli",
        "onestopshop.store.visits",
        "onestopshop.desk.record",
        "onestopshop.merge",
        "reportlab.pdfgen",
    }


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("resources", "onestopshop.errors"),
        ("onestopshop.identity", "onestopshop.venue"),
        ("onestopshop.venue", "onestopshop.store.visits"),
        ("onestopshop.store", "onestopshop.shop"),
        ("onestopshop.shop", "onestopshop.desk"),
        ("onestopshop.reports.tally", "onestopshop.sheets.page"),
        ("onestopshop.central", "onestopshop.cli"),
        ("onestopshop.cli", "ui.__main__"),
    ],
)
def test_the_layers_stand_in_the_order_of_the_design(lower: str, higher: str) -> None:
    """A module's layer is found from its name, and the layers are in order."""
    below, above = level(lower), level(higher)
    assert below is not None
    assert above is not None
    assert below < above
