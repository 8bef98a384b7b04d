"""Units of the same kind that people use beside each other, from small to large: 分钟 and 小时, 米 and 公里."""

from __future__ import annotations

from engine.quantity.numbers import Dimension, unit_of

_TIME = ("秒", "分钟", "小时", "天", "个月", "年")
_LADDERS = {
    Dimension.DURATION: _TIME,
    Dimension.MONTHS: _TIME,
    Dimension.LENGTH: ("毫米", "厘米", "米", "公里"),
    Dimension.AREA: ("平方米", "亩", "公顷", "平方公里"),
    Dimension.MASS: ("克", "公斤", "吨"),
    Dimension.VOLUME: ("升", "立方米"),
    Dimension.DATA: ("MB", "GB", "TB"),
    Dimension.MONEY: ("元", "万元"),
    Dimension.SHARE: ("‰", "%"),
}


def units_beside(unit: str | None) -> tuple[str, ...]:
    """The other units in use beside one, per the same: 分钟 beside 小时, 万元/人 beside 元/人; none beside %, in which
    people write a share."""
    top, *per = (unit or "").split("/", 1)
    own = unit_of(top)
    ladder = () if top == "%" else _LADDERS.get(own.dimension, ())
    return tuple("/".join((one, *per)) for one in ladder if unit_of(one) != own)
