"""The running text of a published document, by the sections of a form.

Headings are recognised by their words. A line that is numbered like a heading counts before one that
is not, for the words of a heading may stand in a text as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from govreport.closing import Signature
from govreport.errors import DataError
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Kind
from govreport.messages import Message
from govreport.report import Report, title_facts
from govreport.sources.document import Document, Paragraph
from govreport.sources.labels import label_key
from govreport.sources.reading import Provenance, Unplaced
from govreport.sources.variants import HEADING_VARIANTS
from govreport.text.dates import parse_date
from govreport.text.outline import normalise_text, opens_section

_LONGEST_HEADING: Final = 60
_DAY: Final = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_FAR_IN: Final = "\u3000" * 6
_TITLE_ENDS: Final = ("年度报告", "年度报表")
_SENTENCE_ENDS: Final = "。；;，,：:"
_OTHER_NUMBERING: Final = re.compile(r"\W*(?:[一二三四五六七八九十]{1,3}\s*[.．,，]\W*)?")

_NO_SECTION: Final = Message("所在的部分不是表样中的文字部分", "it stands in no section of text of the form")
_UNKNOWN_HEADING: Final = Message("标题不是表样中的标题", "a heading the form does not have")
_LIKE_A_HEADING: Final = Message("正文的行以一级序号开头", "a line of a section opens like a section heading")


@dataclass(slots=True)
class Narrative:
    """The title and the sections of a document.

    Attributes:
        title: The title in one line; empty if there is none.
        sections: The text of each section by its field, a line for each paragraph.
        notes: The text beside each table by its field, likewise.
        signature: The sign-off at the end: who signs, and when; None if there is none.
        headings: How many of the form's headings were found.
        unplaced: Lines that belong to no section of text.
    """

    title: str
    sections: dict[str, str]
    headings: int
    notes: dict[str, str] = field(default_factory=dict)
    signature: Signature | None = None
    unplaced: list[Unplaced] = field(default_factory=list)


def read_narrative(document: Document, form: type[Report]) -> Narrative:
    """Read title and sections; the tables are left aside.

    What stands before the first heading is the title and the lead.
    """
    paragraphs, signature = split_signature(document.paragraphs)
    headings = find_headings(paragraphs, form)
    first = min(headings, default=len(paragraphs))
    title, rest = split_title(paragraphs[:first])
    reader = _SectionReader(form, headings)
    for paragraph in (*rest, *paragraphs[first:]):
        reader.read(paragraph)
    texts = {name: "\n".join(lines) for name, lines in reader.lines.items()}
    tables = form.grids()
    sections = {name: text for name, text in texts.items() if name not in tables}
    notes = {name: text for name, text in texts.items() if name in tables}
    return Narrative(title, sections, len(headings), notes, signature, reader.unplaced)


def split_signature(
    paragraphs: Sequence[Paragraph],
) -> tuple[Sequence[Paragraph], Signature | None]:
    """Return the paragraphs without the sign-off at their end, and the sign-off.

    It is a name, or a name and under it a date, each a line of its own set to the right. The same words
    elsewhere are text: a section may end with a date.
    """
    filled = [index for index, paragraph in enumerate(paragraphs) if normalise_text(paragraph.text)]
    apart = [index for index in filled[-2:] if _is_apart(paragraphs[index])]
    lines = [normalise_text(paragraphs[index].text) for index in apart]
    if not apart or apart[-1] != filled[-1] or any("\n" in line for line in lines):
        return paragraphs, None
    if not _DAY.fullmatch(lines[-1]):
        return paragraphs[: apart[-1]], Signature(name=lines[-1])
    day = _day_of(lines[-1])
    if day is None or len(lines) == 1:
        return paragraphs, None
    return paragraphs[: apart[0]], Signature(name=lines[0], date=day)


def _is_apart(paragraph: Paragraph) -> bool:
    return paragraph.is_apart or paragraph.text.startswith(_FAR_IN)


def _day_of(line: str) -> date | None:
    try:
        return parse_date(line)
    except DataError:  # no day of the calendar
        return None


def find_headings(paragraphs: Sequence[Paragraph], form: type[Report]) -> dict[int, Field]:
    """Return the form's headings by their index among the paragraphs.

    Of several paragraphs with the same heading the last one counts: the others are a list of contents.
    """
    known = _heading_keys(form)
    numbered: dict[str, int] = {}
    bare: dict[str, int] = {}
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        if not text or len(text) > _LONGEST_HEADING:
            continue
        key = label_key(text)
        if key not in known:
            continue
        if opens_section(text):
            numbered[known[key].name] = index
        elif _has_no_lower_number(text, key):
            bare[known[key].name] = index
    found = {**bare, **numbered}
    return {index: form._fields[name] for name, index in found.items()}


def split_title(front: Sequence[Paragraph]) -> tuple[str, tuple[Paragraph, ...]]:
    """Return the title, its lines joined, and the paragraphs after it.

    The title is what the document marks as such. Otherwise it goes from the top to the first line that
    ends in 年度报告 (年度报表 for a website) or, failing that, to the first one that states agency and year
    and is no sentence.
    """
    filled = [paragraph for paragraph in front if paragraph.text.strip()]
    marked = [paragraph for paragraph in filled if paragraph.is_title]
    title = _joined(marked)
    if title_facts(title)[1] is not None:
        return title, tuple(paragraph for paragraph in front if not paragraph.is_title)
    for ends in (_ends_like_a_title, _states_a_year):
        for count, paragraph in enumerate(filled, 1):
            if ends(paragraph.text.strip()):
                return _joined(filled[:count]), tuple(filled[count:])
    return "", tuple(front)


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    lines = (normalise_text(paragraph.text).replace("\n", "") for paragraph in paragraphs)
    return "".join(lines)


def _ends_like_a_title(text: str) -> bool:
    return "".join(text.split()).endswith(_TITLE_ENDS)


def _states_a_year(text: str) -> bool:
    is_short = len(text) <= _LONGEST_HEADING and text[-1] not in _SENTENCE_ENDS
    return is_short and title_facts(text)[1] is not None


def _has_no_lower_number(text: str, key: str) -> bool:
    """Tell whether a heading has no number, or one of the first level in another manner than 一、."""
    words = _OTHER_NUMBERING.sub("", text, count=1)
    return bool(words) and words[0] == key[0]


@cached
def _heading_keys(form: type[Report]) -> Mapping[str, Field]:
    keys: dict[str, Field] = {}
    for part in form.parts():
        if part.labels:
            keys[label_key(part.label.text)] = part
    for part in form.parts():
        for variant in HEADING_VARIANTS.get(part.name, ()):
            keys.setdefault(label_key(variant), part)
    return keys


class _SectionReader:
    """Puts lines into the section they stand in."""

    def __init__(self, form: type[Report], headings: Mapping[int, Field]) -> None:
        self.lines: dict[str, list[str]] = {}
        self.unplaced: list[Unplaced] = []
        self._headings = headings
        sections = [part for part in form.parts() if part.kind is Kind.SECTION]
        self._current = next((part for part in sections if not part.labels), None)
        self._is_past_front = False

    def read(self, paragraph: Paragraph) -> None:
        heading = self._headings.get(paragraph.number - 1)
        if heading is not None:
            self._current = heading
            self._is_past_front = True
            return
        for line in normalise_text(paragraph.text).split("\n"):
            if line:
                self._read_line(line, paragraph.number)

    def _read_line(self, line: str, number: int) -> None:
        reason = _NO_SECTION
        if opens_section(line):
            is_heading = len(line) <= _LONGEST_HEADING and line[-1] not in _SENTENCE_ENDS
            reason = _UNKNOWN_HEADING if is_heading else _LIKE_A_HEADING
            if is_heading and self._is_past_front:
                self._current = None
        elif self._current is not None:
            self.lines.setdefault(self._current.name, []).append(line)
            return
        self.unplaced.append(Unplaced(Provenance(line, paragraph=number), reason))
