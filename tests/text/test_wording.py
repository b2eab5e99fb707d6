"""Lists, labels as keys, and the nearest name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.text.wording import join_list, nearest, normalise_label, to_half_width

LABEL_TEXT = st.text("（）()一二三十、.．,，1２① “”\"'\u3000\u200b其他信息Ab５²㈠⒈：…", max_size=12)
FIELDS = ["regulations", "normative_documents", "licences", "penalties", "compulsion", "fees", "carried_over"]
PARTLY = "（二）部分公开（区分处理的，只计这一情形）"
LABELS = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费", "总计", "其他"]


def test_list_is_joined_with_enumeration_commas_only() -> None:
    assert join_list(["教育局", "公安局", "民政局"]) == "教育局、公安局、民政局"
    assert join_list(["教育局"]) == "教育局"
    assert join_list(iter(())) == ""


def test_only_full_width_forms_are_narrowed() -> None:
    assert to_half_width("１２．５％（Ａ～ｚ）　！") == "12.5%(A~z) !"
    assert to_half_width("5²①½、。“㎡") == "5²①½、。“㎡"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("（一）予以公开", "予以公开"),
        ("(一)予以公开", "予以公开"),
        ("（一)　予以公开", "予以公开"),
        ("㈠予以公开", "予以公开"),
        ("一、本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量"),
        ("一，本年新收", "本年新收"),
        ("十二、其他", "其他"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ('3、危及"三安全一稳定"', "危及三安全一稳定"),
        ("３．危及‘三安全一稳定’", "危及三安全一稳定"),
        ("1. 属于\n国家秘密", "属于国家秘密"),
        ("⒈属于国家秘密", "属于国家秘密"),
        ("⑴属于国家秘密", "属于国家秘密"),
        ("(1)属于国家秘密", "属于国家秘密"),
        ("1）属于国家秘密", "属于国家秘密"),
        ("①属于国家秘密", "属于国家秘密"),
        ("三、（一）予以公开", "予以公开"),
        ("（三）1.属于国家秘密", "属于国家秘密"),
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "部分公开(区分处理的,只计这一情形,不计其他情形)",
        ),
        ("第二十条第（一）项", "第二十条第(一)项"),
        ("本年收费金额（单位：万元）", "本年收费金额(单位:万元)"),
        ("本年增/减", "本年增/减"),
        ("商 业\u200b企\ufeff业", "商业企业"),
        ("granted", "granted"),
    ],
)
def test_label_becomes_its_key(text: str, key: str) -> None:
    assert normalise_label(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [("（一）", "(一)"), ("三、（一）", "三、(一)"), ("1.", "1."), ("①", "①"), ("一", "一"), ("12", "12")],
)
def test_label_that_is_only_numbering_keeps_it(text: str, key: str) -> None:
    assert normalise_label(text) == key


@pytest.mark.parametrize(
    "text", ["1.5万元以上", "2021年数量", "三类内部事务", "第一项", "(区分处理)数量", "3安全"]
)
def test_number_that_is_no_numbering_stays(text: str) -> None:
    assert normalise_label(text) == text


@given(LABEL_TEXT | st.text(max_size=12))
def test_key_of_a_key_is_itself(text: str) -> None:
    assert normalise_label(normalise_label(text)) == normalise_label(text)


@given(LABEL_TEXT)
def test_key_is_empty_only_without_visible_characters(text: str) -> None:
    assert (normalise_label(text) == "") == (text.strip(" \u3000\u200b“”\"'") == "")


@pytest.mark.parametrize(
    ("name", "candidates", "found"),
    [
        ("regulation", FIELDS, ["regulations"]),
        ("Normative-Documents", FIELDS, ["normative_documents"]),
        ("normativedocuments", FIELDS, ["normative_documents"]),
        ("documents", FIELDS, ["normative_documents"]),
        ("penaltys", FIELDS, ["penalties"]),
        ("carriedover", FIELDS, ["carried_over"]),
        ("fee", FIELDS, ["fees"]),
        ("xyzzy", FIELDS, []),
        ("", FIELDS, []),
        ("规张", LABELS, ["规章"]),
        ("行政许客", LABELS, ["行政许可"]),
        ("规范性文件", LABELS, ["行政规范性文件"]),
        ("1.总计", LABELS, ["总计"]),
        ("合计", LABELS, ["总计"]),
        ("电话", LABELS, []),
        ("部分公开", ["（一）予以公开", PARTLY], [PARTLY]),
    ],
)
def test_misspelt_name_finds_the_one_meant(name: str, candidates: list[str], found: list[str]) -> None:
    assert nearest(name, candidates) == found


def test_names_far_behind_the_best_are_left_out() -> None:
    assert nearest("licences", ["silence", "licences"]) == ["licences"]
    assert nearest("lience", ["licences", "silence"]) == ["licences", "silence"]


def test_equally_near_names_stay_in_the_order_given() -> None:
    assert nearest("row", ["rows", "rowa", "rowb", "rowc"]) == ["rows", "rowa", "rowb"]
    assert nearest("row", ["rowc", "rowb", "rows"], limit=2) == ["rowc", "rowb"]
    assert nearest("row", ["rows", "rows"]) == ["rows"]


@given(st.sampled_from(FIELDS), st.data())
def test_one_lost_letter_never_hides_the_name(field: str, data: st.DataObject) -> None:
    lost = data.draw(st.integers(0, len(field) - 1))
    assert nearest(field[:lost] + field[lost + 1 :], FIELDS)[0] == field


def test_enormous_name_is_compared_by_its_beginning() -> None:
    assert nearest("x" * 1_000_000, FIELDS) == []
