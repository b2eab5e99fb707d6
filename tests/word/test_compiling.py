"""Compiling: what is split, what is left to Jinja, and what is known before anything is filled."""

from __future__ import annotations

import pytest

from govreport.word.compiling import Part, compiled
from govreport.word.environment import Environment
from govreport.word.markup import NAMESPACES
from govreport.word.source import Source
from wordparts import paragraph, word_table

NAME = "word/document.xml"
ENVIRONMENT = Environment()
TRUSTED = Environment(trusted=True)
CONDITION = paragraph("{%p if a %}") + paragraph("x") + paragraph("{%p endif %}")


def part(*markup: str, environment: Environment = ENVIRONMENT) -> Part:
    body = "".join(markup)
    xml = f'<w:document xmlns:w="{NAMESPACES["w"]}"><w:body>{body}</w:body></w:document>'
    source = Source(NAME, xml.encode(), environment)
    return compiled(NAME, source.tree(environment), environment)


def test_plain_paths_are_split_and_all_else_is_left_to_jinja() -> None:
    made = part(
        paragraph("{{ a }}{{ b.c }}{{ d['e'] }}"), paragraph("{{ a | length }}{% if a %}x{% endif %}")
    )
    assert made.paths.values({"a": 1, "b": {"c": 2}, "d": {"e": 3}}) == [1, 2, 3]
    assert made.blocks == (3, 4)
    assert len(made.literals) == 6


def test_a_part_without_tags_has_nothing_to_fill() -> None:
    made = part(paragraph("text"))
    assert not made.has_gaps
    assert made.template is None


def test_a_key_with_a_dot_in_it_is_no_path() -> None:
    assert part(paragraph("{{ a['b.c'] }}")).blocks == (0,)


def test_names_a_template_sets_itself_are_left_to_jinja() -> None:
    made = part(paragraph("{% set a = 1 %}{{ a }}{{ b }}"), environment=TRUSTED)
    assert made.blocks == (0, 1)
    assert made.paths.values({"b": 2}) == [2]


@pytest.mark.parametrize(
    ("markup", "is_sound"),
    [
        (paragraph("{{ a }}"), True),
        (CONDITION, True),
        (word_table(("{%tr for r in a %}",), ("{{ r }}",), ("{%tr endfor %}",)), True),
        (paragraph("{% if a %}x") + paragraph("y{% endif %}"), False),
    ],
)
def test_it_is_known_whether_every_filling_is_well_formed(markup: str, is_sound: bool) -> None:
    assert part(markup).skeleton.is_sound is is_sound


@pytest.mark.parametrize("tag", ["{{ a | safe }}", "{% macro m() %}<x>{% endmacro %}", "{{ a() }}"])
def test_what_can_print_anything_is_never_taken_for_sound(tag: str) -> None:
    assert not part(paragraph(tag), environment=TRUSTED).skeleton.is_sound


@pytest.mark.parametrize(
    ("markup", "needs_repair"),
    [
        (word_table(("{{ a }}", "x")), False),
        (word_table(("{%tr for r in a %}",), ("{{ r }}",), ("{%tr endfor %}",)), False),
        (word_table(("{%tc for r in a %}", "{{ r }}", "{%tc endfor %}")), True),
        (word_table(("{% colspan a %}x",)), True),
        (word_table((CONDITION,)), True),
        (word_table((CONDITION + paragraph("y"),)), False),
    ],
)
def test_it_is_known_whether_tables_have_to_be_put_right(markup: str, needs_repair: bool) -> None:
    assert part(markup).skeleton.needs_repair is needs_repair


def test_pictures_in_a_loop_need_numbers_of_their_own() -> None:
    drawing = (
        '<w:p><w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:inline><wp:docPr id="1" name="x"/></wp:inline></w:drawing></w:r></w:p>'
    )
    assert not part(drawing).skeleton.needs_repair
    assert part(paragraph("{%p for r in a %}"), drawing, paragraph("{%p endfor %}")).skeleton.needs_repair


def test_marks_that_are_to_be_printed_are_printed() -> None:
    assert b"{{ x }} {% y %}" in part(paragraph("{_{ x }_} {_% y %_}")).literals[0]
