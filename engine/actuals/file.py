"""Recorded actuals: one YAML file a project, series and tickets in CSV beside it; or workbooks that were filled in.

Layout of a file (all values are text as people write it; lines are kept for every finding)::

    project: "440313231211500705005"
    year: 2024
    achieved: 全年…                    # 年度总体目标实际完成情况
    budget:                            # 元 unless 万元 is written
      executed: 12,000,000.00
      adjusted: 12,270,215.55          # where the budget was adjusted (全年预算数)
    actuals:
      - indicator: 故障修复响应时间      # the level-3 name; level2: where the name stands twice; or code: "03"
        value: 20小时
      - indicator: 验收通过率
        inputs: {验收通过项目数量: 9, 需验收项目总数: 10}
      - indicator: 公众满意度
        inputs: {满意度评价数量: [120, 30, 5], 评价星级: [5, 4, 3]}
      - indicator: 月活跃用户数占区常住人口数比率
        periods: {2024-01: 5.1%, 2024-02: {访问APP人次: 4800, 区常驻人口数量: 100000}}
      - indicator: 月平均在线率
        series: {file: online.csv, date: 日期, value: 在线率}
      - indicator: 响应时间
        events: {file: tickets.csv, start: 报修时间, ends: {响应: 响应时间, 赶到现场: 到场时间}}

``cause`` and ``remedy`` (偏差原因, 改进措施), ``note`` and ``evidence`` may stand beside any of them (also under
``budget``). Several figures become one by ``aggregate``: mean, monthly_mean, sum, count, max, min, ``percentile 95``,
``share <= 24小时``; without it, measures of periods and of responses judge each figure by itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from engine.actuals.declared import Declared
from engine.actuals.evidence import evidence_digest
from engine.actuals.kinds import Budget, EventList, Inputs, Periods, Record, Series, Spending, Stated, amount_field
from engine.actuals.match import digest_of, find_indicator
from engine.actuals.model import Actual, ProjectActuals
from engine.actuals.moments import kept_until
from engine.actuals.series import EventsFile, SeriesFile, read_events, read_series
from engine.files.allowed_folders import AllowedFolders
from engine.files.document import Document
from engine.files.text import read_text, shown
from engine.files.yaml import check, parse_yaml
from engine.language.errors import CodedValueError
from engine.language.findings import Finding, Findings, Source, Value, finding, has_errors
from engine.language.rendering import Coded
from engine.terms import BUDGET_EXECUTION, Indicator, Project

RECORDED_AS = ("value", "inputs", "periods", "series", "events")
Figures = str | Annotated[tuple[str, ...], Field(min_length=1)]


class Entry(Value):
    """One item under ``actuals:`` as it is written."""

    indicator: str | None = None
    level2: str | None = None
    code: str | None = None
    value: str | None = None
    inputs: dict[str, Figures] | None = None
    periods: dict[str, str | dict[str, str]] | None = None
    series: SeriesFile | None = None
    events: EventsFile | None = None
    aggregate: str | None = None
    evidence: str | None = None
    note: str | None = None
    cause: str | None = None
    remedy: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Entry:
        if self.indicator is None and self.code is None:
            raise CodedValueError("entry-names-no-row")
        ways = [name for name in RECORDED_AS if getattr(self, name) is not None]
        if len(ways) > 1:
            raise CodedValueError("one-way", known=RECORDED_AS, given=ways)
        return self


class ActualsFile(Value):
    """A file of actuals as it is written."""

    project: str
    name: str | None = None
    year: int | None = Field(default=None, ge=1990, le=2100)
    achieved: str | None = None
    budget: Budget | None = None
    actuals: tuple[Entry, ...] = ()


class WrittenFile(NamedTuple):
    """A file of actuals as it is written, not yet held against what is declared."""

    path: Path
    written: ActualsFile
    document: Document


def open_actuals_file(path: Path) -> tuple[WrittenFile | None, Findings]:
    """One file as it is written, without the entries that are not well written, which are findings."""
    text, findings = read_text(path)
    if text is None:
        return None, findings
    document, new_findings = parse_yaml(text, shown(path))
    findings += new_findings
    if document is None:
        return None, findings
    written, document, new_findings = _written(document.renamed("budget", amount_field))
    return (None if written is None else WrittenFile(path, written, document)), (*findings, *new_findings)


def match_actuals(
    file: WrittenFile, declared: Declared, allowed: tuple[Path, ...] = ()
) -> tuple[ProjectActuals | None, Findings]:
    """The actuals in a file, matched to the declared rows of its project.

    Files that it names are looked for in its folder and in those ``allowed``. An entry that matches no row, or whose CSV
    cannot be read, is a finding; the others are kept.
    """
    path, written, document = file
    location = document.at(("project",))
    findings = declared.about_year(
        written.project, written.year, document.at(("year",) if written.year else ("project",))
    )
    if has_errors(findings):
        return None, findings
    project = declared.one(written.project, written.year)
    if project is None:
        hint = declared.hint(written.project)
        return None, (*findings, finding("actual-project-unknown", location, project=written.project, hint=hint))
    if written.name is not None and written.name != project.name:
        findings += (finding("actual-name-differs", document.at(("name",)), name=written.name, declared=project.name),)
    actuals, new_findings = _actuals(written, document, project, AllowedFolders(path.parent, allowed))
    read = ProjectActuals(
        project=project.code,
        year=written.year,
        of_year=project.year or 0,
        achieved=written.achieved or "",
        actuals=actuals,
        source=location,
    )
    return read, (*findings, *new_findings)


def _written(document: Document) -> tuple[ActualsFile | None, Document, Findings]:
    """The file without its faulty entries and budget; nothing where the fault lies elsewhere."""
    written, faults = check(ActualsFile, document)
    findings = tuple(fault.finding for fault in faults)
    dropped = [fault.path[: 1 if fault.path[:1] == ("budget",) else 2] for fault in faults]
    is_whole = all(path == ("budget",) or (path[:1] == ("actuals",) and len(path) == 2) for path in dropped)
    if written is None and is_whole:
        document = document.without(dropped)
        written, _ = check(ActualsFile, document)
    return written, document, findings


def _actuals(
    written: ActualsFile, document: Document, project: Project, folders: AllowedFolders
) -> tuple[tuple[Actual, ...], Findings]:
    actuals: dict[str, Actual] = {}
    findings: list[Finding] = []
    if written.budget is not None:
        source = document.at(("budget",))
        actuals[BUDGET_EXECUTION] = Actual(
            code=BUDGET_EXECUTION,
            indicator=BUDGET_EXECUTION,
            record=Spending(budget=written.budget),
            note=written.budget.note or "",
            cause=written.budget.cause or "",
            remedy=written.budget.remedy or "",
            source=source,
        )
    for index, entry in enumerate(written.actuals):
        source = document.at(("actuals", index))
        row = find_indicator(project, entry.indicator, entry.level2, entry.code)
        if isinstance(row, Coded):
            findings.append(finding("actual-unmatched", source, name=entry.indicator or entry.code, why=row))
        elif row.code in actuals:
            findings.append(finding("actual-repeated", source, name=row.name, first=actuals[row.code].source))
        else:
            actuals[row.code], new_findings = _actual(entry, row, source, folders, written.year or project.year)
            findings.extend(new_findings)
    return tuple(actuals.values()), tuple(findings)


def _actual(
    entry: Entry, row: Indicator, source: Source, folders: AllowedFolders, year: int | None
) -> tuple[Actual, Findings]:
    record, findings = _record(entry, source, folders, year)
    evidence = ""
    new_findings: Findings = ()
    if entry.evidence:
        evidence, new_findings = evidence_digest(folders, entry.evidence, source)
    actual = Actual(
        code=row.code,
        indicator=row.name,
        record=record,
        aggregate=" ".join((entry.aggregate or "").split()),
        evidence=entry.evidence or "",
        evidence_sha256=evidence,
        note=entry.note or "",
        cause=entry.cause or "",
        remedy=entry.remedy or "",
        source=source,
    )
    return actual, (*findings, *new_findings)


def _record(entry: Entry, source: Source, folders: AllowedFolders, year: int | None) -> tuple[Record | None, Findings]:
    """What an entry records, by the key that stands in it."""
    match entry:
        case Entry(value=str(text)):
            return Stated(value=text), ()
        case Entry(inputs=inputs) if inputs:
            return Inputs(inputs=inputs), ()
        case Entry(periods=periods) if periods:
            return Periods(periods=periods), ()
        case Entry(series=SeriesFile() as named):
            return _series(named, source, folders, year)
        case Entry(events=EventsFile() as named):
            return _event_list(named, source, folders, year)
    return None, ()


def _series(named: SeriesFile, source: Source, folders: AllowedFolders, year: int | None) -> tuple[Series, Findings]:
    digest, findings = digest_of(folders, named.file, source, "data-missing")
    if not digest:
        return Series(data_file=named.file), findings
    record, findings = read_series(named, folders.folder_for(named.file), year)
    return record.model_copy(update={"data_file": named.file, "data_sha256": digest}), findings


def _event_list(
    named: EventsFile, source: Source, folders: AllowedFolders, year: int | None
) -> tuple[EventList, Findings]:
    until = kept_until(named.until) if named.until else None
    digest, findings = digest_of(folders, named.file, source, "data-missing")
    if not digest:
        return EventList(until=until, data_file=named.file), findings
    record, findings = read_events(named, folders.folder_for(named.file), year)
    return record.model_copy(update={"until": until, "data_file": named.file, "data_sha256": digest}), findings
