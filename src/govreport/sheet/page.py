"""How our sheets are printed: on A4, as wide as the page."""

from __future__ import annotations

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet


def set_page(sheet: Worksheet, *, across: bool = False, head: tuple[int, int] | None = None) -> None:
    """Set a sheet up for A4, upright or across, and protect its labels.

    `head` are the first and the last row that every page repeats, counted from 1.
    """
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if across else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.8, bottom=0.7)
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&A　— &P —"))
    if head is not None:
        sheet.print_title_rows = f"{head[0]}:{head[1]}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
