"""The public surface is exactly this list; one more name needs a reason."""

from __future__ import annotations

import subprocess
import sys

import govreport

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
