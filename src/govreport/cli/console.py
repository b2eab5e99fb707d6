"""What the command line prints: results on stdout, diagnostics on stderr."""

from __future__ import annotations

import json
import re
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from govreport.cli import streams
from govreport.cli.language import current_language, setting
from govreport.errors import GovReportError
from govreport.findings import Finding, Quote, Severity
from govreport.messages import Message, visible

_SEVERITIES = {
    Severity.ERROR: Message("错误", "error"),
    Severity.WARNING: Message("警告", "warning"),
    Severity.NOTE: Message("提示", "note"),
}
_COUNTS = Message(
    "{errors} 个错误，{warnings} 个警告，{notes} 个提示",
    "{errors:error|errors}, {warnings:warning|warnings}, {notes:note|notes}",
)
_READING = Message("读取 {name}", "reading {name}")
_WRITING = Message("写出 {path}", "writing {path}")
_BETWEEN = " › "
"""What stands between a section and a sentence; the sentence is shown by itself."""
_AROUND = 24
"""How many characters of a sentence are shown on either side of the words concerned."""
_PAIRS_SHOWN = 5
"""How many pairs of alike sentences are shown; the page of results has them all."""
_THIS_YEAR = Message("本年：", "this year: ")
_LAST_YEAR = Message("上年：", "last year: ")
_MORE_PAIRS = Message("还有 {count} 句", "{count} more")
_BUG = Message("程序内部出错，这是 govreport 的缺陷", "an internal error: this is a bug of govreport")
_REPORT_IT = Message(
    "加 --debug 再运行一次，把输出报告给我们", "run again with --debug and report the output"
)


_NOT_ASCII = re.compile(r"[^\n -~]")
_COMMAND = re.compile(r"^\s*:(?=:)|#(?=#\w*\[)")
"""What a build service would obey: ``::error`` at the head of a line, ``##[group]`` or ``##vso[`` in it."""


def say(*lines: str) -> None:
    """Print lines of results; what could steer the terminal or a build service is spelt out."""
    streams.write("".join(f"{_harmless(line)}\n" for line in lines))


def say_raw(*lines: str) -> None:
    """Print lines a program reads, as they are but for what could steer the terminal."""
    streams.write("".join(f"{visible(line)}\n" for line in lines))


def say_json(data: object) -> None:
    """Print a result as JSON; what terminal or build service would obey, hide or not know is an escape."""
    text = _COMMAND.sub(r"\\u0023", text_of_json(data))  # in JSON only a # can match, inside of a string
    if not streams.knows(text):
        text = json.dumps(data, indent=2)
    streams.write("".join(map(_escaped, text)) + "\n")


def say_page(page: str) -> None:
    """Print an HTML page; what the terminal would obey or hide is written as a character reference.

    The page says that it is UTF-8; where stdout is not, everything but ASCII becomes one.
    """
    if not streams.is_utf8():
        page = page.encode("ascii", "xmlcharrefreplace").decode("ascii")
    streams.write(_NOT_ASCII.sub(_reference, page))


def text_of_json(data: object) -> str:
    """Return data as the JSON that is printed or written."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def tell(*messages: Message) -> None:
    """Print diagnostics, unless the user asked for quiet."""
    if not is_quiet():
        tell_always(*messages)


def tell_always(*messages: Message) -> None:
    """Print diagnostics, a line each."""
    _write_diagnostics(message.in_language(current_language()) for message in messages)


def tell_lines(*lines: str) -> None:
    """Print diagnostics that are in one language already, a line each."""
    _write_diagnostics(lines)


def tell_reading(name: str) -> None:
    """Tell, where ``-v`` asks for it, that a file is read."""
    tell_step(_READING.format(name=name))


def tell_writing(path: str) -> None:
    """Tell, where ``-v`` asks for it, that a file is written."""
    tell_step(_WRITING.format(path=path))


def tell_step(*messages: Message) -> None:
    """Print diagnostics that only ``-v`` asks for; with ``-q`` beside it, nothing."""
    if is_verbose():
        tell(*messages)


def tell_failure(failure: Exception, place: str = "") -> int:
    """Print on stderr what stopped the work on an input; return the exit code it means.

    An error of ours takes at most six lines; anything else is a bug. Where the error does not say
    where it is, the place is put before it. With ``--debug`` the traceback comes first.
    """
    if setting("govreport.debug", default=False):
        _write_diagnostics("".join(traceback.format_exception(failure)).splitlines())
    error = as_error(failure, place)
    _write_diagnostics(error.to_text(current_language()).splitlines())
    return error.exit_code


def as_error(failure: Exception, place: str = "") -> GovReportError:
    """Return what stopped the work on an input as an error of ours, with its place."""
    if not isinstance(failure, GovReportError):
        found = f"{type(failure).__name__}: {failure}"
        return GovReportError.of(_BUG, where=place, found=found, remedy=_REPORT_IT)
    return failure.at(place) if place and not failure.has_place() else failure


def is_quiet() -> bool:
    """Tell whether ``-q`` asks for nothing but errors."""
    return bool(setting("govreport.quiet", default=False))


def is_verbose() -> bool:
    """Tell whether ``-v`` asks for more."""
    return bool(setting("govreport.verbose", default=False))


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """Return findings as lines of text; with ``-q`` only the errors."""
    language = current_language()
    lines = []
    for finding in findings:
        if is_quiet() and finding.severity is not Severity.ERROR:
            continue
        severity = _SEVERITIES[finding.severity].in_language(language)
        where = finding.where.partition(_BETWEEN)[0] if finding.quote else finding.where
        lines.append(f"  {severity} [{finding.code}] {where}".rstrip())
        lines.append(f"      {finding.message.in_language(language)}")
        if finding.quote is not None and not finding.pairs:
            lines += [f"      {line}" for line in quoted(finding.quote)]
        lines += [f"      {line}" for line in _paired(finding.pairs)]
    return lines


def _paired(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the first pairs of sentences, this year's above last year's, and how many more there are."""
    language = current_language()
    now, then = _THIS_YEAR.in_language(language), _LAST_YEAR.in_language(language)
    for ours, theirs in pairs[:_PAIRS_SHOWN]:
        yield now + _on_one_line(ours)
        yield then + _on_one_line(theirs)
    if len(pairs) > _PAIRS_SHOWN:
        yield _MORE_PAIRS.format(count=len(pairs) - _PAIRS_SHOWN).in_language(language)


def quoted(quote: Quote) -> list[str]:
    """Return the words around the ones a finding speaks of, and a line that underlines these.

    On a terminal a Chinese character is two columns wide.
    """
    start, end = max(quote.start - _AROUND, 0), min(quote.end + _AROUND, len(quote.text))
    opening, ending = "…" if start else "", "…" if end < len(quote.text) else ""
    before = opening + _on_one_line(quote.text[start : quote.start])
    before = _without_commands(before)
    words = _on_one_line(quote.words)
    after = _on_one_line(quote.text[quote.end : end]) + ending
    return [before + words + after, " " * _columns(before) + "^" * max(_columns(words), 1)]


def _on_one_line(text: str) -> str:
    return " ".join(visible(text).split(" ")).replace("\t", " ")


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def counted(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity, in words."""
    count = Counter(finding.severity for finding in findings)
    message = _COUNTS.format(
        errors=count[Severity.ERROR], warnings=count[Severity.WARNING], notes=count[Severity.NOTE]
    )
    return message.in_language(current_language())


def _write_diagnostics(lines: Iterable[str]) -> None:
    streams.write("".join(f"{_harmless(line)}\n" for line in lines), err=True)


def _harmless(line: str) -> str:
    shown = "\t".join(map(visible, line.split("\t")))
    return _without_commands(shown)


def _without_commands(line: str) -> str:
    return _COMMAND.sub(lambda match: f"{match[0][:-1]}\\x{ord(match[0][-1]):02x}", line)


def _escaped(char: str) -> str:
    return char if char.isprintable() or char in "\n\u3000" else json.dumps(char)[1:-1]


def _reference(match: re.Match[str]) -> str:
    char = match[0]
    return char if char.isprintable() or char == "\u3000" else f"&#{ord(char)};"
