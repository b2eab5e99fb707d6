"""Imports go downwards only, and each foreign library stays behind its border."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"

# Lowest first. A unit may import units of the layers below it and itself, never its neighbours.
LAYERS = (
    ("messages",),
    ("errors", "findings", "refusals"),
    ("addresses", "files", "office", "text"),
    ("gate",),  # files that come in: kind, soundness, limits
    ("vocabulary",),  # forms/__init__.py and forms/_*.py: rows, columns, grids
    ("agency",),  # above the vocabulary: its facts are labelled fields like a form's
    ("filters",),
    ("paths",),
    ("lead", "references", "closing"),
    ("report",),
    ("arguments",),  # what callers hand in, asked for by the public functions
    ("official forms",),  # forms/NAME.py and forms/_registry.py
    ("checks", "conversion", "datatext", "roster", "schema", "skeleton"),
    ("aggregation", "charts", "comparison"),  # several reports into one, side by side, drawn
    ("entrybook",),  # how a workbook to fill in is laid out
    ("rules",),  # the public name of the rule catalogue
    ("word", "html", "pdf", "sheet", "sources"),  # islands
    ("builder", "diagnosis"),
    ("batch",),
    ("facade",),  # govreport/__init__.py: the public names
    ("cli",),
    ("__main__",),
)
RANKS = {unit: rank for rank, units in enumerate(LAYERS) for unit in units}

# Every foreign library the package may import, and the units that may do it.
BORDERS = {
    "babel": {"text"},
    "click": {"cli"},
    "dask": {"batch"},
    "distributed": {"batch"},
    "docx": {"word"},
    "docxtpl": {"word"},
    "isal": {"word"},
    "jinja2": {"word", "html"},
    "lxml": {"gate", "word", "sources"},
    "markupsafe": {"word", "html"},
    "openpyxl": {"sheet", "sources"},
    "pdfminer": {"sources"},
    "pdfplumber": {"sources"},
    "pptx": {"word"},
    "pydantic": {"agency", "closing", "report", "vocabulary", "official forms"},
    "pydantic_core": {"agency", "closing", "report", "vocabulary", "official forms"},
    "pypdfium2": {"pdf"},
    "python_calamine": {"sources"},
    "rich": {"cli", "batch"},
    "yaml": {"sources"},
}

IMPORTERS = {"import_module", "importlib.import_module", "__import__"}


class Import(NamedTuple):
    """One import: the module named, and whether it is carried out as soon as its file is loaded."""

    target: str
    at_load: bool


def unit_of(module: str) -> str:
    """Return the unit a module of the package belongs to.

    >>> unit_of("govreport.forms._grid"), unit_of("govreport.forms.ogi2021"), unit_of("govreport.word.stock")
    ('vocabulary', 'official forms', 'word')
    """
    match module.split("."):
        case ["govreport"]:
            return "facade"
        case ["govreport", "forms"]:
            return "vocabulary"
        case ["govreport", "forms", name, *_] if name.startswith("_") and name != "_registry":
            return "vocabulary"
        case ["govreport", "forms", *_]:
            return "official forms"
        case ["govreport", name, *_]:
            return name
    raise AssertionError(f"{module} is no module of the package")


def iter_imports(tree: ast.Module, modules: set[str]) -> Iterator[Import]:
    """Yield every import of a module, those inside functions and under ``TYPE_CHECKING`` as well."""
    inside = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        or (isinstance(outer, ast.If) and "TYPE_CHECKING" in ast.unparse(outer.test))
        for node in ast.walk(outer)
    }
    for node in ast.walk(tree):
        at_load = id(node) not in inside
        match node:
            case ast.Import(names=names):
                yield from (Import(name.name, at_load) for name in names)
            case ast.ImportFrom(level=0, module=str(base), names=names):
                for name in names:
                    submodule = f"{base}.{name.name}"
                    yield Import(submodule if submodule in modules else base, at_load)
            case ast.ImportFrom():
                yield Import("." * node.level + (node.module or ""), at_load)
            case ast.Call(func=function, args=[ast.Constant(value=str(target)), *_]):
                if ast.unparse(function) in IMPORTERS:
                    yield Import(target, at_load)


def violation(module: str, found: Import) -> str | None:
    """Return what is wrong with an import, or None."""
    unit, target = unit_of(module), found.target
    top = target.split(".")[0]
    if target.startswith("."):
        return "relative import"
    if top in sys.stdlib_module_names:
        return None
    if top != "govreport":
        if top not in BORDERS:
            return f"{top} has no border: enter it in BORDERS"
        return None if unit in BORDERS[top] else f"{top} belongs to {', '.join(sorted(BORDERS[top]))}"
    other = unit_of(target)
    unknown = sorted({unit, other} - set(RANKS))
    if unknown:
        return f"{unknown[0]} stands in no layer: enter it in LAYERS"
    if unit == other or RANKS[other] < RANKS[unit]:
        return None
    if module == "govreport.forms" and other == "official forms" and not found.at_load:
        return None  # the folder of the official forms finds them when asked, not when loaded
    return f"{unit} may not import {other}"


def iter_violations(source: Path) -> Iterator[str]:
    """Yield a line for every import under ``source/govreport`` that breaks a layer or a border."""
    files = {}
    for path in sorted(source.glob("govreport/**/*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    for module, path in files.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for found in dict.fromkeys(iter_imports(tree, set(files))):
            fault = violation(module, found)
            if fault:
                yield f"{module} imports {found.target}: {fault}"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small package in which every import is right."""
    contents = {
        "__init__.py": "from govreport.messages import Message\n",
        "messages.py": "import typing\n",
        "errors.py": "from govreport.messages import Message\n",
        "findings.py": "from govreport import messages\n",
        "report.py": "import pydantic\nfrom govreport.forms._grid import grid\n",
        "forms/__init__.py": (
            "from govreport.forms import _grid\ndef f():\n    from govreport.forms import ogi2021\n"
        ),
        "forms/_grid.py": "from govreport.text.numerals import numeral\n",
        "forms/ogi2021.py": "from govreport.report import Report\n",
        "forms/_registry.py": "import pkgutil\nfrom govreport.report import Report\n",
        "text/numerals.py": "import babel.numbers\n",
        "word/template.py": "import docxtpl\nfrom govreport.forms import ogi2021\n",
        "sources/yaml.py": "import yaml\n",
        "cli/__init__.py": "import click\nfrom govreport import __version__\n",
    }
    for name, text in contents.items():
        path = tmp_path / "govreport" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_package_keeps_its_layers() -> None:
    assert list(iter_violations(SOURCE)) == []


def test_the_page_on_the_layers_draws_them_as_they_are() -> None:
    page = (ROOT / "docs" / "design" / "architecture.md").read_text(encoding="utf-8")
    drawn = [re.split("  +", line)[0].split(", ") for line in re.findall(r"^ {4}(\S.*)", page, re.MULTILINE)]
    named = [["govreport"] if units == ("facade",) else sorted(units) for units in reversed(LAYERS[:-1])]
    assert [sorted(units) for units in drawn[: len(named)]] == named


def test_a_tree_in_order_has_no_violations(tree: Path) -> None:
    assert list(iter_violations(tree)) == []


@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        (
            "forms/_grid.py",
            "from govreport.word import template",
            "govreport.forms._grid imports govreport.word.template: vocabulary may not import word",
        ),
        (
            "forms/ogi2021.py",
            "from govreport.word.template import Template",
            "govreport.forms.ogi2021 imports govreport.word.template: official forms may not import word",
        ),
        (
            "word/template.py",
            "def f():\n    import govreport.sources.yaml",
            "govreport.word.template imports govreport.sources.yaml: word may not import sources",
        ),
        (
            "text/numerals.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from govreport.report import Report",
            "govreport.text.numerals imports govreport.report: text may not import report",
        ),
        (
            "errors.py",
            "from govreport.findings import Finding",
            "govreport.errors imports govreport.findings: errors may not import findings",
        ),
        (
            "forms/__init__.py",
            "from govreport.forms import ogi2021",
            "govreport.forms imports govreport.forms.ogi2021: vocabulary may not import official forms",
        ),
        (
            "forms/_grid.py",
            "import importlib\nimportlib.import_module('govreport.report')",
            "govreport.forms._grid imports govreport.report: vocabulary may not import report",
        ),
        (
            "word/template.py",
            "from govreport import Report",
            "govreport.word.template imports govreport: word may not import facade",
        ),
        ("word/template.py", "import yaml", "govreport.word.template imports yaml: yaml belongs to sources"),
        (
            "sources/yaml.py",
            "from docx.shared import Mm",
            "govreport.sources.yaml imports docx.shared: docx belongs to word",
        ),
        (
            "sources/yaml.py",
            "import requests",
            "govreport.sources.yaml imports requests: requests has no border: enter it in BORDERS",
        ),
        ("sources/yaml.py", "from . import html", "govreport.sources.yaml imports .: relative import"),
        (
            "utils.py",
            "from govreport.messages import Message",
            "govreport.utils imports govreport.messages: utils stands in no layer: enter it in LAYERS",
        ),
    ],
)
def test_each_kind_of_violation_is_named(tree: Path, name: str, line: str, expected: str) -> None:
    path = tree / "govreport" / name
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + line + "\n", encoding="utf-8")
    assert list(iter_violations(tree)) == [expected]
