"""The statutory clock through the API: nothing is stored, no personal data is asked for."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.viewsets import ViewSet

from applications.clock import UnlawfulHistory, read_clock
from applications.clock.exchange import KINDS, read_inquiry, reading_as_json
from portal.common.exceptions import InvalidInput
from portal.workdays.calendar import CalendarYearMissing
from portal.workdays.selectors import work_calendar

_EXAMPLE: dict[str, Any] = {
    "received_on": "2026-03-02",
    "as_of": "2026-03-20",
    "events": [
        {"kind": "third_party_consultation", "sent_on": "2026-03-10", "delivered_on": "2026-03-12"},
        {"kind": "extension", "notified_on": "2026-03-18", "days": 10},
    ],
}


class InquirySerializer(serializers.Serializer):
    received_on = serializers.DateField(help_text="收到申请之日")
    as_of = serializers.DateField(required=False, help_text="截至哪一天，默认今天")
    events = serializers.ListField(
        child=serializers.DictField(), required=False, help_text="办理经过，kind取值：" + "、".join(KINDS)
    )


class ConsultationSerializer(serializers.Serializer):
    kind = serializers.CharField(help_text="征求意见的种类")
    expires_on = serializers.DateField(help_text="答复意见的最后一日")


class TraceDaySerializer(serializers.Serializer):
    date = serializers.DateField(help_text="日期")
    counted = serializers.BooleanField(help_text="是否计入期限")
    reason = serializers.CharField(help_text="计入或者不计入的理由")
    article = serializers.CharField(help_text="依据的条款")


class ReadingSerializer(serializers.Serializer):
    answer_due_on = serializers.DateField(allow_null=True, help_text="答复期限；等待补正或者缴费期间为空")
    correction_notice_due_on = serializers.DateField(help_text="补正告知的最后一日")
    correction_due_on = serializers.DateField(allow_null=True, help_text="补正期限")
    payment_due_on = serializers.DateField(allow_null=True, help_text="缴费期限")
    consultations = ConsultationSerializer(many=True)
    reconsideration_until = serializers.DateField(allow_null=True, help_text="申请行政复议的最后一日；送达前为空")
    litigation_until = serializers.DateField(allow_null=True, help_text="提起行政诉讼的最后一日；送达前为空")
    working_days_used = serializers.IntegerField(help_text="已用工作日")
    working_days_left = serializers.IntegerField(help_text="剩余工作日，超期为负")
    paused = serializers.BooleanField(help_text="是否停止计算")
    overdue = serializers.BooleanField(help_text="是否超期")
    provisional = serializers.BooleanField(help_text="是否涉及尚未公布放假安排的年度")
    calendar_version = serializers.CharField(help_text="工作日历版本")
    trace = TraceDaySerializer(many=True, help_text="逐日计算过程")


@extend_schema(tags=["期限计算"])
class ClockViewSet(ViewSet):
    """期限计算。"""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (AnonRateThrottle,)

    @extend_schema(
        operation_id="clock",
        request=InquirySerializer,
        responses={200: ReadingSerializer},
        examples=[OpenApiExample("征求意见并延期", value=_EXAMPLE, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """按照条例计算一件申请的全部期限，并给出逐日计算过程；不合法的经过返回422和理由。"""
        try:
            inquiry = read_inquiry(request.data, today=timezone.localdate())
            reading = read_clock(inquiry.events, work_calendar(), on=inquiry.as_of)
        except (UnlawfulHistory, CalendarYearMissing) as refused:
            raise InvalidInput(str(refused)) from refused
        return Response(reading_as_json(reading))


ROUTES = [("clock", ClockViewSet, "clock")]
