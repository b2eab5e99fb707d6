"""Pictures and documents as values: they need python-docx, and go through docxtpl itself.

Every such filling opens the template anew; so it takes its time, and threads do not meet.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.parts.story import StoryPart
from docxtpl import InlineImage
from jinja2 import Template
from lxml import etree
from markupsafe import Markup, escape

from govreport.errors import MachineError
from govreport.messages import Message
from govreport.word.environment import Environment, printed
from govreport.word.markup import PARSER, W, written
from govreport.word.package import read_parts
from govreport.word.patching import LINE_FEED, patched
from govreport.word.repairs import Repairing
from govreport.word.subdocument import Subdocument
from govreport.word.vertical import mended

_NUMBERING: Final = "word/numbering.xml"


class _Filling(Repairing):
    """docxtpl, without what is done elsewhere or otherwise."""

    def patch_xml(self, src_xml: str) -> str:
        """Return a part as Jinja is to have it."""
        return patched(etree.fromstring(src_xml.encode(), PARSER)).replace(LINE_FEED, "\n")

    def get_headers_footers(self, uri: str) -> Iterator[tuple[str, Part]]:
        """Yield the headers or the footers, and with these the footnotes: pictures may stand there too."""
        yield from super().get_headers_footers(uri)
        if uri != self.FOOTER_URI:
            return
        for key, relation in self.docx.part.rels.items():
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES and not relation.is_external:
                relation._target = _story(relation.target_part)  # noqa: SLF001  as docxtpl does it
                yield key, relation.target_part

    def render_footnotes(self, context: object, jinja_env: object = None) -> None:
        """Leave the footnotes alone: they have been filled with the footers."""

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leave the document properties alone: a report has its own."""


def _story(part: Part) -> StoryPart:
    """Return a part as one that can hold pictures, as headers can."""
    story: StoryPart = StoryPart.load(part.partname, part.content_type, part.blob, part.package)
    for relation in part.rels.values():
        story.load_rel(relation.reltype, relation._target, relation.rId, relation.is_external)  # noqa: SLF001
    return story


class _Mending:
    """An environment that makes templates of texts, with what docxtpl has got wrong in them put right."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def from_string(self, source: str) -> Template:
        return self._environment.from_string(mended(self._environment.parse(source)))


def filled_by_docxtpl(
    template: bytes, context: Mapping[str, object], environment: Environment
) -> dict[str, bytes]:
    """Return the parts of a template filled with values some of which are pictures or documents.

    Raises:
        Exception: Whatever docxtpl, python-docx and Jinja let out.
    """
    document = _Filling(io.BytesIO(template))
    document.init_docx()
    guarded = environment.overlay(finalize=partial(_guarded, document))
    values = {key: _placed(value, document) for key, value in context.items()}
    document.render(values, jinja_env=_Mending(guarded))
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_steady_numberings(read_parts(buffer.getvalue()), read_parts(template))


def without_objects(context: Mapping[str, object]) -> dict[str, object]:
    """Return a context with nothing in the place of pictures and documents, to fill a template for a try."""
    return {key: _without(value) for key, value in context.items()}


def _without(value: object) -> object:
    if isinstance(value, InlineImage | Subdocument):
        return ""
    return _mapped(value, _without)


def _mapped(value: object, change: Callable[[object], object]) -> object:
    """Return a mapping, list or record with its members changed; anything else as it is."""
    if isinstance(value, dict):
        return {key: change(each) for key, each in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return value._make(map(change, value))
    return list(map(change, value)) if isinstance(value, list) else value


def _with_steady_numberings(parts: dict[str, bytes], template: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts with marks of new numberings that depend on their order alone.

    The library that adds documents draws them by lot; they have to differ, and mean nothing else.
    """
    numbering = parts.get(_NUMBERING)
    if numbering is None or numbering == template.get(_NUMBERING):
        return parts
    kept = _numbering_marks(template.get(_NUMBERING, b"<none/>"))
    root = etree.fromstring(numbering, PARSER)
    for number, mark in enumerate(root.iter(W + "nsid"), start=1):
        if mark.get(W + "val") not in kept:
            mark.set(W + "val", f"{number:08X}")
    return {**parts, _NUMBERING: written(root)}


def _numbering_marks(numbering: bytes) -> set[str | None]:
    return {mark.get(W + "val") for mark in etree.fromstring(numbering, PARSER).iter(W + "nsid")}


def _placed(value: object, document: _Filling) -> object:
    """Return a value with its pictures and documents bound to the document they are to stand in."""
    if isinstance(value, InlineImage):
        source = value.image_descriptor
        content = io.BytesIO(source) if isinstance(source, bytes) else source
        return InlineImage(document, content, value.width, value.height, value.anchor)
    if isinstance(value, Subdocument):
        return _subdocument(value, document)
    return _mapped(value, partial(_placed, document=document))


def _subdocument(value: Subdocument, document: _Filling) -> object:
    """Return the content of a document, with its namespaces: the template may not have declared them."""
    try:
        body = document.new_subdoc(io.BytesIO(value.content)).element.body
    except ModuleNotFoundError as exc:
        raise MachineError.of(
            Message("嵌入文档需要 docxcompose", "documents inside documents need docxcompose"),
            remedy=Message("安装 govreport[documents]", "install govreport[documents]"),
        ) from exc
    for picture in document.docx.part.package.image_parts:
        picture._image = None  # noqa: SLF001  docxcompose leaves one without a size; python-docx reads it anew
    content = "".join(_standing_alone(child) for child in body if child.tag != W + "sectPr")
    return Markup(content)  # noqa: S704  python-docx has written it


def _standing_alone(element: etree._Element) -> str:
    """Return an element as markup, with the namespaces it uses or names in an attribute."""
    alone = copy.deepcopy(element)
    named = " ".join(value for each in alone.iter("{*}Choice") if (value := each.get("Requires")))
    etree.cleanup_namespaces(alone, keep_ns_prefixes=named.split())
    return etree.tostring(alone, encoding="unicode")


def _guarded(document: _Filling, value: object) -> object:
    """Return what is printed for a value, so that docxtpl finds no mark of its own in it.

    It turns ``{_{ }_} {_% %_}`` into ``{{ }} {% %}`` after filling, also where such a sign stands partly in
    one value and partly in the next; so no ``_`` of a value is left as one until it is parsed.
    """
    if isinstance(value, InlineImage) and value.tpl is document:
        return value
    is_unplaced = isinstance(value, InlineImage | Subdocument)
    shown = _placed(value, document) if is_unplaced else printed(value)
    if isinstance(shown, str) and "_" in shown and not isinstance(shown, Markup):
        return Markup(str(escape(shown)).replace("_", "&#95;"))  # noqa: S704  escaped just before
    return shown
