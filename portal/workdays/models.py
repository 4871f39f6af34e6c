"""The working-day calendar as data: one row per year with its notice, one row per day that the notice lists."""

from django.db import models

from portal.workdays.calendar import ListedDay, LocalDay, Notice, YearStatus, YearTable


class CalendarYear(models.Model):
    """The arrangement of one year. Its days are replaced as a whole, by services.load_year."""

    class Status(models.TextChoices):
        OFFICIAL = YearStatus.OFFICIAL.value, "正式安排"
        PROVISIONAL = YearStatus.PROVISIONAL.value, "暂按法定节日推算"

    year = models.PositiveSmallIntegerField("年度", unique=True)
    status = models.CharField("状态", max_length=12, choices=Status.choices)
    notice_title = models.CharField("依据名称", max_length=200)
    document_number = models.CharField("文号", max_length=60, blank=True)
    source_url = models.URLField("来源网址", max_length=300, blank=True)
    version = models.CharField("内容摘要", max_length=12, editable=False)
    loaded_at = models.DateTimeField("载入时间", auto_now=True)

    class Meta:
        verbose_name = "年度安排"
        verbose_name_plural = "年度安排"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年（{self.get_status_display()}）"

    @property
    def is_provisional(self) -> bool:
        return self.status == self.Status.PROVISIONAL

    def to_table(self, days: "list[CalendarDay]") -> YearTable:
        """Return the pure form of this year with its national days."""
        notice = Notice(self.notice_title, self.document_number, self.source_url)
        listed = tuple(ListedDay(day.date, day.is_working, day.name) for day in days)
        return YearTable(self.year, YearStatus(self.status), notice, listed)


class CalendarDay(models.Model):
    """A listed day: a day off, a make-up working day (调休上班), or a local override when region is set."""

    year = models.ForeignKey(CalendarYear, models.PROTECT, verbose_name="年度", related_name="days")
    date = models.DateField("日期")
    is_working = models.BooleanField("是否工作日")
    name = models.CharField("节日或者事由", max_length=60)
    region = models.CharField("适用地区", max_length=60, blank=True, help_text="空白表示全国")
    source = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "列明的日期"
        verbose_name_plural = "列明的日期"
        ordering = ["date", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "date"],
                name="workdays_one_row_per_region_and_day",
                violation_error_message="该地区的这一天已经设置。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.date} {'上班' if self.is_working else '放假'}（{self.name}）"

    def to_local_day(self) -> LocalDay:
        return LocalDay(self.date, self.is_working, self.name, self.source)
