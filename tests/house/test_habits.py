"""What the code never does, wherever it stands."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, modules, own_files, place, tree

# Put together here so that this file does not name them.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("registry", "npmjs", "org"),
    )
)
PATHS_OF_ONE_MACHINE = re.compile(r"(?<![\w.\-])/(?:{}/|{}(?![\w]))".format("work", "tmp/" + "v"))


def test_nothing_is_printed() -> None:
    """Words reach people through the window or the command line's own output, never by print."""
    printed = [
        place(module, node)
        for module in modules("onestopshop", "ui", "resources")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printed, "\n".join(printed)


def test_an_unknown_error_is_never_swallowed() -> None:
    """Only ui/work.py, which tells a bug to the person, catches every exception."""
    swallowing = [
        place(module, node)
        for module in modules("onestopshop", "ui", "resources")
        if module != Path("ui/work.py")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or "Exception" in _caught(node.type))
    ]
    assert not swallowing, "\n".join(swallowing)


def _caught(kind: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(kind) if isinstance(node, ast.Name)}


def test_the_event_loop_is_never_turned_by_hand() -> None:
    """Qt's events are processed by Qt: turning its loop by hand re-enters code that is half done."""
    banned = "process" + "Events"
    turning = [
        place(module, node)
        for module in modules("onestopshop", "ui", "packaging", "tests")
        for node in ast.walk(tree(module))
        if (isinstance(node, ast.Attribute) and node.attr == banned)
        or (isinstance(node, ast.Name) and node.id == banned)
    ]
    assert not turning, "\n".join(turning)


def test_packaging_hides_no_library() -> None:
    """The folder packaging is no package, else it would hide the library of that name."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_resources_are_found_when_frozen() -> None:
    """The folder resources is a package, so that a frozen program finds what it holds."""
    assert (ROOT / "resources" / "__init__.py").is_file()


def test_no_file_names_a_machine_or_a_registry() -> None:
    """What is shipped builds anywhere: no file names a registry's host or a path of one machine."""
    naming = [
        f"{path.relative_to(ROOT).as_posix()}: {found}"
        for path in own_files()
        for text in [path.read_bytes().decode("utf-8", errors="ignore")]
        for found in [
            *(host for host in REGISTRY_HOSTS if host in text),
            *(match.group() for match in PATHS_OF_ONE_MACHINE.finditer(text)),
        ]
    ]
    assert not naming, "\n".join(naming)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("see " + "/work" + "/main", True),
        ('"' + "/tmp" + '/v/bin"', True),
        ("/tmp" + "/visits", False),
        ("network" + "/work", False),
    ],
)
def test_a_path_of_one_machine_is_recognised(text: str, named: bool) -> None:
    """The pattern finds such a path inside a text, and no other path."""
    assert bool(PATHS_OF_ONE_MACHINE.search(text)) is named
