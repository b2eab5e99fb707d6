from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govreport.text.folding import fold


def test_traditional_characters_full_width_digits_and_half_width_marks_are_one() -> None:
    assert fold("受理申請１２件,其中:結轉3件(上年)").text == "受理申请12件，其中：结转3件（上年）"


def test_blanks_and_commas_of_thousands_are_dropped_but_not_other_commas() -> None:
    assert fold("共 1,234,567 条,其中　12 条，100条").text == "共1234567条，其中12条，100条"
    assert fold("2,34").text == "2，34"


@given(st.text(alphabet="甲乙件 　,，1234\u200b(", max_size=40))
def test_every_place_leads_back_to_its_character(text: str) -> None:
    folded = fold(text)
    for index, char in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        assert end - start == 1
        assert fold(text[start:end]).text == char


def test_sounds_behind_characters_are_dropped_and_other_brackets_kept() -> None:
    assert fold("政府門戶網(wǎng)站公開(信息)3條(abcdefgh)").text == "政府门户网站公开（信息）3条（abcdefgh）"
    assert fold("WTO(abc)").text == "WTO（abc）"
