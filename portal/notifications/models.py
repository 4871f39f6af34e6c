"""The outbox: messages, and one delivery per message and channel."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.notifications.enums import Channel, DeliveryState


class Message(models.Model):
    """What one person is told about one event. ``key`` names the occasion: the same one is told once."""

    event = models.CharField("事件", max_length=60)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="收件人", on_delete=models.CASCADE, related_name="messages"
    )
    key = models.CharField("去重键", max_length=120)
    subject = models.CharField("标题", max_length=200)
    body = models.TextField("内容")
    link = models.CharField("链接", max_length=300, blank=True)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "消息"
        ordering = (F("read_at").asc(nulls_first=True), "-created_at", "-id")
        constraints = [models.UniqueConstraint(fields=("key", "recipient"), name="message_once_per_recipient")]
        indexes = [models.Index(fields=("recipient", "read_at"), name="message_inbox")]

    def __str__(self) -> str:
        return self.subject


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime, *, abandoned_before: datetime) -> "DeliveryQuerySet":
        """Deliveries to be sent now: waiting ones whose time has come, and those whose worker died."""
        waiting = Q(state=DeliveryState.PENDING, next_attempt_at__lte=now)
        abandoned = Q(state=DeliveryState.SENDING, claimed_at__lte=abandoned_before)
        return self.filter(waiting | abandoned)


class Delivery(models.Model):
    """One message over one channel.

    ``idempotency_key`` goes with every attempt, so that a receiver can tell a repetition from a second
    message: a worker may die between sending and noting that it has sent.
    """

    message = models.ForeignKey(Message, verbose_name="消息", on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField("渠道", max_length=10, choices=Channel)
    state = models.CharField("状态", max_length=10, choices=DeliveryState, default=DeliveryState.PENDING)
    idempotency_key = models.UUIDField("幂等键", default=uuid.uuid4, unique=True, editable=False)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    claimed_at = models.DateTimeField("领取时间", null=True, blank=True)
    next_attempt_at = models.DateTimeField("下次尝试时间")
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)
    error = models.CharField("错误", max_length=120, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "投递"
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("message", "channel"), name="delivery_once_per_channel")]
        indexes = [models.Index(fields=("state", "next_attempt_at"), name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.get_channel_display()} {self.get_state_display()}"
