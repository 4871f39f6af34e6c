"""Words of the column (政府信息公开专栏): parts, update rhythms, states and kinds of links."""

from django.db import models


class ColumnPart(models.TextChoices):
    """The four first-level parts in the order that 国办公开办函〔2019〕61号 fixes."""

    GUIDE = "GUIDE", "政府信息公开指南"
    RULES = "RULES", "政府信息公开制度"
    STATUTORY = "STATUTORY", "法定主动公开内容"
    ANNUAL_REPORT = "ANNUAL_REPORT", "政府信息公开年报"


class ColumnKind(models.TextChoices):
    """How often a column has to show something new."""

    DYNAMIC = "DYNAMIC", "动态类（每周更新）"
    TOPIC = "TOPIC", "专题类（每月更新）"
    POLICY = "POLICY", "政策文件类（六个月内更新）"
    OVERVIEW = "OVERVIEW", "概况类（每年年初更新）"


class DisclosureAttribute(models.TextChoices):
    """Property fixed when a text is drafted (公开属性源头认定); the last two need a legal reason."""

    PROACTIVE = "PROACTIVE", "主动公开"
    ON_APPLICATION = "ON_APPLICATION", "依申请公开"
    NOT_DISCLOSED = "NOT_DISCLOSED", "不予公开"


class Validity(models.TextChoices):
    IN_FORCE = "IN_FORCE", "有效"
    AMENDED = "AMENDED", "已修改"
    EXPIRED = "EXPIRED", "失效"
    REPEALED = "REPEALED", "废止"


class DocumentStatus(models.TextChoices):
    """Whose turn it is: the author's, the reviewer's, the publisher's, or the public's."""

    DRAFT = "DRAFT", "草稿"
    IN_REVIEW = "IN_REVIEW", "待审核"
    APPROVED = "APPROVED", "待发布"
    PUBLISHED = "PUBLISHED", "已发布"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class ReviewDecision(models.TextChoices):
    APPROVED = "APPROVED", "审核通过"
    RETURNED = "RETURNED", "退回修改"


class RelationKind(models.TextChoices):
    """What the source does to the target."""

    INTERPRETS = "INTERPRETS", "解读"
    AMENDS = "AMENDS", "修改"
    REPEALS = "REPEALS", "废止"
    BASED_ON = "BASED_ON", "依据"
    REPRINTS = "REPRINTS", "转载"
