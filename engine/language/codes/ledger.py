"""Codes of findings: ledger."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, Code

LEDGER: dict[str, Code] = {
    "revision-without-reason": Code(
        ERROR,
        "{indicator} of {project} stands recorded as “{before}”; “{after}” was not recorded, say why it changes: --reason WHY",
        "{project} 的“{indicator}”已填报为“{before}”，改为“{after}”须用 --reason 说明原因，本次未记录",
        "jixiao record of a corrected file without --reason",
    ),
    "run-damaged": Code(
        ERROR,
        "run {run} was changed outside the program ({reason}); use a copy of the ledger from before",
        "运行 {run} 已在程序之外被改动（{reason}），请使用改动前的台账备份",
        "a ledger edited with a database tool",
    ),
    "run-differs": Code(
        ERROR,
        "recomputed from the ledger, {path} is {after} instead of {before}",
        "按台账重新计算，{path} 为 {after}，而运行中为 {before}",
        "a run made by another version of the program",
    ),
    "run-ruleset-unreadable": Code(
        ERROR,
        "the ruleset in the run cannot be read by this version ({why}); verify with the version that made it: {packages}",
        "本版本无法读取运行所带的规则集（{why}），请用生成该运行的版本核验：{packages}",
        "a run with a rule that only a newer version knows",
    ),
    "run-ruleset-installed": Code(
        NOTE,
        "the installed ruleset {ruleset} is not the one that the run used and carries; the run's own was used",
        "已安装的规则集 {ruleset} 与运行所用的不同，核验使用运行自带的规则集",
        "a ruleset that was edited after the run",
    ),
    "run-packages": Code(
        NOTE,
        "the run was made with {name} {before}; installed is {after}",
        "运行由 {name} {before} 生成，现安装的是 {after}",
        "jixiao verify after an update",
    ),
    "evidence-gone": Code(
        ERROR,
        "the evidence {file} of {indicator} ({project}) cannot be read: {reason}; put it back, or "
        "say below which folder it is: --allow-files-from DIR",
        "{project} {indicator} 的佐证材料 {file} 无法读取：{reason}，请放回原处，或用 --allow-files-from 指明所在文件夹",
        "a file that was moved away",
    ),
    "evidence-changed": Code(
        ERROR,
        "the evidence {file} of {indicator} ({project}) is not the file that was recorded; find the original, "
        "or record the new one with a reason",
        "{project} {indicator} 的佐证材料 {file} 已不是填报时的文件，请找回原件，或说明原因重新填报",
        "a scan that was saved again",
    ),
}
