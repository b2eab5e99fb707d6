"""A Word template: opened, checked against a form, and filled."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Self

from govreport.errors import Problem, TemplateError
from govreport.files import write_atomic
from govreport.messages import Message
from govreport.report import Report
from govreport.word.context import Data, Shape, data_shape, form_shape, report_context
from govreport.word.draft import with_draft_mark
from govreport.word.engine import Source, fill, is_rendered
from govreport.word.environment import ALLOWED_FILTERS, Environment
from govreport.word.fitting import fit_figures
from govreport.word.package import read_parts, write_parts
from govreport.word.places import Place
from govreport.word.properties import with_properties
from govreport.word.syntax import Checker

_DOCUMENT = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A tag of a template and its place."""

    text: str
    place: Place


class Template:
    """A Word file with placeholders, ready to be filled any number of times.

    Templates are forms, not programs: fields, conditions, loops and a few filters. ``trusted=True``
    opens the whole of docxtpl's dialect, in a sandbox, for templates whose maker is trusted.
    """

    def __init__(self, content: bytes, *, name: str = "", trusted: bool = False) -> None:
        self.name = name
        self._content = content
        self._checker = Checker(ALLOWED_FILTERS, trusted=trusted)
        environment = Environment()
        self._sources = tuple(
            Source(part, xml, environment)
            for part, xml in sorted(_parts_of(content, name).items())
            if is_rendered(part)
        )
        self._sound_for: list[object] = []

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, trusted: bool = False) -> Self:
        """Open a template file.

        Raises:
            TemplateError: If it is missing, no Word file, or has a broken tag; the message says where.
        """
        file = Path(path)
        try:
            content = file.read_bytes()
        except OSError as exc:
            raise TemplateError.of(
                Message("模板打不开", "the template cannot be opened"),
                where=str(file),
                found=exc.strerror or str(exc),
                remedy=Message("核对路径", "check the path"),
            ) from exc
        return cls(content, name=str(file), trusted=trusted)

    @classmethod
    def stock(cls, form: type[Report]) -> Self:
        """Open the stock template of an official form."""
        name = f"{form.info().name}.docx"
        path = _stock_folder() / name
        return cls(path.read_bytes(), name=name)

    @property
    def fields(self) -> tuple[Placeholder, ...]:
        """The tags of the template in the order of the file, with their places."""
        return tuple(Placeholder(tag.text, tag.place) for source in self._sources for tag in source.tags)

    def check(self, form: type[Report]) -> tuple[Problem, ...]:
        """Return what is wrong with the template for a form: unknown fields, groups where figures belong.

        Nothing is rendered; each problem names its place.
        """
        return self._check(form_shape(form))

    def render(self, data: Report | Data, *, draft: bool = False) -> bytes:
        """Return the filled template as a Word file; equal input gives equal bytes.

        Args:
            data: A report, or plain data for a template of one's own.
            draft: Whether every page says 草稿.

        Raises:
            TemplateError: If the template does not fit the data, with the places.
            DataError: If the data holds anything but plain values.
        """
        if isinstance(data, Report):
            self._require_sound(type(data), form_shape(type(data)))
            context: Mapping[str, object] = report_context(data)
        else:
            self._require_sound(None, data_shape(data))
            context = data
        parts = with_properties(read_parts(fill(self._content, self._sources, context)), context)
        parts[_DOCUMENT] = fit_figures(parts[_DOCUMENT], parts.get("word/styles.xml", b""))
        return write_parts(with_draft_mark(parts) if draft else parts)

    def write(self, data: Report | Data, path: str | os.PathLike[str], *, draft: bool = False) -> None:
        """Fill the template and write it to a file, wholly or not at all.

        Raises:
            TemplateError, DataError: As `render`.
            MachineError: If the file cannot be written.
        """
        write_atomic(Path(path), self.render(data, draft=draft))

    def _check(self, shape: Shape) -> tuple[Problem, ...]:
        if not isinstance(shape, dict):
            return ()
        return tuple(
            problem for source in self._sources for problem in source.problems(self._checker, shape)
        )

    def _require_sound(self, form: type[Report] | None, shape: Shape) -> None:
        """Refuse a template that does not fit; for a form this is found out only once."""
        if form is not None and form in self._sound_for:
            return
        problems = self._check(shape)
        if problems:
            raise TemplateError(*(problem.at(self.name) if self.name else problem for problem in problems))
        if form is not None:
            self._sound_for.append(form)


def _stock_folder() -> Path:
    """Return the folder of the stock templates: in the wheel, or beside ``src`` in a checkout."""
    installed = Path(str(resources.files("govreport"))) / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"


def _parts_of(content: bytes, name: str) -> dict[str, bytes]:
    try:
        parts = read_parts(content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as exc:
        raise _not_word(name, str(exc)) from exc
    if _DOCUMENT not in parts:
        raise _not_word(name, ", ".join(sorted(parts)[:3]))
    return parts


def _not_word(name: str, found: str) -> TemplateError:
    return TemplateError.of(
        Message("模板不是 Word 文件（.docx）", "the template is not a Word file (.docx)"),
        where=name,
        found=found,
        remedy=Message("用 Word 或 WPS 另存为 .docx", "save it as .docx with Word or WPS"),
    )
