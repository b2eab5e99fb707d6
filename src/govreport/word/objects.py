"""Pictures and documents as values: they need python-docx, and go through docxtpl itself.

Every such filling opens the template anew; so it takes its time, and threads do not meet.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from docxtpl import InlineImage
from markupsafe import Markup, escape

from govreport.word.environment import Environment, printed
from govreport.word.package import read_parts
from govreport.word.repairs import Repairing


@dataclass(frozen=True, slots=True)
class Subdocument:
    """A Word file to stand in the place of a placeholder, with its styles, numberings and pictures.

    Attributes:
        content: The file; one made with python-docx is saved into an ``io.BytesIO`` first.
    """

    content: bytes

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Read a Word file."""
        return cls(Path(path).read_bytes())


class _Filling(Repairing):
    """docxtpl, without what is done elsewhere."""

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leave the document properties alone: a report has its own."""


def filled_by_docxtpl(
    template: bytes, context: Mapping[str, object], environment: Environment
) -> dict[str, bytes]:
    """Return the parts of a template filled with values some of which are pictures or documents.

    Raises:
        Exception: Whatever docxtpl, python-docx and Jinja let out.
    """
    document = _Filling(io.BytesIO(template))
    document.init_docx()
    guarded = environment.overlay(finalize=_guarded)
    document.render({key: _placed(value, document) for key, value in context.items()}, jinja_env=guarded)
    buffer = io.BytesIO()
    document.save(buffer)
    return read_parts(buffer.getvalue())


def _placed(value: object, document: _Filling) -> object:
    """Return a value with its pictures and documents bound to the document they are to stand in."""
    if isinstance(value, InlineImage):
        return InlineImage(document, value.image_descriptor, value.width, value.height, value.anchor)
    if isinstance(value, Subdocument):
        return document.new_subdoc(io.BytesIO(value.content))
    if isinstance(value, dict):
        return {key: _placed(each, document) for key, each in value.items()}
    return [_placed(each, document) for each in value] if isinstance(value, list) else value


def _guarded(value: object) -> object:
    """Return what is printed for a value, so that docxtpl finds no mark of its own in it.

    It turns ``{_{ }_} {_% %_}`` into ``{{ }} {% %}`` after filling, also where such a sign stands partly in
    one value and partly in the next; so no ``_`` of a value is left as one until it is parsed.
    """
    shown = printed(value)
    if isinstance(shown, str) and "_" in shown and not isinstance(shown, Markup):
        return Markup(str(escape(shown)).replace("_", "&#95;"))  # noqa: S704  escaped just before
    return shown
