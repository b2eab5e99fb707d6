"""What is wrong with a template, told without filling it; what is remembered of the data that fitted."""

from __future__ import annotations

import pytest

from govreport.errors import TemplateError
from govreport.forms import ogi2021
from govreport.word.environment import ALLOWED_FILTERS, NO_FILTERS, Environment
from govreport.word.opening import opened
from govreport.word.source import Source
from govreport.word.syntax import Checker
from govreport.word.template_check import MOST_STRUCTURES, TemplateCheck
from wordparts import own, paragraph


def check_of(text: str) -> TemplateCheck:
    package = opened(own(paragraph(text)), trusted=False, keep=())
    environment = Environment(NO_FILTERS, trusted=False)
    sources = tuple(Source(part, package.parts[part], environment) for part in package.filled)
    return TemplateCheck(package, sources, {}, Checker(ALLOWED_FILTERS, trusted=False))


def test_data_of_a_known_structure_is_not_looked_at_again() -> None:
    check = check_of("{{ a }}")
    check.require_known({"a": 1})
    check.require_known({"a": 2})
    assert len(check.known) == 1


def test_data_of_ever_new_structures_does_not_fill_the_memory() -> None:
    check = check_of("{{ a }}")
    most = 0
    for number in range(2 * MOST_STRUCTURES + 2):
        check.require_known({"a": 1, f"b{number}": 1})
        most = max(most, len(check.known))
    assert (most, len(check.known)) == (MOST_STRUCTURES, 2)


def test_what_does_not_fit_is_refused_however_often_it_is_tried() -> None:
    check = check_of("{% if b %}{{ a.c }}{% endif %}")
    for _ in range(2):
        with pytest.raises(TemplateError, match="这个字段") as caught:
            check.require_known({"a": {"d": 1}, "b": 0})
        assert [problem.found for problem in caught.value.problems] == ["a.c"]
    assert check.known == set()


def test_a_template_without_any_tag_fits_no_form() -> None:
    with pytest.raises(TemplateError) as caught:
        check_of("2023年报告").require_form(ogi2021.Report)
    assert [problem.what.en for problem in caught.value.problems] == [
        "the template has no placeholder at all: every report would be the same"
    ]
    check_of("{{ title }}").require_form(ogi2021.Report)
