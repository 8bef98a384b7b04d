"""Words that decide what a figure in a clause is: verbs of change, events, measures, refusals, grades.

The grammar knows the words that stand right beside a figure; here are those farther off. Each pattern is matched
against the words before or behind one figure, so every one of them is short and bounded.
"""

from __future__ import annotations

import re

from engine.language.patterns import regex
from engine.quantity import UNITS
from engine.targets.model import Operator

GE, LE, GT, LT, EQ = Operator.GE, Operator.LE, Operator.GT, Operator.LT, Operator.EQ


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# --- a noun right after a bare number ------------------------------------------------------------------------------

# 5旮旯以上: an unknown counter with its own bound
COUNTER = regex(r"(?P<noun>[\u4e00-\u9fff]{1,6}?)(?:(?P<above>[及或]?以上)|(?P<below>[及或]?以[下内])|(?P<near>左右))?")
# characters that no counter has: 5完成验收, 90以上人群
NO_COUNTER = regex(
    "[零一二两三四五六七八九十百千万亿余多半个全各每前后内外中上下以及和等的了为与或至到无不未是否有在于按由从对将让使向用应须需要会也还再"
    "更最较比完成验达已均并且能可占开通实提进]"
)
# things counted in words even without a verb: 报告一份
THINGS = _set("份 套 台 座 部 本 辆 处 所 篇 项 件 期 场")
# units that a number in words may have: 两次, 十个工作日
WORD_UNITS = _set(
    "个 项 套 台 份 次 条 起 人 户 名 位 篇 座 盏 件 辆 所 家 间 处 场 期 批 支 本 册 部 幢 栋 宗 笔 例 门 节 届 轮 遍 艘 架 "
    "天 日 年 月 个月 个季度 季度 周 个星期 小时 个小时 分钟 个工作日 工作日 亩 公里 米 吨 元 倍 成 村 人次 场次 批次 平方米 "
    "台套 分 % 星"
)

# --- the unit beside the figure ------------------------------------------------------------------------------------

# 万元(≤800), 单位:万元
UNIT_NAMED = regex(r"(?:计量)?单位[:为]?\(?(?P<unit>[^:;,。()≥≤<>=0-9]{1,8})\)?")
UNIT_HEADING = regex("(?:计量)?单位[:为]")
_LETTERS = (
    "h min s ms d dB dB(A) V kV W kW MW GW kWh Pa kPa MPa Hz kHz MHz GHz M G T K MB GB TB PB KB Mbps Gbps Kbps bps "
    "mm cm m km m2 m3 km2 hm2 cm2 g kg mg t L l mL ml °C μm μg ug"
)
LETTERS = frozenset(_LETTERS.split())
_OTHER_NAMES = {"百分比": "%", "百分数": "%", "吨标准煤": "吨", "吨标煤": "吨", "kW·h": "kWh"}
_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
_OTHER_UNITS = _set(
    "个 人·天 人·月 人·日 人·次 场次 班次 车次 户次 家次 件次 架次 千瓦 兆瓦 千瓦时 人天 人月 课时 学时 学分 株 头 只 羽 张 岁 万亿元 分贝 度 ‰ "
    "kW MW kWh dB 平方公里 平方千米 m2 km2 m3 ℃ °C 立方米/日 吨/日 标段 盏 艘 间 栋 幢 处 门 款 版 册"
)


def scaled_unit(text: str) -> tuple[int, str | None] | None:
    """What a unit that stands alone multiplies its figure with, and the unit: 万元 as 10,000 and 元; None if none."""
    head, slash, tail = text.partition("/")
    if slash and not re.fullmatch("(?:[\u4e00-\u9fffA-Za-z·*]|(?<=m)[23]){1,9}", tail):
        return None
    if head in _OTHER_UNITS or head in WORD_UNITS or head in LETTERS or (head in UNITS and head not in _SCALED_MONEY):
        return 1, text
    if text in _SCALES:
        return _SCALES[text], None
    if text in _OTHER_NAMES:
        return 1, _OTHER_NAMES[text]
    for length in (2, 1):
        factor, unit = _SCALES.get(head[:length]), head[length:]
        if factor and (unit in WORD_UNITS or unit in _OTHER_UNITS or unit in UNITS):
            return factor, unit + slash + tail
    return None


_SCALED_MONEY = _set("万元 亿元 千元")

# --- verbs ---------------------------------------------------------------------------------------------------------

# 举办(两期培训班): what is done so many times
VERB = regex(
    "(?:完成|建成|建设|新建|改建|扩建|开展|举办|组织|购置|采购|制定|编制|出具|提交|提供|培训|改造|修建|修缮|维修|更新|召开|印发|发布|签订|"
    "培育|引进|聘请|配备|安装|设置|设立|承办|慰问|资助|扶持|验收)了?$"
)
# what a year beside it makes a deadline: 2024年完成, but not 2024年秋季学期
DONE = regex(
    "完成|建成|完工|竣工|支付|投入|验收|交付|实施|启动|(?<!公)开工|上线|印发|出台|发布|实现|结束|到位|落实|签订|办结|启用|开展|达到|使用"
)
# what may stand before such a year
INTENDED = regex("(?:.*:|力争|争取|确保|计划|预计|应|须)?")
RISES = "提高|提升|增长|增加|上升|扩大|上涨"
FALLS = "降低|下降|减少|缩短|压缩|节约|节省|削减|压减"
# 提升服务能力(20%), 提高覆盖率到(90%)
CHANGED = regex(
    f"(?:(?P<up>{RISES})|(?P<down>{FALLS}))"
    "(?P<noun>(?![率度速幅量值额数])[^提增升降减缩压]{0,12}?)(?P<to>[到至为]|达到?)?$"
)
# 提升(80个村)人居环境, 降低(60户)用能负担: so many things are improved
IMPROVING = ("提升", "提高", "降低")
_THINGS_IMPROVED = _set("米 延米 张 株 头 只 间 栋 幢 艘 盏 门 亩 公顷 公里 千米 km 平方公里 平方米 m2")
_STEPS_UP = regex("(?:星级|等次|档|位次|名次|等级|档次|级别|百分点|台阶|层次|单位|点位?$|分(?!钟)|以上|左右)")
_MEASURED = regex("(?:厚度|高度|深度|长度|宽度|面积|里程|人数|户数|数量|总量|规模|名额|指标|数|(?<!质)量)$")


def is_improved(verb: str, unit: str | None, behind: str) -> bool:
    """Whether what follows the figure of a verb of change is what is improved, so that the figure counts that."""
    if not verb.startswith(IMPROVING) or unit is None or len(behind) < 2:
        return False
    counted = unit in _THINGS_IMPROVED or (unit in WORD_UNITS and unit not in UNITS and unit not in ("倍", "成", "星"))
    return counted and not _STEPS_UP.match(behind) and not _MEASURED.search(behind)


# a noun that is a share itself, of which 提高…95% may be the level reached
SHARE_NOUN = regex("(?:(?<!效)率|满意度|知晓度|认可度|支持度|完成度|达成度|比例|占比|比重)$")
# a noun that names a measure, so that the figure after it is the target: 24小时内响应率(100%)
MEASURE_NOUN = regex(
    "(?:[率度数量比额分]|比例|占比|比重|水平|指数|系数|浓度|面积|长度|时间|时长|时限|成本|费用|投资|资金|单价|标准|金额|价格|规模|能力|"
    "产值|产量|收入)(?:应|为|均|须|需|要)?:?$"
)

# --- events and comparisons ----------------------------------------------------------------------------------------

# 合同签订后(30日内): a deadline counted from an event
EVENT = regex("自?(?P<after>.{1,40}?)(?:之日起|之日后|当日起|之后|以后|后|日起|起)的?第?$")
DAYS = _set("日 天 个工作日 工作日 个自然日 自然日 日历天 日历日 个日历日 个日历天 周 个月 月 年 个星期 星期")
# 超过上年(5%), 较市场价低(10%): measured against a figure that is not given
BASELINE = regex(
    "(?:[较比]|超过?|高于|低于)(?:上年|去年|上期|同期|基期|往年|前[一1]?年|上一?年度).{0,6}$|[较比].{1,12}[高低多少大小好快慢]$|[同环]比[^率]{0,4}$"
)
# 百余至(二百人): the beginning of a range that is no number
NO_BEGINNING = regex("[一二三四五六七八九十百千万亿余几数][至到~-]$")
BASELINE_YEAR = regex("[较比与以]$")
BASELINE_MARK = regex("[由从自](?:法定|原来?|现行|目前|上年)?的?$")
# ≤预算金额(150万元), 不超过合同价的(10%): the bound stands before what the figure is of
AWAY = regex(
    "(?P<bound>[≥≤<>≧≦]|(?P<least>至少|最少|达到(?=[^≥≤<>=]{1,16}的$)|(?:下限|最低)为?$)|(?P<most>至多|最多|(?:上限|最高)为?$)"
    "|(?P<word>不[得能应可宜]?(?:超过|高于|大于|多于|低于|少于|小于)|超过|高于|大于|低于|少于|小于))"
    "(?P<noun>[^≥≤<>≧≦=“”]{0,16}?)(?P<of>的)?$"
)
SIGNS = {"≥": GE, "≧": GE, "≤": LE, "≦": LE, ">": GT, "<": LT}
# 90%(≤满意度): the bound the other way round
TURNED = regex("(?P<sign>[≤≦<≥≧>])=?(?P<words>[^≤≦<≥≧>=]+)")
TURNED_SIGNS = {"≤": GE, "≦": GE, "<": GT, "≥": LE, "≧": LE, ">": LT}
# (2024年底)截至: when a figure is taken, not when something is due
CONTEXT = regex("^(?:截[至止]|到|至)")

# --- what makes a figure no target ---------------------------------------------------------------------------------

NEGATED = regex("(?:不|非|未|没有?|无|勿|禁止|不允许|避免|杜绝|防止|严禁)$")
# 不发生(5人以上)群体性事件, (3年内)无事故
PREVENTED = regex(
    "(?:不发生|未发生|不出现|未出现|杜绝|避免|防止|防范|遏制|没有发生|零发生"
    "|(?:^|确保|保证|全年)无(?!人机|障碍|线|害|公害|烟|纸|偿|缝|籍))[^率数]*$"
)
NOTHING_HAPPENS = regex("(?:无|不|未|没有?|零|免)")
# characters of words that may touch a figure; +5%, ~5, 5# are not understood
BESIDE = regex("[\u3400-\u9fffA-Za-z:“”\"'‘’《》〈〉()\\[\\]【】〔〕°%‰]")
LEVELS = _set("级 星级")
AGES = _set("岁 周岁 月龄")
# marking schemes: 每降低1%扣1分, 优:≥90
GRADES = regex("扣[0-9一二]|得[0-9]+分|加[0-9]+分|每[低少高超增减].{0,6}[扣减加]")
GRADE_WORDS = regex("为(?:优|良|中等?|差|合格|不合格|满分)|得?满分")
GRADE_NAMES = _set("优 良 中 差 优秀 良好 中等 合格 不合格 较差 一般")
# forms that were never filled in: XX个, ≥__%
# 上百人, 数万元, 十余次: a number that nobody can count
VAGUE = regex(
    "(?:[约达到]*[数几上近成][一二两三四五六七八九]*[十百千万亿]+[余多来]?|[约近上超达到过]*[一二两三四五六七八九]*[十百千万亿]+[余多来几]"
    "|[一二三四五六七八九]?十?[一二两三四五六七八九]{2}[十百千万亿]*|数|几|若干)(?:个|项|次|人|户|份|条|家|名|场|件|台|套|元|亩|吨|公里|篇|处|座|期|成|天|年|所|辆|本|册|人次|小时|株|头|村|分|倍|周|月).{0,4}"
    "|[一二两三四五六七八九十百千万亿]{2,}"
)
PLACEHOLDER = regex(
    "[Xx×*_○]{2,}|(?<![A-Za-z])[Xx×](?=[个项次条户人元件台套份万亿])|^[个项次条户人件台套份元]$|^[万亿]元$|^[万亿]?元/.{1,3}$"
)
SIGN = regex("[≥≤<>=≧≦%‰]")
WORD = regex("[\u3400-\u9fffA-Za-z]")

# --- several figures in one clause ---------------------------------------------------------------------------------

# what can be done so many times in 5次及以上≥5%
OCCASIONS = _set("次 个月 月 天 个季度 季度 期 周 日")
# units that describe a thing (6千伏, 60岁), beside those of length, area and the like
QUALIFIERS = _set("岁 周岁 月龄 寸 英寸 马力 kVA 亩 千瓦 兆瓦 千伏 千伏安 级 星级 类 兆 kV KV kv kW KW MW V KVA")
SIDES = regex("[宽高深长厚径]$|口径$|DN$")
SIDE = regex("[宽高深长厚]|口径|直径")
JOINTS = frozenset({"", "且", "并", "并且", "但", "同时", "和", "至"})

# --- what the figure is about --------------------------------------------------------------------------------------

# words that say nothing of their own
LIGHT = _set(
    "完成 达到 达 实现 确保 保证 力争 争取 共 共计 总计 合计 累计 目标 目标值 指标值 指标 应 须 均 每 各 为 不 要求 计划 预计 约 "
    "共完成 全部完成 计 X x Y N 自 从 于 在 总数 数量 个数 时间 年度 人民币 以"
)
JOINING = regex("(?<![行认作成])为$|(?:共计|共|总计|合计)$|是$|(?<![存所潜现])在$|[至到]$|(?<!目)的$")


def subject(words: str) -> str | None:
    """Words without what merely joins them to a figure; None where they say nothing of their own."""
    text = JOINING.sub("", words.strip(":、,").removeprefix("的")).strip(":")
    return None if not text or text in LIGHT else text


_MONTHS_SIGNS = {"=": EQ, "≥": GE, "≧": GE, ">=": GE, "≤": LE, "≦": LE, "<=": LE, ">": GT, "<": LT}
_MONTHS_WORDS = regex("不[能得应可]?(?:超过|高于|大于|多于|低于|少于|小于)|[高低少多小大]于|超过|至少|最少|至多|最多")


def months_operator(signs: str) -> Operator | None:
    """The operator of what stands before 12月 and makes it a length of time; None where it stays a date."""
    if signs in _MONTHS_SIGNS:
        return _MONTHS_SIGNS[signs]
    if re.fullmatch("[高大多]于或?等于", signs):
        return GE
    if re.fullmatch("[低小少]于或?等于", signs):
        return LE
    return word_operator(signs) if _MONTHS_WORDS.fullmatch(signs) else None


def word_operator(word: str) -> Operator:
    """The operator of 不超过, 低于, 至少 and the like."""
    if word[0] in "至最达上下":
        return LE if word[1] in "多高" or word[0] == "上" else GE
    if word.startswith("不"):
        return GE if word[-2] in "低少小" else LE
    return LT if word[0] in "低少小" else GT
