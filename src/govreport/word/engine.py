"""The engine: a template compiled once, and filled any number of times, by any number of threads.

Whatever is the same in every report (styles, settings, pictures, the frame of the package) is kept ready to
be written. A report costs the reading of its values, one join and one deflate for each part with tags.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from jinja2 import Template

from govreport.word.charting import has_charts, with_charts
from govreport.word.compiling import Part
from govreport.word.environment import Environment
from govreport.word.filling import filled
from govreport.word.fitting import fit_figures, has_style
from govreport.word.links import linked, relations_name
from govreport.word.objects import filled_by_docxtpl
from govreport.word.opening import Package
from govreport.word.package import CONTENT_TYPES, in_order, member, write_members, write_parts
from govreport.word.properties import core_properties, properties_of, without_properties
from govreport.word.repairs import repaired
from govreport.word.replacing import NO_REPLACEMENTS, Replacements, replaced
from govreport.word.subdocument import UnplacedError
from govreport.word.values import Values

_STYLES: Final = "word/styles.xml"


class Frame:
    """What every report of a template has in common.

    Attributes:
        package: The template.
        order: The names of all parts in the order they are written.
        members: Those that are never filled, ready to be written.
        core: The name of the core properties.
        fits: Whether the template has the style for long figures.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        parts, self.core = without_properties(package.parts)
        self.order = tuple(in_order(parts))
        unfilled = set(self.order) - {*package.filled, self.core}
        self.members = {name: member(name, parts[name]) for name in unfilled}
        self.fits = has_style(parts.get(_STYLES, b""))


class Engine:
    """A template compiled for data of one shape.

    Args:
        frame: What is the same in every report.
        parts: The parts that may have tags.
        properties: The document properties with tags, by their names, not escaped yet.
        environment: What Jinja runs in.
        level: How hard the filled parts are deflated.
    """

    def __init__(
        self,
        frame: Frame,
        parts: Sequence[Part],
        properties: Mapping[str, Template],
        environment: Environment,
        level: int,
    ) -> None:
        self.frame = frame
        self.parts = tuple(part for part in parts if part.has_gaps)
        self.properties = properties
        self.environment = environment
        self.level = level
        still = {
            part.name: member(part.name, filled(part, {}, fits=False)) for part in parts if not part.has_gaps
        }
        self.members = {**frame.members, **still}

    def fill(self, values: Values, replacements: Replacements = NO_REPLACEMENTS) -> bytes:
        """Return the Word file for some data; equal data gives equal bytes.

        Raises:
            TemplateError: If a part does not come out well-formed, or what is to be replaced is not there.
            Exception: Whatever Jinja lets out, or reading a path that leads nowhere.
        """
        if not values.has_objects:
            try:
                return self._fill(values, replacements)
            except UnplacedError:  # a function or filter has made a picture or document
                pass
        return self._fill_with_objects(values, replacements)

    def _fill(self, values: Values, replacements: Replacements) -> bytes:
        frame, level = self.frame, self.level
        members = dict(self.members)
        for name, content in self._changed(replacements).items():
            members[name] = member(name, content)
        for part in self.parts:
            for name, content in self._parts_of(part, values).items():
                members[name] = member(name, content, level)
        members[frame.core] = member(frame.core, self._core(values.context), level)
        order = frame.order if len(members) == len(frame.order) else in_order(members)
        return write_members([members[name] for name in order])

    def _parts_of(self, part: Part, values: Values) -> dict[str, bytes]:
        """Return a part filled, and the others that change with it: its relationships, its charts."""
        frame, links = self.frame, relations_name(part.name)
        xml = filled(part, values.context, fits=frame.fits, has_markup=values.has_markup)
        changed = {part.name: xml}
        if values.has_markup:
            xml, relations = linked(xml, frame.package.parts.get(links), part.name)
            changed = {part.name: xml} if relations is None else {part.name: xml, links: relations}
        if values.charts is not None and part.name == frame.package.main:
            changed |= self._charts({**frame.package.parts, **changed}, values)
        return changed

    def _charts(self, parts: Mapping[str, bytes], values: Values) -> dict[str, bytes]:
        """Return the parts that change or are new where the body has charts; none where it has not."""
        main = self.frame.package.main
        if values.charts is None or not has_charts(parts[main]):
            return {}
        concerned = {name: parts[name] for name in (main, relations_name(main), CONTENT_TYPES)}
        return with_charts(concerned, main, values.charts())

    def _fill_with_objects(self, values: Values, replacements: Replacements) -> bytes:
        """Fill through docxtpl, which alone can place pictures and documents."""
        package = self.frame.package
        template = write_parts(
            {**package.parts, package.main: package.unnumbered, **self._changed(replacements)}
        )
        parts, core = without_properties(filled_by_docxtpl(template, values.context, self.environment))
        parts[core] = self._core(values.context)
        for part in self.parts:
            name = part.name
            if name != package.main:
                parts[name] = repaired(parts[name], name)
            parts[name], relations = linked(parts[name], parts.get(relations_name(name)), name)
            if relations is not None:
                parts[relations_name(name)] = relations
        if self.frame.fits:
            parts[package.main] = fit_figures(parts[package.main])
        return write_parts({**parts, **self._charts(parts, values)})

    def _core(self, context: Mapping[str, object]) -> bytes:
        tagged = {name: template.render(context) for name, template in self.properties.items()}
        return core_properties({**properties_of(context), **tagged})

    def _changed(self, replacements: Replacements) -> dict[str, bytes]:
        package = self.frame.package
        return replaced(package.parts, package.pictures, replacements) if replacements.any() else {}
