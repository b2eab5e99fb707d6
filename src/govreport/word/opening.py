"""Opening a template through python-docx: what its parts are, and which of them are filled."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from lxml import etree

from govreport.errors import Problem, SourceError, TemplateError
from govreport.gate.fields import may_run_fields
from govreport.gate.filebytes import read_bytes
from govreport.gate.package import read_package
from govreport.messages import Message
from govreport.word.hygiene import cleaned
from govreport.word.markup import PARSER, written
from govreport.word.package import read_parts, write_parts
from govreport.word.preparation import iter_changed_tags, iter_decided_fields
from govreport.word.repairs import number_pictures
from govreport.word.replacing import named_pictures
from govreport.word.source import parsed_part, tags_of
from govreport.word.traces import Trace

_MARKS: Final = ("{{", "{%", "{#")
_FILE: Final = "template.docx"
_PROPERTIES: Final = {
    "dc:title": "title",
    "dc:subject": "subject",
    "dc:creator": "author",
    "dc:description": "comments",
    "dc:identifier": "identifier",
    "dc:language": "language",
}
"""The properties that docxtpl fills: their names in the file, and those python-docx has for them."""


def read_template(path: Path) -> bytes:
    """Return the content of a template file.

    Raises:
        TemplateError: If it cannot be read: missing, no file, empty, too large, changed while it was read.
    """
    try:
        return read_bytes(path)
    except SourceError as exc:
        raise TemplateError(*exc.problems) from exc


def opened(content: bytes, *, trusted: bool = False, keep: Collection[Trace] = ()) -> Package:
    """Open a template, without what tells of its making.

    A trusted one may have tags in what is not printed, such as remarks of its maker, and keeps its embedded
    objects: they can be replaced.

    Raises:
        TemplateError: If it is no Word file, is unsound, or has tags where nothing is filled.
    """
    parts = _sound_parts(content)
    kept = {*keep, "objects"} if trusted else keep
    try:
        clean = cleaned(parts, kept)
        package = Package(write_parts(clean.parts), clean.traces)
        package.pictures = named_pictures(parts, package.filled)
    except TemplateError:
        raise
    except Exception as exc:  # zipfile, python-docx and lxml let out whatever their parsers meet
        raise _not_word(str(exc) or type(exc).__name__) from exc
    changed: list[Problem] = []
    for name in package.filled:
        root = parsed_part(name, parts[name])  # as it is in the file: python-docx drops what is refused here
        changed += () if trusted else (*iter_changed_tags(root, name), *iter_decided_fields(root, name))
    if changed:
        raise TemplateError(*changed)
    printed = {
        name: parts[name]
        for name in parts
        if not trusted or (name in package.parts and "comments" not in name)
    }
    _refuse_tags_elsewhere(printed, package.filled)
    return package


def _sound_parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a file that has passed the gate, its XML parts looked at one by one.

    Raises:
        TemplateError: With what the gate says.
    """
    try:
        package = read_package(content, name=_FILE)
        for name in package.names:
            if name.endswith((".xml", ".rels")) or may_run_fields(package, name):
                package.xml(name)
    except SourceError as exc:
        raise TemplateError(*(_without_file(problem) for problem in exc.problems)) from exc
    return {name: package.part(name) for name in package.names if not name.endswith("/")}


def _without_file(problem: Problem) -> Problem:
    """Return a problem of the gate with the part alone as its place: the template has a name of its own."""
    where = problem.where
    return replace(problem, where=where.removeprefix(_FILE).lstrip(": ") if isinstance(where, str) else where)


class Package:
    """A Word file that holds a template.

    Attributes:
        parts: The parts by name, as python-docx writes them: what no relationship leads to is left out.
        main: The name of the part with the body.
        unnumbered: The body before its pictures are given numbers of their own, as docxtpl is to have it.
        filled: The names of the parts that are filled: the body first, then headers, footers, footnotes.
            They are found as docxtpl finds them, by what the package says they are and not by their names.
        properties: The document properties that hold tags, by their names in the core properties.
        traces: What of the template is not published.
        pictures: The names its pictures had before names of files were taken out, and the parts they name.
    """

    def __init__(self, content: bytes, traces: Sequence[Problem] = ()) -> None:
        self.traces = traces
        self.pictures: list[tuple[str, str]] = []
        document = docx.Document(io.BytesIO(content))
        properties = document.core_properties  # asked for before saving: makes the part where there is none
        buffer = io.BytesIO()
        document.save(buffer)
        self.parts = read_parts(buffer.getvalue())
        self.main = document.part.partname.lstrip("/")
        self.unnumbered = self.parts[self.main]
        self.parts[self.main] = _with_numbered_pictures(self.unnumbered)
        self.filled = tuple(dict.fromkeys((self.main, *_filled_parts(document))))
        texts = {name: str(getattr(properties, attribute)) for name, attribute in _PROPERTIES.items()}
        self.properties = {name: text for name, text in texts.items() if any(mark in text for mark in _MARKS)}


def _with_numbered_pictures(xml: bytes) -> bytes:
    if b"docPr" not in xml:
        return xml
    root = etree.fromstring(xml, PARSER)
    number_pictures(root)
    return written(root)


def _filled_parts(document: Document) -> Iterator[str]:
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    for relation in document.part.rels.values():
        if relation.reltype in kinds and not relation.is_external:
            yield relation.target_part.partname.lstrip("/")
    for part in document.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            yield part.partname.lstrip("/")


def _refuse_tags_elsewhere(parts: Mapping[str, bytes], filled: Collection[str]) -> None:
    """Refuse tags where nothing is filled: they would be published as they stand."""
    what = Message("这里的标记不会被填写", "tags are not filled here")
    expected = Message("正文、页眉、页脚、脚注", "body, headers, footers, footnotes")
    problems = []
    for name in sorted(set(parts) - set(filled)):
        if (
            not name.startswith("docProps/")
            and name.endswith(".xml")
            and any(brace in parts[name] for brace in (b"{{", b"{%", b"{#"))
        ):
            tags = tags_of(name, parts[name])
            problems += [Problem(what, tag.place.message, tag.text, expected) for tag in tags]
    if problems:
        raise TemplateError(*problems)


def _not_word(found: str) -> TemplateError:
    return TemplateError.of(
        Message("模板不是 Word 文件（.docx）", "the template is not a Word file (.docx)"),
        found=found,
        remedy=Message("用 Word 或 WPS 另存为 .docx", "save it as .docx with Word or WPS"),
    )
