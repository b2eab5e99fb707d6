"""Files inside a template that others take the place of: pictures, embedded documents, any member."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from govreport.errors import TemplateError
from govreport.messages import Message
from govreport.word.markup import NAMESPACES, PARSER, RELATIONSHIP
from govreport.word.pictures import without_metadata

_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMBED: Final = f"{{{NAMESPACES['r']}}}embed"
_NAMES: Final = ("name", "title", "descr")
"""What Word calls the name, the title and the description of a picture."""


@dataclass(frozen=True, slots=True)
class Replacements:
    """Files inside a template, and those that take their place.

    Attributes:
        pictures: By the name, title or description a picture has in Word.
        contents: Pictures and embedded documents by their content.
        members: Anything by its name in the package: ``word/embeddings/sheet.xlsx``.
    """

    pictures: Mapping[str, bytes] = field(default_factory=dict)
    contents: Mapping[bytes, bytes] = field(default_factory=dict)
    members: Mapping[str, bytes] = field(default_factory=dict)

    def any(self) -> bool:
        """Tell whether there is anything to replace."""
        return any((self.pictures, self.contents, self.members))


NO_REPLACEMENTS: Final = Replacements()


def replaced(
    parts: Mapping[str, bytes], pictures: Sequence[tuple[str, str]], replacements: Replacements
) -> dict[str, bytes]:
    """Return the parts of a package that others take the place of, with their new content.

    Args:
        parts: The parts of the package.
        pictures: What `named_pictures` has found.
        replacements: What takes the place of what.

    Raises:
        TemplateError: If something that is to be replaced is not there.
    """
    found = {name: content for name, content in replacements.members.items() if name in parts}
    known_as = {form: each for each in replacements.contents for form in (each, without_metadata(each))}
    by_content = {name: known_as[content] for name, content in parts.items() if content in known_as}
    found |= {name: replacements.contents[content] for name, content in by_content.items()}
    wanted = replacements.pictures
    found |= {name: wanted[key] for key, name in pictures if key in wanted and name in parts}
    known = {key for key, _ in pictures}
    missing = [
        *(name for name in replacements.members if name not in parts),
        *(f"{content[:12]!r}…" for content in replacements.contents if content not in by_content.values()),
        *(key for key in wanted if key not in known),
    ]
    if missing:
        raise TemplateError.of(
            Message("模板里没有要替换的文件", "what is to be replaced is not in the template"),
            found=", ".join(missing),
            expected=", ".join(sorted(known)),
        )
    return found


def named_pictures(parts: Mapping[str, bytes], places: Iterable[str]) -> list[tuple[str, str]]:
    """Return every name the pictures of some parts go by, with the name of the file each stands for."""
    return [named for place in places if place in parts for named in _iter_pictures(parts, place)]


def _iter_pictures(parts: Mapping[str, bytes], place: str) -> Iterator[tuple[str, str]]:
    """Yield every name a picture of a part goes by, with the name of its file in the package."""
    folder, _, name = place.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{name}.rels")
    if relations is None or b"pic:pic" not in parts[place]:
        return
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/")
        for relation in etree.fromstring(relations, PARSER).iter(RELATIONSHIP)
    }
    for picture in etree.fromstring(parts[place], PARSER).iter(_PICTURE + "pic"):
        blip = picture.find(f"{_PICTURE}blipFill/{_DRAWING}blip")
        properties = picture.find(f"{_PICTURE}nvPicPr/{_PICTURE}cNvPr")
        target = targets.get(blip.get(_EMBED), "") if blip is not None else ""
        if properties is not None and target in parts:
            yield from ((key, target) for each in _NAMES if (key := properties.get(each)))
