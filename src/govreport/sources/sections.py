"""The running text of a published document, by the sections of a form.

Headings are recognised by their words. A line that is numbered like a heading counts before one that
is not, for the words of a heading may stand in a text as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from govreport.closing import Signature
from govreport.errors import DataError
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Kind
from govreport.gate.deadline import require_time
from govreport.messages import Message
from govreport.report import Report
from govreport.sources.document import Document, Paragraph
from govreport.sources.identity import Title, find_title, is_page_fact
from govreport.sources.labels import label_key
from govreport.sources.reading import Provenance, Unplaced
from govreport.sources.traditional import to_simplified
from govreport.sources.variants import HEADING_VARIANTS, HEADING_WORDS
from govreport.text.dates import has_date, parse_printed_date
from govreport.text.outline import normalise_text, opens_section

_LONGEST_HEADING: Final = 60
_FAR_IN: Final = "\u3000" * 6
_SENTENCE_ENDS: Final = "。；;，,：:"
_NO_NAME: Final = re.compile(
    r"[\u4e00-\u9fff]{2}[ \u3000]*(?:[：:]|[。；，]$)|^[（(［\[【〔].*[\u4e00-\u9fff]{2}.*[）)］\]】〕]$"
)
"""Words with a colon behind them, words that end like a sentence, words in brackets."""
_OTHER_NUMBERING: Final = re.compile(r"\W*(?:[一二三四五六七八九十]{1,3}\s*[.．,，]\W*)?")

_NOTE: Final = re.compile(r"(?:备?注|说明)\d?[:：]")
"""How a note opens that stands beside the only table of a form without sections."""

_NO_SECTION: Final = Message("所在的部分不是表样中的文字部分", "it stands in no section of text of the form")
_UNKNOWN_HEADING: Final = Message("标题不是表样中的标题", "a heading the form does not have")
_ABOVE_TITLE: Final = Message(
    "在标题之前，不属于报告", "it stands above the title and is no part of the report"
)
_PAGE_FACTS: Final = Message(
    "是页面的发布信息，不属于正文",
    "it says when and where the page was published; it is no text of the report",
)
_LIKE_A_HEADING: Final = Message("正文的行以一级序号开头", "a line of a section opens like a section heading")


class HeadingSeen(NamedTuple):
    """A heading of the first level as printed: its paragraph, its text, the field it stands for or ""."""

    paragraph: int
    text: str
    part: str = ""
    is_official: bool = True


@dataclass(slots=True)
class Narrative:
    """The title and the sections of a document.

    Attributes:
        title: The title in one line; empty if there is none.
        sections: The text of each section by its field, a line for each paragraph.
        headings: The headings of the first level, in order; with those the form does not have.
        notes: The text beside each table by its field, a line for each paragraph.
        signature: The sign-off at the end: who signs, and when; None if there is none.
        unplaced: Lines that belong to no section of text.
        title_at: The paragraphs of the title.
    """

    title: str
    sections: dict[str, str]
    headings: list[HeadingSeen]
    notes: dict[str, str] = field(default_factory=dict)
    signature: Signature | None = None
    unplaced: list[Unplaced] = field(default_factory=list)
    title_at: tuple[Paragraph, ...] = ()

    @property
    def weight(self) -> int:
        """How much the headings speak for the form: one in the official words counts twice."""
        known = {heading.part: heading.is_official for heading in self.headings if heading.part}
        return sum(2 if is_official else 1 for is_official in known.values())


def read_narrative(document: Document, form: type[Report]) -> Narrative:
    """Read title and sections; the tables are left aside.

    What stands before the first heading is the title and the lead; what stands above the title is no part
    of the report.
    """
    paragraphs, signature = split_signature(document.paragraphs)
    headings = find_headings(paragraphs, form)
    first = min(headings, default=paragraphs[-1].number + 1 if paragraphs else 1)
    front = [paragraph for paragraph in paragraphs if paragraph.number < first]
    title = find_title(front, document.facts, has_headings=bool(headings))
    reader = _SectionReader(form, headings, title)
    for paragraph in paragraphs:
        reader.read(paragraph)
    texts = {name: "\n".join(lines) for name, lines in reader.lines.items()}
    tables = form.grids()
    sections = {name: text for name, text in texts.items() if name not in tables}
    notes = {name: text for name, text in texts.items() if name in tables}
    return Narrative(title.text, sections, reader.seen, notes, signature, reader.unplaced, title.paragraphs)


def split_signature(
    paragraphs: Sequence[Paragraph],
) -> tuple[Sequence[Paragraph], Signature | None]:
    """Return the paragraphs without the sign-off at their end, and the sign-off.

    It is a name, or a name and under it a date, each a line of its own set to the right. The same words
    elsewhere are text: a section may end with a date. So is what is no name: a month, a remark in brackets, a
    sentence, a line with a colon.
    """
    filled = [index for index, paragraph in enumerate(paragraphs) if normalise_text(paragraph.text)]
    apart = [index for index in filled[-2:] if _is_apart(paragraphs[index])]
    lines = [normalise_text(paragraphs[index].text) for index in apart]
    if not apart or apart[-1] != filled[-1] or any("\n" in line for line in lines):
        return paragraphs, None
    if _may_sign(lines[-1]):
        return paragraphs[: apart[-1]], Signature(name=lines[-1])
    day = _day_of(lines[-1])
    if day is None or len(lines) == 1 or not _may_sign(lines[0]):
        return paragraphs, None
    return paragraphs[: apart[0]], Signature(name=lines[0], date=day)


def _is_apart(paragraph: Paragraph) -> bool:
    return paragraph.is_apart or paragraph.text.startswith(_FAR_IN)


def _may_sign(line: str) -> bool:
    """Tell whether a line may be a name."""
    return _NO_NAME.search(line) is None and not has_date(line)


def _day_of(line: str) -> date | None:
    try:
        return parse_printed_date(line)
    except DataError:  # no date, or no day of the calendar
        return None


def find_headings(paragraphs: Sequence[Paragraph], form: type[Report]) -> dict[int, HeadingSeen]:
    """Return the form's headings by the numbers of their paragraphs.

    Of several paragraphs with the same heading the last one counts: the others are a list of contents. A
    heading in the official words counts before one in others, and one with its number before one without.
    """
    known = _heading_keys(form)
    found: dict[str, tuple[int, HeadingSeen]] = {}
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if not text or len(text) > _LONGEST_HEADING:
            continue
        require_time()
        rank, part, is_official = _heading(text, known, form)
        if part and rank >= found.get(part, (0,))[0]:
            found[part] = (rank, HeadingSeen(paragraph.number, text, part, is_official))
    return {heading.paragraph: heading for _, heading in found.values()}


def _heading(text: str, known: Mapping[str, tuple[Field, bool]], form: type[Report]) -> tuple[int, str, bool]:
    """Return how well a line is a heading of the form (0: not at all), of which part, and if in its words."""
    key = label_key(text)
    is_numbered = opens_section(text)
    if key in known:
        part, is_official = known[key]
        if is_numbered:
            return 3, part.name, is_official
        return (2, part.name, is_official) if _has_no_lower_number(text, key) else (0, "", False)
    if is_numbered and text[-1] not in _SENTENCE_ENDS:
        simplified = to_simplified(text)
        for part in form.parts():
            words = HEADING_WORDS.get(part.name)
            if words and part.labels and part.label.text[0] == simplified[0] and words.search(simplified):
                return 1, part.name, False
    return 0, "", False


def _has_no_lower_number(text: str, key: str) -> bool:
    """Tell whether a heading has no number, or one of the first level in another manner than 一、."""
    words = _OTHER_NUMBERING.sub("", text, count=1)
    return bool(words) and words[0] == key[0]


@cached
def _heading_keys(form: type[Report]) -> Mapping[str, tuple[Field, bool]]:
    """Return the part each heading stands for, and whether it is in the words of the form."""
    keys: dict[str, tuple[Field, bool]] = {}
    for part in form.parts():
        if part.labels:
            keys[label_key(part.label.text)] = (part, True)
    for part in form.parts():
        for variant in HEADING_VARIANTS.get(part.name, ()):
            keys.setdefault(label_key(variant), (part, False))
    return keys


class _SectionReader:
    """Puts lines into the section they stand in."""

    def __init__(self, form: type[Report], headings: Mapping[int, HeadingSeen], title: Title) -> None:
        self.lines: dict[str, list[str]] = {}
        self.unplaced: list[Unplaced] = []
        self.seen: list[HeadingSeen] = []
        self._headings = headings
        self._title = {paragraph.number for paragraph in title.paragraphs}
        self._repeated = "".join(title.text.split())
        sections = [part.name for part in form.parts() if part.kind is Kind.SECTION and not part.labels]
        self._current: str | None = sections[0] if sections else None
        tables = list(form.grids())
        self._only_table = tables[0] if len(tables) == 1 and not sections else ""
        self._first = min(self._title, default=0)
        self._is_past_front = False

    def read(self, paragraph: Paragraph) -> None:
        heading = self._headings.get(paragraph.number)
        if heading is not None:
            self._current = heading.part
            self._is_past_front = True
            self.seen.append(heading)
        elif paragraph.number not in self._title:
            for line in normalise_text(paragraph.text).split("\n"):
                if line:
                    self._read_line(line, paragraph.number)

    def _read_line(self, line: str, number: int) -> None:
        reason = _NO_SECTION
        if not self._is_past_front and number < self._first:
            reason = _ABOVE_TITLE
        elif not self._is_past_front and self._is_beside_title(line):
            reason = _PAGE_FACTS
        elif opens_section(line):
            is_heading = len(line) <= _LONGEST_HEADING and line[-1] not in _SENTENCE_ENDS
            reason = _UNKNOWN_HEADING if is_heading else _LIKE_A_HEADING
            if is_heading and self._is_past_front:
                self._current = None
                self.seen.append(HeadingSeen(number, line))
        elif self._current is not None:
            self.lines.setdefault(self._current, []).append(line)
            return
        elif self._only_table and _NOTE.match(line):
            self.lines.setdefault(self._only_table, []).append(line)
            return
        self.unplaced.append(Unplaced(Provenance(line, paragraph=number), reason))

    def _is_beside_title(self, line: str) -> bool:
        """Tell whether a line of the front repeats the title or says when and where it was published."""
        plain = "".join(line.split())
        return is_page_fact(line) or (len(plain) > 4 and self._repeated.endswith(plain))
