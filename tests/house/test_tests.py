"""Every test says what is expected, can fail, and stands where its name is its own."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.house.source import Function, functions, modules, own_files, place, tree

CHECKING = ("assert", "check", "expect", "raises", "refuse", "fail", "warns", "verify", "wait")
"""How the name of a function begins that fails a test when something is not so."""

TEST_MODULES = [module for module in modules("tests") if module.name.startswith("test_")]


def written_tests(code: ast.Module) -> Iterator[Function]:
    """The test functions and methods in it."""
    return (function for function in functions(code) if function.name.startswith("test"))


def can_fail(function: Function) -> bool:
    """Whether it asserts something that is not constant, or calls something that checks."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert) and not isinstance(node.test, ast.Constant):
            return True
        if isinstance(node, ast.Call) and _called(node).lstrip("_").lower().startswith(CHECKING):
            return True
        if (
            isinstance(node, ast.keyword)
            and node.arg == "check"
            and getattr(node.value, "value", None) is True
        ):
            return True
    return False


def _called(call: ast.Call) -> str:
    """The last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_a_test_says_what_is_expected() -> None:
    """A test function has a docstring that is a sentence."""
    silent = [
        f"{place(module, function)}: {function.name}"
        for module in TEST_MODULES
        for function in written_tests(tree(module))
        if not (ast.get_docstring(function) or "").strip().endswith((".", "?", "!"))
    ]
    assert not silent, "\n".join(silent)


def test_a_test_can_fail() -> None:
    """A test function asserts something or calls something that checks."""
    idle = [
        f"{place(module, function)}: {function.name}"
        for module in TEST_MODULES
        for function in written_tests(tree(module))
        if not can_fail(function)
    ]
    assert not idle, "\n".join(idle)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("pass", False),
        ("record()", False),
        ("assert True", False),
        ("assert record() == 1", True),
        ("with pytest.raises(Refused): record()", True),
        ("pytest.fail('why')", True),
        ("check_totals(shop)", True),
        ("run(['age'], check=True)", True),
        ("run(['age'], check=False)", False),
    ],
)
def test_a_test_that_cannot_fail_is_recognised(body: str, expected: bool) -> None:
    """An empty test, one that only calls, and one that asserts a constant count as unable to fail."""
    assert can_fail(next(functions(ast.parse(f"def test_it():\n    {body}\n")))) is expected


def test_test_files_have_names_of_their_own() -> None:
    """No two test files share a name, so a failure's name is enough to find it."""
    twice = [name for name, count in Counter(module.name for module in TEST_MODULES).items() if count > 1]
    assert not twice


def test_tests_are_no_package() -> None:
    """No folder of tests holds an `__init__.py`: pytest imports each file by its path."""
    assert not [path for path in own_files() if path.name == "__init__.py" and "tests" in path.parts[-4:]]
