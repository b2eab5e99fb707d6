"""``govreport check``: findings as text and as JSON, and the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx

from samples import changed, load_report, stating, told
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


def test_what_a_terminal_would_obey_is_spelt_out_in_the_page(govreport: Callable, tmp_path: Path) -> None:
    data = {"year": 2024, "agency": {"name": "甲\u202e局"}, "blank": "zero"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    ran = govreport("check", path, "--format", "html")
    assert "\u202e" not in ran.out
    assert "甲\\u202e局" in ran.out
    assert parsed(ran.out).find_class("report")[0].findtext(".//span") == "甲\\u202e局"


def told_file(tmp_path: Path, sentence: str, **facts: object) -> Path:
    data = {**json.loads(json.dumps(stating(sentence).to_data(), ensure_ascii=False)), **facts}
    path = tmp_path / "told.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_sentence_is_shown_with_the_number_underlined(govreport: Callable, tmp_path: Path) -> None:
    path = told_file(tmp_path, "收到政府信息公开申请3120件。")
    ran = govreport("check", path)
    assert ran.code == 1
    shown = ran.out.splitlines()
    at = next(number for number, line in enumerate(shown) if "收到政府信息公开申请3120件" in line)
    assert shown[at - 2] == "  错误 [text-table] 一、总体情况"
    assert shown[at + 1].strip() == "^^^^^^"
    indent = len(shown[at + 1]) - len(shown[at + 1].lstrip())
    assert indent == sum(2 if char > "~" else 1 for char in shown[at].partition("3120")[0])


def test_explain_lists_what_the_text_states(govreport: Callable, tmp_path: Path) -> None:
    ran = govreport("check", told_file(tmp_path, "收到政府信息公开申请3119件。"), "--explain")
    assert ran.code == 0
    assert "    收到 3119：相符" in ran.out.splitlines()


def test_github_gets_a_command_for_each_finding(govreport: Callable, tmp_path: Path) -> None:
    path = told_file(tmp_path, "收到政府信息公开申请3120件。")
    ran = govreport("check", path, tmp_path / "none.json", "--format", "github")
    assert ran.code == 2
    first, second = ran.out.splitlines()
    assert first.startswith(f"::error file={path},title=text-table::一、总体情况 › ")
    assert second.startswith(f"::error file={tmp_path / 'none.json'}::")


def test_gitlab_gets_a_code_quality_report(govreport: Callable, tmp_path: Path) -> None:
    path = told_file(tmp_path, "收到政府信息公开申请3120件。收到政府信息公开申请3120件。")
    ran = govreport("check", path, tmp_path / "none.json", "--format", "gitlab")
    issues = json.loads(ran.out)
    assert ran.code == 2
    assert [(each["check_name"], each["severity"]) for each in issues] == [
        ("text-table", "critical"),
        ("text-table", "critical"),
        ("unreadable", "blocker"),
    ]
    assert issues[0]["location"] == {"path": str(path), "lines": {"begin": 1}}
    assert issues[0]["description"].startswith("一、总体情况 › ")
    assert len({each["fingerprint"] for each in issues}) == 3
    english = json.loads(govreport("--lang", "en", "check", path, "--format", "gitlab").out)
    assert [each["fingerprint"] for each in english] == [each["fingerprint"] for each in issues[:2]]


def test_a_plain_text_is_judged_as_a_published_page(govreport: Callable, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(
        "2024年政府信息公开工作年度报告\n一、总体情况\n全年公开信息600条，其中动态400条、公告230条。\n",
        encoding="utf-8",
    )
    ran = govreport("check", path, "--excerpt", "--format", "json")
    (entry,) = json.loads(ran.out)["files"]
    assert [found["code"] for found in entry["findings"]] == ["text-parts"]
    whole = json.loads(govreport("check", path, "--format", "json").out)["files"][0]["findings"]
    named = {found["code"]: found["severity"] for found in whole}
    assert (named["agency-name"], named["table-missing"]) == ("warning", "error")
    assert "blank-cell" not in named


def test_rules_a_file_ignores_are_named_with_their_reasons(govreport: Callable, tmp_path: Path) -> None:
    sentence = "收到政府信息公开申请3120件。"
    ran = govreport("check", told_file(tmp_path, sentence, ignore={"text-table": "正文按月报统计"}))
    assert ran.code == 0
    assert "  不查 text-table：正文按月报统计" in ran.out.splitlines()


def test_last_year_is_compared(govreport: Callable, tmp_path: Path, good: Path) -> None:
    last = tmp_path / "last.json"
    report = changed(HUAIAN, {"disclosure.normative_documents.in_force": 84}, year=2023)
    last.write_text(json.dumps(report.to_data(), ensure_ascii=False), encoding="utf-8")
    ran = govreport("check", good, "--last-year", last, "--format", "json")
    codes = [found["code"] for found in json.loads(ran.out)["files"][0]["findings"]]
    assert codes == ["roll-forward", "carry-over", "carry-over"]


TOPICS = "解读", "培训", "平台", "回应", "监督", "清理", "审查"
COPIED = "".join(f"{topic}方面的问题是{{year}}年人手不足。" for topic in TOPICS)


def copied_runs(tmp_path: Path) -> tuple[Path, Path]:
    """This year's report and last year's, whose problems are the same but for the year."""
    paths = []
    for year in (2024, 2023):
        report = changed(told(), {}, year=year, problems=COPIED.format(year=year))
        path = tmp_path / f"{year}.json"
        path.write_text(json.dumps(report.to_data(), ensure_ascii=False), encoding="utf-8")
        paths.append(path)
    return paths[0], paths[1]


def test_copied_sentences_are_shown_beside_last_years_the_first_five(
    govreport: Callable, tmp_path: Path
) -> None:
    now, then = copied_runs(tmp_path)
    lines = govreport("check", now, "--last-year", then).out.splitlines()
    at = next(number for number, line in enumerate(lines) if "[copied-text] 五、" in line)
    assert lines[at + 2 : at + 4] == [
        "      本年：解读方面的问题是2024年人手不足。",
        "      上年：解读方面的问题是2023年人手不足。",
    ]
    assert lines[at + 12] == "      还有 2 句"
    english = govreport("check", now, "--last-year", then, "--lang", "en").out
    assert "      last year: 解读方面的问题是2023年人手不足。\n" in english
    assert "      2 more\n" in english


def test_json_of_copied_text_has_the_fields_of_every_finding(govreport: Callable, tmp_path: Path) -> None:
    now, then = copied_runs(tmp_path)
    (entry,) = json.loads(govreport("check", now, "--last-year", then, "--format", "json").out)["files"]
    (copied,) = [each for each in entry["findings"] if each["where"].startswith("五、")]
    assert (copied["code"], copied["value"]) == ("copied-text", "100%")
    assert list(copied) == ["code", "severity", "message", "where", "cells", "value", "expected"]


def test_a_document_is_judged_as_a_page_and_an_excerpt_is_not(govreport: Callable, tmp_path: Path) -> None:
    path = told_file(tmp_path, "收到政府信息公开申请3119件。")
    document = tmp_path / "told.docx"
    assert govreport("build", path, "-o", document).code == 0
    assert govreport("check", document).code == 0
    cut = tmp_path / "cut.docx"
    without_section(document, cut, "五、存在的主要问题及改进情况")
    ran = govreport("check", cut, "--format", "json")
    codes = [found["code"] for found in json.loads(ran.out)["files"][0]["findings"]]
    assert ran.code == 1
    assert "section-missing" in codes
    assert govreport("check", cut, "--excerpt").code == 0


def without_section(document: Path, cut: Path, heading: str) -> None:
    """Write a document again without the paragraph of a heading and the one that follows it."""
    word = docx.Document(str(document))
    paragraphs = word.paragraphs
    at = next(number for number, paragraph in enumerate(paragraphs) if paragraph.text == heading)
    for paragraph in paragraphs[at : at + 2]:
        paragraph._p.getparent().remove(paragraph._p)
    word.save(str(cut))
