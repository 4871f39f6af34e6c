"""How messages travel and where each delivery stands."""

from django.db import models


class Channel(models.TextChoices):
    INBOX = "inbox", "站内"
    EMAIL = "email", "电子邮件"
    WEBHOOK = "webhook", "外部接口"


class DeliveryState(models.TextChoices):
    PENDING = "PENDING", "待发送"
    SENDING = "SENDING", "发送中"
    SENT = "SENT", "已发送"
    FAILED = "FAILED", "发送失败"
