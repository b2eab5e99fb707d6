"""The public surface is exactly this list; one more name needs a reason."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

import govreport
from govreport import errors, filters

PUBLIC = [
    "Agency",
    "Finding",
    "HandlingFee",
    "Level",
    "Message",
    "Organ",
    "Report",
    "ReportBuilder",
    "Severity",
    "Signature",
    "__version__",
    "aggregate",
    "build",
    "check",
    "compare",
    "errors",
    "filters",
    "form_for",
    "forms",
    "read",
    "rules",
    "sources",
    "word",
]

NAMESPACES = ["errors", "filters", "forms", "rules", "sources", "word"]
FILTERS = ["Part", "date", "hanzi", "list_zh", "money", "number", "percent", "share", "yoy"]


def test_all_lists_the_public_names_in_order() -> None:
    assert list(govreport.__all__) == PUBLIC == sorted(PUBLIC)


def test_every_public_name_resolves() -> None:
    assert [name for name in PUBLIC if getattr(govreport, name, None) is None] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(govreport, "Reprot")


def test_dir_shows_the_public_names_and_nothing_else() -> None:
    # In a process of its own: a submodule that some test has imported would show as well.
    code = "import govreport; print(*(name for name in dir(govreport) if not name.startswith('_')))"
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert shown == [name for name in PUBLIC if not name.startswith("_")]


def test_star_import_gives_the_public_names() -> None:
    namespace: dict[str, object] = {}
    exec("from govreport import *", namespace)  # noqa: S102  # the only way to see what a star import gives
    assert sorted(set(namespace) - {"__builtins__"}) == PUBLIC


def test_every_public_module_is_a_namespace_of_listed_names() -> None:
    modules = [name for name in PUBLIC if isinstance(getattr(govreport, name), ModuleType)]
    assert modules == NAMESPACES


@pytest.mark.parametrize("name", NAMESPACES)
def test_a_namespace_lists_each_of_its_names_once(name: str) -> None:
    module = getattr(govreport, name)
    assert sorted(module.__all__) == sorted(set(module.__all__))
    assert [each for each in module.__all__ if not hasattr(module, each)] == []


def test_every_exception_is_listed_and_nothing_but_what_it_tells() -> None:
    def tree(error: type[errors.GovReportError]) -> set[str]:
        return {error.__name__}.union(*map(tree, error.__subclasses__()))

    defined = {name for name in tree(errors.GovReportError) if hasattr(errors, name)}
    assert set(errors.__all__) == {*defined, "Problem"}


def test_the_filters_are_listed_and_what_a_list_is_made_of() -> None:
    assert filters.__all__ == FILTERS
    assert {*filters.RULES, "Part"} == set(FILTERS)
