"""Text of a Word file that nobody sees: white, of the colour of its ground, tiny, off the page.

Such text is read, since nobody can be sure of it; a note says so. White on a dark ground is no such text.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from lxml import etree

from govreport.sources.docx_styles import (
    TEXT_FILL,
    Place,
    Properties,
    Styles,
    iter_runs,
    own_properties,
    value_of,
)
from govreport.sources.wordml import WORD

Unseen = Literal["white", "unseen"]

_PAPER: Final = "FFFFFF"
_PALE: Final = 0xF0
"""All of red, green and blue from here on: nobody reads that on paper."""
_ALIKE: Final = 0x10
_LIGHT: Final = ("background1", "background2", "light1", "light2", "bg1", "bg2", "lt1", "lt2")
"""The colours of a theme that paper has."""
_SMALLEST: Final = 4
"""In half points: what is no larger is no text but a line or a dot."""
_NARROWEST: Final = 10
"""In percent of the width of a character."""
_OFF_PAGE: Final = (-11_000, 24_000)
"""In twentieths of a point: a frame that begins there stands beside the sheet."""
_NAMED: Final = {
    "white": "FFFFFF", "black": "000000", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF",
    "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080",
    "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""The colours of marker pens, ISO/IEC 29500-1, 17.18.40."""
_DIGITS: Final = re.compile("[0-9A-Fa-f]{6}")
_LOOKS: Final = (
    *(f"{{{space}}}{name}" for space in WORD for name in ("color", "sz", "w", "framePr", "shd", "highlight")),
    TEXT_FILL,
)
_TEXTS: Final = tuple(f"{{{space}}}t" for space in WORD)


def unseen_text(root: etree._Element, styles: Styles) -> set[Unseen]:
    """Tell what text of a part nobody sees: white text, and text that is unseen for another reason."""
    found: set[Unseen] = set()
    if not _may_be_unseen(root, styles):
        return found
    for run, place in iter_runs(root, styles):
        own = own_properties(run)
        what = _seen_as(styles.of_run(place, own), place)
        if what and what not in found and _says_something(run) and not styles.hides(place, own):
            found.add(what)
            if len(found) == 2:
                break
    return found


def _may_be_unseen(root: etree._Element, styles: Styles) -> bool:
    """Tell whether anything said of texts, wherever it is said, may make one unseen."""
    different = {(element.tag, *element.values()): element for element in root.iter(*_LOOKS)}
    listed = [(str(element.tag).rpartition("}")[2], element) for element in different.values()]
    for said in (styles.defaults, *styles.named.values()):
        listed.extend((name.removeprefix("ground "), element) for name, element in said.items())
    colours, grounds = set[str](), {_PAPER}
    for name, element in listed:
        if name == "color":
            colours.add(_colour(element))
        elif name in ("shd", "highlight"):
            grounds.add((_shade(element) if name == "shd" else _pen(element)) or "")
        elif name == "textFill" or _is_tiny(name, element) or (name == "framePr" and _is_off(element)):
            return True
    return any(_are_alike(one, other) for one in colours - {""} for other in grounds - {""})


def _seen_as(said: Properties, place: Place) -> Unseen | None:
    """Tell for what reason a text with these properties is not seen."""
    if any(_is_tiny(name, said[name]) for name in ("sz", "w") if name in said):
        return "unseen"
    if "framePr" in said and _is_off(said["framePr"]):
        return "unseen"
    colour = _fill(said["textFill"]) if "textFill" in said else None
    if colour is None:
        colour = _colour(said["color"]) if "color" in said else ""
    ground = _ground(said, place)
    if colour == "none":
        return "unseen"
    if not colour or not ground or not _are_alike(colour, ground):
        return None
    return "white" if _is_pale(colour) else "unseen"


def _says_something(run: etree._Element) -> bool:
    return any((text.text or "").strip() for text in run.iterchildren(*_TEXTS))


# --- size and place ------------------------------------------------------------------------------


def _is_tiny(name: str, element: etree._Element) -> bool:
    number = _number(value_of(element))
    return number is not None and number <= {"sz": _SMALLEST, "w": _NARROWEST}.get(name, -1)


def _is_off(frame: etree._Element) -> bool:
    numbers = (_number(value_of(frame, name)) for name in ("x", "y"))
    return any(number is not None and not _OFF_PAGE[0] < number < _OFF_PAGE[1] for number in numbers)


def _number(value: str | None) -> float | None:
    try:
        return float((value or "").strip()[:20].rstrip("pt%"))
    except ValueError:
        return None


# --- colours -------------------------------------------------------------------------------------


def _colour(element: etree._Element) -> str:
    """Return a colour in six digits; nothing where it is chosen by the program, and always seen."""
    theme, shade = value_of(element, "themeColor"), value_of(element, "themeShade")
    if theme in _LIGHT and shade is None:
        return _PAPER
    return _digits(value_of(element) or "")


def _digits(value: str) -> str:
    value = _NAMED.get(value, value).strip().lstrip("#")
    return (
        value.upper() if len(value) == 6 and all(each in "0123456789abcdefABCDEF" for each in value) else ""
    )


def _fill(element: etree._Element) -> str | None:
    """Return the colour letters are filled with; `none` where they are not, None where it is not said."""
    for each in element.iter():
        name = str(each.tag).rpartition("}")[2]
        value = next((value for key, value in each.items() if key.endswith("val")), "")
        if name == "noFill" or (name == "alpha" and (_number(value) or 0) >= 90_000):
            return "none"
        if name == "srgbClr" and not _is_clear(each):
            return _digits(value)
        if name == "schemeClr" and value in _LIGHT and not len(each):
            return _PAPER
    return None


def _is_clear(colour: etree._Element) -> bool:
    return any(str(each.tag).endswith("}alpha") for each in colour)


def _ground(said: Properties, place: Place) -> str:
    """Return the colour behind a text; nothing where it cannot be told."""
    if "highlight" in said and (pen := _pen(said["highlight"])):
        return pen
    shadings = (said.get("shd"), place.ground)
    filled = next((each for each in shadings if each is not None and _shade(each) is not None), None)
    if filled is not None:
        return _shade(filled) or ""
    return "" if place.is_drawn else _PAPER


def _pen(highlight: etree._Element) -> str:
    """Return the colour of a marker pen; nothing where there is none."""
    return _NAMED.get(value_of(highlight) or "", "")


def _shade(shading: etree._Element) -> str | None:
    """Return the colour of a shading; nothing where it is a pattern, None where there is none."""
    pattern, fill = value_of(shading), value_of(shading, "fill") or "auto"
    if pattern == "solid":
        return _digits(value_of(shading, "color") or "")
    if pattern not in (None, "clear", "nil"):
        return ""
    if pattern == "nil" or (fill == "auto" and value_of(shading, "themeFill") is None):
        return None
    return _digits(fill)


def _is_pale(colour: str) -> bool:
    return colour != "" and min(bytes.fromhex(colour)) >= _PALE


def _are_alike(one: str, other: str) -> bool:
    return max(abs(a - b) for a, b in zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)) < _ALIKE
