"""Whether words say that something was done in time: 按时完成, 逾期; the one list of such words."""

from __future__ import annotations

from engine.language.patterns import regex

PUNCTUAL = "按[时期]|如期|及时|准时"
_DELAYED = "逾|[推拖顺]延|延[期后误迟长]|推[迟后]|[迟晚](?!会|间|上|稻|熟|期)|滞后|超[期时]"
IN_TIME = regex(f"{PUNCTUAL}|提前|按计划|按进度")
LATE = regex(_DELAYED)
NOT_LATE = regex(f"(?:未|没有?|无)(?:发生|出现)?(?:任何)?(?:{_DELAYED})期?")
_HARMLESS = "发[生现]|出现|造成|影响|收到|接到|超|突破|来|成年"
_DENIED = regex(f"未(?!{_HARMLESS})|没(?!有?(?:{_HARMLESS}|问题|投诉))|不(?=[按及够太能完合达全齐准])")
# so much was in time, and of the rest nothing is said
_PARTLY = regex("基本|大[致体多部]|部分|个别|[多少半]数|一半|[仅除]|有时|偶尔|争取|力争|预计|将于")


def says_in_time(words: str) -> bool:
    """Whether words claim of all that was due that it was done in time; 未逾期 alone may be said of what is not done yet."""
    rest = NOT_LATE.sub("", words)
    against = (LATE, _DENIED, _PARTLY)
    return IN_TIME.search(rest) is not None and not any(pattern.search(rest) for pattern in against)
