"""Codes of findings: the chain of the ledger, its guards and its seals."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

CHAIN: dict[str, Code] = {
    "chain-altered": Code(
        ERROR,
        "entry {number} ({entry}) is not what was accepted: it was altered outside the program; "
        "compare it with a copy of the ledger from before",
        "台账第 {number} 条（{entry}）已非入账时的内容，系在程序之外被改动，请与改动前的台账备份核对",
        "a figure, a time or a name changed with a database tool",
    ),
    "chain-row-gone": Code(
        ERROR,
        "entry {number} ({entry}) is gone from its table; it was taken out after {before}; "
        "take it from a copy of the ledger from before",
        "台账第 {number} 条（{entry}）已被删除，其前一条为 {before}，请从台账备份中找回",
        "the newest revision deleted with a database tool",
    ),
    "chain-time": Code(
        WARNING,
        "entry {number} ({entry}) bears a time before {latest}, when an entry before it was accepted: the clock of the "
        "computer was set back, or was ahead then; ask who made it when that was",
        "台账第 {number} 条（{entry}）的时间早于其前条目的 {latest}：可能调慢了计算机时钟，或此前时钟偏快，请向填报人核实实际时间",
        "an entry made after the deadline with the clock set back to the day before",
    ),
    "chain-gap": Code(
        ERROR,
        "entries {first} to {last} are gone from the chain; they stood between {before} and {entry}; "
        "use a copy of the ledger from before",
        "台账第 {first} 至 {last} 条已被删除，位于 {before} 与 {entry} 之间，请使用台账备份",
        "an entry deleted together with its link in the chain",
    ),
    "chain-order": Code(
        ERROR,
        "entry {number} ({entry}) stands in the wrong place of the chain, after {before}; "
        "the chain was rewritten outside the program; use a copy of the ledger from before",
        "台账第 {number} 条（{entry}）次序有误，其前一条为 {before}，系在程序之外被改动，请使用台账备份",
        "two links of the chain exchanged with a database tool",
    ),
    "chain-inserted": Code(
        ERROR,
        "{entry} was put into the ledger outside the program: the chain has no entry of it; "
        "it does not count before somebody gives it again",
        "{entry} 系在程序之外写入台账，链上并无此条，重新填报前不应采信",
        "a revision forged with a database tool",
    ),
    "chain-content-gone": Code(
        ERROR,
        "the content of run {run} is gone from the ledger; take it from a copy of the ledger from before",
        "运行 {run} 的内容已不在台账中，请从台账备份中找回",
        "a row deleted from the table run_content",
    ),
    "chain-page-altered": Code(
        ERROR,
        "the page {page} of the runs{project} is not what it was; use a copy of the ledger from before",
        "运行的页 {page}{project} 已被改动，请使用台账备份",
        "points changed in a sheet of a run with a database tool",
    ),
    "chain-page-gone": Code(
        ERROR,
        "the page {page} of the runs{project} is gone, {holder} names it; use a copy of the ledger from before",
        "运行的页 {page}{project} 已被删除（{holder} 引用该页），请使用台账备份",
        "a sheet of a run deleted with a database tool",
    ),
    "chain-signature": Code(
        ERROR,
        "{name} signed run {run} when entry {number} was {signed}; it is {found} now: "
        "the chain was rewritten since; use a copy of the ledger from before",
        "{name} 签署运行 {run} 时台账第 {number} 条为 {signed}，现为 {found}，台账在签署后被改写，请使用台账备份",
        "a chain made anew after an entry was changed",
    ),
    "chain-more": Code(
        ERROR,
        "{more} more faults of the chain are not listed",
        "另有 {more} 处未列出",
        "a ledger in which a whole table was changed",
    ),
    "chain-upgraded": Code(
        NOTE,
        "the chain begins with the upgrade of {at} from version {version}: it shows every change since then; "
        "entries 2 to {last} are as they stood on that day",
        "本台账的链自 {at} 由版本 {version} 升级时开始，可证明此后未被改动；第 2 至 {last} 条为升级当时的状态",
        "jixiao upgrade of a ledger of an older version",
    ),
    "ledger-unguarded": Code(
        WARNING,
        "the ledger's own guards against changes are missing or altered ({guards}); "
        "jixiao verify says whether entries were changed, jixiao upgrade puts the guards back",
        "台账自带的防改动触发器缺失或被改动（{guards}）；请用 jixiao verify 核验，用 jixiao upgrade 恢复",
        "triggers dropped with a database tool",
    ),
    "guards-missing": Code(
        ERROR,
        "the ledger's own guards against changes are missing or altered ({guards}): somebody took them away; "
        "jixiao upgrade puts them back",
        "台账自带的防改动触发器缺失或被改动（{guards}），系人为所致；可用 jixiao upgrade 恢复",
        "jixiao verify after triggers were dropped",
    ),
    "guards-foreign": Code(
        ERROR,
        "the tables of the ledger bear triggers or rules that are not its own ({triggers}): they can swallow or change "
        "what is said to be recorded; jixiao upgrade takes them away, then look in jixiao history what is missing",
        "台账的表上有不属于台账的触发器或规则（{triggers}），可使提示已记录的内容被丢弃或篡改；可用 jixiao upgrade 删除，"
        "再用 jixiao history 查看缺少的内容",
        "a trigger that drops the corrections of one auditor",
    ),
    "seal-unreadable": Code(
        ERROR,
        "this is no seal of jixiao, or it was changed after it was made ({reason}); ask for the file again",
        "不是有效的封存文件，或生成后被改动（{reason}），请重新索取",
        "a photo given instead of a seal",
    ),
    "seal-unsigned": Code(
        ERROR,
        "the seal bears no signature, so that no key can be known by it; ask for a signed one (jixiao seal --key), "
        "or leave out --known-key",
        "封存文件未签名，无法核对公钥；请索取带签名的封存文件，或不使用 --known-key",
        "jixiao verify --seal FILE --known-key KEY with a plain seal",
    ),
    "seal-wrong": Code(
        ERROR,
        "the signature of the seal does not fit its key, or the seal was changed after signing; ask for the file again",
        "封存文件的签名与公钥不符，或签名后被改动，请重新索取",
        "a seal with another number in it",
    ),
    "seal-short": Code(
        ERROR,
        "the ledger ends at entry {last}; entry {number} was there when it was sealed at {at} ({sealed}): "
        "the last entries were taken away; use a copy of the ledger from before",
        "台账现止于第 {last} 条，而 {at} 封存时已有第 {number} 条（{sealed}），末尾条目已被删除，请使用台账备份",
        "the newest entries deleted together with their links in the chain",
    ),
    "seal-differs": Code(
        ERROR,
        "entry {number} is {found} now; it was {sealed} when the ledger was sealed at {at}: something up to it was "
        "changed and the chain made anew; use a copy of the ledger from before",
        "台账第 {number} 条现为 {found}，而 {at} 封存时为 {sealed}，其前内容已被改动并重做链，请使用台账备份",
        "a chain made anew after an entry was changed",
    ),
    "seal-other": Code(
        ERROR,
        "entry {number} is {found} now; it was {sealed} when sealed at {at}, and the first entry is another one too: "
        "the seal is of another ledger, or this one was made anew from its beginning; check --db",
        "台账第 {number} 条现为 {found}，而 {at} 封存时为 {sealed}，首条亦不同：封存文件属于另一台账，或本台账已从头重做；请核对 --db",
        "the seal of the ledger of another year",
    ),
    "seal-short-form": Code(
        ERROR,
        "“{text}” is no short form of a seal; write it as it was printed: 123 3F7A-9C01-K2M4-77QX-0VB3",
        "“{text}”不是封存短码，应如 123 3F7A-9C01-K2M4-77QX-0VB3",
        "a short form with one group missing",
    ),
    "seal-holds": Code(
        NOTE,
        "entry {number} is {sealed}, as it was sealed{when}: nothing up to it was changed or went since",
        "台账第 {number} 条为 {sealed}，与封存时{when}一致，此前内容未被改动或删除",
        "jixiao verify --seal FILE",
    ),
}
