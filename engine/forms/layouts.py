"""What forms and filled-in tables call their fields and columns: one table for all layouts and both uses.

A new layout goes here: its labels in :data:`OTHER_LABELS`, its heads in :data:`HEADS`. The first name of a field is
that of the sample's form (二级项目支出绩效目标申报表, Shenzhen 2024); others are those of the national form
(项目支出绩效目标表), of the official self-evaluation table (财预〔2020〕10号, attachment), and of variants of Hubei,
Sichuan, Chongqing, Anhui and Beijing. All are written in half-width signs without spaces.
"""

from __future__ import annotations

# --- labels: what a cell is the name of

# the form's own labels: they are recognised anywhere, even inside running text
LABELS = {
    "项目编号": "code",
    "项目编码": "code",
    "项目名称": "name",
    "申请单位": "unit",
    "一级预算单位": "department",
    "实施期限": "years",
    "项目类型": "kind",
    "是否新增项目": "new",
    "分配方式": "method",
    "项目总金额": "total_amount",
    "本年度项目金额": "year_amount",
    "政策依据": "policy_basis",
    "测算依据": "cost_basis",
    "项目申报依据": "application_basis",
    "年度目标": "annual_goal",
    "长期目标": "long_term_goal",
}

# other places' labels: only a cell of its own is taken for one
OTHER_LABELS = {
    "项目代码": "code",
    "项目支出名称": "name",
    "项目政策名称": "name",
    "项目政策支出名称": "name",
    "实施单位": "unit",
    "项目单位": "unit",
    "项目实施单位": "unit",
    "项目预算单位": "unit",
    "项目承担单位": "unit",
    "承担单位": "unit",
    "单位名称": "unit",
    "预算单位": "unit",
    "预算单位名称": "unit",
    "申报单位": "unit",
    "主管部门": "department",
    "主管部门及代码": "department",
    "主管部门名称": "department",
    "主管单位": "department",
    "项目主管部门": "department",
    "省级主管部门": "department",
    "省级主管单位": "department",
    "市级主管部门": "department",
    "市级主管单位": "department",
    "区级主管部门": "department",
    "区级主管单位": "department",
    "县级主管部门": "department",
    "县级主管单位": "department",
    "预算主管部门": "department",
    "预算主管单位": "department",
    "项目期限": "years",
    "项目类别": "kind",
    "项目总投资": "total_amount",
    "实施期资金总额": "total_amount",
    "中期资金总额": "total_amount",
    "年度资金总额": "year_amount",
    "本年度资金总额": "year_amount",
    "年度项目金额": "year_amount",
    "年度金额": "year_amount",
    "年度预算": "year_amount",
    "年度预算数": "year_amount",
    "年度预算金额": "year_amount",
    "年度预算资金": "year_amount",
    "年初预算数": "year_amount",
    "当年预算数": "year_amount",
    "当年预算金额": "year_amount",
    "本年预算数": "year_amount",
    "本年预算金额": "year_amount",
    "本年度预算": "year_amount",
    "本年度预算数": "year_amount",
    "本年度预算金额": "year_amount",
    # of the whole term or of the year: the year's, where the form names no other
    "资金总额": "amount",
    "项目资金总额": "amount",
    "项目金额": "amount",
    "项目预算": "amount",
    "项目预算金额": "amount",
    "预算数": "amount",
    "预算金额": "amount",
    "预算总额": "amount",
    "立项依据": "policy_basis",
    "年度总体目标": "annual_goal",
    "年度绩效目标": "annual_goal",
    "本年度目标": "annual_goal",
    "总体目标": "annual_goal",
    "年度总目标": "annual_goal",
    "年度总体绩效目标": "annual_goal",
    "中期目标": "long_term_goal",
    "实施期目标": "long_term_goal",
    "长期绩效目标": "long_term_goal",
}
# of a cell that says the year of the form
YEAR_LABELS = (
    "年度",
    "年份",
    "预算年度",
    "项目年度",
    "申报年度",
    "绩效年度",
    "目标年度",
    "所属年度",
    "预算年份",
    "申报年份",
    "填报年度",
)
CELL_LABELS = LABELS | OTHER_LABELS | dict.fromkeys(YEAR_LABELS, "year")
"""Labels of the fields of a project, in a cell of their own."""

# who filled in a table is the unit there; in a declaration it is nobody the project has
FILLED_LABELS = {"填报单位": "unit", "自评单位": "unit"}
TABLE_FIELDS = ("name", "code", "department", "unit")
"""The fields of a filled-in table; it says nothing else of the project that is read."""

# labels whose values nothing reads; known, so that they end the value before them and are not said to be unread
IGNORED_LABELS = frozenset(
    {
        "联系人",
        "联系电话",
        "电话",
        "填报人",
        "填表人",
        "填报日期",
        "填报时间",
        "项目负责人",
        "负责人",
        "单位负责人",
        "项目属性",
        "项目起止时间",
        "起止时间",
        "审核人",
        "资金来源",
        "项目概况",
        "实施进度",
    }
)

# parts of the year's funds, with the field of the project that they are a part of
DECLARED_PARTS = {
    "财政拨款": "appropriation",
    "当年财政拨款": "appropriation",
    "本年财政拨款": "appropriation",
    "财政资金": "appropriation",
    "财政拨款资金": "appropriation",
    "上年结转": "carried_over",
    "上年结转资金": "carried_over",
    "其他资金": "other_funds",
    "自有资金": "other_funds",
    "单位资金": "other_funds",
}

PARTS = tuple(dict.fromkeys(DECLARED_PARTS.values()))

# --- heads: what a column holds, told by the whole text of its head without notes in brackets

HEADS = {
    "一级指标": "level1",
    "一级绩效指标": "level1",
    "二级指标": "level2",
    "二级绩效指标": "level2",
    "三级指标": "name",
    "三级指标名称": "name",
    "三级指标内容": "name",
    "三级绩效指标": "name",
    "具体指标": "name",
    "具体指标名称": "name",
    "绩效指标名称": "name",
    "指标名称": "name",
    "指标内容": "name",
    "指标值": "target",
    "目标值": "target",
    "预期指标值": "target",
    "年初指标值": "target",
    "年度指标值": "target",
    "年度目标值": "target",
    "本年度指标值": "target",
    "本年度目标值": "target",
    "本年指标值": "target",
    "本年目标值": "target",
    "当年指标值": "target",
    "当年目标值": "target",
    "全年指标值": "target",
    "全年目标值": "target",
    "绩效指标值": "target",
    "绩效目标值": "target",
    "指标目标值": "target",
    "年度绩效指标值": "target",
    "年初目标值": "target",
    "预期目标值": "target",
    "预期值": "target",
    "计划值": "target",
    "计划指标值": "target",
    "计划目标值": "target",
    "指标性质": "nature",
    "性质": "nature",
    "指标方向": "nature",
    "计算符号": "nature",
    "比较符号": "nature",
    "运算符号": "nature",
    "度量单位": "unit",
    "计量单位": "unit",
    "指标单位": "unit",
    "单位": "unit",
    "指标解释": "explanation",
    "指标说明": "explanation",
    "指标解释及计算公式": "explanation",
    "指标解释说明": "explanation",
    "指标值说明": "explanation",
    "指标定义": "explanation",
    "指标含义": "explanation",
    "指标释义": "explanation",
    "指标说明及计算公式": "explanation",
    "指标计算公式": "explanation",
    "计算公式及说明": "explanation",
    "计算公式": "explanation",
    "计算方法": "explanation",
    "权重": "weight",
    "指标权重": "weight",
    "分值": "weight",
    "标准分": "weight",
    "满分": "weight",
    "指标分值": "weight",
    "分值权重": "weight",
    "权重分值": "weight",
    "核心指标": "core",
    "是否核心指标": "core",
    "序号": "number",
}
# where several columns could be the target, the year's own is
YEAR_TARGETS = frozenset(
    {
        "年度指标值",
        "年度目标值",
        "年度绩效指标值",
        "本年度指标值",
        "本年度目标值",
        "本年指标值",
        "本年目标值",
        "当年指标值",
        "当年目标值",
        "全年指标值",
        "全年目标值",
    }
)

# what else heads of a filled-in table may hold, where the whole is not known: the first pattern found decides.
# None: a column that is known and not read. A declaration has none of these columns, and its heads are not guessed at.
FILLED_HEADS: tuple[tuple[str, str | None], ...] = (
    (r"^指标类别$", "level1"),
    (r"^(?:三级|四级|具体|绩效)?(?:绩效)?指标(?:名称|内容)?$", "name"),
    (r"^编号$|^指标(?:代码|编码)$|核心", None),
    (
        r"评分(?:标准|细则|规则|办法|依据|方法)|计分|评价标准|扣分标准|打分|指标解释|指标说明|计算(?:公式|方法)|评价要点",
        "criteria",
    ),
    (r"偏差|原因|改进|备注|说明", "reason"),
    (r"完成率|完成比例|完成程度|完成度|偏离|得分率|系数|进度", None),
    (r"复核|核定|审核|抽查|第三方|财政", None),
    (r"得分$|自评分$|评分$|自评得分|得分数$", "score"),
    (r"(?:指标|目标)?(?:方向|性质|符号|类型)$", "nature"),
    (r"分值|权重|标准分|满分|^分数$", "weight"),
    (r"调整.*(?:指标|目标)值?", "adjusted"),
    (r"实际|完成|实现|达成|业绩值", "actual"),
    (r"指标值|目标值|计划值|预期值|绩效目标|^目标$|^年度指标$|年度目标", "target"),
)
# what a second row of heads may hold, below 年度指标值 and below 绩效指标
SECOND_HEADS = frozenset(["level1", "level2", "name", "nature", "unit", "target", "adjusted"])
# of the block about funds, in a filled-in table
FUNDS_HEADS: tuple[tuple[str, str | None], ...] = (
    (r"执行率|支出率|完成率|执行进度", "rate"),
    (r"原因|说明|备注", "reason"),
    (r"得分$|自评分$", "score"),
    (r"分值|权重", "weight"),
    (r"到位|结余|结转数", None),
    (r"执行|支出|决算|使用|支付", "executed"),
    (r"年初|预算批复|^预算安排", "initial"),
    (r"预算", "budget"),
)
# what the names of its lines hold: of the sum, and of the parts
FUNDS_TOTAL = r"总额|合计|总计|总预算|^资金$"
FUNDS_PART = r"拨款|结转|其他|财政|单位资金|专户|自有|中央|省级|市级|区级|县级|补助|债券|一般公共|基金"
# what a column of a declaration holds in a filled-in table; None: it is not read there
IN_FILLED = {"explanation": "criteria", "core": None, "number": None}
# heads that only a filled-in table has: what was achieved, and a score for it
ACHIEVED = r"(?:全年|年度|本年度?|指标)?(?:实际|完成|达成)[^,;。]{0,8}"
SCORE = r"(?:自评|指标|实际|绩效)?(?:得分|自评分)"

# --- titles

DECLARED_TITLE = r"绩效目标(申报|汇总|批复|公开|明细|情况|一览)?表(\([^()]*\))?$"
FILLED_TITLE = r"(?:自评|评价)(?:打分|评分|情况)?表(?:\([^()]*\))?$"
TITLE = "绩效目标申报表"
TABLE_HEAD = "一级指标"

# --- what else cells hold

AMOUNTS = {"total_amount": "项目总金额", "year_amount": "本年度项目金额"}
ANY_AMOUNT = "amount"
"""The field of an amount whose label does not say whether it is the year's."""
YES_NO = {"是": True, "否": False}
MARKS = {**YES_NO, "": False, "√": True, "✓": True, "★": True, "核心": True, "核心指标": True}
QUALITATIVE = ("定性", "定性指标")
QUANTITATIVE = ("定量", "定量指标")
SIGNS = {
    **{sign: sign for sign in ("≥", "≤", ">", "<", "=")},
    **{">=": "≥", "<=": "≤", "≧": "≥", "≦": "≤", "==": "=", "═": "="},
    **{"大于等于": "≥", "小于等于": "≤", "大于": ">", "小于": "<", "等于": "="},
}
NO_UNIT = ("", "/", "-", "—", "无", "不适用")

# --- what stands below the rows of a table

FOOTERS = ("合计", "总计", "小计", "总分", "备注", "注:", "说明", "填报", "填表", "审核", "联系")
FILLED_TOTAL = (
    r"^(?:自评|综合|绩效|最终|评价)?(?:总分|合计|总计|总得分|得分合计|得分|总评分?)(?:\([^()]*\))?:?(?P<rest>.*)$"
)
FILLED_END = r"^(?:注|备注|说明|填报人|填表人|联系人|项目负责人|财务负责人|评价结论|存在问题|其他(?:需要)?说明)"
