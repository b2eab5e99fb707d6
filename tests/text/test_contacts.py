"""Contact facts in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.text.contacts import Contacts, find_contacts, format_contacts

FULL = Contacts("某县某镇某路12号", "123456", "0123-4567890", "xxgk@example.gov.cn", "www.example.gov.cn")


@pytest.mark.parametrize(
    "text",
    [
        (
            "地址：某县某镇某路12号；邮政编码：123456；联系电话：0123-4567890；"
            "电子邮箱：xxgk@example.gov.cn；网址：www.example.gov.cn"
        ),
        (
            "如有疑问，请联系（地址：某县某镇某路12号，邮编：123456，电话：0123-4567890，"
            "邮箱：xxgk@example.gov.cn，网站：www.example.gov.cn）。"
        ),
        (
            "网址:www.example.gov.cn,E-mail:xxgk@example.gov.cn,电话号码:0123-4567890,"
            "邮编:123456,地址:某县某镇某路12号"
        ),
        (
            "通讯地址：某县某镇某路12号、邮政编码：123456、办公电话：0123-4567890、电子邮件：xxgk@example.gov.cn、"
            "门户网站（www.example.gov.cn）"
        ),
        (
            "地　址：某县某镇某路12号\n邮 编：123456\n电  话： 0123-4567890\n"
            "邮 箱：xxgk@example.gov.cn\n网 址：www.example.gov.cn"
        ),
        (
            "地址：某县某镇某路12号 邮编：123456 联系电话：0123-4567890 "
            "邮箱地址：xxgk@example.gov.cn 网站地址：www.example.gov.cn"
        ),
        "地址：某县某镇某路12号邮编：123456电话：0123-4567890邮箱：xxgk@example.gov.cn网址：www.example.gov.cn",
    ],
)
def test_usual_manners_state_the_same_facts(text: str) -> None:
    assert find_contacts(text) == FULL


def _values(facts: Contacts) -> tuple[str | None, ...]:
    return (facts.address, facts.postcode, facts.phone, facts.email, facts.website)


def test_text_without_facts_states_none() -> None:
    assert find_contacts("") == Contacts()
    assert find_contacts("可拨打电话咨询，地址见网站，邮编不详。") == Contacts()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("地址：某路1号，如有疑问请来电。", "某路1号"),
        ("地址：某路1号，综合楼3楼，邮编：123456", "某路1号，综合楼3楼"),
        ("地址：某路1号，欢迎来访，综合楼3楼，邮编：123456", "某路1号"),
        ("地址：某路1号，车站对面，邮编：123456", "某路1号"),
        ("地址：某路1号，车站对面；邮编：123456", "某路1号，车站对面"),
        ("地址：某路1、2号，邮编：123456", "某路1、2号"),
        ("地址：某路1号（某院内，东侧），邮编：123456", "某路1号（某院内，东侧）"),
        ("（地址：某路1号（某院内））联系", "某路1号（某院内）"),
        ("（地址：某路1号）联系，电话：0123-456789", "某路1号"),
        ("地址：某路1号。电话另告", "某路1号"),
        ("地址：某路1号\n欢迎来访", "某路1号"),
        ("地址：某路1号，联系人：张三", "某路1号"),
        ("地址：某路1号 网上申请：见首页", "某路1号"),
        ("地址：某路1号，收件人姓名：张三", "某路1号"),
        ("地址：某大道 90 号；传真：0123-456789", "某大道 90 号"),
        ("下载地址：http://www.example.cn，地址：某路1号", "某路1号"),
        ("地址：http://www.example.cn", None),
        ("地址：，邮编：123456", None),
    ],
)
def test_address_ends_where_the_next_thing_begins(text: str, address: str | None) -> None:
    assert find_contacts(text).address == address


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("电话：0123—4567890）", "0123—4567890"),
        ("电话：（0123）4567890，传真：0123-1111111", "（0123）4567890"),
        ("电话：+86 123 4567890。", "+86 123 4567890"),
        ("电话：0123-4567890、0123-4567891；", "0123-4567890、0123-4567891"),
        ("电话：0123-4567890转801", "0123-4567890转801"),
        ("电话：０１２３－４５６７８９０", "０１２３－４５６７８９０"),
        ("（电话：0123-4567890（工作日））", "0123-4567890"),
        ("监督电话：0123-1111111，联系电话：0123-4567890", "0123-4567890"),
        ("传真：0123-1111111", None),
        ("电话：见网站，办公电话：0123-4567890", "0123-4567890"),
        ("电话：12", None),
        ("电话0123-4567890", None),
        ("电话：0123-1111111；电话：0123-2222222", "0123-1111111"),
        ("联系电话：0123-4567890 2024年1月", "0123-4567890"),
        ("联系电话：0123-4567890 2024 年1月", "0123-4567890"),
        ("（联系电话：0123-45678901\n0123-45678902）", "0123-45678901、0123-45678902"),
        ("（联系电话：45678901\n　45678902）", "45678901、45678902"),
        ("（联系电话：0123-45\n678901）", "0123-45678901"),
        ("（联系电话：0123-\n45678901）", "0123-45678901"),
    ],
)
def test_telephone_number_has_its_shape(text: str, phone: str | None) -> None:
    assert find_contacts(text).phone == phone


def test_value_of_another_shape_is_no_fact() -> None:
    text = "邮编：1234567；邮箱：见网站；网址：见公告；门户网站（以下简称网站）"
    assert find_contacts(text) == Contacts()


def test_email_and_website_end_before_punctuation() -> None:
    found = find_contacts("邮箱：a.b_c@d-e.gov.cn。网址：https://www.example.gov.cn:8080/zwgk/?id=1，谢谢")
    assert found.email == "a.b_c@d-e.gov.cn"
    assert found.website == "https://www.example.gov.cn:8080/zwgk/?id=1"


@pytest.mark.parametrize("label", ["E-mail", "e-mail", "EMAIL", "邮件地址", "电子邮箱地址"])
def test_label_of_an_email_is_known_in_any_case(label: str) -> None:
    assert find_contacts(f"{label}：a@b.cn") == Contacts(email="a@b.cn")


def test_missing_facts_are_left_out() -> None:
    assert format_contacts(Contacts()) == ""
    assert format_contacts(Contacts(address="", phone="0123-4567890")) == "联系电话：0123-4567890"
    assert format_contacts(FULL) == (
        "地址：某县某镇某路12号；邮政编码：123456；联系电话：0123-4567890；"
        "电子邮箱：xxgk@example.gov.cn；网址：www.example.gov.cn"
    )


ADDRESSES = st.from_regex(r"\A某县[某镇路街]{1,8}[0-9]{1,4}号([，、]某楼[0-9]层|（某院[内，、]某楼）)?\Z")
PHONES = st.from_regex(r"\A(0[0-9]{2,3}-[0-9]{7,8}|1[0-9]{10}|（0[0-9]{3}）[0-9]{7})(转[0-9]{3})?\Z")
EMAILS = st.from_regex(r"\A[a-z0-9]{1,8}([._-][a-z0-9]{1,4})?@[a-z0-9]{2,8}(\.gov)?\.cn\Z")
WEBSITES = st.from_regex(r"\A(https?://)?www\.[a-z]{2,8}\.gov\.cn(/[a-z/]{0,6})?\Z")
FACTS = st.builds(
    Contacts,
    st.none() | ADDRESSES,
    st.none() | st.from_regex(r"\A[0-9]{6}\Z"),
    st.none() | PHONES,
    st.none() | EMAILS,
    st.none() | WEBSITES,
)


@given(FACTS, st.sampled_from(["{}", "（{}）。", "请联系：{}。", "请联系（{}），谢谢。", "{}\n一、"]))
def test_stated_facts_are_read_back(facts: Contacts, sentence: str) -> None:
    assert find_contacts(sentence.format(format_contacts(facts))) == facts


@given(st.text("地址电话邮编箱：；，（）。、 \n某1号@a.w/-", max_size=60))
def test_no_value_holds_a_label_or_a_line_end(text: str) -> None:
    for value in _values(find_contacts(text)):
        assert value is None or (value.strip() and "\n" not in value and "地址：" not in value)


def test_lines_broken_inside_the_brackets_are_joined() -> None:
    text = (
        "请与我们联系（地址：淮\n安市某道 90\n号 ， 邮 编 ： 223001 ， "
        "电 话 ： 0517-83600000 ， 电 子 邮 箱 ：\na@b.com）。"
    )
    assert find_contacts(text) == Contacts("淮安市某道 90号", "223001", "0517-83600000", "a@b.com")


def test_a_bracket_that_is_never_closed_does_not_join_lines() -> None:
    assert find_contacts("（地址：某路1号\n下一段没有括号").address == "某路1号"
