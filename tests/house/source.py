"""The repository's own files, read once, for the tests that hold them to the house rules."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("onestopshop", "ui", "resources", "packaging")


Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def own_files() -> tuple[Path, ...]:
    """Every file that is in git or could be added to it, in order of path."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return tuple(sorted(path for name in listed.split("\0") if name and (path := ROOT / name).is_file()))


def modules(*folders: str) -> list[Path]:
    """The Python files in these top folders, relative to the root; not empty."""
    found = [path.relative_to(ROOT) for path in own_files() if path.suffix == ".py"]
    chosen = [path for path in found if path.parts[0] in folders]
    assert chosen, f"no Python file in {folders}"
    return chosen


@cache
def tree(module: Path) -> ast.Module:
    """The module's syntax tree; the path is relative to the root."""
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), filename=str(module))


def functions(of: ast.AST) -> Iterator[Function]:
    """Every function in it, methods and nested ones too."""
    return (node for node in ast.walk(of) if isinstance(node, Function))


def classes(of: ast.AST) -> Iterator[ast.ClassDef]:
    """Every class in it, nested ones too."""
    return (node for node in ast.walk(of) if isinstance(node, ast.ClassDef))


def words(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name, in lower case."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def place(module: Path, node: ast.stmt | ast.expr | ast.ExceptHandler) -> str:
    """Where the node stands, so that a person can go there."""
    return f"{module.as_posix()}:{node.lineno}"
