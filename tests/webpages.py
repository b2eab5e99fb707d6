"""A reader of the tables and texts of HTML pages, made for tests: it knows HTML, and nothing of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

Place = tuple[int, int]


@dataclass(frozen=True)
class Spot:
    """A cell of a table: its element, its place and its span."""

    element: HtmlElement
    place: Place
    rows: int
    columns: int

    @property
    def text(self) -> str:
        return text_of(self.element)


def parsed(page: str) -> HtmlElement:
    """The root of a page or of a fragment."""
    return html.document_fromstring(page)


def text_of(element: HtmlElement) -> str:
    """The text of an element, without the line ends of the source."""
    return "".join("".join(element.itertext()).split("\n"))


def spots(table: HtmlElement) -> list[Spot]:
    """The cells of a table where HTML puts them; two that overlap are an error."""
    taken: set[Place] = set()
    found = []
    for row, line in enumerate(own_rows(table)):
        column = 0
        for element in line:
            while (row, column) in taken:
                column += 1
            rows, columns = int(element.get("rowspan", 1)), int(element.get("colspan", 1))
            covered = {(row + down, column + right) for down in range(rows) for right in range(columns)}
            assert not covered & taken
            taken |= covered
            found.append(Spot(element, (row, column), rows, columns))
    return found


def own_rows(table: HtmlElement) -> list[HtmlElement]:
    """The rows of a table, without those of tables inside."""
    return table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")


def covered(table: HtmlElement) -> set[Place]:
    """All places that the cells of a table cover."""
    return {
        (spot.place[0] + down, spot.place[1] + right)
        for spot in spots(table)
        for down in range(spot.rows)
        for right in range(spot.columns)
    }


def header_texts(cell: HtmlElement) -> list[str]:
    """The texts of the labels that a cell names in its ``headers``; each must be there, once."""
    root = cell.getroottree()
    texts = []
    for identifier in cell.get("headers", "").split():
        (label,) = root.xpath("//*[@id=$name]", name=identifier)
        assert label.tag == "th"
        texts.append(text_of(label))
    return texts


def iter_lines(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield headings and paragraphs in their order, with their tags; those of one line as one, joined."""
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6", "p"):
        text = text_of(element)
        if element.tag == "p" and element.getprevious() is not None and _runs_in(element):
            continue
        if element.tag != "p" and (behind := element.getnext()) is not None and _runs_in(element):
            yield element.tag, text + text_of(behind)
        else:
            yield element.tag, text


def _runs_in(element: HtmlElement) -> bool:
    return "display:inline" in element.get("style", "")
