"""Web pages as they look to a reader: the report somewhere inside a page of a government site.

One parse by libxml2 without network and within limits. Menus, foot lines and whatever else stands around
the report are left aside, scripts and styles are nothing; the table cells keep their extent.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from govreport.errors import SourceError
from govreport.gate.deadline import require_time
from govreport.gate.filebytes import empty_file
from govreport.gate.limits import limits, over_limit
from govreport.messages import Message
from govreport.sources.datafile import decode_text
from govreport.sources.document import Block, Document, Paragraph
from govreport.sources.figures import looks_like_figure
from govreport.sources.file_end import notes_of_page
from govreport.sources.html_tables import grid_of_table, is_layout
from govreport.sources.html_unseen import HIDDEN_NOTE, hiding_rules, is_hidden, settle_cells

_ASK_OR_COPY: Final = Message(
    "核实来源，或在浏览器中打开后复制正文", "ask where it comes from, or copy the text in a browser"
)
_NOTHING: Final = frozenset(
    """script style noscript template head select button textarea iframe object embed svg canvas audio video
    nav footer map link meta input""".split()  # noqa: SIM905  as a list it would fill a page
)
_BLOCKS: Final = frozenset(
    """p div h1 h2 h3 h4 h5 h6 li dt dd dl ul ol section article main header aside blockquote pre center form
    fieldset figure figcaption address table tr td th caption tbody thead tfoot body html hr""".split()  # noqa: SIM905
)
_CELL_LIKE: Final = frozenset(("div", "p", "li", "dd", "td", "th"))
"""Blocks that may be the cell of a table drawn without one."""
_NEAR: Final = 12
"""So many lines from a figure, blank ones aside, a blank one may be a cell of its table."""
_INLINE: Final = re.compile(r"display\s*:\s*inline\s*(?:;|$)", re.IGNORECASE)
_RIGHT: Final = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
"""Characters of nobody: read as GB18030, many a page in Big5 is full of them."""
_SHIFTED: Final = re.compile(rb"\+[A-Za-z0-9/]{3,400}-")
"""Characters of UTF-7, as no other text writes them."""
_MANY: Final = 20
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BLANKS: Final = re.compile(r"[ \t\r\n\f\xa0\u200b\ufeff]+")
_OPENS_PART: Final = re.compile(r"\s*[一二三四五六七八]\s*[、.．]")
_REPORT: Final = re.compile(r"(?:19|20)\d\d\s*年.{0,40}(?:报告|年报|报表)", re.DOTALL)
_SENTENCE: Final = re.compile("[^。；]{12,}[。；]")
_AROUND: Final = re.compile(
    r"(?:上一篇|下一篇|上一条|下一条|打印|关闭|分享|返回|收藏|版权所有|主办单位|承办单位|网站标识码|技术支持|"
    r"扫一扫|相关(?:文章|链接|信息|阅读)|.{0,12}ICP备|.{0,20}公网安备|【?(?:打印|关闭|字体))"
)
_CUT: Final = re.compile("xcessive depth|esource limit|uge input|too long")
"""What libxml2 says where it has stopped reading: a page must not be read in part without a word."""
_FACTS: Final = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "published",
    "publishdate": "published",
}
_SITE_NAME: Final = re.compile(r"[-_|—–－]+")

_AROUND_NOTE: Final = Message(
    "网页上报告以外的文字（菜单、页脚等）未读入", "what stands around the report on the page was not read"
)


def read_html(raw: bytes, *, name: str) -> Document:
    """Read the report on a web page: paragraphs and tables in order, what the page says of itself beside.

    Raises:
        SourceError: The page is damaged, too deep or too large.
    """
    text = _decoded(raw, name)
    root = _parsed(text, name)
    reader = _PageReader(name, notes_of_page(text))
    facts = _facts(root)
    reader.prune(root)
    body = root.find(".//body")
    content = reader.content(root if body is None else body)
    blocks = reader.blocks(content)
    notes = reader.notes
    if content is not body and body is not None and _text_of(body) != _text_of(content):
        notes.append(_AROUND_NOTE)
    return Document(name, tuple(blocks), tuple(notes), facts, is_page=True)


def _parsed(text: str, name: str) -> etree._Element:
    text = _DECLARATION.sub("", text)
    if not text.strip():
        raise empty_file(name)
    if text.count("<") - text.count("</") > limits().html_elements:
        raise over_limit(
            Message("网页的元素过多", "the page has too many elements"),
            "html_elements",
            where=name,
            remedy=_ASK_OR_COPY,
        )
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as exc:
        what = Message("网页无法解析", "the page cannot be parsed")
        raise SourceError.of(what, where=name, found=str(exc)) from exc
    if _depth(root) > limits().html_depth or any(_CUT.search(entry.message) for entry in parser.error_log):
        what = Message("网页嵌套过深", "the page is nested too deeply")
        raise over_limit(what, "html_depth", where=name, remedy=_ASK_OR_COPY)
    return root


def _decoded(raw: bytes, name: str) -> str:
    """Return the text of a page; a declared encoding counts if the bytes are of it."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return raw.decode("utf-32", "replace")
    declared = _CHARSET.search(raw[:4096])
    if declared and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030", b"big5"):
        encoding = "big5" if declared[1].lower() == b"big5" else "gb18030"
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:  # declared wrongly
            pass
    text, encoding = decode_text(raw, name)
    if encoding == "gb18030" and len(_PRIVATE.findall(text)) * 100 > len(text):
        raise _other_encoding(name, "Big5?")
    if raw.isascii() and len(_SHIFTED.findall(raw)) > _MANY:
        raise _other_encoding(name, "UTF-7?")
    return text


def _other_encoding(name: str, found: str) -> SourceError:
    what = Message("认不出网页的文字编码", "the encoding of the page is not known")
    expected = Message("UTF-8、UTF-16 或 GB18030", "UTF-8, UTF-16 or GB18030")
    remedy = Message("在浏览器里打开，另存为 UTF-8 网页", "open it in a browser and save it in UTF-8")
    return SourceError.of(what, where=name, found=found, expected=expected, remedy=remedy)


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _facts(root: etree._Element) -> dict[str, str]:
    """Return what the page says of itself in its head."""
    facts: dict[str, str] = {}
    for meta in root.iter("meta"):
        kind = _FACTS.get((meta.get("name") or meta.get("property") or "").lower())
        if kind and meta.get("content", "").strip():
            facts.setdefault(kind, _line(meta.get("content", "")))
    title = root.find(".//title")
    if title is not None and title.text and "title" not in facts:
        parts = [_line(part) for part in _SITE_NAME.split(title.text)]
        facts["title"] = next((part for part in parts if _REPORT.search(part)), "")
    return facts


class _PageReader:
    """Reads one page; keeps the counts of paragraphs and tables and what there is to note."""

    def __init__(self, name: str, notes: list[Message]) -> None:
        self._name = name
        self.notes = notes

    def prune(self, root: etree._Element) -> None:
        """Take away what shows nothing, and out of the cells of tables what is no part of a figure."""
        rules = hiding_rules(root)
        self.notes += dict.fromkeys(settle_cells(root))
        for element in list(root.iter()):
            if not isinstance(element.tag, str) or element.tag in _NOTHING:
                _remove(element)
            elif is_hidden(element, rules):
                if _text_of(element).strip() and HIDDEN_NOTE not in self.notes:
                    self.notes.append(HIDDEN_NOTE)
                _remove(element)

    def content(self, body: etree._Element) -> etree._Element:
        """Return the element round the headings and tables of the report, and the text before them."""
        marks = [element for element in body.iter() if self._is_mark(element)]
        if len(marks) < 2:
            return body
        content = _common(marks, body)
        while content is not body and (parent := content.getparent()) is not None:
            added = _text_of(parent, without=content)
            beside = (link for child in parent if child is not content for link in child.iter("a"))
            links = sum(len(_text_of(link)) for link in beside)
            is_text = _SENTENCE.search(added) is not None or _REPORT.search(added) is not None
            if added.strip() and (not is_text or links * 3 > len("".join(added.split()))):
                break
            content = parent
        return content

    def _is_mark(self, element: etree._Element) -> bool:
        """Tell whether an element is a heading of the first level or a table of figures."""
        if element.tag == "table":
            return not is_layout(element, _text_of) and len(element.findall(".//tr")) > 3
        if element.tag not in _BLOCKS or any(child.tag in _BLOCKS for child in element):
            return False
        text = _text_of(element)
        return len(text) < 60 and _OPENS_PART.match(text) is not None

    def blocks(self, content: etree._Element) -> list[Block]:
        """Return paragraphs and tables in reading order."""
        blocks: list[Block] = []
        paragraphs = tables = 0
        for item in _without_far_blanks(_Walker(self._name).items(content)):
            if isinstance(item, Paragraph):
                paragraphs += 1
                blocks.append(Paragraph(item.text, paragraphs, item.is_title, item.is_apart))
            else:
                tables += 1
                blocks.append(grid_of_table(item, tables, _text_of, self._name))
        while blocks and isinstance(blocks[-1], Paragraph) and _is_around(blocks[-1]):
            blocks.pop()
        return blocks


class _Walker:
    """Walks an element and gives its lines as paragraphs, its tables as they are."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces: list[str] = []
        self._items: list[Paragraph | etree._Element] = []
        self._has_title = False

    def items(self, root: etree._Element) -> list[Paragraph | etree._Element]:
        self._walk(root, is_apart=False, tag="")
        self._flush(is_apart=False, tag="")
        return self._items

    def _walk(self, element: etree._Element, *, is_apart: bool, tag: str) -> None:
        if element.tag == "br":
            self._pieces.append("\n")
        elif element.tag == "table" and not is_layout(element, _text_of):
            self._flush(is_apart=is_apart, tag=tag)
            self._items.append(element)
        else:
            is_block = _is_block(element)
            if is_block:
                self._flush(is_apart=is_apart, tag=tag)
            own = self._is_apart(element) or is_apart
            own_tag = str(element.tag) if is_block else tag
            self._add(element.text, element)
            require_time()
            for child in element:
                self._walk(child, is_apart=own, tag=own_tag)
                self._add(child.tail, element)
            if is_block:
                is_blank = element.tag in _CELL_LIKE and not _has_block(element) and not _text_of(element)
                self._flush(is_apart=own, tag=own_tag)
                if is_blank:
                    self._items.append(Paragraph("", 0))

    def _add(self, text: str | None, element: etree._Element) -> None:
        if text:
            self._pieces.append(text if element.tag == "pre" else _BLANKS.sub(" ", text))

    def _flush(self, *, is_apart: bool, tag: str) -> None:
        lines = [_line(line) for line in "".join(self._pieces).split("\n")]
        self._pieces = []
        lines = [line for line in lines if line]
        titles = 0
        if tag in ("h1", "h2") and not self._has_title:
            titles = next((at for at in range(len(lines), 0, -1) if _REPORT.search(lines[at - 1])), 0)
            self._has_title = titles > 0
        for at, line in enumerate(lines):
            self._items.append(Paragraph(line, 0, at < titles, is_apart))

    def _is_apart(self, element: etree._Element) -> bool:
        return element.get("align", "").lower() == "right" or bool(_RIGHT.search(element.get("style", "")))


def _is_block(element: etree._Element) -> bool:
    """Tell whether an element begins a line; one that is set to run in with its neighbours does not."""
    return element.tag in _BLOCKS and not _INLINE.search(element.get("style", ""))


def _has_block(element: etree._Element) -> bool:
    return any(inner.tag in _BLOCKS or inner.tag in ("br", "img") for inner in element.iterdescendants())


def _without_far_blanks(items: list[Paragraph | etree._Element]) -> Iterator[Paragraph | etree._Element]:
    """Leave out blank lines but for those near figures in lines of their own, which may be blank cells."""
    counts, figures, count = [], set(), 0
    for item in items:
        is_filled = not isinstance(item, Paragraph) or bool(item.text)
        count += is_filled
        counts.append(count)
        if is_filled and isinstance(item, Paragraph) and looks_like_figure(item.text):
            figures.add(count)
    for item, at in zip(items, counts, strict=True):
        is_blank = isinstance(item, Paragraph) and not item.text
        if not is_blank or not figures.isdisjoint(range(at - _NEAR, at + _NEAR + 1)):
            yield item


def _is_around(paragraph: Paragraph) -> bool:
    return len(paragraph.text) < 80 and _AROUND.match(paragraph.text.strip()) is not None


def _text_of(element: etree._Element, *, without: etree._Element | None = None) -> str:
    """Return the text of an element, a line for each block and line break in it, but for a child of it."""
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if inner is without and event == "start":
            walk.skip_subtree()
        elif event == "start":
            if inner is not element and (inner.tag == "br" or _is_block(inner)):
                pieces.append("\n")
            pieces.append(_BLANKS.sub(" ", inner.text or ""))
        elif inner is not element:
            if _is_block(inner):
                pieces.append("\n")
            pieces.append(_BLANKS.sub(" ", inner.tail or ""))
    lines = (line.strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


def _remove(element: etree._Element) -> None:
    """Take an element out and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _common(elements: list[etree._Element], body: etree._Element) -> etree._Element:
    """Return the least element round several others; one that itself holds them is none of its own."""
    paths = [[*reversed(list(element.iterancestors()))] for element in elements]
    common = body
    for level in zip(*paths, strict=False):
        if any(each is not level[0] for each in level):
            break
        common = level[0]
    return common
