"""What templates have beyond docxtpl's dialect, as an extension of Jinja."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from govreport.word.merging import DIRECTIONS, END_MARK, start_mark


class Merging(Extension):
    """``{% merge vertical 1 2 %} … {% endmerge %}``: marks before and after the rows between them."""

    tags = {"merge"}  # noqa: RUF012  as Jinja has it

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Return the rows with the marks around them: nothing else is left of the tags."""
        line = next(parser.stream).lineno
        direction = parser.stream.expect("name").value
        if direction not in DIRECTIONS:
            parser.fail(f"merge {direction}: expected {' / '.join(DIRECTIONS)}", line)
        columns: list[int] = []
        while parser.stream.current.type == "integer":
            columns.append(int(next(parser.stream).value))
            parser.stream.skip_if("comma")
        if 0 in columns:
            parser.fail("merge 0: columns count from 1", line)
        body = parser.parse_statements(("name:endmerge",), drop_needle=True)
        return [_mark(start_mark(direction, columns), line), *body, _mark(END_MARK, line)]


def _mark(text: str, line: int) -> nodes.Output:
    return nodes.Output([nodes.TemplateData(text, lineno=line)], lineno=line)
