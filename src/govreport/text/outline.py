"""The text of a section: lines, headings, and the characters it must not hold.

A line is a paragraph. Headings follow GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. The form
writes the first level itself; the other two are told by how a line opens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BODY = 0
SECOND_LEVEL = 2
THIRD_LEVEL = 3

_LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")

# Blanks only: str.strip() would also take control characters away before find_illegal sees them.
_BLANKS = "\t \xa0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))

_SECOND = re.compile("[（(][一二三四五六七八九十]{1,3}[）)]")
_THIRD = re.compile("[0-9０-９]{1,2}[.．](?![0-9０-９])")
_FIRST = re.compile("(?:十[一二三四五六七八九]?|[一二三四五六七八九])、")

REORDERING = "\u202a-\u202e\u2066-\u2069"
"""The characters that change the order a text shows in, for the brackets of a pattern."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a section.

    Attributes:
        level: 0 for a body paragraph, 2 for a （一） heading, 3 for a 1. heading.
        head: The heading with its number; empty at level 0.
        text: What follows the heading on its line, or the whole line at level 0.
    """

    level: int
    head: str
    text: str

    @property
    def line(self) -> str:
        """The line as it was written."""
        return self.head + self.text


def normalise_text(text: str) -> str:
    r"""Return the canonical form of a section: lines without outer blanks, none empty, ``\n`` between.

    Every kind of line end counts as one; blanks include U+3000 and the no-break and zero-width
    spaces. Applying it twice changes nothing.

    >>> normalise_text("\u3000\u3000第一段 \r\n\r\n  第二段")
    '第一段\n第二段'
    """
    if text.splitlines() == [text]:  # most texts have one line, and this is faster than the pattern
        return text.strip(_BLANKS)
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    lines = [line.strip(_BLANKS) for line in text.split("\n")]
    return "\n".join([line for line in lines if line])


def outline(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a section, one for each line of `normalise_text`.

    （一） opens a second-level heading, with half-width brackets too; 1. or １．, of one or two
    digits, a third-level one, unless a digit follows (``1.5万元``). 1、 is no heading in the
    standard, and is body. A heading ends with the first 。 of its line, or with the line.

    >>> outline("（一）主动公开。全年公开信息12条。")
    (Paragraph(level=2, head='（一）主动公开。', text='全年公开信息12条。'),)
    >>> outline("1.平台建设")
    (Paragraph(level=3, head='1.平台建设', text=''),)
    """
    return tuple(_paragraph(line) for line in normalise_text(text).split("\n") if line)


def opens_section(line: str) -> bool:
    """Tell whether a line opens with 一、 … 十九、, the numbering of the form's own headings.

    It does not look further, so a sentence that begins 三、四季度 counts as well.

    >>> opens_section("一、总体情况"), opens_section("（一）主动公开")
    (True, False)
    """
    return _FIRST.match(line.lstrip(_BLANKS)) is not None


def find_illegal(text: str) -> tuple[int, str] | None:
    r"""Return the index and the first character that no document should hold, or None.

    Those are the control characters other than tab and line ends, lone surrogates, U+FFFE, U+FFFF, and
    U+FDD0 to U+FDEF, which Unicode (23.7) leaves to programs for marks of their own. XML 1.0 carries
    some of them, with the advice not to write them (production 2).

    >>> find_illegal("公开\x07信息")
    (2, '\x07')
    """
    match = _ILLEGAL.search(text)
    return None if match is None else (match.start(), match[0])


def without_illegal(text: str) -> str:
    r"""Return a text without the characters `find_illegal` finds.

    >>> without_illegal("公开\x07信息")
    '公开信息'
    """
    return _ILLEGAL.sub("", text)


def _paragraph(line: str) -> Paragraph:
    level = SECOND_LEVEL if _SECOND.match(line) else THIRD_LEVEL if _THIRD.match(line) else BODY
    if level == BODY:
        return Paragraph(BODY, "", line)
    head, stop, text = line.partition("。")
    return Paragraph(level, head + stop, text)
