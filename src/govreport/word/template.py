"""A Word template: opened, checked against a form, and filled."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Self

from jinja2 import nodes

from govreport.errors import Problem, TemplateError
from govreport.files import write_atomic
from govreport.forms._registry import official_forms
from govreport.messages import Message
from govreport.references import Filters
from govreport.report import Report
from govreport.word.context import Data, Shape, form_shape, mapping_shape, report_context, with_names
from govreport.word.draft import with_draft_mark
from govreport.word.engine import PROPERTIES, Package, Source, fill, parsed_property, tags_of
from govreport.word.environment import ALLOWED_FILTERS, Environment
from govreport.word.fitting import fit_figures
from govreport.word.inspection import iter_marks, iter_missing_styles, never_shown, styles_in
from govreport.word.package import read_parts, write_parts
from govreport.word.places import Place
from govreport.word.properties import with_properties
from govreport.word.stock import stock_template
from govreport.word.syntax import Checker
from govreport.word.values import plain_data


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
        self._trusted = trusted
        environment = Environment()
        filters = frozenset(environment.filters) if trusted else ALLOWED_FILTERS
        self._checker = Checker(filters, trusted=trusted)
        try:
            parts = _parts_of(content)
            self._package = _package_of(content, parts)
            sources = [Source(part, xml, environment) for part, xml in self._package.filled.items()]
            self._properties = [
                parsed_property(text, environment) for text in self._package.tagged_properties
            ]
            _refuse_tags_elsewhere(self._package, parts)
        except TemplateError as exc:
            raise (exc.at(name) if name else exc) from exc.__cause__
        self._sources = tuple(sources)
        self._styles = styles_in(parts.get("word/styles.xml", b""))
        self._sound_for: list[object] = []

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, trusted: bool = False) -> Self:
        """Open a template file.

        Raises:
            TemplateError: If it is missing, no Word file, or has a broken tag; the message says where.
        """
        return cls(_content_of(Path(path)), name=str(path), trusted=trusted)

    @classmethod
    def stock(cls, form: type[Report]) -> Self:
        """Open the stock template of an official form, or make that of a form of one's own."""
        name = f"{form.info().name}.docx"
        if official_forms().get(form.info().name) is form:
            return cls(_content_of(_stock_folder() / name), name=name)
        return cls(stock_template(form), name=name)

    @property
    def fields(self) -> tuple[Placeholder, ...]:
        """The tags of the template in the order of the file, with their places."""
        return tuple(Placeholder(tag.text, tag.place) for source in self._sources for tag in source.tags)

    def check(self, form: type[Report]) -> tuple[Problem, ...]:
        """Return what is wrong with the template for a form; nothing is rendered, each problem has its place.

        Unknown fields, groups where figures belong, unknown filters, marks that look like tags, styles that
        are missing: in the body, tables, headers, footers, footnotes, text boxes and document properties.
        """
        return (*self._check(form_shape(form)), *self._marks(), *self._missing_styles())

    def never_shown(self, form: type[Report]) -> list[str]:
        """Return the paths of what the form holds and the template never shows; that may be intended."""
        shown = frozenset[str]().union(*(source.paths for source in self._sources))
        shape = form_shape(form)
        return never_shown(shape, frozenset(with_names(path, shape) for path in shown))

    def render(self, data: Report | Data, *, draft: bool = False, last_year: Report | None = None) -> bytes:
        """Return the filled template as a Word file; equal input gives equal bytes.

        Args:
            data: A report, or plain data for a template of one's own.
            draft: Whether every page says 草稿.
            last_year: The report of the year before, for ``{{ path | yoy }}``.

        Raises:
            TemplateError: If the template does not fit the data, with the places.
            DataError: If the data holds anything but plain values, or `last_year` is of another year.
        """
        if isinstance(data, Report):
            shape = form_shape(type(data))
            self._require_sound(type(data), shape)
            context = report_context(data)
            data.require_last_year(last_year)
            filters = Filters(data, last_year)
        else:
            filters = Filters()
            context = plain_data(data)
            shape = mapping_shape(context)
            self._require_sound(None, shape)
        environment = Environment(
            lambda tree: self._checked(tree, shape, binds=True), trusted=self._trusted, filters=filters
        )
        try:
            filled = fill(self._package, self._sources, context, environment)
        except TemplateError as exc:
            raise (exc.at(self.name) if self.name else exc) from exc.__cause__
        parts = with_properties(filled, context)
        main = self._package.main
        parts[main] = fit_figures(parts[main], parts.get("word/styles.xml", b""))
        return write_parts(with_draft_mark(parts) if draft else parts)

    def write(
        self,
        data: Report | Data,
        path: str | os.PathLike[str],
        *,
        draft: bool = False,
        last_year: Report | None = None,
    ) -> None:
        """Fill the template and write it to a file, wholly or not at all.

        Raises:
            TemplateError, DataError: As `render`.
            MachineError: If the file cannot be written.
        """
        write_atomic(Path(path), self.render(data, draft=draft, last_year=last_year))

    def _checked(
        self, tree: nodes.Template, shape: Mapping[str, Shape], *, binds: bool = False
    ) -> list[Problem]:
        """Return what is wrong with something that is to be compiled, wherever in the file it stood."""
        return [problem for _, problem in self._checker.iter_problems(tree, shape, binds=binds)]

    def _check(self, shape: Mapping[str, Shape]) -> tuple[Problem, ...]:
        problems = [problem for source in self._sources for problem in source.problems(self._checker, shape)]
        for tree in self._properties:
            found = self._checked(tree, shape)
            problems += [replace(problem, where=PROPERTIES.part_message) for problem in found]
        return tuple(problems)

    def _marks(self) -> tuple[Problem, ...]:
        return tuple(problem for source in self._sources for problem in iter_marks(source.root, source.name))

    def _missing_styles(self) -> tuple[Problem, ...]:
        return tuple(
            problem
            for source in self._sources
            for problem in iter_missing_styles(source.root, source.name, self._styles)
        )

    def _require_sound(self, form: type[Report] | None, shape: Mapping[str, Shape]) -> None:
        """Refuse a template that does not fit; for a form this is found out only once."""
        if form is not None and form in self._sound_for:
            return
        problems = (*self._check(shape), *(self._marks() if form is not None else ()))
        if problems:
            raise TemplateError(*(problem.at(self.name) if self.name else problem for problem in problems))
        if form is not None:
            self._sound_for.append(form)


def _stock_folder() -> Path:
    """Return the folder of the stock templates: in the wheel, or beside ``src`` in a checkout."""
    installed = Path(str(resources.files("govreport"))) / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"


def _content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as exc:  # ValueError: a NUL in the name
        raise TemplateError.of(
            Message("模板打不开", "the template cannot be opened"),
            where=str(path),
            found=getattr(exc, "strerror", None) or str(exc),
            remedy=Message("核对路径", "check the path"),
        ) from exc


def _parts_of(content: bytes) -> dict[str, bytes]:
    try:
        return read_parts(content)
    except Exception as exc:  # zipfile lets out whatever its parsers meet, zlib.error and struct.error too
        raise _not_word(str(exc)) from exc


def _package_of(content: bytes, parts: Mapping[str, bytes]) -> Package:
    try:
        return Package(content, parts)
    except Exception as exc:  # python-docx lets out KeyError, ValueError and what lxml raises
        raise _not_word(str(exc) or type(exc).__name__) from exc


def _refuse_tags_elsewhere(package: Package, parts: Mapping[str, bytes]) -> None:
    """Refuse tags where nothing is filled: they would be published as they stand."""
    what = Message("这里的标记不会被填写", "tags are not filled here")
    expected = Message("正文、页眉、页脚、脚注", "body, headers, footers, footnotes")
    problems = []
    for name in sorted(set(parts) - set(package.filled)):
        if (
            not name.startswith("docProps/")
            and name.endswith(".xml")
            and any(brace in parts[name] for brace in (b"{{", b"{%", b"{#"))
        ):
            tags = tags_of(name, parts[name])
            problems += [Problem(what, tag.place.message, tag.text, expected) for tag in tags]
    if problems:
        raise TemplateError(*problems)


def _not_word(found: str) -> TemplateError:
    return TemplateError.of(
        Message("模板不是 Word 文件（.docx）", "the template is not a Word file (.docx)"),
        found=found,
        remedy=Message("用 Word 或 WPS 另存为 .docx", "save it as .docx with Word or WPS"),
    )
