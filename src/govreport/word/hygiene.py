"""Templates made fit to be published: what tells of their making is taken out, dead links are mended.

It is done once, when a template is opened; a report holds nothing of its template but what is meant to be
printed, unless it is kept on request.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from govreport.errors import Problem, TemplateError
from govreport.gate.encodings import is_wide, searchable
from govreport.gate.fields import may_be_story, may_fetch
from govreport.messages import Message
from govreport.word.markup import NAMESPACES, PARSER, RELATIONSHIP, W, written
from govreport.word.package import CONTENT_TYPES
from govreport.word.pictures import without_metadata
from govreport.word.places import Place
from govreport.word.revisions import detach, unwrap
from govreport.word.traces import WHAT, Found, Trace, iter_shown_files, iter_starting, remove_traces
from govreport.word.unseen import Looks

_HEAD: Final = 1024
"""In so many bytes of a part stands the name of its root."""
_R: Final = f"{{{NAMESPACES['r']}}}"
_PRINTED: Final = frozenset(
    W + name
    for name in ("document", "hdr", "ftr", "footnotes", "endnotes", "settings", "styles", "numbering")
)
_PUBLISHED: Final = frozenset(
    {
        *("styles", "numbering", "settings", "fontTable", "font", "theme", "themeOverride"),
        *("header", "footer", "footnotes", "endnotes", "hyperlink", "image", "hdphoto"),
        *("chart", "chartEx", "chartUserShapes", "chartStyle", "chartColorStyle"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
    }
)
"""Kinds of relationships to parts that are printed, or say how something is printed."""
_UNPRINTED: Final = frozenset({"webSettings", "stylesWithEffects"})
"""Kinds of parts that every Word file has, that say nothing of anybody, and that no printing needs."""
_UNPUBLISHED: Final[dict[str, Trace]] = {
    **dict.fromkeys(
        ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"), "comments"
    ),
    **dict.fromkeys(("oleObject", "package", "control", "activeXControlBinary"), "objects"),
}
"""Kinds of relationships to parts that nobody prints; all others are data of the maker's own."""
_EMBEDDED: Final = frozenset({"aFChunk", "subDocument"})
"""Kinds of relationships to whole documents, which would be printed as they are."""
_QUIET: Final = frozenset(
    {"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "transform", "hyperlink"}
)
"""Kinds of links that are taken out without changing what is printed."""
_UNUSED: Final = frozenset({"image", "oleObject", "package", "chart", "hyperlink"})
"""Kinds of relationships that are for nothing when no element names them."""
_NAMED: Final = re.compile(rb"=\s*[\"']([^\"']*)[\"']")
"""The values of attributes; those that name relationships are among them."""
_LAWFUL: Final = re.compile(r"(?:https?://|mailto:|#|.*\{[{%])", re.IGNORECASE | re.DOTALL)
_AS_DOCUMENT: Final = (b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
_PROPERTY: Final = Message("文档属性", "document properties")
_OF_PACKAGE: Final = frozenset({"officeDocument", "core-properties", "extended-properties"})
_PRIVATE: Final = frozenset(
    {
        "creator",
        "lastModifiedBy",
        "Company",
        "Manager",
        "Template",
        "HyperlinkBase",
        "description",
        "category",
        "contentStatus",
        "keywords",
        "subject",
        "version",
    }
)
_EXTERNAL: Final = Message("模板引用了外部内容", "the template refers to content elsewhere")
_WHOLE: Final = Message("模板里嵌有另一份文档", "another document is embedded in the template")
_PASTE: Final = Message("在 Word 中把它的内容贴进来", "paste what it says into the template, in Word")
_STARTS: Final = Message("模板里的域会启动程序", "a field of the template starts a program")
_SHOWS: Final = Message(
    "模板里的域显示另一个文件的内容", "a field of the template shows what stands in another file"
)
_AS_TEXT: Final = Message(
    "在 Word 中把域转为文字或图片（Ctrl+Shift+F9），或删去这个域",
    "turn the field into text or a picture in Word (Ctrl+Shift+F9), or remove it",
)
_EMBED: Final = Message(
    "在 Word 中断开链接或嵌入内容后再用", "break the link, or embed the content, in Word, and use that"
)
_REMOVE: Final = Message("在 Word 中删去这个域", "remove the field in Word")
_WITHOUT_REMARKS: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
)
_REMARK: Final = re.compile(rb"<!--|<\?(?!xml\s)")
"""A comment of XML itself, or an instruction to some program."""
_CLEAN: Final = re.compile(
    rb"<!--|<\?(?!xml\s)|rsid|nsid|tmpl|tplc|background1|w14:paraId"
    rb"|[<:](?:ins|del|move|customXml|cell(?:Ins|Del|Merge)|numberingChange|comment|vanish"
    rb"|fld|instrText|object|bookmark|perm|dataBinding|hyperlink|settings|altChunk|subDoc)|PrChange|FFFFFF"
    rb"|docPr|Vanish|imagedata|smartTag|r:(?:id|embed|link|pict)="
)
"""What a part that needs cleaning has somewhere."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A template as it is published.

    Attributes:
        parts: Its parts.
        traces: What was taken out, or is never published: kind, part, and what it says.
    """

    parts: Mapping[str, bytes]
    traces: tuple[Problem, ...]


def cleaned(parts: Mapping[str, bytes], keep: Collection[Trace] = ()) -> Clean:
    """Return a template without what tells of its making.

    Links to web pages and addresses stay. Relationships that lead nowhere are taken out, with the pictures
    that wanted them.

    Raises:
        TemplateError: If it prints content from elsewhere; or a field starts a program or shows another file.
    """
    return _Cleaning(dict(parts), keep).result()


class _Cleaning:
    def __init__(self, parts: dict[str, bytes], keep: Collection[Trace]) -> None:
        self._parts = parts
        self._keep = keep
        self._traces: list[Problem] = []
        self._problems: list[Problem] = []
        self._roots: dict[str, etree._Element] = {}
        self._looks = Looks(parts.get("word/styles.xml", b""))

    def result(self) -> Clean:
        types = self._parts[CONTENT_TYPES]
        self._parts[CONTENT_TYPES] = types.replace(*_AS_DOCUMENT)
        self._traces += _properties(self._parts)
        for name in [name for name, part in self._parts.items() if _is_cleaned(name, part)]:
            self._clean_part(name)
        if "metadata" not in self._keep:
            for name in self._parts:
                self._clean_picture(name)
        for name in [name for name in self._parts if name.endswith(".rels") and name != "_rels/.rels"]:
            self._clean_relations(name)
        if self._problems:
            raise TemplateError(*self._problems)
        self._parts.update({name: written(root) for name, root in self._roots.items() if name in self._parts})
        self._drop_unreached()
        return Clean(self._parts, tuple(self._traces))

    def _clean_part(self, name: str) -> None:
        part = self._parts[name]
        if not self._looks.speaks and not is_wide(part) and _CLEAN.search(part) is None:
            return
        root = etree.fromstring(self._parts[name], _WITHOUT_REMARKS)
        place = Place(name).part_message
        self._problems += (
            Problem(_STARTS, place, instruction, remedy=_REMOVE) for instruction in iter_starting(root)
        )
        if "links" not in self._keep:
            self._problems += (
                Problem(_SHOWS, place, instruction, remedy=_AS_TEXT) for instruction in iter_shown_files(root)
            )
        found = remove_traces(root, self._keep, self._looks) if root.tag in _PRINTED else []
        self._traces += (_trace(each, name) for each in found)
        if found or _REMARK.search(self._parts[name]):
            self._roots[name] = root

    def _clean_picture(self, name: str) -> None:
        picture = without_metadata(self._parts[name])
        if picture != self._parts[name]:
            self._parts[name] = picture
            self._traces.append(_trace(Found("metadata", name), name))

    def _clean_relations(self, name: str) -> None:
        folder, _, file = name.rpartition("/")
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        if source not in self._parts:
            del self._parts[name]
            return
        relations = etree.fromstring(self._parts[name], PARSER)
        named = frozenset(_NAMED.findall(self._parts[source]))
        gone = []
        for relation in list(relations.findall(RELATIONSHIP)):
            kind = relation.get("Type", "").rpartition("/")[2]
            if self._goes(relation, kind, source, named):
                gone.append(relation.get("Id", ""))
                relations.remove(relation)
        self._cut(source, frozenset(each for each in gone if each.encode() in named))
        self._parts[name] = written(relations)

    def _goes(self, relation: etree._Element, kind: str, source: str, named: frozenset[bytes]) -> bool:
        """Tell whether a relationship is taken out, and note why."""
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            return self._goes_outside(target, kind, source)
        if kind in _EMBEDDED:
            where = Place(source).part_message
            self._problems.append(Problem(_WHOLE, where, f"{kind}: {target}", remedy=_PASTE))
        if kind not in _PUBLISHED and (trace := _UNPUBLISHED.get(kind, "custom")) not in self._keep:
            self._traces += () if kind in _UNPRINTED else (_trace(Found(trace, target), source),)
            return True
        path = posixpath.normpath(posixpath.join("/" + posixpath.dirname(source), target)).lstrip("/")
        if path not in self._parts:
            return True
        return kind in _UNUSED and relation.get("Id", "").encode() not in named

    def _goes_outside(self, target: str, kind: str, source: str) -> bool:
        if "links" in self._keep or (kind == "hyperlink" and _LAWFUL.match(target)):
            return False
        if kind not in _QUIET:
            where = Place(source).part_message
            self._problems.append(Problem(_EXTERNAL, where, f"{kind}: {target}", remedy=_EMBED))
        self._traces.append(_trace(Found("links", target), source))
        return True

    def _cut(self, source: str, identifiers: frozenset[str]) -> None:
        """Take out of a part what names relationships that are gone."""
        if not source.endswith(".xml") or not identifiers:
            return
        if source not in self._roots:
            self._roots[source] = etree.fromstring(self._parts[source], PARSER)
        for element in list(self._roots[source].iter(etree.Element)):
            names = [name for name, value in element.attrib.items() if value in identifiers]
            if any(str(name).startswith(_R) for name in names):
                _cut_out(element)

    def _drop_unreached(self) -> None:
        """Leave out the parts that no relationship leads to any more, and what is said of their kind."""
        reached = set(_iter_reached(self._parts))
        types = etree.fromstring(self._parts[CONTENT_TYPES], PARSER)
        for override in list(types):
            name = override.get("PartName", "").lstrip("/")
            if name and name not in reached:
                types.remove(override)
        self._parts[CONTENT_TYPES] = written(types)
        for name in set(self._parts) - reached - {CONTENT_TYPES}:
            del self._parts[name]


def _is_cleaned(name: str, part: bytes) -> bool:
    """Tell whether a part says something of the text: by its name, or because Word would run its fields."""
    if name.startswith("word/") and name.endswith(".xml"):
        return True
    return may_be_story(part[:_HEAD]) and may_fetch(searchable(part))


def _cut_out(element: etree._Element) -> None:
    if element.tag == W + "hyperlink":
        unwrap(element)
        return
    whole = next(element.iterancestors(W + "object", W + "drawing", W + "pict"), element)
    detach(whole)


def _iter_reached(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the names of the parts that relationships lead to, and of the parts that hold those."""
    waiting, seen = [""], {""}
    while waiting:
        source = waiting.pop()
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in parts:
            continue
        yield relations
        for relation in etree.fromstring(parts[relations], PARSER).findall(RELATIONSHIP):
            target = posixpath.join("/" + folder, relation.get("Target", ""))
            path = posixpath.normpath(target).lstrip("/")
            if relation.get("TargetMode") != "External" and path in parts and path not in seen:
                seen.add(path)
                waiting.append(path)
                yield path


def _trace(found: Found, part: str) -> Problem:
    return Problem(WHAT[found.trace], Place(part).part_message, found.sample)


def _properties(parts: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what the properties of the file say of its maker; they are never published."""
    for relation in etree.fromstring(parts["_rels/.rels"], PARSER).findall(RELATIONSHIP):
        if relation.get("Type", "").rpartition("/")[2] not in _OF_PACKAGE:
            yield Problem(_PROPERTY, relation.get("Target", ""))
    for name in sorted(parts):
        if not name.startswith("docProps/") or not name.endswith(".xml"):
            continue
        for element in etree.fromstring(parts[name], PARSER):
            label = element.get("name") or etree.QName(element).localname
            text = "".join(element.itertext()).strip()
            is_year = label == "keywords" and text.isdigit()  # as in every report
            if text and "{" not in text and not is_year and (label in _PRIVATE or element.get("name")):
                yield Problem(_PROPERTY, name, f"{label}: {text}")


def summary(traces: Collection[Problem]) -> Message:
    """Return what was taken out of a template, kinds with their numbers, in one line."""
    counts = Counter(problem.what for problem in traces)
    return Message(
        "、".join(f"{what.zh} {count}" for what, count in counts.items()),
        ", ".join(f"{what.en} {count}" for what, count in counts.items()),
    )
