"""Filling a template: the border to docxtpl, python-docx and Jinja."""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Mapping, Sequence
from typing import Final

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from govreport.errors import Problem, TemplateError
from govreport.messages import Message
from govreport.word.context import Shape
from govreport.word.environment import Environment
from govreport.word.places import Place, Tag, iter_tags
from govreport.word.syntax import Checker

_RENDERED: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PREFIX: Final = re.compile(r"^(\{[{%#])(?:p|tr|tc|r)\s")
_NOISE: Final = re.compile(r"[\s'\"“”‘’-]+|&\w+;|[<>]")
_TEMPLATE: Final = "top-level template code"
"""What Jinja calls the frame of a template in a traceback."""
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


class Source:
    """One part of a template, prepared for Jinja: every tag stands on a line of its own.

    Attributes:
        tags: The tags of the part with their places.
    """

    def __init__(self, name: str, xml: bytes, environment: Environment) -> None:
        root = _parsed(name, xml)
        self.name = name
        self.tags = tuple(iter_tags(root, name))
        _refuse_unclosed(self.tags)
        text = etree.tostring(root, encoding="unicode").replace("\n", " ")
        patched: str = DocxTemplate(io.BytesIO()).patch_xml(text)
        self._places = _places_of(patched, self.tags, Place(name))
        self._text = _TAG.sub(lambda match: "\n" + match[0], patched)
        self._tree = self._parse(environment)

    def problems(self, checker: Checker, shape: Mapping[str, Shape]) -> list[Problem]:
        """Return what is wrong with the tags of the part, for data of some shape."""
        return [
            self.located(line, problem) for line, problem in checker.iter_problems(self._tree, shape)
        ]

    def located(self, line: int, problem: Problem) -> Problem:
        """Return a problem with the place of the tag on a line of the prepared part."""
        place = self._places[min(max(line - 2, 0), len(self._places) - 1)]
        return Problem(problem.what, place.message, problem.found, problem.expected, problem.remedy)

    def failing_line(self, context: Mapping[str, object]) -> int:
        """Return the line on which rendering the part fails, or 0 where it does not."""
        try:
            Environment().from_string(self._text).render(context)
        except Exception as exc:  # noqa: BLE001  whatever it is, only its line is asked for
            lines = [
                frame.lineno for frame in traceback.extract_tb(exc.__traceback__) if frame.name == _TEMPLATE
            ]
            return (lines[-1] if lines else 0) or 0
        return 0

    def _parse(self, environment: Environment) -> nodes.Template:
        try:
            return environment.parse(self._text)
        except TemplateSyntaxError as exc:
            what = Message("模板标记的写法有误：{reason}", "a broken tag: {reason}").format(reason=exc.message)
            tag = self._text.split("\n")[exc.lineno - 1].split("<")[0]
            raise TemplateError(self.located(exc.lineno, Problem(what, found=tag))) from exc


def fill(template: bytes, sources: Sequence[Source], context: Mapping[str, object]) -> bytes:
    """Return a filled template.

    Raises:
        TemplateError: If Jinja or docxtpl fails; the message names the place.
    """
    document = DocxTemplate(io.BytesIO(template))
    buffer = io.BytesIO()
    try:
        document.render(dict(context), jinja_env=Environment())
        document.save(buffer)
    except (JinjaError, ArithmeticError, LookupError, TypeError, ValueError) as exc:
        raise _located_failure(exc, sources, context) from exc
    except (etree.LxmlError, PackageNotFoundError) as exc:
        raise TemplateError.of(
            Message("模板填好后不是合法的 Word 文件", "the filled template is not a valid Word file"),
            found=str(exc),
            remedy=Message("检查跨行、跨单元格的循环标记", "check the loop tags of rows and cells"),
        ) from exc
    return buffer.getvalue()


def is_rendered(part: str) -> bool:
    """Tell whether a part may hold tags: the body, headers, footers and footnotes."""
    return _RENDERED.fullmatch(part) is not None


def _located_failure(
    failure: Exception, sources: Sequence[Source], context: Mapping[str, object]
) -> TemplateError:
    """Return the error of a failed rendering, with the place found by rendering part by part."""
    what = Message("模板不能填写：{reason}", "the template cannot be filled: {reason}")
    problem = Problem(what.format(reason=failure))
    for source in sources:
        line = source.failing_line(context)
        if line:
            return TemplateError(source.located(line, problem))
    return TemplateError(problem)


def _parsed(name: str, xml: bytes) -> etree._Element:
    try:
        return etree.fromstring(xml, _PARSER)
    except etree.LxmlError as exc:
        raise TemplateError.of(
            Message("模板里有一部分不是合法的 XML", "a part of the template is not well-formed XML"),
            where=name,
            found=str(exc),
            remedy=Message("用 Word 重新保存模板", "save the template again with Word"),
        ) from exc


def _refuse_unclosed(tags: Sequence[Tag]) -> None:
    problems = [
        Problem(
            Message("模板标记没有结束", "a tag that is not closed in its paragraph"),
            tag.place.message,
            tag.text,
            "{{ … }}  {% … %}  {# … #}",
        )
        for tag in tags
        if not tag.closed
    ]
    if problems:
        raise TemplateError(*problems)


def _places_of(patched: str, tags: Sequence[Tag], start: Place) -> list[Place]:
    """Return the place of every tag of a prepared part.

    Preparing keeps the order of the tags but may add some, at the place of the tag before.
    """
    places: list[Place] = []
    remaining = list(reversed(tags))
    place = remaining[-1].place if remaining else start
    for match in _TAG.finditer(patched):
        if remaining and _key(remaining[-1].text) == _key(match[0]):
            place = remaining.pop().place
        places.append(place)
    return places or [start]


def _key(tag: str) -> str:
    """Return what preparing does not change of a tag."""
    return _NOISE.sub("", _PREFIX.sub(r"\1", tag))
