"""What stops a call: one tree of exceptions.

    GovReportError                      the base; every exception of this library is one
    ├── FormError             exit 2    a form class contradicts itself, or no form fits
    ├── DataError             exit 2    figures or texts that cannot become a report
    ├── SourceError           exit 2    a file that cannot be read
    │   ├── EmptyFileError              nothing is in it
    │   ├── FileKindError               a file of another kind, a folder, a pipe
    │   ├── EncryptedFileError          a password, or security software
    │   ├── DamagedFileError            incomplete or broken: cut short, XML that is not well-formed
    │   ├── DoubtfulFileError           a file two programs would read differently
    │   ├── DoctypeError                XML with a DTD, and so with entities
    │   ├── ActiveContentError          macros, or commands that Word would run
    │   ├── ExternalContentError        what Word would fetch from another file
    │   ├── LimitError                  over one of the limits, which the message names
    │   └── PictureError                no picture that a document can hold
    ├── UsageError            exit 2    a command line that cannot be understood
    ├── FindingsError         exit 1    a report that must not be written: its findings are errors
    ├── TemplateError         exit 3    a Word template that cannot be used
    ├── MachineError          exit 4    the machine: disk full, folder not writable, program missing
    └── ProofError            exit 70   a bug of ours: a finished file that does not say what the data says

An error says what happened, where, what was found against what was expected, and what to do, in at
most six lines. Wrong *figures* are not exceptions; they are findings (`govreport.findings`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from govreport.messages import Language, Message, visible

__all__ = [
    "ActiveContentError",
    "DamagedFileError",
    "DataError",
    "DoctypeError",
    "DoubtfulFileError",
    "EmptyFileError",
    "EncryptedFileError",
    "ExternalContentError",
    "FileKindError",
    "FindingsError",
    "FormError",
    "GovReportError",
    "LimitError",
    "MachineError",
    "PictureError",
    "Problem",
    "ProofError",
    "SourceError",
    "TemplateError",
    "UsageError",
]

_LINES = 6
_SHOWN = 60
"""How many characters of a value are shown."""
_WIDTH = 500
"""How many characters a line may have; what and where can carry a user's text as well."""

_WHERE = Message("位置：", "where: ")
_FOUND = Message("实为：", "found: ")
_EXPECTED = Message("应为：", "expected: ")
_REMEDY = Message("处理：", "to do: ")
_MORE = Message("……另有 {count} 处", "... and {count} more")
_COUNT = Message("共有 {count} 处错误", "{count} problems")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what, where, found, expected, and what to do.

    Attributes:
        what: The fault in one sentence.
        where: The place: a file and line, a dotted path, a table cell. Empty when there is only one.
        found: What was met, as the user wrote it or as the system says it; shortened when shown.
        expected: What would have been right.
        remedy: What the user should do now.
        path: Where it is in the data, for programs: the keys that lead to it, as they are written there. The
            last may be one that is missing.
        excerpt: The part of the text at that path which is wrong, as it is written there.
    """

    what: Message
    where: Message | str = ""
    found: Message | str = ""
    expected: Message | str = ""
    remedy: Message | None = None
    path: tuple[str, ...] = ()
    excerpt: str = ""

    def at(self, place: str) -> Problem:
        """Return the same problem with a place put before its own."""
        return replace(self, where=_joined(place, self.where) if self.where else place)

    def iter_lines(self, language: Language) -> Iterable[str]:
        """Yield the lines that tell the problem, without line breaks; at most five."""
        yield visible(_shortened(self.what.in_language(language), _WIDTH))
        parts = (
            (_WHERE, self.where),
            (_FOUND, self.found),
            (_EXPECTED, self.expected),
            (_REMEDY, self.remedy or ""),
        )
        for label, part in parts:
            text = part.in_language(language) if isinstance(part, Message) else part
            if label is _FOUND:
                text = _shortened(text, _SHOWN)
            if text:
                yield "  " + label.in_language(language) + visible(_shortened(text, _WIDTH))

    def to_line(self, language: Language) -> str:
        """Return the problem on a single line, for a list of several."""
        return "; ".join(line.strip() for line in self.iter_lines(language))


class GovReportError(Exception):
    """The base of everything this library raises.

    Attributes:
        problems: What is wrong, at least one.
        exit_code: What the command line ends with because of it.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, problem: Problem, *others: Problem) -> None:
        super().__init__(problem, *others)
        self.problems: Sequence[Problem] = (problem, *others)

    @classmethod
    def of(
        cls,
        what: Message,
        *,
        where: Message | str = "",
        found: object = "",
        expected: Message | str = "",
        remedy: Message | None = None,
    ) -> Self:
        """Make an error of one problem."""
        met = found if isinstance(found, Message) else str(found)
        return cls(Problem(what, where, met, expected, remedy))

    def at(self, place: str) -> Self:
        """Return the same error with a place (a file, a line) put before each of its problems."""
        return type(self)(*(problem.at(place) for problem in self.problems))

    def has_place(self) -> bool:
        """Tell whether any of the problems says where it is."""
        return any(problem.where for problem in self.problems)

    def to_text(self, language: Language = "zh") -> str:
        """Return the message, at most six lines, in one language."""
        if len(self.problems) == 1:
            return "\n".join(self.problems[0].iter_lines(language))
        lines = [_COUNT.format(count=len(self.problems)).in_language(language)]
        lines += ["  " + problem.to_line(language) for problem in self.problems]
        if len(lines) > _LINES:
            hidden = len(lines) - _LINES + 1
            more = "  " + _MORE.format(count=hidden).in_language(language)
            lines = [*lines[: _LINES - 1], more]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.to_text("zh")


class FormError(GovReportError):
    """A form class contradicts itself, or no form of that name or year exists."""

    exit_code = 2


class DataError(GovReportError):
    """Figures or texts that cannot become a report: a misspelt field, a text where a number belongs."""

    exit_code = 2


class SourceError(GovReportError):
    """A file that cannot be read: missing, damaged, of another kind."""

    exit_code = 2


class EmptyFileError(SourceError):
    """A file with nothing in it."""


class FileKindError(SourceError):
    """A file of another kind than what was asked for; the message says which, and what to do."""


class EncryptedFileError(SourceError):
    """A file with a password, or one that security software has encrypted."""


class DamagedFileError(SourceError):
    """A file that is incomplete or broken."""


class DoubtfulFileError(SourceError):
    """A file that two programs would read differently, and no ordinary one writes.

    Two parts of one name, parts that overlap, sizes that are not the real ones, names that lead out of
    the file.
    """


class DoctypeError(SourceError):
    """XML with a document type: its entities could hide text, take all memory, or fetch other files."""


class ActiveContentError(SourceError):
    """A document with macros, or with fields that start programs."""


class ExternalContentError(SourceError):
    """A document with fields that fetch what they show from another file: it depends on who opens it."""


class LimitError(SourceError):
    """A file over one of the limits of `govreport.sources.Limits`; the message names it."""


class PictureError(SourceError):
    """A file that is no picture a document can hold."""


class UsageError(GovReportError):
    """A command line that cannot be understood: an unknown verb or option, a wrong value."""

    exit_code = 2


class FindingsError(GovReportError):
    """A report with error findings, which is therefore not written."""

    exit_code = 1


class TemplateError(GovReportError):
    """A Word template that cannot be used: a broken tag, an unknown placeholder."""

    exit_code = 3


class MachineError(GovReportError):
    """The machine refuses: no space, no permission, a program that is not installed."""

    exit_code = 4


class ProofError(GovReportError):
    """A finished file that does not say what the data says: a bug of this library. It is not written."""

    exit_code = 70


def _joined(place: str, where: Message | str) -> Message | str:
    if isinstance(where, Message):
        return Message("{place}: {where}", "{place}: {where}").format(place=place, where=where)
    return f"{place}: {where}"


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
