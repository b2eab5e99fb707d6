"""Filling a template: the border to docxtpl, python-docx and Jinja."""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from govreport.errors import GovReportError, Problem, TemplateError
from govreport.messages import Message
from govreport.word.context import Shape
from govreport.word.environment import Environment
from govreport.word.markup import W
from govreport.word.package import read_parts, write_parts
from govreport.word.places import Place, Tag, iter_tags
from govreport.word.preparation import refuse_faults
from govreport.word.syntax import Checker, path_of

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PREFIX: Final = re.compile(r"^(\{[{%#])(?:p|tr|tc|r)\s")
_NOISE: Final = re.compile(r"[\s'\"“”‘’-]+|&\w+;|[<>]")
_TEMPLATE: Final = "top-level template code"
"""What Jinja calls the frame of a template in a traceback."""
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
PROPERTIES: Final = Place("docProps/core.xml")
_LARGEST: Final = 5_000_000
"""A part of a template in bytes; the time docxtpl needs grows with the square."""

_TOO_MUCH: Final = (RecursionError, OverflowError, ValueError)
"""What Jinja's parser lets out beside errors of syntax."""
_COMPLICATED: Final = Message("模板标记太复杂", "a tag that is too complicated")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


class _Filling(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, less what loses something without a word."""

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leave the document properties alone: a report has its own."""

    def fix_tables(self, xml: str) -> etree._Element:
        """Return the filled body; one that is not well-formed is an error instead of being cut short."""
        etree.fromstring(xml, _PARSER)
        tree: etree._Element = super().fix_tables(xml)
        for cell in tree.iter(W + "tc"):
            if len(cell) == 0 or cell[-1].tag != W + "p":  # a loop over nothing: Word wants a paragraph
                etree.SubElement(cell, W + "p")
        return tree


def parsed_property(text: str, environment: Environment) -> nodes.Template:
    """Return the syntax tree of a document property.

    Raises:
        TemplateError: If a tag in it is broken.
    """
    try:
        return environment.parse(text)
    except TemplateSyntaxError as exc:
        what = Message("模板标记写得不对：{reason}", "a broken tag: {reason}").format(reason=exc.message)
        raise TemplateError.of(what, where=PROPERTIES.part_message, found=text) from exc
    except _TOO_MUCH as exc:
        raise TemplateError.of(_COMPLICATED, where=PROPERTIES.part_message, found=text) from exc


class Source:
    """One part of a template, prepared for Jinja: every tag stands on a line of its own.

    Attributes:
        root: The part as it stands in the file.
        tags: The tags of the part with their places.
    """

    def __init__(self, name: str, xml: bytes, environment: Environment) -> None:
        root = _parsed(name, xml)
        self.name = name
        self.root = root
        self.tags = tuple(iter_tags(root, name))
        refuse_faults(root, name, self.tags)
        text = etree.tostring(root, encoding="unicode").replace("\n", " ")
        patched: str = DocxTemplate(io.BytesIO()).patch_xml(text)
        self._aligned = _aligned(patched, self.tags, Tag("", Place(name), ""))
        self._text = _TAG.sub(lambda match: "\n" + match[0], patched)
        self._tree = self._parse(environment)

    def problems(self, checker: Checker, shape: Mapping[str, Shape]) -> list[Problem]:
        """Return what is wrong with the tags of the part, for data of some shape."""
        try:
            return [self.located(line, found) for line, found in checker.iter_problems(self._tree, shape)]
        except RecursionError:
            return [self._too_complicated()]

    def located(self, line: int, problem: Problem) -> Problem:
        """Return a problem with the place of the tag on a line of the prepared part."""
        tag = self._aligned[min(max(line - 2, 0), len(self._aligned) - 1)]
        return replace(problem, where=tag.where)

    @property
    def paths(self) -> frozenset[str]:
        """The paths of everything the tags of the part name."""
        return frozenset(path_of(node) for node in self._tree.find_all((nodes.Name, nodes.Getattr)))

    def failure(
        self, problem: Problem, context: Mapping[str, object], environment: Environment
    ) -> Problem | None:
        """Return the problem with its place where filling this part fails; None where it does not."""
        try:
            template = environment.from_string(self._text)
        except Exception:  # noqa: BLE001  whatever it is, Python's compiler could not take it in
            return replace(problem, where=self._longest.where)
        try:
            template.render(context)
        except Exception as exc:  # noqa: BLE001  whatever it is, only its line is asked for
            frames = traceback.extract_tb(exc.__traceback__)
            lines = [frame.lineno or 0 for frame in frames if frame.name == _TEMPLATE]
            return self.located(lines[-1], problem) if lines else None
        return None

    def _parse(self, environment: Environment) -> nodes.Template:
        try:
            return environment.parse(self._text)
        except TemplateSyntaxError as exc:
            what = Message("模板标记写得不对：{reason}", "a broken tag: {reason}")
            tag = self._text.split("\n")[exc.lineno - 1].split("<")[0]
            raise TemplateError(
                self.located(exc.lineno, Problem(what.format(reason=exc.message), found=tag))
            ) from exc
        except _TOO_MUCH as exc:
            raise TemplateError(self._too_complicated()) from exc

    @property
    def _longest(self) -> Tag:
        return max(self.tags, key=lambda tag: len(tag.text), default=Tag("", Place(self.name), ""))

    def _too_complicated(self) -> Problem:
        """Return the problem of a part that Jinja cannot take in, at its longest tag."""
        return Problem(_COMPLICATED, self._longest.place.message, self._longest.text)


def tags_of(name: str, xml: bytes) -> tuple[Tag, ...]:
    """Return the tags of a part with their places."""
    return tuple(iter_tags(_parsed(name, xml), name))


class Package:
    """A Word file that holds a template.

    Attributes:
        main: The name of the part with the body.
        tagged_properties: The document properties that hold tags. A report has properties of its own in
            their place; the tags are checked all the same.
        filled: The parts that are filled by name: the body first, then headers, footers, footnotes. They
            are found as docxtpl finds them, by what the package says they are and not by their names.
    """

    def __init__(self, content: bytes, parts: Mapping[str, bytes]) -> None:
        opened = _Filling(io.BytesIO(content))
        opened.init_docx()
        document: Document = opened.docx
        document.save(io.BytesIO())  # a package that cannot be written is found out now
        self.main = document.part.partname.lstrip("/")
        names = dict.fromkeys((self.main, *_filled_parts(document)))
        recoded = {name: _in_utf_8(name, parts[name]) for name in names if parts[name].startswith(_UTF_16)}
        self.content = write_parts({**parts, **recoded}) if recoded else content
        self.filled = {name: {**parts, **recoded}[name] for name in names}
        self.tagged_properties = tuple(
            text
            for text in _texts_of_properties(document)
            if any(mark in text for mark in ("{{", "{%", "{#"))
        )

    def fill(self, context: Mapping[str, object], environment: Environment) -> dict[str, bytes]:
        """Return the parts of the filled Word file."""
        document = _Filling(io.BytesIO(self.content))
        document.render(dict(context), jinja_env=environment)
        document.docx.core_properties  # noqa: B018  makes the part where the template has none
        buffer = io.BytesIO()
        document.save(buffer)
        return read_parts(buffer.getvalue())


def fill(
    package: Package, sources: Sequence[Source], context: Mapping[str, object], environment: Environment
) -> dict[str, bytes]:
    """Return the parts of a filled template.

    Raises:
        TemplateError: If Jinja or docxtpl fails; the message names the place.
    """
    try:
        return package.fill(context, environment)
    except GovReportError as exc:
        raise _located_failure(exc.problems[0], sources, context, environment) from exc
    except etree.LxmlError as exc:
        raise TemplateError.of(
            Message("模板填好后不是合法的 Word 文件", "the filled template is not a valid Word file"),
            found=str(exc),
            remedy=Message("检查跨段落、跨单元格的标记", "check tags across paragraphs, rows and cells"),
        ) from exc
    except Exception as exc:  # the border: docxtpl, python-docx and Jinja let out whatever there is
        what = Message("模板不能填写：{reason}", "the template cannot be filled: {reason}")
        problem = Problem(what.format(reason=str(exc) or type(exc).__name__))
        raise _located_failure(problem, sources, context, environment) from exc


def _filled_parts(document: Document) -> Iterator[str]:
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    for relation in document.part.rels.values():
        if relation.reltype in kinds and not relation.is_external:
            yield relation.target_part.partname.lstrip("/")
    for part in document.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            yield part.partname.lstrip("/")


def _texts_of_properties(document: Document) -> Iterator[str]:
    core = document.core_properties
    yield from (core.author, core.comments, core.identifier, core.language, core.subject, core.title)


def _located_failure(
    problem: Problem, sources: Sequence[Source], context: Mapping[str, object], environment: Environment
) -> TemplateError:
    """Return the error of a failed rendering, with the place found by rendering part by part."""
    for source in sources:
        if located := source.failure(problem, context, environment):
            return TemplateError(located)
    return TemplateError(problem)


def _parsed(name: str, xml: bytes) -> etree._Element:
    if len(xml) > _LARGEST:
        raise TemplateError.of(
            Message("模板太大", "the template is too large"),
            where=name,
            found=len(xml),
            expected=Message("至多 {limit} 字节", "at most {limit} bytes").format(limit=_LARGEST),
        )
    try:
        root = etree.fromstring(xml, _PARSER)
    except etree.LxmlError as exc:
        raise _not_xml(name, str(exc)) from exc
    if root.getroottree().docinfo.doctype:
        raise _not_xml(name, root.getroottree().docinfo.doctype)
    return root


def _in_utf_8(name: str, xml: bytes) -> bytes:
    """Return a part that is written in UTF-16, which is legal, as docxtpl can read it."""
    return etree.tostring(_parsed(name, xml), xml_declaration=True, encoding="UTF-8", standalone=True)


def _not_xml(name: str, found: str) -> TemplateError:
    return TemplateError.of(
        Message("模板里有一部分不是合法的 XML", "a part of the template is not well-formed XML"),
        where=name,
        found=found,
        remedy=Message("用 Word 重新保存模板", "save the template again with Word"),
    )


def _aligned(patched: str, tags: Sequence[Tag], start: Tag) -> list[Tag]:
    """Return for every tag of a prepared part the one of the file that it was.

    Preparing keeps the order of the tags but may add some, at the place of the tag before.
    """
    aligned: list[Tag] = []
    remaining = list(reversed(tags))
    tag = remaining[-1] if remaining else start
    for match in _TAG.finditer(patched):
        if remaining and _key(remaining[-1].text) == _key(match[0]):
            tag = remaining.pop()
        aligned.append(tag)
    return aligned or [start]


def _key(tag: str) -> str:
    """Return what preparing does not change of a tag."""
    return _NOISE.sub("", _PREFIX.sub(r"\1", tag))
