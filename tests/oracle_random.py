"""Templates of docxtpl's dialect put together by chance: loops and conditions in each other, tags split over runs."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final
from xml.sax.saxutils import escape

from docxtpl import Listing, RichText, RichTextParagraph

from oracle import Case, Maker
from oracle_templates import DATA
from wordparts import own, paragraph

_RUN_PROPERTIES: Final = ("", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:i/><w:sz w:val="28"/></w:rPr>')
_PARAGRAPH_PROPERTIES: Final = ("", "", '<w:pPr><w:jc w:val="center"/></w:pPr>')
_BETWEEN: Final = ("", "", "", '<w:proofErr w:type="spellStart"/>', '<w:bookmarkStart w:id="9" w:name="z"/>')
_WORDS: Final = ("文字", "a < b & c", " 空 ", "“引”", "5%", "x}")
_VALUES: Final = (
    *("{{ name }}", "{{ special }}", "{{ zero }}", "{{ lines }}", "{{ listing }}", "{{ amount }}"),
    *(
        "{{ name|upper }}",
        "{{ yes }}",
        "{{ rows|length }}",
        "{{name}}",
        "{{- name -}}",
        "{{r rich }}",
        "{# 注 #}",
    ),
)
_TESTS: Final = ("yes", "no", "zero", "rows|length > 2", "name == “甲局”")
_CELL_TAGS: Final = ("", "", "", "{% vm %}", "{% cellbg colour %}", "{% cellbg colour %}{% vm %}")
_WIDTH: Final = '<w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>'


def random_cases(count: int) -> list[Case]:
    """Return templates made by chance, always the same ones."""
    return [Case(f"chance {seed}", own(_Author(Random(seed)).text()), _context) for seed in range(count)]  # noqa: S311


def _context(_: Maker) -> dict[str, object]:
    rich = RichText("红 & <字>", color="FF0000", bold=True)
    rich.add("\n下\t后")
    para = RichTextParagraph()
    para.add("段\n乙", parastyle="Heading1")
    return {**DATA, "rich": rich, "para": para, "listing": Listing("一 & 二\n三\t四\a五")}


class _Author:
    """One template in the making."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def text(self) -> str:
        """Return the body of a template."""
        return self._blocks((), 0) + self._blocks((), 0)

    def _blocks(self, names: tuple[str, ...], depth: int) -> str:
        return "".join(self._block(names, depth) for _ in range(self.chance.randint(1, 3)))

    def _block(self, names: tuple[str, ...], depth: int) -> str:
        if depth > 2 or self.chance.random() < 0.45:
            return self._split(self._line(names))
        kinds: tuple[Callable[[tuple[str, ...], int], str], ...] = (self._condition, self._loop, self._table)
        if self.chance.random() < 0.2:
            return self._split(self.chance.choice(("{{p para }}", "{#p 注 #}")))
        return self.chance.choice(kinds)(names, depth + 1)

    def _condition(self, names: tuple[str, ...], depth: int) -> str:
        otherwise = self._split("{%p else %}") + self._blocks(names, depth)
        inner = self._blocks(names, depth) + self.chance.choice(("", otherwise))
        return self._split(f"{{%p if {self.chance.choice(_TESTS)} %}}") + inner + self._split("{%p endif %}")

    def _loop(self, names: tuple[str, ...], depth: int) -> str:
        name, items = self.chance.choice((("r", "rows"), ("g", "groups")))
        inner = self._blocks((*names, name), depth)
        return self._split(f"{{%p for {name} in {items} %}}") + inner + self._split("{%p endfor %}")

    def _table(self, names: tuple[str, ...], _: int) -> str:
        columns = self.chance.randint(2, 4)
        rows = [self._row(columns, names)]
        for _ in range(self.chance.randint(1, 3)):
            rows += self._rows(columns, names)
        grid = '<w:gridCol w:w="1000"/>' * columns
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{paragraph('')}"

    def _rows(self, columns: int, names: tuple[str, ...]) -> list[str]:
        def tag(text: str) -> str:
            return self._cells([self._split(text), *["<w:p/>"] * (columns - 1)])

        kind = self.chance.random()
        if kind < 0.35:
            rows = [self._row(columns, (*names, "r"), _CELL_TAGS), tag("{%tr if r.n %}")]
            rows += [self._row(columns, (*names, "r")), tag("{%tr endif %}")]
            return [tag("{%tr for r in rows %}"), *rows, tag("{%tr endfor %}")]
        if kind < 0.6:
            inner = [
                tag("{%tr for t in g.towns %}"),
                self._row(columns, (*names, "g", "t")),
                tag("{%tr endfor %}"),
            ]
            return [
                tag("{%tr for g in groups %}"),
                self._row(columns, (*names, "g")),
                *inner,
                tag("{%tr endfor %}"),
            ]
        return [self._row(columns, names)]

    def _row(self, columns: int, names: tuple[str, ...], tags: tuple[str, ...] = ("",)) -> str:
        lines = [(self.chance.choice(tags), self._line(names)) for _ in range(columns)]
        # docxtpl itself fails where {% vm %} meets a block that goes over several runs.
        return self._cells(
            [self._split(tag + ("{{ name }}" if "vm" in tag else line)) for tag, line in lines]
        )

    def _cells(self, contents: list[str]) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{_WIDTH}{each}</w:tc>' for each in contents)}</w:tr>"

    def _line(self, names: tuple[str, ...], depth: int = 0) -> str:
        return "".join(self._piece(names, depth) for _ in range(self.chance.randint(1, 3)))

    def _piece(self, names: tuple[str, ...], depth: int) -> str:
        kind = self.chance.random()
        if kind < 0.3:
            return self.chance.choice(_WORDS)
        if kind < 0.75 or depth > 1:
            known = [f"{{{{ {name}.name }}}}" for name in names] * 3 + ["{{ loop.index }}"] * bool(names)
            return self.chance.choice((*_VALUES, *known))
        inner = self._line(names, depth + 1)
        if kind < 0.9:
            return f"{{% if {self.chance.choice(_TESTS)} %}}{inner}{{% else %}}{self._line(names, depth + 1)}{{% endif %}}"
        return f"{{% for r in rows %}}{self._line((*names, 'r'), depth + 1)}{{% endfor %}}"

    def _split(self, text: str) -> str:
        """Return a paragraph with its text cut into runs at any places."""
        cuts = sorted(self.chance.sample(range(1, len(text)), self.chance.randint(0, min(4, len(text) - 1))))
        pieces = (text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True))
        return f"<w:p>{self.chance.choice(_PARAGRAPH_PROPERTIES)}{''.join(map(self._run, pieces))}</w:p>"

    def _run(self, text: str) -> str:
        space = ' xml:space="preserve"' if text != text.strip() or self.chance.random() < 0.3 else ""
        properties, after = self.chance.choice(_RUN_PROPERTIES), self.chance.choice(_BETWEEN)
        return f"<w:r>{properties}<w:t{space}>{escape(text)}</w:t></w:r>{after}"
