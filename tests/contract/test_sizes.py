"""No module grows beyond 400 lines, and no function beyond 40, its docstring not counted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_FUNCTION = 40


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has from its ``def`` on, its docstring not counted."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None:
        return lines
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1)


def iter_oversized(source: Path) -> Iterator[str]:
    """Yield every module and function under a folder that is too long, with its lines."""
    for path in sorted(source.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(source).as_posix()
        if (lines := len(text.splitlines())) > MOST_LINES_OF_A_MODULE:
            yield f"{name}: {lines}"
        for node in ast.walk(ast.parse(text)):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and (lines := lines_of(node)) > MOST_LINES_OF_A_FUNCTION:
                yield f"{name}, {node.name}: {lines}"


def test_no_module_and_no_function_is_too_long() -> None:
    assert list(iter_oversized(SOURCE)) == []


def test_what_is_too_long_is_named(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("\n" * 401, encoding="utf-8")
    (tmp_path / "right.py").write_text("\n" * 400, encoding="utf-8")
    docstring = '    """One line.\n\n    Another.\n    """\n'
    right = "def right():\n" + docstring + "    pass\n" * 39
    wrong = "class A:\n    async def wrong(self):\n" + "        pass\n" * 40
    (tmp_path / "told.py").write_text(right + wrong, encoding="utf-8")
    assert list(iter_oversized(tmp_path)) == ["long.py: 401", "told.py, wrong: 41"]
