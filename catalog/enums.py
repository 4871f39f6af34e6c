"""The fixed vocabularies of the standard catalog (标准目录), worded as the official tables print them."""

from django.db import models


class TimeLimitKind(models.TextChoices):
    """How a time limit (公开时限) is counted; days are given for the first two kinds only."""

    WORKING_DAYS = "working_days", "工作日"
    CALENDAR_DAYS = "calendar_days", "自然日"
    IMMEDIATE = "immediate", "实时或及时公开"
    ANNUAL = "annual", "按年度公开"
    LONG_TERM = "long_term", "长期公开"
    OTHER = "other", "其他（不计算到期日）"


COUNTED_IN_DAYS = frozenset({TimeLimitKind.WORKING_DAYS, TimeLimitKind.CALENDAR_DAYS})


class Audience(models.TextChoices):
    """公开对象; for a specific group the group is named beside it."""

    ALL = "ALL", "全社会"
    SPECIFIC = "SPECIFIC", "特定群体"


class DisclosureMode(models.TextChoices):
    """公开方式."""

    PROACTIVE = "PROACTIVE", "主动"
    ON_APPLICATION = "ON_APPLICATION", "依申请"


class GovernmentLevel(models.TextChoices):
    """公开层级: which grass-roots governments publish the item."""

    COUNTY = "COUNTY", "县级"
    TOWNSHIP = "TOWNSHIP", "乡级"


class ReviewState(models.TextChoices):
    """Has anybody in the office checked this row against the official guide?"""

    UNCONFIRMED = "UNCONFIRMED", "待核"
    CONFIRMED = "CONFIRMED", "已核"


# 公开渠道和载体 in the order of the official table; the thirteenth option 其他 carries a name in brackets.
FIXED_CHANNELS = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
)
OTHER_CHANNEL = "其他"


def other_channel(name: str) -> str:
    """The thirteenth option with the name of the carrier: 其他（办税服务厅）."""
    return f"{OTHER_CHANNEL}（{name}）" if name else OTHER_CHANNEL


def other_channel_name(channel: str) -> str | None:
    """The name inside 其他（…）, empty for a bare 其他, None for any other channel."""
    if channel == OTHER_CHANNEL:
        return ""
    if channel.startswith(f"{OTHER_CHANNEL}（") and channel.endswith("）"):
        return channel[len(OTHER_CHANNEL) + 1 : -1]
    return None
