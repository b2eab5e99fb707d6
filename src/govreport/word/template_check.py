"""The check of a template before anything is filled: does it fit a form, or the data it is given?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from jinja2 import nodes

from govreport.errors import Problem, TemplateError
from govreport.messages import Message
from govreport.report import Report
from govreport.word.context import Shape, form_shape, mapping_shape
from govreport.word.inspection import iter_charts_in, iter_marks, iter_missing_styles, styles_in
from govreport.word.opening import Package
from govreport.word.source import PROPERTIES, Source
from govreport.word.syntax import Checker
from govreport.word.values import structure

MOST_STRUCTURES: Final = 100
"""How many structures of data are remembered as known, so that memory stays bounded."""
_NO_TAGS: Final = Problem(
    Message(
        "模板里一处标记也没有，每份报告都会一模一样",
        "the template has no placeholder at all: every report would be the same",
    ),
    expected=Message("例如 {example}", "for example {example}").format(example="{{ title }}"),
    remedy=Message(
        "检查是否选错了文件；govreport template new 生成带标记的模板",
        "check whether this is the right file; govreport template new makes one with placeholders",
    ),
)
"""What is wrong with a finished report: filled again, it would be published with its old figures."""


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What is wrong with a template; nothing is filled to find out.

    Attributes:
        package: The template.
        sources: Its parts that are filled.
        properties: The syntax trees of its document properties that hold tags.
        checker: Knows what a tag may hold.
        known: The structures of data found to have every field the template names, at most `MOST_STRUCTURES`.
    """

    package: Package
    sources: tuple[Source, ...]
    properties: Mapping[str, nodes.Template]
    checker: Checker
    known: set[object] = field(default_factory=set, init=False)

    def require_form(self, form: type[Report]) -> None:
        """Refuse a template that cannot be filled with the reports of a form.

        Raises:
            TemplateError: With everything that is wrong with it, `missing_styles` apart.
        """
        _raise(*self.for_form(form))

    def require_known(self, context: Mapping[str, object]) -> None:
        """Refuse data without a field that the template names, in a branch that is not taken as well.

        Raises:
            TemplateError: With every such field.
        """
        found = structure(context)
        if found in self.known:
            return
        _raise(*self._iter_tag_problems(mapping_shape(context)))
        if len(self.known) >= MOST_STRUCTURES:
            self.known.clear()
        self.known.add(found)

    def for_form(self, form: type[Report]) -> tuple[Problem, ...]:
        """Return why the template cannot be filled with the reports of a form."""
        has_tags = self.properties or any(source.has_tags for source in self.sources)
        return (
            *(() if has_tags else (_NO_TAGS,)),
            *self._iter_tag_problems(form_shape(form)),
            *(problem for source in self.sources for problem in iter_marks(source.root, source.name)),
            *self._iter_misplaced_charts(),
        )

    def missing_styles(self) -> tuple[Problem, ...]:
        """Return the uses of styles that the template does not have; it can be filled all the same."""
        styles = styles_in(self.package.parts.get("word/styles.xml", b""))
        return tuple(
            problem
            for source in self.sources
            for problem in iter_missing_styles(source.root, source.name, styles)
        )

    def _iter_tag_problems(self, shape: Mapping[str, Shape]) -> Iterator[Problem]:
        for source in self.sources:
            yield from source.problems(self.checker, shape)
        for tree in self.properties.values():
            for _, problem in self.checker.iter_problems(tree, shape):
                yield replace(problem, where=PROPERTIES.part_message)

    def _iter_misplaced_charts(self) -> Iterator[Problem]:
        main = self.package.main
        tags = (tag for source in self.sources if source.name != main for tag in source.tags)
        properties = ((text, PROPERTIES.part_message) for text in self.package.properties.values())
        return iter_charts_in(chain(((tag.text, tag.place.message) for tag in tags), properties))


def _raise(*problems: Problem) -> None:
    if problems:
        raise TemplateError(*problems)
