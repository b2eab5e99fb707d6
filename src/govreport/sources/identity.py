"""Who a published report is by, of which year, and what else the document says of itself.

The title says it; where there is none, or it says only a part, the lead, the statistics period, the facts
beside the text and at last the text itself are asked, in this order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, pairwise
from typing import Final, Literal

from govreport.errors import DataError
from govreport.sources.authorship import compiler, contact, facts_of_lead, subject
from govreport.sources.document import Document, Paragraph
from govreport.sources.traditional import to_simplified, without_sounds
from govreport.text.dates import parse_date, parse_year
from govreport.text.outline import normalise_text
from govreport.text.titles import title_facts

YearSource = Literal["title", "lead", "period", "text", "published", "none"]
"""What the year of a report was taken from."""

_LONGEST_LINE: Final = 60
_LONGEST_NAME: Final = 30
_MOST_TITLE_LINES: Final = 4
_MOST_NAME_LINES: Final = 5
_FIRST_LINES: Final = 60
"""Lines of a document among which its title is looked for."""
_MOST_FACT_ROWS: Final = 8
"""Rows a table has at most that may say when and by whom the page was published."""

_YEAR: Final = r"(?P<year>(?:19|20)\d\d|[一二][〇○零Oo一二三四五六七八九]{3})"
_TITLE: Final = re.compile(
    rf"(?P<before>.{{0,60}}?){_YEAR}(?:年度|年)?(?P<after>.{{0,60}}?)(?:报告|年报|报表)(?:[（(].{{0,12}}[）)])?"
)
_YEARLESS: Final = re.compile(
    "(?P<agency>(?![各本我]|[市县区镇州]直|部门|乡镇|镇街|街道)[\u4e00-\u9fff（）()·]{2,30}?"
    "[局厅委办处会部署院校府队所站馆联心镇乡街道])(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度)?报告"
)
"""A title that names a body and no year."""
_NAMED: Final = re.compile(
    r"[\s|]*(?:名\s*称|标\s*题)\s*[：:][\s|]*(?P<title>[^|：:\s]{4,60}(?:报告|年报|报表))(?=[\s|]|$)"
)
"""A line of a page that says what it is called."""
_NUMBER_BEFORE: Final = re.compile(r"(?:[Pp]age)?\d{1,3}[-—–－]+|20\d\d年?(?=[\u4e00-\u9fff])")
"""What is no name before the name of a body: the page, the year once more."""
_SUBJECT: Final = re.compile("(?:政府|政务)?信息公开|政务公开|政府网站")
_NO_TITLE: Final = re.compile("[，。；！？：:;|>＞》]|首页|当前位置")
_NAME: Final = re.compile(r"[\u4e00-\u9fff（）()·、\s]+")
_NO_NAME: Final = re.compile("附件|目录|文件|索引|首页|公告|通知|字号|打印|来源|日期|信息公开|报告")
_ABOUT: Final = re.compile("^关于|(?:关于)?(?:公布|发布)?(?:政府|政务)?(?:信息|政务)公开(?:工作)?$|关于$|的$")

_PERIOD: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)年?1月?1日?(?:起)?[至到—–\-~～―]{1,2}(?:(?P<last>(?:19|20)\d\d)年?)?12月?31日"
)
_TO_DATE: Final = re.compile(r"截[至止](?:到)?(?P<year>(?:19|20)\d\d)年?12月")
_STARTED: Final = re.compile(r"(?:自|从|期限|时限|时间)[为是]?(?P<year>(?:19|20)\d\d)年?1月?1日")
_MENTIONED: Final = re.compile(r"(?<![\d比较])(?P<year>20\d\d)(?=年|我)")
_PUBLISHED: Final = re.compile(
    r"(?P<doing>发布|公开|成文|印发|生成|发文|公布|更新|发稿|制发|上传|录入|签发)?(?:时间|日期)[：:\s|]{0,6}"
    r"(?P<date>20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)
_LONGEST_FACTS: Final = 120
"""Characters of a line with facts of the page at most."""
_OPENING: Final = " \u3000\xa0[［【（("
_PUBLISHER: Final = re.compile(
    r"(?:发布机构|发布机关|发文机关|发文单位|发布单位|公开机构|公开主体|公开单位|单位名称|填报单位)[：:\s|]*(?P<agency>[\u4e00-\u9fff（）()·]{3,40})(?![\u4e00-\u9fff]*[：:])"
)
_REGION: Final = re.compile(r"[\u4e00-\u9fff]{1,20}[省市县区州盟旗乡镇]")
_IN_CITY: Final = re.compile(r"(?!.{2,8}[省市州盟])[\u4e00-\u9fff]{1,8}[县区旗](?:人民政府)?$")
_CITY: Final = r"(?<![\u4e00-\u9fff])(?:本报告|[本由报请与为向和])*+([\u4e00-\u9fff]{2,4}市)"
_YEAR_OF_NOTICE: Final = re.compile(r"[〔\[（(【［]20\d\d[〕\]）)】］]\d{1,4}号")
_NOTICE: Final = re.compile(
    rf"(?:国办|国发|国务院|[\u4e00-\u9fff](?:政|府))[\u4e00-\u9fff]{{0,5}}{_YEAR_OF_NOTICE.pattern}"
)
_BEFORE_YEAR: Final = len("国务院") + 5
"""So many characters of a notice stand before its year at most."""
_PAGE_FACT: Final = re.compile(
    r"(?:SOURCE|信息来源|文章来源|稿件来源|来源|发布日期|发布时间|发布机构|发文机关|发文日期|日期|时间|索引号|"
    r"浏览次数|浏览量|阅读次数|访问次数|点击数?|字号|字体|打印|分享|视力保护色|作者|编辑|责任编辑|公开日期)\s*[：:\[|]"
)
_RULE: Final = re.compile(r"[-=_*—]{3,}")


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a report, and the paragraphs it stands in; none of them if the file names it elsewhere."""

    text: str
    paragraphs: tuple[Paragraph, ...] = ()


def is_page_fact(text: str) -> bool:
    """Tell whether a line says something of the page and not of the report: its source, day, number.

    >>> is_page_fact("来源：某街道 发布时间：2024-01-08"), is_page_fact("来源广泛")
    (True, False)
    """
    plain = text.strip()
    return _PAGE_FACT.match(plain) is not None or _RULE.fullmatch(plain) is not None


def find_title(
    paragraphs: Sequence[Paragraph], facts: Mapping[str, str], *, has_headings: bool = False
) -> Title:
    """Return the title: what the document marks as such, or the first lines that together read like one.

    Lines above it that name a body belong to it, if it names none itself. Failing that, the title the file
    gives itself beside its text.

    Args:
        paragraphs: The paragraphs of the document, up to its first heading.
        facts: What the file says of itself.
        has_headings: Whether there is a heading below them.
    """
    filled = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    marked = [paragraph for paragraph in filled if paragraph.is_title]
    if facts_of_title(_joined(marked))[1] is not None:
        return Title(_joined(marked), tuple(marked))
    found = _first_title(filled[:_FIRST_LINES], has_headings=has_headings)
    named = facts.get("title", "")
    if found.text and (facts_of_title(found.text)[0] or not facts_of_title(named)[0]):
        return found
    if facts_of_title(named)[1] is not None:
        return Title(named, found.paragraphs)
    if found.text or not has_headings:
        return found
    return _stated_title(filled[:_FIRST_LINES]) or _yearless_title(filled[:_FIRST_LINES])


def facts_of_title(title: str) -> tuple[str, int | None]:
    """Return the body and the year a title names, in whatever order; ``""`` and None where it does not.

    >>> facts_of_title("2019年某市人民政府办公厅政府信息公开工作年度报告")
    ('某市人民政府办公厅', 2019)
    """
    agency, year = title_facts(title)
    if year is not None and agency.strip() and not _ABOUT.search(agency):
        return _cleaned(agency), year
    plain = "".join(to_simplified(title).split())
    match = _TITLE.fullmatch(plain)
    if match is None:
        yearless = None if agency else _YEARLESS.fullmatch(plain)
        return _cleaned(yearless["agency"] if yearless else agency), year
    name = _ABOUT.sub("", match["before"])
    if not name:
        name = _SUBJECT.split(match["after"], maxsplit=1)[0].removesuffix("年度")
    return name, parse_year(match["year"])


class Statements:
    """What a document says of itself besides its title; each thing is looked for when it is asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _text(self) -> str:
        return "\n".join([paragraph.text for paragraph in self._document.paragraphs])

    @cached_property
    def _joined(self) -> str:
        return "".join(self._text.split())

    @cached_property
    def _plain(self) -> str:
        return to_simplified(self._joined)

    @cached_property
    def _beside(self) -> str:
        """The text with that of small tables, in which some sites keep such facts."""
        tables = (grid.text for grid in self._document.tables if len(grid.rows) <= _MOST_FACT_ROWS)
        return "\n".join((self._text, *tables))

    @cached_property
    def period(self) -> str:
        """The statistics period as printed, blanks aside."""
        match = _PERIOD.search(self._plain)
        return match[0] if match else ""

    @cached_property
    def published(self) -> date | None:
        """The day of publication."""
        return _published(self._document.facts.get("published", ""), self._beside)

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """The numbers of the notices the text refers to."""
        return tuple(dict.fromkeys(_iter_notices(self._joined)))

    def identify(self, title: str) -> tuple[str, int | None, YearSource]:
        """Return whose report it is, of which year, and what says the year, if it has this title."""
        agency, year = facts_of_title(title)
        lead_agency, lead_year = ("", None) if agency and year else facts_of_lead(self._plain)
        told = agency or lead_agency or compiler(self._plain)
        name = agency or self._as_printed(told) or self._publisher() or self._told()
        for source, candidate in self._iter_years(year, lead_year):
            if candidate is not None:
                return _completed(name, self._plain), candidate, source
        return _completed(name, self._plain), None, "none"

    def _iter_years(self, year: int | None, lead_year: int | None) -> Iterator[tuple[YearSource, int | None]]:
        yield "title", year
        yield "lead", lead_year
        yield "period", _year_of_period(self._plain)
        yield "text", _most_mentioned(self._plain)
        yield "published", self.published.year - 1 if self.published else None

    def _told(self) -> str:
        """Return the body the text speaks of: whose doings it tells, or who answers for it."""
        return self._as_printed(subject(self._plain) or contact(self._plain))

    def _as_printed(self, name: str) -> str:
        """Return a name that was found in the text made simplified as it stands in the text."""
        at = self._plain.find(name)
        return without_sounds(self._joined)[at : at + len(name)] if at >= 0 else name

    def _publisher(self) -> str:
        match = _PUBLISHER.search(self._beside)
        return self._document.facts.get("publisher", "") or (match["agency"] if match else "")


def _first_title(filled: Sequence[Paragraph], *, has_headings: bool) -> Title:
    """Return the first lines that read like a title; a later one that names a body counts before.

    Where titles of several years stand above the first heading, it is the last: the others are a list of
    what else the site has.
    """
    named, unnamed = _titles(filled)
    if has_headings and len({facts_of_title(title.text)[1] for title in named}) > 1:
        return named[-1]
    return named[0] if named else unnamed


def _stated_title(filled: Sequence[Paragraph]) -> Title | None:
    """Return the title a line with facts of the page gives: 名称：…报告."""
    for match in filter(None, (_NAMED.match(line.text) for line in filled)):
        if facts_of_title(match["title"])[1] is not None:
            return Title(match["title"])
    return None


def _yearless_title(filled: Sequence[Paragraph]) -> Title:
    """Return the first line that names a body and its report, without the year."""
    titles = (line for line in filled if _may_be_title(line) and _YEARLESS.fullmatch(_plain([line])))
    line = next(titles, None)
    return Title(_joined([line]), (line,)) if line else Title("")


def _titles(filled: Sequence[Paragraph]) -> tuple[list[Title], Title]:
    """Return the titles that name a body, and the first that names none."""
    named: list[Title] = []
    unnamed = Title("")
    for end in range(len(filled)):
        for start in range(end, max(-1, end - _MOST_TITLE_LINES), -1):
            lines = filled[start : end + 1]
            if not all(_may_be_title(line) for line in lines) or not _follow_each_other(lines):
                break
            if _TITLE.fullmatch(_plain(lines)) and _SUBJECT.search(_plain(lines)):
                title = _with_name(filled, start, end)
                if facts_of_title(title.text)[0]:
                    named.append(title)
                else:
                    unnamed = unnamed if unnamed.text else title
                break
    return named, unnamed


def _with_name(filled: Sequence[Paragraph], start: int, end: int) -> Title:
    """Return the title with the lines above it that name a body, unless it names one itself."""
    lines = filled[start : end + 1]
    if not facts_of_title(_joined(lines))[0]:
        first = start
        while first > 0 and start - first < _MOST_NAME_LINES and _may_be_name(filled[first - 1]):
            if not _follow_each_other(filled[first - 1 : first + 1]):
                break
            first -= 1
        lines = filled[first : end + 1]
    return Title(_joined(lines), tuple(lines))


def _follow_each_other(lines: Sequence[Paragraph]) -> bool:
    """Tell whether paragraphs stand together, with a blank one between at most."""
    return all(after.number - before.number <= 2 for before, after in pairwise(lines))


def _may_be_title(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(text) <= _LONGEST_LINE and not _NO_TITLE.search(text)


def _may_be_name(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None and not _NO_NAME.search(text)


def _plain(lines: Sequence[Paragraph]) -> str:
    return to_simplified("".join("".join(line.text for line in lines).split()))


def _joined(lines: Sequence[Paragraph]) -> str:
    return "".join(normalise_text(line.text).replace("\n", "") for line in lines)


def _cleaned(agency: str) -> str:
    return _NUMBER_BEFORE.sub("", "".join(without_sounds(agency).split())).removesuffix("关于")


def _year_of_period(plain: str) -> int | None:
    match = _PERIOD.search(plain) or _STARTED.search(plain) or _TO_DATE.search(plain)
    return int(match["year"]) if match else None


def _iter_notices(text: str) -> Iterator[str]:
    """Yield the notices a text refers to; their years are found faster than they are."""
    end = 0
    for year in _YEAR_OF_NOTICE.finditer(text):
        notice = _NOTICE.search(text, max(end, year.start() - _BEFORE_YEAR), year.end())
        if notice is not None:
            yield notice[0]
        end = year.end()


def _most_mentioned(plain: str) -> int | None:
    """Return the year a text speaks of most; of several the first."""
    years = Counter(int(match["year"]) for match in _MENTIONED.finditer(plain))
    return years.most_common(1)[0][0] if years else None


def _published(stated: str, text: str) -> date | None:
    for found in chain((stated,), _iter_published(text)):
        parts = re.findall(r"\d+", found)[:3]
        if len(parts) == 3:
            try:
                return parse_date("-".join(parts))
            except DataError:  # no day of the calendar
                continue
    return None


def _iter_published(text: str) -> Iterator[str]:
    """Yield the days a text says it was published on.

    The day or time of nothing in particular counts only where a line or a cell opens with it, or a line of
    facts of the page has it: in a sentence it is that of a training.
    """
    if "时间" not in text and "日期" not in text:  # found faster than the pattern
        return
    for match in _PUBLISHED.finditer(text):
        before = "" if match["doing"] else _cell_before(text, match.start())
        if not before.strip(_OPENING) or (before[-1] in _OPENING and is_page_fact(before)):
            yield match["date"]


def _cell_before(text: str, at: int) -> str:
    """Return what stands before a place in its line, or in its cell of a table; of a long line the end."""
    first = max(0, at - _LONGEST_FACTS)
    start = max(text.rfind(mark, first, at) for mark in "\n\t|")
    return text[max(first, start + 1) : at]


def _completed(name: str, plain: str) -> str:
    """Return the full name of a body of which a title names only a part.

    That is the government, where it names a region and the text its government, and the city a district
    or county lies in, where the text names it before the name, and no other.
    """
    government = f"{name}人民政府"
    if _REGION.fullmatch(name) and government in plain:
        name = government
    if not _IN_CITY.match(name):
        return name
    cities = {match[1] for match in re.finditer(rf"{_CITY}{re.escape(name)}", plain)}
    return f"{cities.pop()}{name}" if len(cities) == 1 else name
