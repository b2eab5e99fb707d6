"""The limits that files must keep: named, documented, and the same for every reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace

from govreport.errors import LimitError, UsageError
from govreport.messages import Message
from govreport.text.wording import nearest

CHECK_FILE = Message("检查是否选错了文件", "check whether this is the right file")
"""What to do about most files over a limit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, and what is in it. What 624 honest files reach stands in brackets.

    Attributes:
        file_seconds: Seconds the reading of a file may take, by the clock (8).
        file_bytes: Size of a file (2.7 MB).
        archive_parts: Members of a zip archive (132).
        archive_bytes: Inflated size of all members of an archive (15 MB).
        part_bytes: Inflated size of one member.
        inflate_ratio: Inflated to stored size of one member (204, a table of zeros; deflate ends at 1032).
        ratio_from_bytes: Inflated size below which the ratio does not count.
        xml_depth: Elements inside each other (33).
        xml_elements: Elements of one XML part (370,000); a tree takes about 300 bytes for each.
        xml_attributes: Attributes of one element.
        xml_text: Characters of one text or attribute; libxml2, which parses, sets it and no other value.
        data_bytes: Size of a data file (0.1 MB).
        toml_bytes: Size of a data file in TOML, which takes four times as long to read.
        data_depth: Mappings and lists inside each other in a data file (4).
        data_text: Characters of one text in a data file.
        data_entries: Keys and items of a data file, all together (500).
        data_digits: Characters a number may be written with, and places before or after its point.
        table_columns: Columns of a table; grid columns too, so a cell cannot span more.
        table_places: Rows times columns of a table or sheet, blank ones included.
        merged_places: Cells that the merged ranges of a sheet cover, all together (100,000).
        html_elements: Elements of a web page.
        html_depth: Elements of a web page inside each other; those pasted from word processors reach 100.
        text_lines: Lines of a plain text (2000).
        document_text: Characters of a document, all its paragraphs and tables together.
        sheet_places: Rows times columns of a sheet with a row per agency; that of a province has 2 million.
        sheet_cells: Cells stored in a sheet, blank ones included.
        sheet_columns: Columns of a text of separated values; Excel has no more.
        sheet_text: Characters of a sheet, a text as often as cells refer to it.
        pdf_pages: Pages of a PDF (60).
        pdf_characters: Characters of a PDF.
        pdf_page_bytes: What draws a page of a PDF, inflated.
        pdf_page_lines: Lines and boxes drawn on a page of a PDF.
        pdf_memory: Bytes the process that reads a PDF may take, where the system can limit it.
        office_seconds: Seconds a conversion by LibreOffice may take, if the file has as many left.
        template_bytes: A part of a template; the time to prepare one grows with it.
        template_tags: Tags of a part of a template; more are for trusted ones.
        template_tag_characters: Characters of a tag.
        template_characters: Characters of all tags of a part; Jinja reads half a million in a second.
        template_data: Characters of all texts that a template is filled with.
        template_turns: Turns of all loops of a filling.
        template_loops: Loops of a template inside each other.
        picture_bytes: Size of a picture.
        picture_pixels: Width times height of a picture.
    """

    file_seconds: int = 60
    file_bytes: int = 50_000_000
    archive_parts: int = 2000
    archive_bytes: int = 200_000_000
    part_bytes: int = 50_000_000
    inflate_ratio: int = 500
    ratio_from_bytes: int = 1_000_000
    xml_depth: int = 200
    xml_elements: int = 1_500_000
    xml_attributes: int = 1000
    xml_text: int = 10_000_000
    data_bytes: int = 2_000_000
    toml_bytes: int = 500_000
    data_depth: int = 50
    data_text: int = 100_000
    data_entries: int = 20_000
    data_digits: int = 40
    table_columns: int = 1000
    table_places: int = 200_000
    merged_places: int = 200_000
    html_elements: int = 120_000
    html_depth: int = 400
    text_lines: int = 20_000
    document_text: int = 20_000_000
    sheet_places: int = 20_000_000
    sheet_cells: int = 3_000_000
    sheet_columns: int = 16_384
    sheet_text: int = 50_000_000
    pdf_pages: int = 300
    pdf_characters: int = 2_000_000
    pdf_page_bytes: int = 2_000_000
    pdf_page_lines: int = 20_000
    pdf_memory: int = 1_000_000_000
    office_seconds: int = 120
    template_bytes: int = 5_000_000
    template_tags: int = 5000
    template_tag_characters: int = 2000
    template_characters: int = 200_000
    template_data: int = 5_000_000
    template_turns: int = 1_000_000
    template_loops: int = 3
    picture_bytes: int = 20_000_000
    picture_pixels: int = 50_000_000


LIMITS = Limits()
"""The limits that hold when nothing else is said."""

_current: ContextVar[Limits] = ContextVar("limits", default=LIMITS)


def limits() -> Limits:
    """Return the limits that hold here."""
    return _current.get()


@contextmanager
def holding(chosen: Limits) -> Iterator[None]:
    """Let limits hold that were chosen elsewhere: in another process, or at the command line."""
    token = _current.set(chosen)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def with_limits(**changes: int) -> Iterator[Limits]:
    """Let other limits hold inside a ``with`` block: in this thread or task, and nowhere else.

    Raises:
        UsageError: If there is no limit of that name, or the value is no number above 0.

    >>> with with_limits(file_bytes=100_000_000) as wider:
    ...     wider.file_bytes
    100000000
    >>> limits().file_bytes
    50000000
    """
    with holding(changed(limits(), changes)):
        yield limits()


def changed(base: Limits, changes: Mapping[str, int]) -> Limits:
    """Return limits with some of them changed.

    Raises:
        UsageError: As `with_limits`.
    """
    names = [field.name for field in fields(Limits)]
    for name, value in changes.items():
        if name not in names:
            what = Message("没有这个限制", "no such limit")
            expected = " / ".join(nearest(name, names) or names)
            raise UsageError.of(what, found=name, expected=expected)
        if type(value) is not int or value < 1:
            what = Message("限制应为正整数", "a limit is a whole number above 0")
            raise UsageError.of(what, where=name, found=repr(value))
    return replace(base, **changes)


def over_limit(
    what: Message, name: str, *, where: Message | str, found: str = "", remedy: Message
) -> LimitError:
    """Make the error for what is over the limit of some name."""
    most: int = getattr(limits(), name)
    is_large = name.endswith("_bytes") and most % 1_000_000 == 0
    size = f"{most // 1_000_000} MB" if is_large else str(most)
    expected = Message("不超过 {size}（{name}）", "at most {size} ({name})").format(size=size, name=name)
    return LimitError.of(what, where=where, found=found, expected=expected, remedy=remedy)
