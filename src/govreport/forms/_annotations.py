"""The annotations of a form class: resolved where the class stands, and narrowed to what a field allows."""

from __future__ import annotations

import inspect
import sys
from functools import partial
from typing import Annotated, Any, Final, Literal, Optional, cast

from pydantic import AfterValidator

from govreport.errors import FormError
from govreport.forms._fields import Field
from govreport.forms._figures import Content
from govreport.messages import Message

_BY_CLASS_STATEMENT: Final = "__init_subclass__"
"""What Python calls, of every base in its turn, where a class statement stands."""


def resolved_annotations(cls: type) -> dict[str, Any]:
    """Return the types a class annotates its fields with.

    Raises:
        FormError: If one is not defined, or is none.
    """
    module = vars(sys.modules[cls.__module__])
    try:
        return inspect.get_annotations(cls, globals=module, locals=_defining_namespace(), eval_str=True)
    except NameError as exc:
        raise FormError.of(
            Message("标注的类型还没有定义", "the annotated type is not defined"),
            where=cls.__qualname__,
            found=exc.name or str(exc),
            remedy=Message("先定义它；表格不能包含自身", "define it first; a form cannot contain itself"),
        ) from exc
    except Exception as exc:
        raise FormError.of(
            Message("看不懂字段的类型标注", "an annotation that cannot be read"),
            where=cls.__qualname__,
            found=f"{type(exc).__name__}: {exc}",
            expected="Count, Amount, Text …",
        ) from exc


def _defining_namespace() -> dict[str, Any]:
    """Return the names visible where the class statement stands: it may stand inside a function."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_name != _BY_CLASS_STATEMENT:
        frame = frame.f_back
    while frame.f_back and frame.f_code.co_name == _BY_CLASS_STATEMENT:
        frame = frame.f_back
    return dict(frame.f_locals)


def narrowed(field: Field, hint: object) -> object:
    """Return the annotation of a choice with only the labels that may be chosen."""
    if not field.choices:
        return hint
    literal, several, optional, annotated = cast(
        "tuple[Any, Any, Any, Any]", (Literal, tuple, Optional, Annotated)
    )
    label = literal[field.choices]
    if field.content != Content("choices"):
        return optional[label]
    return annotated[optional[several[label, ...]], AfterValidator(partial(_as_printed, field.choices))]


def _as_printed(choices: tuple[str, ...], chosen: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return what was chosen in the order of the form, each once; None where no box is ticked."""
    return tuple(label for label in choices if label in (chosen or ())) or None
