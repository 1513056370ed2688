"""Names are the domain's words, and every module, class and function says what it is for."""

from __future__ import annotations

import ast

import pytest

from tests.house.source import SHIPPED, classes, functions, modules, place, tree, words

_ONE = {
    "util",
    "helper",
    "manager",
    "handler",
    "processor",
    "service",
    "common",
    "misc",
    "base",
    "data",
    "info",
}
BANNED = _ONE | {f"{word}s" for word in _ONE}
# Overridden because Qt calls them so.
QT_NAMES = frozenset(
    {"data", "setData", "headerData", "setHeaderData", "itemData", "mimeData", "dropMimeData"}
)

# Overridden because the standard library's parser of HTML calls it so.
PARSER_NAMES = frozenset({"handle_data"})

DEFINITION = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def test_no_module_is_named_vaguely() -> None:
    """No module or folder has a name that could mean anything."""
    vague = [module.as_posix() for module in modules(*SHIPPED, "tests") if words(module.as_posix()) & BANNED]
    assert not vague, "\n".join(vague)


def test_no_class_or_function_is_named_vaguely() -> None:
    """No class or function has a name that could mean anything, but for those that a library gives."""
    vague = [
        f"{place(module, node)}: {node.name}"
        for module in modules(*SHIPPED, "tests")
        for node in [*classes(tree(module)), *functions(tree(module))]
        if words(node.name) & BANNED
        and not (module.parts[0] == "ui" and node.name in QT_NAMES)
        and not (module.parts[0] == "tests" and node.name in PARSER_NAMES)
    ]
    assert not vague, "\n".join(vague)


def test_a_module_says_what_it_is_for() -> None:
    """A module begins with a docstring whose first paragraph is a sentence."""
    silent = [
        module.as_posix()
        for module in modules(*SHIPPED, "tests")
        if not (ast.get_docstring(tree(module)) or "").partition("\n\n")[0].endswith((".", ":"))
    ]
    assert not silent, "\n".join(silent)


def test_what_is_public_says_what_it_promises() -> None:
    """A public function or class has a docstring."""
    silent = [
        f"{place(module, node)}: {node.name}"
        for module in modules(*SHIPPED)
        for node in tree(module).body
        if isinstance(node, DEFINITION) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent, "\n".join(silent)


def test_annotations_are_postponed() -> None:
    """A module with functions, classes or annotations begins with the future import."""
    wrong = [
        module.as_posix()
        for module in modules(*SHIPPED, "tests")
        if any(isinstance(node, (*DEFINITION, ast.AnnAssign)) for node in tree(module).body)
        and not any(
            isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree(module).body[:2]
        )
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("visit_helper", {"visit", "helper"}),
        ("SessionManager", {"session", "manager"}),
        ("headerData", {"header", "data"}),
        ("CSVInfo", {"csv", "info"}),
        ("database", {"database"}),
    ],
)
def test_names_are_read_word_by_word(name: str, expected: set[str]) -> None:
    """A banned word is found inside a longer name, and not inside a longer word."""
    assert words(name) == expected
