"""What the markup of a template tells of its making, and no reader of the report should learn."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from govreport.arguments import require_iterable
from govreport.errors import UsageError
from govreport.forms._validation import as_written
from govreport.gate.fields import iter_fields, keyword_of, refers_to_file, starts_program, takes_file
from govreport.messages import Message
from govreport.word.markup import DRAWING_PROPERTIES, W
from govreport.word.revisions import CHANGES, accept_changes, detach, unwrap
from govreport.word.unseen import Looks, iter_unseen

Trace = Literal["changes", "comments", "custom", "hidden", "ids", "links", "metadata", "objects"]
"""A kind of thing that a template carries and a published file does not, unless it is kept on request."""

WHAT: Final[dict[Trace, Message]] = {
    "changes": Message("修订", "tracked changes"),
    "comments": Message("批注", "comments"),
    "custom": Message("自定义数据", "data of its maker's own"),
    "hidden": Message("隐藏的文字", "hidden text"),
    "ids": Message("修订标识", "revision ids"),
    "links": Message("指向别处的路径", "paths to elsewhere"),
    "metadata": Message("图片里的信息", "what pictures say of their making"),
    "objects": Message("嵌入的对象", "embedded objects"),
}

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_PARAGRAPH_IDS: Final = (_W14 + "paraId", _W14 + "textId")
_ID_ELEMENTS: Final = tuple(W + name for name in ("rsid", "permStart", "permEnd", "nsid", "tmpl"))
_COMMENTS: Final = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")
_SETTINGS: Final[dict[str, Trace]] = {
    "attachedTemplate": "links",
    "linkStyles": "links",
    "mailMerge": "links",
    "saveThroughXslt": "links",
    "docVars": "custom",
    "activeWritingStyle": "custom",
    "attachedSchema": "custom",
    "schemaLibrary": "custom",
    "smartTagType": "custom",
    "writeProtection": "custom",
    "trackRevisions": "changes",
    "rsids": "ids",
    "docId": "ids",
}
_FETCHING: Final = frozenset(
    {
        *("RD", "AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY", "DOCVARIABLE", "ASK", "FILLIN"),
        *("MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF", "ADDRESSBLOCK", "GREETINGLINE"),
    }
)
"""Fields whose text comes from a list of recipients, a variable, a building block, a question."""
_TO_FILE: Final = re.compile(r'\s*HYPERLINK\s+"(?:file:|\\\\|[A-Za-z]:)', re.IGNORECASE)
_RUNNING: Final = "MACROBUTTON"
_PATH: Final = re.compile(r"[A-Za-z]:\\|\\\\|file:|/(?:home|Users)/")
_SHOWN: Final = (W + "t", W + "drawing", W + "pict")
_DESCRIBING: Final = frozenset({"alt", "descr", "href", "name", "title"})
_IMAGE: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_SHAPE: Final = "{urn:schemas-microsoft-com:vml}shape"
_NAMED_BY_FILE: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}cNvPr",
    _SHAPE,
    _IMAGE,
)
_PAGE: Final = re.compile(r"(?:https?://|mailto:|#|$)", re.IGNORECASE)
_FILE: Final = re.compile(r"\.[A-Za-z]{3,4}$")
_PASSWORD: Final = frozenset({"hash", "salt", "hashValue", "saltValue"})


@dataclass(frozen=True, slots=True)
class Found:
    """Something found in the markup: its kind, and what it is or says."""

    trace: Trace
    sample: str


def known_traces(keep: Collection[Trace]) -> frozenset[Trace]:
    """Return the kinds that are to be kept.

    Raises:
        UsageError: If there is no such kind.
    """
    for name in require_iterable(keep, "keep", '["changes", "comments"]'):
        if not isinstance(name, str) or name not in WHAT:
            what = Message("没有这种可保留的内容", "nothing of that name can be kept")
            raise UsageError.of(
                what,
                where="keep",
                found=name if isinstance(name, str) else as_written(name),
                expected=" / ".join(WHAT),
            )
    return frozenset(keep)


def iter_starting(root: etree._Element) -> Iterator[str]:
    """Yield the instructions of fields that start a program or a macro."""
    for _, instructions in iter_fields(root):
        for instruction in instructions:
            if starts_program(instruction) or keyword_of(instruction) == _RUNNING:
                yield instruction.strip()
                break


def iter_shown_files(root: etree._Element) -> Iterator[str]:
    """Yield the instructions of fields by which a text or a picture of another file is shown.

    One that shows nothing publishes nothing: it is only a trace.
    """
    for elements, instructions in iter_fields(root):
        taking = next(filter(takes_file, instructions), None)
        if taking is not None and _shows_something(elements):
            yield taking.strip()


def _shows_something(field: list[etree._Element]) -> bool:
    """Tell whether a field has a result: in its short form inside, in its long form behind a mark."""
    if field[0].tag == W + "fldSimple":
        return next(field[0].iter(*_SHOWN), None) is not None
    return any(mark.get(W + "fldCharType") == "separate" for mark in field)


def remove_traces(root: etree._Element, keep: Collection[Trace], looks: Looks) -> list[Found]:
    """Take out of a part what tells of its making, and return what there was."""
    found = [
        *_settings(root, keep),
        *(_changes(root) if "changes" not in keep else ()),
        *(_comments(root) if "comments" not in keep else ()),
        *(_hidden(root, looks) if "hidden" not in keep else ()),
        *(_fields(root) if "links" not in keep else ()),
        *(_paths(root) if "links" not in keep else ()),
        *(_bindings(root) if "custom" not in keep else ()),
        *(_ids(root, with_paragraphs="comments" not in keep) if "ids" not in keep else ()),
    ]
    return list(dict.fromkeys(found))


def _settings(root: etree._Element, keep: Collection[Trace]) -> Iterator[Found]:
    if root.tag != W + "settings":
        return
    for element in list(root):
        name = etree.QName(element).localname
        trace = _SETTINGS.get(name)
        if trace is not None and trace not in keep:
            detach(element)
            yield Found(trace, name)
        elif name == "documentProtection" and "custom" not in keep:
            yield from _password(element)


def _password(element: etree._Element) -> Iterator[Found]:
    """Take out what a password can be guessed from; what is protected stays so, without one."""
    found = [str(key) for key in element.attrib if etree.QName(str(key)).localname in _PASSWORD]
    for key in found:
        del element.attrib[key]
    if found:
        yield Found("custom", "documentProtection")


def _changes(root: etree._Element) -> Iterator[Found]:
    authors = [mark.get(W + "author", "") for mark in root.iter(*CHANGES)]
    if authors:
        accept_changes(root)
        yield from (Found("changes", author) for author in dict.fromkeys(authors))


def _comments(root: etree._Element) -> Iterator[Found]:
    for mark in list(root.iter(*_COMMENTS)):
        run = mark.getparent()
        detach(mark)
        if run is not None and run.tag == W + "r" and all(child.tag == W + "rPr" for child in run):
            detach(run)
        yield Found("comments", "")


def _hidden(root: etree._Element, looks: Looks) -> Iterator[Found]:
    for run, text in iter_unseen(root, looks):
        detach(run)
        yield Found("hidden", text)


def _fields(root: etree._Element) -> Iterator[Found]:
    """Turn fields that fetch something from elsewhere into the text they show."""
    for elements, instructions in list(iter_fields(root)):
        fetching = next(filter(_fetches, instructions), None)
        if fetching is not None:
            for element in elements:
                take_out = unwrap if element.tag == W + "fldSimple" else detach
                take_out(element)
            yield Found("links", fetching.strip())


def _fetches(instruction: str) -> bool:
    return (
        refers_to_file(instruction)
        or keyword_of(instruction) in _FETCHING
        or _TO_FILE.match(instruction) is not None
    )


def _paths(root: etree._Element) -> Iterator[Found]:
    """Take out paths and names of the files that pictures came from; Word writes them beside a picture."""
    for element in root.iter(DRAWING_PROPERTIES, *_NAMED_BY_FILE):
        for key, value in element.attrib.items():
            if _tells_of_file(str(element.tag), etree.QName(str(key)).localname, str(value)):
                element.set(key, "")
                yield Found("links", str(value))


def _tells_of_file(tag: str, name: str, text: str) -> bool:
    """Tell whether an attribute of a picture says what file it came from, or leads to one."""
    if name == "href":
        return _PAGE.match(text) is None
    if name == "title" and tag == _IMAGE:
        return bool(text)
    if name == "name" and tag in _NAMED_BY_FILE:
        return _FILE.search(text) is not None or _PATH.search(text) is not None
    return name in _DESCRIBING and _PATH.search(text) is not None


def _bindings(root: etree._Element) -> Iterator[Found]:
    """Take out ties to data, marks of a schema of one's own, and bookmarks that nothing refers to."""
    for mark in list(root.iter(W + "smartTag", W + "customXml")):
        for properties in mark.findall(str(mark.tag) + "Pr"):
            detach(properties)
        unwrap(mark)
        yield Found("custom", str(mark.get(W + "element", "")))
    for binding in list(root.iter(W + "dataBinding")):
        detach(binding)
        yield Found("custom", binding.get(W + "xpath", ""))
    yield from _bookmarks(root)


def _bookmarks(root: etree._Element) -> Iterator[Found]:
    starts = list(root.iter(W + "bookmarkStart"))
    if not starts:
        return
    used = _words(
        " ".join(
            (
                *(text.text or "" for text in root.iter(W + "instrText")),
                *(field.get(W + "instr", "") for field in root.iter(W + "fldSimple")),
                *(link.get(W + "anchor", "") for link in root.iter(W + "hyperlink")),
            )
        )
    )
    ends: dict[str | None, list[etree._Element]] = {}
    for end in root.iter(W + "bookmarkEnd"):
        ends.setdefault(end.get(W + "id"), []).append(end)
    for start in starts:
        name = start.get(W + "name", "")
        if name and not _words(name) <= used and "{" not in name:
            for mark in (start, *ends.pop(start.get(W + "id"), ())):
                detach(mark)
            yield Found("custom", name)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def _ids(root: etree._Element, *, with_paragraphs: bool) -> Iterator[Found]:
    found = False
    for element in list(root.iter(etree.Element)):
        for name in list(element.attrib):
            if _is_id(str(name)) or (with_paragraphs and name in _PARAGRAPH_IDS):
                del element.attrib[name]
                found = True
        if element.tag in _ID_ELEMENTS:
            detach(element)
            found = True
    if found:
        yield Found("ids", "")


def _is_id(name: str) -> bool:
    return name.startswith(W + "rsid") or name == W + "tplc"
