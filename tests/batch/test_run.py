"""A run of many reports: planned, shared out, killed, resumed."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from govreport.batch import Built, LastYears, NamePattern, Settings, iter_built
from govreport.batch.claim import STAGING, claimed
from govreport.errors import DataError, MachineError, UsageError
from govreport.forms import ogi2021
from govreport.forms._registry import report_from_data
from govreport.report import Report
from govreport.word import Template
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Thirty data files, of which one cannot be read and one has an error."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        data = json.loads(json.dumps(HUAIAN.to_data(), ensure_ascii=False))
        data["agency"] = {"name": f"甲县第{number + 1}局"}
        del data["title"]
        if number == 7:
            data["applications"]["received"]["total"] += 1
        text = "{" if number == 11 else json.dumps(data, ensure_ascii=False)
        (folder / f"{number:02}.json").write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def run(files: list[Path], output: Path, **options: object) -> list[Built]:
    settings = options.pop("settings", Settings())
    return list(iter_built(files, f"{output}/", settings, **options))  # type: ignore[arg-type]


def contents(folder: Path) -> Mapping[str, str]:
    """Every file in a folder, hidden ones too, and the digest of what it holds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def manifest(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_manifest_has_a_line_for_every_input_in_their_order(files: list[Path], tmp_path: Path) -> None:
    run(files, tmp_path / "out")
    lines = manifest(tmp_path / "out")
    assert [line["source"] for line in lines] == [str(file) for file in files]
    assert [line["status"] for line in lines].count("done") == 28
    assert (lines[7]["status"], lines[7]["findings"]) == ("refused", {"error": 2, "warning": 1, "note": 0})
    assert lines[11]["status"] == "failed"
    assert f"{files[11]}:1" in str(lines[11]["error"])
    (name, digest), *others = dict(lines[0]["files"]).items()  # type: ignore[call-overload]
    assert (name, others) == ("甲县第1局2024年政府信息公开工作年度报告.docx", [])
    content = (tmp_path / "out" / name).read_bytes()
    assert digest == hashlib.sha256(content).hexdigest() == lines[0]["receipt"]["content"]  # type: ignore[index]
    assert lines[0]["receipt"]["figures"] == 200  # type: ignore[index]


def test_processes_and_threads_write_what_one_process_writes(files: list[Path], tmp_path: Path) -> None:
    alone = run(files, tmp_path / "a")
    together = run(files, tmp_path / "b", jobs=2)
    with ThreadPoolExecutor(3) as threads:
        run(files, tmp_path / "c", executor=threads)
        assert threads.submit(len, "ab").result() == 2  # it is the caller's, and still works
    assert contents(tmp_path / "a") == contents(tmp_path / "b") == contents(tmp_path / "c")
    assert [built.agency for built in together] == [built.agency for built in alone]
    assert [built.findings for built in together] == [built.findings for built in alone]
    assert str(together[11].error) == str(alone[11].error)


def test_a_template_of_ones_own_travels_to_the_workers(files: list[Path], tmp_path: Path) -> None:
    settings = Settings(template=Template.stock(ogi2021.Report), html=True)
    run(files[:9], tmp_path / "a", settings=settings)
    run(files[:9], tmp_path / "b", settings=settings, jobs=2)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert len(contents(tmp_path / "a")) == 8 * 3 + 1


def test_settings_that_cannot_travel_are_refused(files: list[Path], tmp_path: Path) -> None:
    template = Template.stock(ogi2021.Report)
    own = Template(template._content, trusted=True, filters={"x": lambda value: value})
    with pytest.raises(MachineError, match="设置送不进别的进程"):
        run(files, tmp_path / "out", settings=Settings(template=own), jobs=2)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_resumed_run_does_only_what_is_missing_or_has_changed(files: list[Path], tmp_path: Path) -> None:
    run(files, tmp_path / "out")
    before = contents(tmp_path / "out")
    lines = manifest(tmp_path / "out")
    lost, spoilt = (tmp_path / "out" / next(iter(dict(lines[at]["files"]))) for at in (0, 1))  # type: ignore[call-overload]
    lost.unlink()
    spoilt.write_bytes(b"spoilt")
    files[2].write_text(files[2].read_text(encoding="utf-8") + " ", encoding="utf-8")
    built = run(files, tmp_path / "out", resume=True)
    assert [at for at, one in enumerate(built) if not one.kept] == [0, 1, 2, 7, 11]
    after = contents(tmp_path / "out")
    assert {name for name in after if after[name] != before[name]} == {"manifest.jsonl"}
    assert [line["source"] for line in manifest(tmp_path / "out")] == [str(file) for file in files]
    assert all(
        one.kept for at, one in enumerate(run(files, tmp_path / "out", resume=True)) if at not in {7, 11}
    )
    assert contents(tmp_path / "out") == after


def test_another_template_or_setting_makes_everything_anew(files: list[Path], tmp_path: Path) -> None:
    run(files, tmp_path / "out")
    for settings in (
        Settings(html=True),
        Settings(template=Template.stock(ogi2021.Report)),
        Settings(draft=True),
    ):
        assert not any(one.kept for one in run(files, tmp_path / "out", settings=settings, resume=True))


def test_a_line_that_names_another_file_is_not_believed(files: list[Path], tmp_path: Path) -> None:
    run(files[:2], tmp_path / "out")
    secret = tmp_path / "secret.docx"
    secret.write_bytes(b"x")
    lines = manifest(tmp_path / "out")
    lines[0]["files"] = {"../secret.docx": hashlib.sha256(b"x").hexdigest()}
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines) + '{"cut'
    (tmp_path / "out" / "manifest.jsonl").write_text(text, encoding="utf-8")
    first, second = run(files[:2], tmp_path / "out", resume=True)
    assert (first.kept, second.kept) == (False, True)
    assert first.path == tmp_path / "out" / "甲县第1局2024年政府信息公开工作年度报告.docx"


CHILD = """
import sys
from govreport.batch import Settings, iter_built
if __name__ == "__main__":
    folder, output, jobs, resume = sys.argv[1:]
    from pathlib import Path
    files = sorted(Path(folder).iterdir())
    print("begun", flush=True)
    for built in iter_built(files, output, Settings(html=True), jobs=int(jobs), resume=resume == "resume"):
        print(built.source, flush=True)
"""


def child(script: Path, folder: Path, output: Path, jobs: int, *, resume: bool) -> subprocess.Popen[str]:
    arguments = [str(folder), f"{output}/", str(jobs), "resume" if resume else "anew"]
    return subprocess.Popen(
        [sys.executable, str(script), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize(("jobs", "after"), [(1, 1), (1, 9), (2, 3), (2, 20)])
def test_a_run_that_is_killed_is_resumed_to_the_same_bytes(
    files: list[Path], tmp_path: Path, jobs: int, after: int
) -> None:
    script = tmp_path / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    run(files, tmp_path / "whole", settings=Settings(html=True))
    with child(script, tmp_path / "in", tmp_path / "out", jobs, resume=False) as process:
        assert process.stdout is not None
        for _ in range(after + 1):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    time.sleep(0.3)  # for workers that see their parent gone
    with child(script, tmp_path / "in", tmp_path / "out", jobs, resume=True) as process:
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_lost_worker_costs_a_retry_and_nothing_else(files: list[Path], tmp_path: Path) -> None:
    results = iter_built(files, f"{tmp_path / 'out'}/", Settings(), jobs=2)
    built = [next(results)]
    for worker in workers_of(os.getpid()):
        os.kill(worker, signal.SIGKILL)
    built += results
    run(files, tmp_path / "whole")
    assert len(built) == 30
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def workers_of(parent: int) -> list[int]:
    """The worker processes of this one: children of the server they are forked from."""
    lines = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in lines.stdout.splitlines()]
    servers = {row[0] for row in rows if row[1] == str(parent) and "forkserver" in row[2]}
    return [int(row[0]) for row in rows if row[1] in servers]


def test_a_second_run_into_the_same_folder_is_refused(files: list[Path], tmp_path: Path) -> None:
    results = iter_built(files, f"{tmp_path / 'out'}/", Settings())
    next(results)
    with pytest.raises(MachineError, match="另一次运行正在写这个文件夹"):
        run(files, tmp_path / "out")
    results.close()
    assert not (tmp_path / "out" / STAGING).exists()
    run(files, tmp_path / "out")


def test_what_a_killed_run_left_unfinished_is_removed(tmp_path: Path) -> None:
    left = tmp_path / STAGING / "x.part"
    left.parent.mkdir()
    left.touch()
    (tmp_path / STAGING / "deep").mkdir()
    with claimed(tmp_path) as staging:
        assert [path.name for path in staging.iterdir()] == ["lock"]
    assert list(tmp_path.iterdir()) == []


def test_a_staging_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / STAGING).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MachineError, match="链接"), claimed(tmp_path):
        pass
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_each_report_is_compared_with_that_of_its_own_agency(tmp_path: Path) -> None:
    def made(year: int, agency: str, in_force: int, text: str = "") -> Report:
        data = {"year": year, "agency": {"name": agency}, "blank": "zero", "overview": text}
        return changed(report_from_data(data), {"disclosure.regulations.in_force": in_force})

    before = LastYears.of([made(2023, "甲局", 5), made(2023, "乙局", 7)])
    reports = [made(2024, name, 7) for name in ("甲局", "乙局", "丙局")]
    built = run(reports, tmp_path / "out", settings=Settings(last_years=before))  # type: ignore[arg-type]
    codes = [{finding.code for finding in one.findings} for one in built]
    assert codes == [{"roll-forward"}, set(), set()]
    assert [line["last_year"] != "" for line in manifest(tmp_path / "out")] == [True, True, False]


def test_texts_that_compare_are_resolved_against_the_agencys_own_year_before(tmp_path: Path) -> None:
    sources = []
    for name, text in (("甲局", "比上年{{ disclosure.licences.decisions | yoy }}。"), ("乙局", "没有。")):
        sources.append(tmp_path / f"{name}.yaml")
        data = {"year": 2024, "agency": {"name": name}, "blank": "zero", "overview": text}
        data["disclosure"] = {"licences": 30}
        sources[-1].write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    year = {"year": 2023, "blank": "zero", "disclosure": {"licences": 20}}
    before = LastYears.of(report_from_data({**year, "agency": {"name": name}}) for name in ("乙局", "甲局"))
    first, _ = run(sources, tmp_path / "out", settings=Settings(last_years=before))
    assert first.report is not None
    assert "50" in first.report.texts()["overview"]
    (alone, _) = run(sources, tmp_path / "without")
    assert isinstance(alone.error, DataError)
    assert f"{sources[0]}:1" in str(alone.error)


def test_two_reports_of_the_year_before_for_one_agency_are_refused() -> None:
    with pytest.raises(DataError, match="一个机关有两份上年的报告"):
        LastYears.of([HUAIAN, changed(HUAIAN, {"disclosure.licences.decisions": 1})])
    assert len(LastYears.of([HUAIAN, HUAIAN])) == 1


def test_files_are_called_as_the_pattern_says(files: list[Path], tmp_path: Path) -> None:
    settings = Settings(name=NamePattern("{year}-{agency}（{form}）"))
    first = run(files[:2], tmp_path / "out", settings=settings)[0]
    assert first.path == tmp_path / "out" / "2024-甲县第1局（ogi2021）.docx"


@pytest.mark.parametrize("pattern", ["{agncy}", "{", "{}", "x", "{year!r}", "{year.real}", "{agency} }"])
def test_a_pattern_that_names_no_fact_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError, match="文件名的样式不对"):
        NamePattern(pattern)


def test_two_reports_that_a_pattern_calls_the_same_are_refused(files: list[Path], tmp_path: Path) -> None:
    built = run(files[:2], tmp_path / "out", settings=Settings(name=NamePattern("{year}")))
    assert [isinstance(one.error, DataError) for one in built] == [True, True]


def test_a_page_never_takes_the_name_of_anothers_fragment(tmp_path: Path) -> None:
    twin = changed(HUAIAN, {}, title=f"{HUAIAN.title}.fragment")
    built = run([HUAIAN, twin], tmp_path / "out", settings=Settings(html=True))  # type: ignore[list-item]
    assert [isinstance(one.error, DataError) for one in built] == [True, True]
