"""What went wrong while a template was filled, with the place of the tag."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes

from govreport.errors import GovReportError, MachineError, Problem, SourceError, TemplateError
from govreport.messages import Message
from govreport.word.filling import NotPrintableError
from govreport.word.objects import without_objects
from govreport.word.source import Source

_GROUP = Message("这是一组数据，不能直接印出", "a group or list, where a figure or text is needed")


def failure_of(
    exc: Exception, trees: Mapping[Source, nodes.Template], context: Mapping[str, object]
) -> GovReportError:
    """Return the error of a filling that failed; its place is found by filling part by part."""
    if isinstance(exc, MachineError | SourceError) or (isinstance(exc, TemplateError) and exc.has_place()):
        return exc
    problem = _problem_of(exc)
    plain = without_objects(context)
    for source, tree in trees.items():
        if located := source.failure(problem, plain, tree):
            return TemplateError(located)
    return TemplateError(problem)


def _problem_of(exc: Exception) -> Problem:
    if isinstance(exc, GovReportError):
        return exc.problems[0]
    if isinstance(exc, NotPrintableError):
        return Problem(_GROUP, found=str(exc))
    what = Message("模板不能填写：{reason}", "the template cannot be filled: {reason}")
    return Problem(what.format(reason=str(exc) or type(exc).__name__))
