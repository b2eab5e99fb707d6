"""``govreport check``: findings as text and as JSON, and the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from samples import load_report
from webpages import parsed

HUAIAN = load_report("huaian_2024.json")


def planted(tmp_path: Path) -> Path:
    """A report with seven faults."""
    data = json.loads(json.dumps(HUAIAN.to_data(), ensure_ascii=False))
    data["agency"]["level"] = "county"
    data["disclosure"]["normative_documents"]["in_force"] = -20
    data["disclosure"]["licences"]["decisions"] = None
    data["applications"]["received"]["total"] += 1
    data["applications"]["results"]["denied"]["state_secret"]["natural_person"] += 1
    data["disputes"]["reconsideration"]["total"] -= 1
    path = tmp_path / "planted.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_good_report_has_nothing(govreport: Callable, good: Path) -> None:
    assert govreport("check", good) == (0, f"{good}  淮安市人民政府 2024\n  没有发现问题\n", "")
    assert govreport("--lang", "en", "check", good).out == f"{good}  淮安市人民政府 2024\n  nothing found\n"


def test_every_planted_fault_is_named_at_its_cell(govreport: Callable, tmp_path: Path) -> None:
    ran = govreport("check", planted(tmp_path), "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    (entry,) = json.loads(ran.out)["files"]
    assert [(found["code"], found["cells"][0]) for found in entry["findings"]] == [
        ("regulations-authority", "disclosure.regulations.issued"),
        ("in-force", "disclosure.normative_documents.in_force"),
        ("negative", "disclosure.normative_documents.in_force"),
        ("blank-cell", "disclosure.licences.decisions"),
        ("row-total", "applications.received.total"),
        ("row-total", "applications.results.denied.state_secret.total"),
        ("column-total", "applications.results.total.natural_person"),
        ("balance", "applications.results.total.total"),
        ("row-total", "disputes.reconsideration.total"),
    ]


def test_the_json_has_the_promised_shape(govreport: Callable, wrong: Path) -> None:
    ran = govreport("check", wrong, "--format", "json")
    answer = json.loads(ran.out)
    assert list(answer) == ["files"]
    (entry,) = answer["files"]
    assert list(entry) == ["file", "row", "agency", "form", "year", "error", "findings"]
    assert entry["file"] == str(wrong)
    assert (entry["row"], entry["error"]) == (None, None)
    assert (entry["agency"], entry["form"], entry["year"]) == ("淮安市人民政府", "ogi2021", 2024)
    total = entry["findings"][0]
    assert list(total) == ["code", "severity", "message", "where", "cells", "value", "expected"]
    assert (total["code"], total["severity"], total["value"], total["expected"]) == (
        "row-total",
        "error",
        3120,
        3119,
    )
    assert total["where"] == "三、收到和处理政府信息公开申请情况 › 一、本年新收政府信息公开申请数量 › 总计"
    assert total["cells"][:2] == ["applications.received.total", "applications.received.natural_person"]


def test_an_unreadable_file_does_not_stop_the_others(govreport: Callable, good: Path) -> None:
    none = good.with_name("none.json")
    ran = govreport("check", none, good, "--format", "json")
    assert ran.code == 2
    first, second = json.loads(ran.out)["files"]
    assert first["findings"] == []
    assert str(none) in first["error"]
    assert (second["error"], second["findings"]) == (None, [])
    assert str(none) in ran.err


def test_a_rule_can_be_left_out_and_a_misspelt_one_is_refused(govreport: Callable, wrong: Path) -> None:
    ran = govreport("check", wrong, "--ignore", "row-total", "--ignore", "balance")
    assert ran.code == 0
    ran = govreport("check", wrong, "--ignore", "row-totl")
    assert (ran.code, ran.out) == (2, "")
    assert "row-total" in ran.err


def test_quiet_leaves_warnings_out(govreport: Callable, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_text("year: 2021\nagency: {name: 甲局}\n", encoding="utf-8")
    assert "[blank-cell]" in govreport("check", source).out
    for arguments in (("-q", "check", source), ("check", "-q", source)):
        assert "[blank-cell]" not in govreport(*arguments).out


def test_a_published_word_file_is_checked_like_data(govreport: Callable, wrong: Path, tmp_path: Path) -> None:
    assert govreport("build", wrong, "-o", tmp_path / "a.docx", "--draft").code == 1
    codes = [
        [found["code"] for found in json.loads(ran.out)["files"][0]["findings"]]
        for ran in (
            govreport("check", wrong, "--format", "json"),
            govreport("check", tmp_path / "a.docx", "--format", "json"),
        )
    ]
    assert codes[0] == codes[1] == ["row-total", "balance"]


def test_the_page_holds_every_input_with_its_findings_in_the_language_asked_for(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    none = tmp_path / "none.json"
    ran = govreport("check", good, wrong, none, "--format", "html")
    assert ran.code == 2
    root = parsed(ran.out)
    names = [body.findtext(".//small") for body in root.find_class("report")]
    assert names == [str(good), str(wrong), str(none)]
    assert [item.get("data-code") for item in root.find_class("finding")] == ["row-total", "balance"]
    assert (root.get("lang"), root.findtext(".//title")) == ("zh-CN", "检查结果")
    assert "找不到文件" in root.find_class("report")[2].text_content()
    assert "找不到文件" in ran.err
    english = govreport("--lang", "en", "check", wrong, "--format", "html")
    assert (english.code, english.err) == (1, "")
    assert parsed(english.out).findtext(".//h1") == "Findings"


def test_what_a_terminal_would_obey_is_a_reference_in_the_page(govreport: Callable, tmp_path: Path) -> None:
    data = {"year": 2024, "agency": {"name": "甲\u202e局"}, "blank": "zero"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    ran = govreport("check", path, "--format", "html")
    assert "\u202e" not in ran.out
    assert "甲&#8238;局" in ran.out
    assert parsed(ran.out).find_class("report")[0].findtext(".//span") == "甲\u202e局"
