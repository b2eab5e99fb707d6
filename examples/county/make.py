"""Make the example county: 60 agencies of 澄溪县, which does not exist, and their reports of two years.

    python examples/county/make.py [FOLDER]

Writes ``2023/`` (a data file for every agency), ``2024.xlsx`` (a row for every agency, five of which are
faulty) and ``county.yaml`` (the facts of the county itself). The same seed gives the same bytes.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from govreport.forms import ogi2021
from govreport.roster import columns_of
from govreport.sheet.saving import saved

HERE: Final = Path(__file__).resolve().parent
COUNTY: Final = "澄溪县"
SEED: Final = 20240101

DEPARTMENTS: Final = [
    "发展和改革委员会",
    "教育局",
    "科学技术局",
    "工业和信息化局",
    "民族宗教事务局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "生态环境分局",
    "住房和城乡建设局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "卫生健康委员会",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "行政审批服务局",
    "城市管理局",
    "信访局",
    "林业局",
    "乡村振兴局",
    "机关事务管理局",
    "大数据管理局",
    "招商局",
    "供销合作社",
    "地方金融服务中心",
    "气象局",
    "消防救援大队",
    "公共资源交易中心",
]
TOWNS: Final = [
    "柳湾镇",
    "白石桥镇",
    "青杨镇",
    "三岔口镇",
    "云溪镇",
    "石门坎镇",
    "杏花镇",
    "大塘镇",
    "南屏镇",
    "北岭镇",
    "清泉乡",
    "马鞍乡",
    "松林乡",
    "望月乡",
]
OFFICES: Final = ["城关街道", "东湖街道", "西苑街道", "新河街道"]
COMMITTEES: Final = ["经济开发区", "高新技术产业园区", "翠屏山风景名胜区", "现代农业示范区"]

OUTCOMES: Final = [
    "granted",
    "partly_granted",
    "denied.third_party_rights",
    "denied.internal_affairs",
    "denied.administrative_enquiry",
    "unavailable.not_held",
    "unavailable.still_unclear",
    "not_processed.complaint",
    "not_processed.repeated",
    "other.correction_overdue",
]
WEIGHTS: Final = (40, 12, 2, 3, 3, 25, 2, 5, 1, 3)
PEOPLE: Final = ("natural_person", "organisation.business", "organisation.legal_service")


class Body(NamedTuple):
    """An agency of the county: its name, what it is, and how much it has to do."""

    name: str
    organ: str
    level: str
    size: int


def bodies() -> Iterator[Body]:
    """Yield the sixty agencies."""
    for at, name in enumerate(DEPARTMENTS):
        yield Body(f"{COUNTY}{name}", "department", "county", 3 if at % 4 else 9)
    for name in TOWNS:
        yield Body(f"{COUNTY}{name}人民政府", "government", "township", 2)
    for name in OFFICES:
        yield Body(f"{COUNTY}{name}办事处", "office", "county", 2)
    for name in COMMITTEES:
        yield Body(f"{COUNTY}{name}管理委员会", "office", "county", 4)


def figures(body: Body, chance: random.Random, last_year: Mapping[str, int]) -> dict[str, int]:
    """Return the plain cells of a year that are not 0, so that everything adds up."""
    cells: dict[str, int] = {}
    _disclosure(cells, body, chance, last_year)
    for who in PEOPLE:
        weight = body.size if who == PEOPLE[0] else body.size // 3
        received = chance.randint(0, 4 * weight)
        before = last_year.get(f"applications.carried_forward.{who}", 0)
        forward = min(chance.choice((0, 0, 0, 1)), received + before)
        cells[f"applications.received.{who}"] = received
        cells[f"applications.carried_over.{who}"] = before
        cells[f"applications.carried_forward.{who}"] = forward
        for outcome in chance.choices(OUTCOMES, WEIGHTS, k=received + before - forward):
            path = f"applications.results.{outcome}.{who}"
            cells[path] = cells.get(path, 0) + 1
    if chance.random() < 0.2:
        cells[f"disputes.reconsideration.{chance.choice(('upheld', 'corrected', 'pending'))}"] = 1
    return cells


def _disclosure(
    cells: dict[str, int], body: Body, chance: random.Random, last_year: Mapping[str, int]
) -> None:
    kind = "disclosure.normative_documents"
    before = last_year.get(f"{kind}.in_force", chance.randint(2, 12))
    issued, repealed = chance.choice((0, 0, 1, 2)), chance.choice((0, 0, 1))
    cells |= {f"{kind}.issued": issued, f"{kind}.repealed": repealed}
    cells[f"{kind}.in_force"] = before + issued - repealed
    if body.organ == "department":
        cells["disclosure.licences.decisions"] = chance.randint(0, 60) * body.size
        cells["disclosure.penalties.decisions"] = chance.randint(0, 20) * body.size
        cells["disclosure.compulsion.decisions"] = chance.choice((0, 0, 3))


def facts(body: Body, number: int) -> dict[str, str]:
    """Return what is said of an agency in its reports; the telephone numbers belong to nobody."""
    return {
        "name": body.name,
        "level": body.level,
        "organ": body.organ,
        "address": f"{COUNTY}城关街道人民路{number}号",
        "postcode": "000000",
        "phone": f"0000-5550{number:03}",
    }


OPENINGS: Final = (
    "围绕重点工作和群众关心的事项公开信息，全年通过网站发布{items}条。",
    "年初列出公开事项目录，逐项落实到科室，全年在网站公开信息{items}条。",
    "对照目录逐项检查，该公开的及时公开，网站全年更新{items}条。",
    "把办事指南和服务承诺放在醒目的位置，全年公开各类信息{items}条。",
)
MANAGEMENT: Final = (
    "公文在起草时确定公开属性，发布前逐件作保密审查。",
    "信息发布实行三级审核，内容由起草人负责，保密由办公室把关。",
    "对已经公开的文件作了一次清理，失效的标明失效。",
    "公开前征求当事人的意见，涉及个人的内容作了处理。",
)
PLATFORMS: Final = (
    "网站栏目按季度清点，过时的内容标明失效。",
    "网站和公众号由同一人维护，两处的内容保持一致。",
    "专栏按主题重新编排，检索和下载更加方便。",
    "服务大厅设公开查阅点，备有纸质文件和电脑。",
)
OVERSIGHT: Final = (
    "全年组织业务培训{meetings}次，没有责任追究的情形。",
    "把公开工作列入年度考核，开展检查{meetings}次，没有发生责任追究。",
    "聘请监督员评议，召开座谈会{meetings}次，意见逐条答复。",
    "负责人听取汇报{meetings}次，存在的问题当场交办。",
)


def texts(chance: random.Random, year: int) -> dict[str, str]:
    """Return the words of a report; every figure in them that stands in a table is a reference."""
    start = chance.randrange(2) + 2 * (year % 2)  # no sentence is that of the year before
    overview = (
        "（一）主动公开。" + OPENINGS[start].format(items=chance.randint(40, 400)) + "\n"
        "（二）依申请公开。{{ year }}年新收申请{{ applications.received.total }}件，上年结转"
        "{{ applications.carried_over.total }}件，办结{{ applications.results.total.total }}件，"
        "结转下年度{{ applications.carried_forward.total }}件。\n"
        f"（三）政府信息管理。{MANAGEMENT[start]}\n"
        f"（四）政府信息公开平台建设。{PLATFORMS[start]}\n"
        "（五）监督保障。" + OVERSIGHT[start].format(meetings=chance.randint(1, 4))
    )
    problem = chance.choice(("解读的形式比较单一", "个别栏目更新不够及时", "经办人员变动较多"))
    remedy = chance.choice(("下一年增加图解和问答", "下一年按月检查栏目", "下一年安排专人带教"))
    return {
        "overview": overview,
        "problems": f"存在的主要问题：{problem}。改进措施：{remedy}。",
        "other": f"{year}年没有收取政府信息公开信息处理费，没有其他需要报告的事项。",
    }


def nested(cells: Mapping[str, int]) -> dict[str, object]:
    """Return cells as the nested data of a data file; those that are 0 are left out."""
    data: dict[str, object] = {}
    for path, value in cells.items():
        *parents, last = path.split(".")
        place = data
        for parent in parents if value else ():
            place = place.setdefault(parent, {})  # type: ignore[assignment]
        if value:
            place[last] = value
    return data


def yaml_text(
    year: int, agency: Mapping[str, str], words: Mapping[str, str], cells: Mapping[str, int]
) -> str:
    """Return a data file: a key on a line, what is left out is 0."""
    data = {"year": year, "blank": "zero", "agency": agency, **words, **nested(cells)}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())
    return "".join(lines)


FAULTS: Final[Mapping[str, tuple[str, object]]] = {
    "教育局": ("applications.received.total", 1),  # a total that is one too high
    "民政局": ("applications.results.granted.natural_person", 1),  # one more granted than there were
    "交通运输局": ("disclosure.licences.decisions", "约120"),  # no number
    "水务局": ("overview", "（二）依申请公开。全年新收申请997件。"),  # the table says otherwise
    "审计局": ("disclosure.normative_documents.issued", 1000),  # more than are in force
}


def with_fault(values: dict[str, object], body: Body) -> dict[str, object]:
    """Return a row, with its fault where it is one of the faulty five."""
    path, fault = FAULTS.get(body.name.removeprefix(COUNTY), ("", None))
    if isinstance(fault, int):
        values[path] = max(int(str(values.get(path) or 0)) + fault, 0)
    elif path:
        values[path] = fault
    return values


def workbook(rows: list[dict[str, object]]) -> bytes:
    """Return the sheet with a row per agency: Chinese headers, every plain cell, the totals of 一."""
    columns = [
        column
        for column in columns_of(ogi2021.Report)
        if column.path in rows[0]
        or (column.part in {"disclosure", "applications", "disputes"} and is_plain(column.keys))
    ]
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has one
    sheet.title = "2024年"
    sheet.append([column.label for column in columns])
    for row in rows:
        sheet.append([row.get(column.path, 0) for column in columns])
    sheet.freeze_panes = "C2"
    for number, cell in enumerate(sheet[1], 1):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = 14
    return saved(book, title=f"{COUNTY}2024年政府信息公开统计")


def is_plain(keys: tuple[str, ...]) -> bool:
    """Tell whether a cell is filled in rather than computed."""
    return "total" not in keys


def main(folder: Path) -> None:
    """Write the two years."""
    chance, rows = random.Random(SEED), []  # noqa: S311  an example, not a secret
    (folder / "2023").mkdir(parents=True, exist_ok=True)
    for number, body in enumerate(bodies(), 1):
        agency, before = facts(body, number), figures(body, chance, {})
        text = yaml_text(2023, agency, texts(chance, 2023), before)
        (folder / "2023" / f"{body.name}.yaml").write_text(text, encoding="utf-8")
        cells = figures(body, chance, before)
        total = sum(cells[f"applications.received.{who}"] for who in PEOPLE)
        values: dict[str, object] = {f"agency.{key}": value for key, value in agency.items()}
        values |= {"year": 2024, **texts(chance, 2024), **cells, "applications.received.total": total}
        rows.append(with_fault(values, body))
    (folder / "2024.xlsx").write_bytes(workbook(rows))
    county = {"name": f"{COUNTY}人民政府", "level": "county", "organ": "government"}
    (folder / "county.yaml").write_text(
        f"agency: {json.dumps(county, ensure_ascii=False)}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
