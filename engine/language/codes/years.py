"""Codes of findings: the year of a declaration, and forms and files that stand in several places."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

YEARS: dict[str, Code] = {
    "form-year-unreadable": Code(
        WARNING,
        "the year of the form cannot be read: “{text}”; write one year, as 2024年度, or say it when importing: --year",
        "申报年度无法识别：“{text}”，请填写一个年度（如 2024年度），或导入时用 --year 指明",
        "预算年度:⇥2024-2026",
    ),
    "form-year-unclear": Code(
        WARNING,
        "the title names several years ({years}); write the one that is declared, or say it when importing: --year",
        "标题中有多个年度（{years}），请写明申报年度，或导入时用 --year 指明",
        "2024-2026年项目支出绩效目标申报表",
    ),
    "form-year-conflict": Code(
        ERROR,
        "the form says here that it is of {year} and at {place} that it is of {other}; it was not read, correct one of them",
        "此处年度为 {year}，{place} 处为 {other}，前后不一致；该表未读取，请更正",
        "2024年度…申报表 with a cell 预算年度 2025",
    ),
    "form-year-missing": Code(
        ERROR,
        "{count} forms say no year ({names}) and were not imported; write it in their title (as 2024年度…), or say it: "
        "jixiao import {file} --year YEAR",
        "{count} 份申报表未写明年度（{names}），未导入；请在标题中写明（如 2024年度…），或用 jixiao import {file} --year 年度 指明",
        "jixiao import 申报表.txt, whose title names no year",
    ),
    "form-year-offered": Code(
        ERROR,
        "{count} forms say no year ({names}) and were not imported; if they are of {year}, as the name of the file or "
        "folder has it: jixiao import {file} --year {year}",
        "{count} 份申报表未写明年度（{names}），未导入；如文件或文件夹名称中的 {year} 即为申报年度，请用 jixiao import {file} --year {year} 指明",
        "jixiao import declarations/2024.txt, whose forms name no year",
    ),
    "form-year-differs": Code(
        ERROR,
        "the form of {code} says itself that it is of {year}, not of {asked}; it was not imported: leave --year out, or "
        "correct the form",
        "项目 {code} 的申报表写明为 {year} 年度，与 --year {asked} 不符，未导入；请去掉 --year 或更正申报表",
        "jixiao import 2023年度申报表.docx --year 2024",
    ),
    "project-repeated": Code(
        ERROR,
        "project {code} ({year}) is declared here and at {first}, in other words; neither was taken: give only the one "
        "that counts",
        "项目 {code}（{year}）在此处与 {first} 均有申报且内容不同，两份均未采用，请只保留有效的一份",
        "the same 项目编码 in two forms of one year",
    ),
    "actual-file-repeated": Code(
        ERROR,
        "project {code} ({year}) is recorded here and at {first}, otherwise; neither was taken: give one of the two, or "
        "record them one after the other with a reason",
        "项目 {code}（{year}）在此处与 {first} 均有填报且内容不同，两处均未采用；请只保留有效的一份，或注明原因先后填报",
        "two files with the same project:",
    ),
    "actual-file-same": Code(
        NOTE,
        "project {code} ({year}) is recorded here in the same words as at {first}; it counts once",
        "项目 {code}（{year}）在此处与 {first} 的填报内容相同，按一份处理",
        "a file of actuals and its copy in one folder",
    ),
    "actual-year-undeclared": Code(
        ERROR,
        "project {project} is not declared for {year} ({known}); import its form of {year} first, or correct the year",
        "项目 {project} 没有 {year} 年度的申报表（{known}），请先导入该年度申报表或更正年度",
        "year: 2023 where only the form of 2024 is imported",
    ),
    "actual-year-differs": Code(
        ERROR,
        "this is of {year} and not of {asked}; it was not recorded: leave --year out, or correct the year",
        "此处年度为 {year}，与 --year {asked} 不符，未采用；请去掉 --year 或更正年度",
        "jixiao record 2023.yaml --year 2024",
    ),
    "actual-year-taken": Code(
        WARNING,
        "no year is said here and project {project} is declared for {known}; it was recorded for {year}, say another: --year",
        "此处未写明年度，项目 {project} 有 {known} 年度的申报表，已按 {year} 年度采用；如有不同请用 --year 指明",
        "a file of actuals without year: after two years' forms were imported",
    ),
    "collect-years": Code(
        ERROR,
        "the sheets name different years ({years}); nothing of the workbook was recorded, correct the years or keep one "
        "workbook a year",
        "各工作表的年度不一致（{years}），整个工作簿未采用，请更正年度或按年度分开",
        "a workbook of 2024 with 2025 on one sheet",
    ),
    "entry-lost": Code(
        WARNING,
        "what {by} said of {indicator} of project {project} ({value}) has no row on the new form and counts no more; "
        "record it again for the row it belongs to, or correct the form",
        "{by} 对项目 {project} 的“{indicator}”所填（{value}）在新的申报表中没有对应的指标，不再计入；请重新填报到相应指标，或更正申报表",
        "a form imported again with a row renamed or left out",
    ),
    "project-same": Code(
        NOTE,
        "project {code} ({year}) is declared here in the same words as at {first}; it counts once",
        "项目 {code}（{year}）在此处与 {first} 的申报内容相同，按一份处理",
        "a form and its copy in one folder",
    ),
}
