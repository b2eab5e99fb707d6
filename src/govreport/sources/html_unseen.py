"""What a web page does not show, or shows and is no part of a figure: by its styles and by its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from govreport.messages import Message

HIDDEN_NOTE: Final = Message("网页含有隐藏文字，未读取", "hidden text of the page was not read")
STRUCK_NOTE: Final = Message("网页含有划去的文字，未读取", "struck text of the page was not read")
MARK_NOTE: Final = Message(
    "数旁的上标、下标和注音不算数字，未读取", "raised, lowered and ruby text beside a figure was not read"
)
CONTROL_NOTE: Final = Message(
    "表格里有输入框，其中的内容未读取", "what stands in form controls in a table was not read"
)
_HIDES: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|"
    r"(?<![\w-])(?:opacity|font-size)\s*:\s*(?:0+(?:\.0*)?|\.0+)(?:px|pt|em|rem|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_SHOWS: Final = re.compile(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.IGNORECASE)
_STRUCK: Final = re.compile(r"text-decoration[\w-]*\s*:[^;:]*line-through", re.IGNORECASE)
_WHITE: Final = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))",
    re.IGNORECASE,
)
_BACKWARDS: Final = re.compile(r"unicode-bidi\s*:[^;:]*override", re.IGNORECASE)
_PLACE: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9]*)?([.#][\w-]+)")
_NAME: Final = re.compile(r"[.#][\w-]+")
_CONDITION: Final = re.compile(r"@[^{};@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_LONGEST_SELECTOR: Final = 200
_LONGEST_FIGURE: Final = 100
_LONGEST: Final = 500_000
_SETTLED: Final = (
    *("del", "s", "strike", "sup", "sub", "rt", "rp", "bdo", "span", "font"),
    *("input", "textarea", "select", "details", "title"),
)
_RTL: Final = "\u202e"


def hiding_rules(root: etree._Element) -> Mapping[str, bool]:
    """Return the classes and ids, as ``.a`` and ``#a``, that the style sheets of a page hide for sure.

    Rules under a condition do not count; nor does a class that some rule shows again.
    """
    hidden: dict[str, bool] = {}
    for style in root.iter("style"):
        first, *others = (style.text or "")[:_LONGEST].split("/*")
        text = first + "".join(each.partition("*/")[2] for each in others)
        for rule in _CONDITION.sub(" ", text).split("}"):
            selectors, _, declared = rule.rpartition("{")
            hides, shows = _HIDES.search(declared) is not None, _SHOWS.search(declared) is not None
            for selector in selectors.split(",") if hides or shows else ():
                written = selector.strip()[:_LONGEST_SELECTOR]
                if hides and (place := _PLACE.fullmatch(written)):
                    hidden.setdefault(place[1], True)
                elif shows and not hides:
                    hidden.update(dict.fromkeys(_NAME.findall(written), False))
    return {name: True for name, is_hidden in hidden.items() if is_hidden}


def is_hidden(element: etree._Element, rules: Mapping[str, bool]) -> bool:
    """Tell whether an element shows nothing, by an attribute, its own style or a style sheet of the page.

    What a style sheet hides counts only where no table stands in it: pages show such parts by a script.
    """
    style = element.get("style", "")
    if element.get("hidden") is not None or _HIDES.search(style):
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    if _is_folded(element):
        return True
    if not rules or _SHOWS.search(style):
        return False
    names = [f".{each}" for each in element.get("class", "").split()] + [f"#{element.get('id', '')}"]
    is_named = any(name in rules for name in names)
    return is_named and element.tag != "table" and element.find(".//table") is None


def _is_folded(element: etree._Element) -> bool:
    """Tell whether an element in a cell stands inside what is folded up, and is not its heading."""
    parent = element.getparent()
    if parent is None or parent.tag != "details" or parent.get("open") is not None:
        return False
    return element.tag != "summary" and _cell_of(parent) is not None


def _cell_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("td", "th"), None)


def settle_cells(root: etree._Element) -> Iterator[Message]:
    """Leave out of the cells of tables what is no part of a figure; yield what is to be said of it.

    Struck text, text in white among other text, and raised, lowered or ruby text beside digits. What runs
    backwards keeps a character that says so, and is no figure then.
    """
    known: dict[etree._Element, str] = {}
    for element in list(root.iter(*_SETTLED)):
        cell = _cell_of(element)
        if cell is not None:
            if cell not in known:
                known[cell] = "".join("".join(cell.itertext()).split())
            if (note := _settled(element, known[cell])) is not None:
                yield note


def _settled(element: etree._Element, around: str) -> Message | None:
    style, tag = element.get("style", ""), element.tag
    text = "".join("".join(element.itertext()).split())
    if tag in ("input", "textarea", "select"):
        is_shown = element.get("type", "text") not in ("hidden", "checkbox", "radio", "button", "submit")
        return CONTROL_NOTE if is_shown and (text or element.get("value")) else None
    if (tag == "bdo" and element.get("dir", "").lower() == "rtl") or _BACKWARDS.search(style):
        element.text = _RTL + (element.text or "")
        return None
    if tag == "title" or ((_WHITE.search(style) or _is_white(element)) and len(around) > len(text)):
        return _emptied(element, HIDDEN_NOTE) if text else None
    if tag in ("del", "s", "strike") or _STRUCK.search(style):
        return _emptied(element, STRUCK_NOTE) if text else None
    if tag == "details":
        if element.get("open") is None and any((child.tail or "").strip() for child in element):
            for child in element:
                child.tail = None
            return HIDDEN_NOTE
        return None
    if tag in ("rt", "rp", "sup", "sub") and text and _is_beside_digits(text, around):
        return _emptied(element, MARK_NOTE)
    return None


def _is_white(element: etree._Element) -> bool:
    return element.tag == "font" and element.get("color", "").lower() in ("white", "#ffffff", "#fff")


def _is_beside_digits(text: str, around: str) -> bool:
    if len(around) > _LONGEST_FIGURE:
        return False
    return around.replace(text, "", 1).replace(",", "").replace(".", "").isdigit()


def _emptied(element: etree._Element, note: Message) -> Message:
    for child in list(element):
        element.remove(child)
    element.text = None
    return note
