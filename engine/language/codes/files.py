"""Codes of findings: files and their cells."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

FILES: dict[str, Code] = {
    "file-unreadable": Code(
        ERROR,
        "the file cannot be read ({reason}); check the path and its permissions",
        "文件无法读取（{reason}），请检查路径与权限",
        "jixiao read 不存在.txt",
    ),
    "file-failed": Code(
        ERROR,
        "reading this file met a fault of the program ({kind}); what it holds is not taken, the other files are; please "
        "report it with the file and the full text ({log})",
        "读取本文件时程序出错（{kind}），本文件未采用，其他文件不受影响；请连同文件和日志（{log}）反馈",
        "a fault of the program",
    ),
    "findings-more": Code(
        WARNING,
        "there is more to say of the file than is listed, {count} times more; mend what is listed first",
        "该文件另有 {count} 处问题未列出，请先处理已列出的问题",
        "a list of a million rows, each with a fault",
    ),
    "file-kind": Code(
        ERROR,
        "this kind of file is not read here; give {kinds} or a folder of such files",
        "不支持此类文件，请提供 {kinds} 文件或文件夹",
        "jixiao read 申报表.pdf",
    ),
    "folder-empty": Code(
        ERROR,
        "the folder holds no file to read; expected {kinds}",
        "文件夹内没有可读取的文件（{kinds}）",
        "jixiao read 空文件夹/",
    ),
    "encoding-gb18030": Code(
        NOTE,
        "the file is not UTF-8 and was read as GB18030; save it as UTF-8 if characters look wrong",
        "文件不是 UTF-8 编码，已按 GB18030 读取；如有乱码请另存为 UTF-8",
        "a form saved by an old editor in GBK",
    ),
    "encoding-unknown": Code(
        ERROR,
        "the file is neither UTF-8 nor GB18030 text (first undecodable byte in this line); save it as UTF-8 text",
        "文件既不是 UTF-8 也不是 GB18030 文本，请另存为 UTF-8 文本",
        "a picture renamed to .txt",
    ),
    "text-long": Code(
        ERROR,
        "the text is longer than 100,000 signs, and its rest was left out; shorten it",
        "文字超过 10 万字，其余部分未读取，请精简",
        "a million lines under 年度目标",
    ),
    "file-skipped": Code(
        WARNING,
        "this kind of file is not read and was left out; save it as {kinds} if it holds a form",
        "此类文件不读取，已跳过；如含申报表请另存为 {kinds}",
        "申报表.doc in a folder of forms",
    ),
    "file-damaged": Code(
        ERROR,
        "the file is damaged ({reason}); open it in Word or Excel, save it again, and read that",
        "文件已损坏（{reason}），请用 Word 或 Excel 打开并重新保存",
        "half of a .docx file",
    ),
    "file-encrypted": Code(
        ERROR,
        "the file is protected by a password; save it without one",
        "文件已加密，请取消密码后重新保存",
        "a workbook saved with a password to open it",
    ),
    "file-too-large": Code(
        ERROR,
        "{what} is larger than {most}, which is read at most; split the file",
        "{what}超过上限 {most}，请拆分文件",
        "a .docx file that unpacks to 2 GB",
    ),
    "file-too-complex": Code(
        ERROR,
        "the file has more parts, elements or cells than the {most} that are read; split it",
        "文件的部件、元素或单元格超过上限 {most} 个，请拆分文件",
        "a .docx file of five million empty paragraphs",
    ),
    "file-entities": Code(
        ERROR,
        "the file declares XML entities, which no office program writes; it was not read, ask where it comes from",
        "文件含有 XML 实体声明（办公软件不会产生），未读取，请核实来源",
        "a workbook with a <!DOCTYPE in one of its parts",
    ),
    "file-macros": Code(
        WARNING,
        "the file carries macros; they were neither run nor looked at, the values were read",
        "文件含有宏，未运行，仅读取内容",
        "申报表.xlsm",
    ),
    "file-kind-inside": Code(
        ERROR,
        "whatever its name says, the file is {found} inside, which is not read here; save it as .docx or .xlsx",
        "文件实际为 {found}，不支持读取，请另存为 .docx 或 .xlsx",
        "a web page that was given the name 申报表.xls",
    ),
    "suffix-wrong": Code(
        WARNING,
        "the name ends in {suffix}, but the file is {kind} inside and was read as that; rename it",
        "文件后缀为 {suffix}，实际内容为 {kind}，已按实际内容读取，请改正后缀",
        "an .xlsx workbook named 申报表.xls",
    ),
    "document-pictures": Code(
        ERROR,
        "the file holds pictures and no text; a scanned form must be typed in",
        "文件只有图片没有文字；扫描件请录入后再读取",
        "a scanned form pasted into Word",
    ),
    "document-changes": Code(
        WARNING,
        "the document holds changes that are not accepted; insertions were read, deletions were not: accept or reject "
        "them",
        "文档含有未接受的修订；已按接受全部修订读取，请确认",
        "a form with tracked changes",
    ),
    "sheet-hidden": Code(
        WARNING,
        "the sheet is hidden and was not read; unhide it if it holds a form",
        "工作表已隐藏，未读取；如含申报表请取消隐藏",
        "a workbook with last year's forms on a hidden sheet",
    ),
    "sheet-cut": Code(
        ERROR,
        "there is more than is read at once: the first {rows} filled rows were read (at most {most}); split the file",
        "内容过多，仅读取前 {rows} 行（上限 {most} 行），请拆分文件",
        "a sheet of 1,000,000 rows",
    ),
    "sheet-wide": Code(
        WARNING,
        "the sheet has values beyond the columns that are read; move them next to the form",
        "工作表内容超出可读取的列，请移至表格附近",
        "a note in column XFD",
    ),
    "rows-hidden": Code(
        WARNING,
        "{count} hidden row(s) from here on were read like the others; unhide them and check",
        "自此处起有 {count} 行被隐藏，已照常读取，请取消隐藏并核对",
        "rows hidden by a filter",
    ),
    "columns-hidden": Code(
        WARNING,
        "the hidden column(s) {columns} were read like the others; unhide them and check",
        "第 {columns} 列被隐藏，已照常读取，请取消隐藏并核对",
        "a hidden column of weights",
    ),
    "formats-unread": Code(
        WARNING,
        "the styles of the workbook cannot be read, so a percentage may show as 0.9 and a date as a number; save the "
        "workbook again in Excel",
        "工作簿样式无法读取，百分比、日期可能显示为数字，请用 Excel 重新保存",
        "a workbook whose styles are damaged",
    ),
    "cell-digits-lost": Code(
        ERROR,
        "the cell holds a number of more than 15 digits, of which a workbook loses the last; format it as text and "
        "type it again",
        "单元格数字超过 15 位，末尾数字已丢失；请设为文本格式后重新录入",
        "项目编号 440313231211501105025 typed as a number",
    ),
    "cell-rounded": Code(
        NOTE,
        "the cell shows fewer decimals than it holds; {text} was read",
        "单元格显示的小数位少于实际值，按实际值 {text} 读取",
        "0.905 under the format 0%",
    ),
    "cell-error": Code(
        WARNING,
        "the cell holds the error {text}; correct its formula",
        "单元格为错误值 {text}，请修正公式",
        "#DIV/0!",
    ),
    "cell-uncalculated": Code(
        ERROR,
        "the cell holds a formula without a result; open the workbook in Excel and save it",
        "单元格公式没有计算结果，请用 Excel 打开并保存",
        "a workbook written by a program",
    ),
    "cells-more": Code(
        ERROR,
        "{count} more cells of the sheet have such faults; correct those that are named, and read again",
        "该工作表另有 {count} 个单元格存在同类问题，请改正后重新读取",
        "a sheet of 1,000 errors",
    ),
}
