"""What a label is refused for when the class with it is defined."""

from __future__ import annotations

from collections.abc import Iterable

from govreport.errors import FormError
from govreport.forms._fields import Field, Kind, Label
from govreport.forms._validation import as_written
from govreport.messages import Message
from govreport.text.outline import find_illegal


def has_labels(declared: Field) -> bool:
    """Tell whether a field has the labels it needs: the lead has none, and a group may go without."""
    without = declared.kind in (Kind.SECTION, Kind.GROUP)
    return all(label.text for label in declared.labels) and (bool(declared.labels) or without)


def refuse_unprintable(where: str, texts: Iterable[object]) -> None:
    """Refuse what cannot be printed as a label.

    Raises:
        FormError: If it is no text, or holds a character that Word cannot carry.
    """
    for text in texts:
        if not isinstance(text, str) or find_illegal(text):
            raise FormError.of(
                Message("标签不是可以印出的文字", "a label that is no printable text"),
                where=where,
                found=as_written(text),
                expected=Message("文字", "a text"),
            )


def refuse_idle_breaks(where: str, labels: Iterable[Label]) -> None:
    """Refuse a break that is not inside of its label."""
    for label in labels:
        if label.break_after and (
            label.break_after == label.text or not label.text.startswith(label.break_after)
        ):
            raise FormError.of(
                Message("标签不在这几个字后面换行", "a label that does not go on after its break"),
                where=where,
                found=label.break_after,
                expected=Message("“{text}”的前几个字", "how “{text}” begins").format(text=label.text),
            )
