"""Which files the inputs of a command line are."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from govreport.errors import SourceError
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.report import BlankPolicy, Report

STDIN = "-"
_ENDINGS = frozenset({".json", ".yaml", ".yml", ".toml", ".docx"})


def expanded(inputs: Iterable[str]) -> list[str]:
    """Return the inputs with folders replaced by the report files in them, sorted.

    Raises:
        SourceError: If a folder holds no such file.
    """
    files: list[str] = []
    for name in inputs:
        folder = Path(name)
        if name == STDIN or not folder.is_dir():
            files.append(name)
            continue
        found = [
            str(path)
            for path in sorted(folder.rglob("*"))
            if path.suffix.lower() in _ENDINGS and not path.name.startswith(("~$", "."))
        ]
        if not found:
            raise SourceError.of(
                Message("文件夹里没有报告文件", "no report file in the folder"),
                where=name,
                expected=" ".join(sorted(_ENDINGS)),
            )
        files += found
    return files


def loaded(name: str, form: type[Report] | None, blank: BlankPolicy | None = None) -> Report:
    """Return the report of an input; ``-`` is read from standard input."""
    from govreport.sources import load, load_text

    if name == STDIN:
        return load_text(sys.stdin.buffer.read(), form=form, blank=blank)
    return load(name, form=form, blank=blank)


def form_of(name: str | None) -> type[Report] | None:
    """Return the form an option names, or None where it was not given."""
    from govreport.forms._registry import form_named

    return form_named(name) if name else None
