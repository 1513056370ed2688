"""Files, functions and classes stay small enough to be read at a sitting."""

from __future__ import annotations

import ast

from tests.house.source import ROOT, SHIPPED, Function, classes, functions, modules, place, tree

FILE_LINES = 300
FUNCTION_LINES = 40
CLASS_METHODS = 20


def lines(function: Function) -> int:
    """How many lines a function has, its decorators and docstring aside."""
    last = function.end_lineno or function.lineno
    count = last - function.lineno + 1
    if ast.get_docstring(function) is not None:
        said = function.body[0]
        count -= (said.end_lineno or said.lineno) - said.lineno + 1
    return count


def test_files_are_short() -> None:
    """No file is longer than 300 lines."""
    counts = {
        module: len((ROOT / module).read_text(encoding="utf-8").splitlines()) for module in modules(*SHIPPED)
    }
    long = [
        f"{module.as_posix()} has {count} lines" for module, count in counts.items() if count > FILE_LINES
    ]
    assert not long, "\n".join(long)


def test_functions_are_short() -> None:
    """No function is longer than 40 lines, its docstring aside."""
    long = [
        f"{place(module, function)}: {function.name} has {lines(function)} lines"
        for module in modules(*SHIPPED)
        for function in functions(tree(module))
        if lines(function) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_classes_have_few_methods() -> None:
    """No class has more than 20 methods."""
    large = [
        f"{place(module, owner)}: {owner.name}"
        for module in modules(*SHIPPED)
        for owner in classes(tree(module))
        if sum(isinstance(node, Function) for node in owner.body) > CLASS_METHODS
    ]
    assert not large, "\n".join(large)


def test_lines_leave_out_the_docstring() -> None:
    """A long promise does not make a function long."""
    function = next(functions(ast.parse('@cache\ndef one():\n    """Says\n\n    much."""\n    return 1\n')))
    assert lines(function) == 2
