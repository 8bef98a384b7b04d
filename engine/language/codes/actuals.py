"""Codes of findings: recorded actuals."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

ACTUALS: dict[str, Code] = {
    "actual-project-unknown": Code(
        ERROR,
        "project {project} is not declared ({hint}); import its form first, or correct the code",
        "项目 {project} 没有申报表（{hint}），请先导入申报表或更正编码",
        'project: "123"',
    ),
    "actual-name-differs": Code(
        WARNING,
        "the project's name here is “{name}”, declared is “{declared}”; the code was followed",
        "此处项目名称“{name}”与申报名称“{declared}”不同，以编码为准",
        "name: 旧名称",
    ),
    "actual-unmatched": Code(
        ERROR,
        "“{name}” was not recorded: {why}",
        "“{name}”未能对应到指标：{why}",
        "indicator: 在线律",
    ),
    "actual-repeated": Code(
        ERROR,
        "“{name}” was already recorded at {first}; this one was not taken, keep one",
        "“{name}”已在 {first} 填报，此处重复，未采用",
        "the same indicator twice in one file",
    ),
    "data-missing": Code(
        ERROR,
        "the data file {file} cannot be read ({reason}); the indicator has no actual until it is there",
        "数据文件 {file} 无法读取（{reason}）",
        "series: {file: 缺失.csv}",
    ),
    "evidence-missing": Code(
        WARNING,
        "the evidence {file} cannot be read ({reason}); put it there or correct the path",
        "佐证材料 {file} 无法读取（{reason}）",
        "evidence: 缺失.pdf",
    ),
    "csv-long": Code(
        ERROR,
        "the list has more than {most} rows; it was not read: sum it up (by day, by month), or split it",
        "数据文件超过 {most} 行，未读取；请按日或按月汇总，或拆分文件",
        "every request to a server for a year",
    ),
    "column-missing": Code(
        ERROR,
        "the file has no column “{column}”; its columns are {columns}",
        "文件没有“{column}”列，现有列：{columns}",
        "series: {file: a.csv, value: 在线律}",
    ),
    "table-other": Code(
        ERROR,
        "the file is no table with the columns that are asked for ({columns}); its first line must name them, parted "
        "by commas, or it is not the file that is meant",
        "文件不是含所需列（{columns}）的表格，首行应写列名并以逗号分隔，请检查并核对文件名",
        "series: {file: 合同.txt, date: 日期, value: 在线率}",
    ),
    "series-dateless": Code(
        ERROR,
        "none of the {count} rows begins with a date; write 2024-03-01, or name the column with date: (no row was taken)",
        "{count} 行均未以日期开头，请写作 2024-03-01，或用 date: 指明日期所在列（未采用任何一行）",
        "series: {file: 合同.txt}",
    ),
    "column-repeated": Code(
        ERROR,
        "the file has the column “{column}” more than once; which is meant cannot be told, rename one",
        "文件有多个“{column}”列，无法确定采用哪一列，请改名",
        "日期,在线率,在线率",
    ),
    "csv-syntax": Code(
        ERROR,
        "the table cannot be read from here on ({problem}); correct the quotation marks",
        "表格自此处起无法读取（{problem}），请检查引号",
        '2024-03-01,"98%',
    ),
    "csv-empty": Code(
        ERROR,
        "the table has no rows; expected a head and a row for each day or event",
        "表格没有数据行，应有表头和逐日或逐次的记录",
        "a CSV file with its head alone",
    ),
    "csv-cells": Code(
        ERROR,
        "the row has {found} cells, the head {expected}; a comma inside a cell? put the cell in quotation marks "
        "(until then the indicator stays open)",
        "该行有 {found} 个单元格，表头有 {expected} 个，单元格内有逗号时请加引号（更正前该指标待核实）",
        "2024-03-01,1,234 below 日期,数量",
    ),
    "series-date": Code(
        ERROR,
        "“{text}” is no date; write 2024-03-01 (until then the indicator stays open)",
        "“{text}”不是日期，请写作 2024-03-01（更正前该指标待核实）",
        "2024-02-30,98%",
    ),
    "series-repeated": Code(
        ERROR,
        "{date} stands already in line {first} with another value; keep one (until then the indicator stays open)",
        "{date} 已在第 {first} 行出现且数值不同，请保留一行（更正前该指标待核实）",
        "two rows for one day",
    ),
    "period-repeated": Code(
        ERROR,
        "this figure stands already at {first}, and the two differ ({text}); keep one (until then the indicator stays open)",
        "该数值已在 {first} 填报，两处不同（{text}），请保留一处（更正前该指标待核实）",
        "two lines for one row of monthly figures",
    ),
    "series-twice": Code(
        NOTE,
        "{date} stands already in line {first} with the same value; it counts once",
        "{date} 已在第 {first} 行出现且数值相同，只计一次",
        "two equal rows for one day",
    ),
    "csv-commas": Code(
        NOTE,
        "the cells of {count} rows, of which this is the first, are parted by full-width commas; they were taken for commas",
        "有 {count} 行（自此行起）以全角逗号分隔，已按逗号读取",
        "2024-03-01，98% below 日期,在线率",
    ),
    "csv-summary": Code(
        NOTE,
        "“{text}” stands in the place of a date: the row adds up the others and is none of them",
        "“{text}”所在行为合计行，不计为一条记录",
        "合计,98% at the end of a daily series",
    ),
    "date-year-taken": Code(
        NOTE,
        "{count} times here are written without a year (the first is “{text}”); {year}, the year of the record, was taken",
        "有 {count} 处时间未写年份（如“{text}”），按填报年度 {year} 年计",
        "3月2日 08:30 in a list of events of 2024",
    ),
    "records-other-year": Code(
        WARNING,
        "{count} of {all} records of {indicator} (the first: {text}) lie outside {year}, for which they are recorded; they "
        "count all the same, check that this is not the list of another year",
        "“{indicator}”的{all}条记录中有{count}条（如 {text}）不在填报年度 {year} 内，仍计入，请核对是否误用了其他年度的清单",
        "last year's list of repairs recorded for this year",
    ),
    "event-midnight": Code(
        WARNING,
        "“{text}” has no time of day beside “{other}”; midnight was taken, write the time",
        "“{text}”未写时刻（另一时间为“{other}”），按0时计，请补充时刻",
        "opened 2024-03-01, resolved 2024-03-01 08:30",
    ),
    "event-time": Code(
        ERROR,
        "“{text}” is no time, or an end before the start; write 2024-03-01 08:30 (until then the indicator stays open)",
        "“{text}”不是有效时间，或早于开始时间，请写作 2024-03-01 08:30（更正前该指标待核实）",
        "2024-13-01 08:00",
    ),
}
