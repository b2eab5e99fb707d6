"""A Word template: opened, checked against a form, and filled."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Final, Self

from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from govreport.arguments import require, require_form, require_path, require_report, wrong_argument
from govreport.charts import charts_of
from govreport.errors import Problem, TemplateError
from govreport.files import write_atomic
from govreport.forms._registry import official_forms
from govreport.references import Filters
from govreport.report import Report
from govreport.word.budget import with_counted_loops
from govreport.word.compiling import compiled
from govreport.word.context import Data, form_shape, report_context, with_names
from govreport.word.deflating import FAST
from govreport.word.draft import with_draft_mark
from govreport.word.engine import Engine, Frame
from govreport.word.environment import ALLOWED_FILTERS, FILTERS, NO_FILTERS, Environment
from govreport.word.failures import failure_of
from govreport.word.inspection import never_shown
from govreport.word.opening import opened, read_template
from govreport.word.package import write_parts
from govreport.word.places import Place
from govreport.word.proof import Proof, Receipt, receipt_of
from govreport.word.replacing import NO_REPLACEMENTS, Replacements
from govreport.word.source import Source, parsed_property
from govreport.word.stock import stock_folder, stock_template
from govreport.word.syntax import Checker
from govreport.word.template_check import TemplateCheck
from govreport.word.traces import Trace, known_traces
from govreport.word.trusted import trusted_values
from govreport.word.values import Values, values_of

NO_DATA: Final[Data] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A tag of a template and its place."""

    text: str
    place: Place


class Template:
    """A Word file with placeholders, ready to be filled any number of times, by any number of threads.

    Templates are forms, not programs: fields, conditions, loops and a few filters. ``trusted=True``
    opens the whole of docxtpl's dialect, in a sandbox, for templates whose maker is trusted.

    >>> from govreport.forms import ogi2021
    >>> template = Template.stock(ogi2021.Report)
    >>> template.check(ogi2021.Report)  # nothing is wrong with it
    ()
    >>> report = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲局"}})
    >>> template.render(report) == template.render(report)  # the bytes of a Word file
    True

    Args:
        content: The Word file.
        name: What messages call it.
        trusted: Whether its maker is trusted.
        filters: Filters of one's own for a trusted template, by name.
        level: How hard reports are deflated, from 0 to 9; 1, the fastest, unless given.
        keep: What of the template's own is published all the same, by these names: ``changes``,
            ``comments``, ``custom`` (its maker's data), ``hidden`` (text nobody sees), ``ids``, ``links``
            (to elsewhere), ``metadata`` (of pictures), ``objects`` (embedded).

    Raises:
        TemplateError: If it is no Word file, or has a broken tag; the message says where.
        UsageError: If an argument is of another kind, or there are filters and no trust.
    """

    def __init__(
        self,
        content: bytes,
        *,
        name: str = "",
        trusted: bool = False,
        filters: Mapping[str, Callable[..., object]] = NO_FILTERS,
        level: int = FAST,
        keep: Collection[Trace] = (),
    ) -> None:
        self.name = require(name, str, "Template(name)", '"own.docx"')
        self._content = require(content, bytes, "Template", 'Template.open("own.docx")')
        _require_settings(filters, level, trusted=trusted)
        self._trusted = trusted
        self._level = level
        self._filters = filters
        self._keep = known_traces(keep)
        self._environment = Environment(filters if trusted else NO_FILTERS, trusted=trusted)
        known = frozenset(self._environment.filters) if trusted else ALLOWED_FILTERS
        self._checker = Checker(known, trusted=trusted)
        with self._named():
            self._package = package = opened(content, trusted=trusted, keep=keep)
            environment = self._environment
            self._sources = tuple(Source(part, package.parts[part], environment) for part in package.filled)
            self._properties = {
                key: parsed_property(text, environment) for key, text in package.properties.items()
            }
        self._check = TemplateCheck(package, self._sources, self._properties, self._checker)
        self._frame = Frame(package)
        self._engines: dict[type[Report] | None, Engine] = {}
        self._proofs: dict[type[Report], Proof] = {}
        self._marked: Self | None = None

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        trusted: bool = False,
        filters: Mapping[str, Callable[..., object]] = NO_FILTERS,
        level: int = FAST,
        keep: Collection[Trace] = (),
    ) -> Self:
        """Open a template file.

        Raises:
            TemplateError: If it is missing, no Word file, or has a broken tag; the message says where.
        """
        content = read_template(require_path(path, "Template.open"))
        return cls(content, name=str(path), trusted=trusted, filters=filters, level=level, keep=keep)

    @classmethod
    def stock(cls, form: type[Report], *, level: int = FAST, charts: bool = False) -> Self:
        """Open the stock template of an official form; make that of a form of one's own, or with charts."""
        name = f"{require_form(form, 'Template.stock').info().name}.docx"
        if not charts and official_forms().get(form.info().name) is form:
            return cls(read_template(stock_folder() / name), name=name, level=level)
        return cls(stock_template(form, charts=charts), name=name, level=level)

    @property
    def fields(self) -> tuple[Placeholder, ...]:
        """The tags of the template in the order of the file, with their places."""
        return tuple(Placeholder(tag.text, tag.place) for source in self._sources for tag in source.tags)

    @property
    def traces(self) -> tuple[Problem, ...]:
        """What tells of the making of the template, with its places; it is not published unless kept."""
        return tuple(self._package.traces)

    @property
    def digest(self) -> str:
        """The SHA-256 of the Word file it was made of and of how it is taken, in hexadecimal digits."""
        taken = (self._trusted, self._level, sorted(self._keep), sorted(self._filters))
        return hashlib.sha256(self._content + repr(taken).encode()).hexdigest()

    def undeclared(self, data: Data = NO_DATA) -> frozenset[str]:
        """Return the names the template uses that it neither makes itself nor finds in some data."""
        if not isinstance(data, Mapping):
            raise wrong_argument(data, "undeclared", '{"title": "…"}')
        trees = (*(source.tree(self._environment) for source in self._sources), *self._properties.values())
        return frozenset[str]().union(*map(find_undeclared_variables, trees)) - set(data)

    def check(self, form: type[Report]) -> tuple[Problem, ...]:
        """Return what is wrong with the template for a form; nothing is rendered, each problem has its place.

        Unknown fields, groups where figures belong, unknown filters, marks that look like tags, styles that
        are missing: in the body, tables, headers, footers, footnotes, text boxes and document properties.
        """
        return (*self._check.for_form(require_form(form, "check")), *self._check.missing_styles())

    def never_shown(self, form: type[Report]) -> list[str]:
        """Return the paths of what the form holds and the template never shows; that may be intended."""
        shown = frozenset[str]().union(*(source.paths for source in self._sources))
        shape = form_shape(require_form(form, "never_shown"))
        return never_shown(shape, frozenset(with_names(path, shape) for path in shown))

    def render(
        self,
        data: Report | Data,
        *,
        draft: bool = False,
        last_year: Report | None = None,
        replacements: Replacements = NO_REPLACEMENTS,
    ) -> bytes:
        """Return the filled template as a Word file; equal input gives equal bytes.

        Args:
            data: A report, or plain data for a template of one's own; for a trusted one also docxtpl's
                RichText, Listing and InlineImage, and `Subdocument`.
            draft: Whether every page says 草稿.
            last_year: The report of the year before, for ``{{ path | yoy }}``.
            replacements: Files inside the template to put others in the place of.

        Raises:
            TemplateError: If the template does not fit the data, or leaves text of a report out.
            DataError: If the data holds anything but plain values, or `last_year` is of another year.
            ProofError: If the finished file does not say what the report says, which is a bug of ours.
        """
        if draft:
            return self._draft().render(data, last_year=last_year, replacements=replacements)
        content = self._filled(data, last_year, replacements)
        if isinstance(data, Report):
            self._proved(data, content)
        return content

    def render_proved(
        self, report: Report, *, draft: bool = False, last_year: Report | None = None
    ) -> tuple[bytes, Receipt]:
        """Return the filled template and the receipt for it, with one proof for both.

        Raises:
            TemplateError, DataError, ProofError: As `render`.
        """
        if draft:
            return self._draft().render_proved(report, last_year=last_year)
        content = self._filled(report, last_year, NO_REPLACEMENTS)
        return content, self.receipt(report, content)

    def receipt(self, report: Report, content: bytes) -> Receipt:
        """Return what can be proved of a file that this template made of a report.

        Raises:
            ProofError: If the file does not say what the report says.
        """
        require_report(report, "receipt")
        require(
            content, bytes, "receipt(content)", 'template.render(report); Path("report.docx").read_bytes()'
        )
        return receipt_of(self._content, report, content, self._proved(report, content))

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
        place = require_path(path, "write")
        write_atomic(place, self.render(data, draft=draft, last_year=last_year))

    def _filled(self, data: Report | Data, last_year: Report | None, replacements: Replacements) -> bytes:
        """Return the filled template before anything is proved of it."""
        with self._named():
            form = type(data) if isinstance(data, Report) else None
            values = self._values(data, last_year)
            try:
                return self._engine_for(form).fill(values, replacements)
            except Exception as exc:  # the border: Jinja and look-ups let out whatever there is
                raise failure_of(exc, self._trees(form), values.context) from exc

    def __reduce__(self) -> tuple[Callable[[bytes], Self], tuple[bytes]]:
        """Travel to another process as the Word file it was made of; it is prepared again there."""
        filters = dict(self._filters)
        options: dict[str, Any] = {
            "name": self.name,
            "trusted": self._trusted,
            "filters": filters,
            "keep": self._keep,
            "level": self._level,
        }
        return partial(type(self), **options), (self._content,)

    def _values(self, data: Report | Data, last_year: Report | None) -> Values:
        """Return what the template is filled with, checked."""
        has_markup = self._trusted and bool(self._filters)  # for all that is known of what they return
        if isinstance(data, Report):
            data.require_last_year(last_year)
            context = {**report_context(data), FILTERS: Filters(data, last_year)}
            years = (last_year, data) if last_year else (data,)
            return Values(context, has_markup=has_markup, charts=lambda: charts_of(*years))
        values = trusted_values(data) if self._trusted else values_of(data)
        self._check.require_known(values.context)
        return replace(values, has_markup=True) if has_markup else values

    def _engine_for(self, form: type[Report] | None) -> Engine:
        """Return the template compiled for the reports of a form, or for plain data; that is done once.

        Raises:
            TemplateError: If the template does not fit the form, with everything that is wrong with it.
        """
        if form not in self._engines:
            if form is not None:
                self._check.require_form(form)
            trees = self._trees(form).items()
            environment = self._environment if form is None else self._environment.for_known_fields
            plain = self._environment.overlay(autoescape=False)
            self._engines[form] = Engine(
                self._frame,
                tuple(compiled(source.name, tree, environment) for source, tree in trees),
                {key: plain.from_string(tree) for key, tree in self._properties.items()},
                self._environment,
                self._level,
            )
        return self._engines[form]

    def _proved(self, report: Report, content: bytes) -> tuple[int, int]:
        """Compare a file with the report it was made of; return how much of it was found to be right."""
        with self._named():
            return self._proof_for(type(report)).require(report, content)

    def _proof_for(self, form: type[Report]) -> Proof:
        """Return what the files of a form's reports have to say."""
        if form not in self._proofs:
            main = self._package.main
            self._proofs[form] = Proof(form, form_shape(form), main, self._package.parts[main])
        return self._proofs[form]

    def _trees(self, form: type[Report] | None) -> dict[Source, nodes.Template]:
        """Return new syntax trees of all parts, made ready for the reports of a form, or for plain data."""
        if form is None:
            trees = {source: source.tree(self._environment) for source in self._sources}
        else:
            shape = form_shape(form)
            trees = {each: each.bound(self._environment, self._checker, shape) for each in self._sources}
        return trees if self._trusted else {each: with_counted_loops(tree) for each, tree in trees.items()}

    def _draft(self) -> Self:
        """Return the same template with 草稿 on every page."""
        if self._marked is None:
            content = write_parts(with_draft_mark(self._package.parts))
            self._marked = type(self)(
                content,
                name=self.name,
                trusted=self._trusted,
                filters=self._filters,
                level=self._level,
                keep=self._keep,
            )
        return self._marked

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Put the name of the template before the place of whatever is wrong with it."""
        try:
            yield
        except TemplateError as exc:
            raise (exc.at(self.name) if self.name else exc) from exc.__cause__


def _require_settings(filters: object, level: object, *, trusted: bool) -> None:
    """Refuse settings of a template that cannot be meant."""
    if type(level) is not int or not 0 <= level <= 9:
        raise wrong_argument(level, "Template(level)", "0–9")
    if not isinstance(filters, Mapping) or not all(map(callable, filters.values())):
        raise wrong_argument(filters, "Template(filters)", '{"name": function}')
    if filters and not trusted:
        raise wrong_argument(tuple(filters), "Template(filters)", "trusted=True")
