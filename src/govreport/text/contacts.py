"""Contact facts in running text: 地址：…；邮政编码：…；联系电话：…；电子邮箱：….

A fact is a label, a colon and a value, in any order and anywhere in the text. The value of every
fact but the address has a shape of its own, so it ends where that shape ends. An address has none:
it ends at the next label, at ； 。 or a line end, at a bracket that closes what was opened before
it, or at a comma, unless the words behind the comma are plainly a part of it (，综合楼3楼).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

_LABELS = {
    "address": "通讯地址|通信地址|联系地址|办公地址|单位地址|地址",
    "postcode": "邮政编码|邮编",
    "phone": "联系电话|电话号码|办公电话|咨询电话|联系方式|电话",
    "email": "电子邮箱地址|电子邮件地址|邮箱地址|邮件地址|电子邮箱|电子邮件|电子信箱|邮箱|E-?mail",
    "website": "网站地址|网站网址|门户网站|官方网站|网址|网站|官网",
}
_FOREIGN_LABELS = "下载地址|IP地址|监督电话|举报电话|投诉电话|传真电话|传真号码|传真|联系人|联系部门|联系单位"
"""Labels of facts that are not the agency's own; where one stands, the fact before it ends."""

_NUMBER = (
    r"\+?[（(]?[0-9０-９][0-9０-９ ()（）\-－—–―‐]{3,}[0-9０-９](?![0-9０-９]|[ ]?年)"
    r"(?:[ ]?转[ ]?[0-9０-９]+)?"
)
"""A telephone number; a year behind it is no part of it."""
_SHAPES = {
    "postcode": r"[0-9０-９]{6}(?![0-9０-９])",
    "phone": rf"{_NUMBER}(?:[ ]?[、/／或][ ]?{_NUMBER})*",
    "email": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "website": r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]+)?(?:/[A-Za-z0-9._~/?#&=%+-]*)?",
}

_BLANK = "[ \t\u3000\xa0]*"
_ENDS = "；;。\n"
_COMMAS = "，,、"
_OPENING, _CLOSING = "（(", "）)"
_PART_OF_ADDRESS = re.compile("[^：:请]{1,30}[号楼室层栋幢座院厅内侧旁处厦心]")
_UNKNOWN_LABEL = re.compile("[ \t\u3000，,、][^ \t\u3000，,、]{1,10}[：:]")
_NOT_AN_ADDRESS = re.compile("https?://|www\\.|@")


class ContactFacts(Protocol):
    """Whatever has the five facts as attributes: an agency, or `Contacts`."""

    @property
    def address(self) -> str | None:
        """The postal address."""

    @property
    def postcode(self) -> str | None:
        """Six digits."""

    @property
    def phone(self) -> str | None:
        """The telephone number, or several."""

    @property
    def email(self) -> str | None:
        """The address for electronic mail."""

    @property
    def website(self) -> str | None:
        """The address of the website, with or without https://."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contact facts stated in a text, as printed there; None for what is not stated."""

    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None


def find_contacts(text: str) -> Contacts:
    """Return the contact facts of a text; of several of one kind the first.

    A label whose value has not the shape of its kind (``电话：见网站``) states nothing. A website
    may also stand in brackets behind its label: 网站（www.…）. Several telephone numbers joined
    with 、 or / are one fact.

    >>> find_contacts("（地址：某县某路1号，邮编：123456，电话：0123-4567890）").phone
    '0123-4567890'
    """
    text = _WITH_LINES.sub(lambda match: _LINE_END.sub("", _BETWEEN_NUMBERS.sub("、", match[0])), text)
    found: dict[str, str] = {}
    labels = list(_iter_labels(text))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=False):
        kind = label.lastgroup
        if kind is None or kind in found:
            continue
        value = _address(text[label.end() : end]) if kind == "address" else _shaped(kind, text, label.end())
        if value:
            found[kind] = value
    return Contacts(**found)


def format_contacts(facts: ContactFacts) -> str:
    """State the facts in the usual order, those that are None or empty left out.

    `find_contacts` reads the same facts back, where each is one: an address without ； and line
    ends and with its brackets closed, the others of their usual shape.

    >>> format_contacts(Contacts(address="某县某路1号", phone="0123-4567890"))
    '地址：某县某路1号；联系电话：0123-4567890'
    """
    stated = (
        ("地址", facts.address),
        ("邮政编码", facts.postcode),
        ("联系电话", facts.phone),
        ("电子邮箱", facts.email),
        ("网址", facts.website),
    )
    return "；".join(f"{label}：{value}" for label, value in stated if value)


def _iter_labels(text: str) -> Iterator[re.Match[str]]:
    """Yield the labels one after the other; the first characters they have are found faster than they are."""
    at = 0
    while (first := _FIRST.search(text, at)) is not None:
        label = _LABEL.match(text, first.start())
        at = (label or first).end()
        if label is not None:
            yield label


def _label_pattern() -> re.Pattern[str]:
    """Return the pattern of a label with its colon; the name of its group is the kind of fact."""
    kinds = [f"(?P<{kind}>{_spaced(words)}){_colon(kind)}" for kind, words in _LABELS.items()]
    foreign = f"(?:{_spaced(_FOREIGN_LABELS)}){_colon('')}"
    return re.compile("|".join([foreign, *kinds]), re.IGNORECASE)


def _first_pattern() -> re.Pattern[str]:
    """Return the pattern of the character a label begins with."""
    words = "|".join([_FOREIGN_LABELS, *_LABELS.values()]).split("|")
    firsts = {letter for word in words for letter in (word[0].upper(), word[0].lower())}
    return re.compile(f"[{''.join(sorted(firsts))}]")


def _spaced(words: str) -> str:
    """Let blanks stand between the characters of a label, as in 地　址."""
    return "|".join(word if "-" in word else _BLANK.join(word) for word in words.split("|"))


def _colon(kind: str) -> str:
    marks = "[：:（(]" if kind == "website" else "[：:]"
    return _BLANK + marks + _BLANK


_LABEL = _label_pattern()
_FIRST = _first_pattern()
_WITH_LINES = re.compile(r"[（(][^（）()\n]{0,100}[：:][^（）()]{0,200}[）)]")
"""Facts in brackets, in which a line end is only where a page was too narrow."""
_LINE_END = re.compile(r"[ \t]*\n[ \t\u3000]*")
_BETWEEN_NUMBERS = re.compile(r"(?<=[0-9]{7})[ \t]*\n[ \t\u3000]*(?=(?:[0-9]{3,4}[-－—])?[0-9]{7})")
"""A line end between two whole telephone numbers."""
_SHAPE = {kind: re.compile(shape) for kind, shape in _SHAPES.items()}


def _shaped(kind: str, text: str, start: int) -> str | None:
    match = _SHAPE[kind].match(text, start)
    return None if match is None else match[0]


def _address(text: str) -> str | None:
    """Return the address at the head of a text that ends where the next label begins."""
    stretch = text[: _end_of_stretch(text)]
    unknown = _UNKNOWN_LABEL.search(stretch)
    if unknown is not None:
        stretch = stretch[: unknown.start()]
    # Between ； and ； commas are the address's own, for ； already parts the facts.
    listed = text[len(stretch) :].strip() in ("；", ";")
    address = (stretch if listed else _without_next_clause(stretch)).strip(" \t\u3000\xa0，,、")
    return None if not address or _NOT_AN_ADDRESS.search(address) else address


def _end_of_stretch(text: str) -> int:
    """Return where an address ends at the latest: a strong mark, or a bracket it did not open."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth < 0 or char in _ENDS:
            return index
    return len(text)


def _without_next_clause(stretch: str) -> str:
    """Return the text up to the first comma outside brackets behind which it is no address."""
    clauses = _clauses(stretch)
    address = clauses[0]
    for mark, clause in zip(clauses[1::2], clauses[2::2], strict=True):
        if not _PART_OF_ADDRESS.fullmatch(clause.strip()):
            break
        address += mark + clause
    return address


def _clauses(stretch: str) -> list[str]:
    """Split at commas outside brackets: a clause, a comma, a clause …"""
    parts, depth = [""], 0
    for char in stretch:
        depth += (char in _OPENING) - (char in _CLOSING)
        if char in _COMMAS and depth == 0:
            parts += [char, ""]
        else:
            parts[-1] += char
    return parts
