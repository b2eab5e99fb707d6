"""The lead: the paragraph before the first heading, for reports that give none of their own."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.agency import Agency
from govreport.text.contacts import Contacts, format_contacts
from govreport.text.dates import format_period
from govreport.text.numerals import format_numeral
from govreport.text.wording import normalise_label


def standard_lead(agency: Agency, year: int, basis: str, headings: Sequence[str]) -> str:
    """Return a lead that says what such leads must: basis, parts, statistics period, and contact facts.

    The format prescribes no wording; this one is the library's own.
    """
    parts = "".join(f"“{normalise_label(heading)}”" for heading in headings)
    count = "两" if len(headings) == 2 else format_numeral(len(headings))
    basis = f"《中华人民共和国政府信息公开条例》和{basis}" if basis else "《中华人民共和国政府信息公开条例》"
    sentences = [
        f"按照{basis}，{agency.name}编制{year}年政府信息公开工作年度报告。",
        f"报告分为{parts}{count}个部分，统计期限为{format_period(year)}。",
    ]
    contacts = Contacts(
        address=agency.address,
        postcode=agency.postcode,
        phone=agency.phone,
        email=agency.email,
        website=agency.website,
    )
    if reached_by := format_contacts(contacts):
        sentences.append(f"对本报告有疑问的，可与{agency.name}联系（{reached_by}）。")
    return "".join(sentences)
