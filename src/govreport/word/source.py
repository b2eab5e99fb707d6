"""One part of a template, made ready for Jinja in docxtpl's dialect, with the place of every tag."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from govreport.errors import Problem, TemplateError
from govreport.gate.limits import limits
from govreport.messages import Message
from govreport.word.context import Shape
from govreport.word.environment import Environment, printed_for_a_try
from govreport.word.markup import PARSER, W
from govreport.word.patching import TAG, patched
from govreport.word.places import Place, Tag, iter_tags
from govreport.word.preparation import MOST_TOLD, refuse_faults
from govreport.word.syntax import Checker, path_of

_PREFIX: Final = re.compile(r"^(\{[{%#])(?:p|tr|tc|r)\s")
_NOISE: Final = re.compile(r"[\s'\"“”‘’-]+|&\w+;|[<>]")
_TEMPLATE: Final = "top-level template code"
"""What Jinja calls the frame of a template in a traceback."""
PROPERTIES: Final = Place("docProps/core.xml")
_TOO_MUCH: Final = (RecursionError, OverflowError, ValueError)
"""What Jinja's parser lets out beside errors of syntax."""
_COMPLICATED: Final = Message("模板标记太复杂", "a tag that is too complicated")


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
        root = parsed_part(name, xml)
        self.name = name
        self.root = root
        self.tags = tuple(iter_tags(root, name))
        refuse_faults(root, name, self.tags, trusted=environment.trusted)
        text = patched(root)
        self._aligned = _aligned(text, self.tags, Tag("", Place(name), ""))
        self._text = TAG.sub(lambda match: "\n" + match[0], text)
        self._tree = self.tree(environment)

    def tree(self, environment: Environment) -> nodes.Template:
        """Return a syntax tree of the part, a new one at every call.

        Raises:
            TemplateError: If a tag is broken.
        """
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

    def problems(self, checker: Checker, shape: Mapping[str, Shape]) -> list[Problem]:
        """Return what is wrong with the tags of the part, for data of some shape: the first `MOST_TOLD`."""
        try:
            told = islice(checker.iter_problems(self._tree, shape), MOST_TOLD)
            return [self.located(line, found) for line, found in told]
        except RecursionError:
            return [self._too_complicated()]

    def located(self, line: int, problem: Problem) -> Problem:
        """Return a problem with the place of the tag on a line of the prepared part."""
        tag = self._aligned[min(max(line - 2, 0), len(self._aligned) - 1)]
        return replace(problem, where=tag.where)

    @property
    def has_tags(self) -> bool:
        """Whether there is anything in the part but text."""
        text = (nodes.Output, nodes.TemplateData)
        return any(not isinstance(node, text) for node in self._tree.find_all(nodes.Node))

    @property
    def paths(self) -> frozenset[str]:
        """The paths of everything the tags of the part name."""
        return frozenset(path_of(node) for node in self._tree.find_all((nodes.Name, nodes.Getattr)))

    def bound(self, environment: Environment, checker: Checker, shape: Mapping[str, Shape]) -> nodes.Template:
        """Return a syntax tree made ready for compiling: labels replaced, paths given to filters.

        Raises:
            TemplateError: If something in it may not be compiled.
        """
        tree = self.tree(environment)
        problems = [self.located(*found) for found in checker.iter_problems(tree, shape, binds=True)]
        if problems:
            raise TemplateError(*problems)
        return tree

    def failure(
        self, problem: Problem, context: Mapping[str, object], tree: nodes.Template
    ) -> Problem | None:
        """Return the problem with its place where filling this part fails; None where it does not."""
        try:
            environment = tree.environment.overlay(finalize=printed_for_a_try)  # type: ignore[union-attr]  # a parsed tree has one
            template = environment.from_string(tree)
        except Exception:  # noqa: BLE001  whatever it is, Python's compiler could not take it in
            return replace(problem, where=self._longest.where)
        try:
            template.render(context)
        except Exception as exc:  # noqa: BLE001  whatever it is, only its line is asked for
            frames = traceback.extract_tb(exc.__traceback__)
            lines = [frame.lineno or 0 for frame in frames if frame.name == _TEMPLATE]
            return self.located(lines[-1], problem) if lines else None
        return None

    @property
    def _longest(self) -> Tag:
        return max(self.tags, key=lambda tag: len(tag.text), default=Tag("", Place(self.name), ""))

    def _too_complicated(self) -> Problem:
        """Return the problem of a part that Jinja cannot take in, at its longest tag."""
        return Problem(_COMPLICATED, self._longest.place.message, self._longest.text)


def tags_of(name: str, xml: bytes) -> tuple[Tag, ...]:
    """Return the tags of a part with their places."""
    return tuple(iter_tags(parsed_part(name, xml), name))


def parsed_part(name: str, xml: bytes) -> etree._Element:
    """Parse a part of a template.

    Raises:
        TemplateError: If it is too large, not well-formed, or has a document type.
    """
    most = limits().template_bytes
    if len(xml) > most:
        raise TemplateError.of(
            Message("模板太大", "the template is too large"),
            where=name,
            found=len(xml),
            expected=Message("至多 {limit} 字节", "at most {limit} bytes").format(limit=most),
        )
    try:
        root = etree.fromstring(xml, PARSER)
    except etree.LxmlError as exc:
        raise _not_xml(name, str(exc)) from exc
    if root.getroottree().docinfo.doctype:
        raise _not_xml(name, root.getroottree().docinfo.doctype)
    body = root.find(W + "body")
    if body is not None:  # on its own for a moment, as with docxtpl: one prefix is left for a namespace
        alone = etree.tostring(body, encoding="UTF-8")
        body.clear()  # lxml takes out a large element in quadratic time
        root.replace(body, etree.fromstring(alone, PARSER))
    return root


def _not_xml(name: str, found: str) -> TemplateError:
    return TemplateError.of(
        Message("模板里有一部分不是合法的 XML", "a part of the template is not well-formed XML"),
        where=name,
        found=found,
        remedy=Message("用 Word 重新保存模板", "save the template again with Word"),
    )


def _aligned(text: str, tags: Sequence[Tag], start: Tag) -> list[Tag]:
    """Return for every tag of a prepared part the one of the file that it was.

    Preparing keeps the order of the tags but may add some, at the place of the tag before.
    """
    aligned: list[Tag] = []
    remaining = list(reversed(tags))
    tag = remaining[-1] if remaining else start
    for match in TAG.finditer(text):
        if remaining and _is_same(remaining[-1], match[0]):
            tag = remaining.pop()
        aligned.append(tag)
    return aligned or [start]


def _is_same(tag: Tag, prepared: str) -> bool:
    """Tell whether a tag of a prepared part is one of the file, or begins as one that goes on in others."""
    found, wanted = _key(prepared), _key(tag.text)
    return found == wanted or (not tag.closed and found.startswith(wanted))


def _key(tag: str) -> str:
    """Return what preparing does not change of a tag."""
    return _NOISE.sub("", _PREFIX.sub(r"\1", tag))
