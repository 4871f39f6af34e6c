"""Cases (案件) of requested disclosure and everything that hangs on one.

Personal data of applicants lives in Applicant only, encrypted. Index, audit and notifications carry ids.
"""

from django.conf import settings
from django.db import models

from applications.enums import (
    ApplicantKind,
    Carrier,
    CaseStatus,
    Channel,
    DecisionOutcome,
    DeliveryMethod,
    FileKind,
    IdentityType,
    LetterKind,
    OutcomeDetail,
)
from portal.common.encryption import EncryptedTextField
from portal.organizations.models import Office, Organization


class Case(models.Model):
    """One request (政府信息公开申请) to one organization, from arrival to archive.

    ``due_on`` repeats what the clock computes and exists only for sorting; it is rebuilt with every event.
    """

    organization = models.ForeignKey(Organization, verbose_name="受理机关", on_delete=models.PROTECT)
    reference = models.CharField("申请编号", max_length=40, unique=True)
    query_code_hash = models.CharField("查询码摘要", max_length=64)
    status = models.CharField("状态", max_length=20, choices=CaseStatus, default=CaseStatus.SUBMITTED, db_index=True)
    channel = models.CharField("收件渠道", max_length=20, choices=Channel)
    submitted_at = models.DateTimeField("提交时间")
    arrived_on = models.DateField("到达日期", help_text="当面提交之日、签收之日、信函到达之日或者网上提交之日")
    submission_key = models.CharField("提交标记", max_length=64, unique=True)

    # What is asked for (条例 art 29(2)(二)) and in which form (三). A purpose is never asked.
    information_title = models.CharField("所需信息名称", max_length=200, blank=True)
    information_number = models.CharField("文号", max_length=80, blank=True)
    content = models.TextField("所需信息内容描述")
    carrier = models.CharField("载体形式", max_length=20, choices=Carrier)
    delivery = models.CharField("获取方式", max_length=20, choices=DeliveryMethod)
    accepts_other_form = models.BooleanField("无法按指定方式提供时可接受其他方式", default=True)
    filled_by_staff = models.BooleanField("口头申请，由工作人员代为填写", default=False)
    needs_assistance = models.BooleanField("需要阅读、视听方面的帮助", default=False)

    # Receipt (条例 art 31): derived from channel and events, never typed.
    received_on = models.DateField("收到申请之日", null=True)
    receipt_rule = models.CharField("收到日期的依据", max_length=200, blank=True)
    due_on = models.DateField("答复期限", null=True, db_index=True)

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="承办人", null=True, blank=True, on_delete=models.PROTECT
    )
    office = models.ForeignKey(Office, verbose_name="承办机构", null=True, blank=True, on_delete=models.SET_NULL)
    outcome = models.CharField("处理结果", max_length=2, choices=DecisionOutcome, blank=True)
    outcome_detail = models.CharField("结果情形", max_length=20, choices=OutcomeDetail, blank=True)
    answered_on = models.DateField("答复日期", null=True)
    served_on = models.DateField("送达日期", null=True)
    closed_on = models.DateField("办结日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "依申请公开案件"
        ordering = ("due_on", "id")
        indexes = [models.Index(fields=("organization", "status", "due_on"), name="case_desk")]

    def __str__(self) -> str:
        return self.reference


class Applicant(models.Model):
    """Who asked (申请人): encrypted at rest, masked on screen, read in full only with an audit entry."""

    case = models.OneToOneField(Case, verbose_name="案件", on_delete=models.CASCADE, related_name="applicant")
    kind = models.CharField("申请人类型", max_length=20, choices=ApplicantKind)
    name = EncryptedTextField("姓名或者名称")
    work_unit = EncryptedTextField("工作单位", blank=True)
    identity_type = models.CharField("证件名称", max_length=20, choices=IdentityType, blank=True)
    identity_number = EncryptedTextField("证件号码", blank=True)
    # Equal for the same person: finds likely duplicates without decrypting anything.
    identity_index = models.CharField("证件索引", max_length=64, blank=True, db_index=True)
    credit_code = EncryptedTextField("统一社会信用代码", blank=True)
    representative = EncryptedTextField("法定代表人", blank=True)
    contact_name = EncryptedTextField("联系人姓名", blank=True)
    phone = EncryptedTextField("联系电话")
    email = EncryptedTextField("电子邮箱", blank=True)
    fax = EncryptedTextField("传真号码", blank=True)
    postcode = EncryptedTextField("邮政编码", blank=True)
    address = EncryptedTextField("通信地址")

    class Meta:
        verbose_name = verbose_name_plural = "申请人"

    def __str__(self) -> str:
        return f"申请人{self.pk}"


class CaseFile(models.Model):
    """A file that came with the request or goes with the answer; never reachable by address."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="files")
    kind = models.CharField("种类", max_length=20, choices=FileKind)
    file = models.FileField("文件", upload_to="cases/%Y/%m/", max_length=200)
    # Often tells who asks: "张三身份证.jpg".
    name = EncryptedTextField("文件名")
    size = models.PositiveBigIntegerField("大小（字节）")
    media_type = models.CharField("类型", max_length=100)
    sha256 = models.CharField("SHA-256", max_length=64)
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = verbose_name_plural = "案件材料"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"案件材料{self.pk}"


class CaseEvent(models.Model):
    """One step of the procedure: who, when, the legal date, and the dated facts from which the clock is read."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="events")
    action = models.CharField("步骤", max_length=30)
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="经办人", null=True, on_delete=models.PROTECT)
    actor_name = models.CharField("经办人姓名", max_length=80)
    from_status = models.CharField("原状态", max_length=20, choices=CaseStatus, blank=True)
    to_status = models.CharField("新状态", max_length=20, choices=CaseStatus)
    note = models.TextField("说明", blank=True)
    due_before = models.DateField("原答复期限", null=True)
    due_after = models.DateField("新答复期限", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "办理经过"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.action}"


class Decision(models.Model):
    """The answer in preparation and as signed (处理决定): outcome, finding, reasons, how to obtain."""

    case = models.OneToOneField(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField("处理结果", max_length=2, choices=DecisionOutcome)
    detail = models.CharField("具体情形", max_length=20, choices=OutcomeDetail, blank=True)
    finding = models.TextField("查明的情况和决定")
    reasons = models.TextField("理由", blank=True)
    obtaining = models.TextField("获取的方式、途径和时间", blank=True)
    # Parts withheld in a partial disclosure: [{"part": …, "article": …, "reason": …}, …]
    withheld = models.JSONField("不予公开的部分", default=list, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="起草人", on_delete=models.PROTECT, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="审核人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="签发人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = verbose_name_plural = "处理决定"

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class Letter(models.Model):
    """An outgoing paper (文书), numbered and frozen: the files and their SHA-256 never change."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField("种类", max_length=20, choices=LetterKind)
    number = models.CharField("文号", max_length=60, unique=True)
    issued_on = models.DateField("成文日期")
    docx = models.FileField("Word文件", upload_to="letters/%Y/%m/", max_length=200)
    docx_sha256 = models.CharField("Word文件SHA-256", max_length=64)
    pdf = models.FileField("PDF文件", upload_to="letters/%Y/%m/", max_length=200, blank=True)
    pdf_sha256 = models.CharField("PDF文件SHA-256", max_length=64, blank=True)
    made_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.number


class ServiceRecord(models.Model):
    """Proof of service (送达回证): which paper, how, when, and what proves it."""

    letter = models.OneToOneField(Letter, verbose_name="文书", on_delete=models.PROTECT, related_name="service")
    method = models.CharField("送达方式", max_length=20, choices=DeliveryMethod)
    served_on = models.DateField("送达日期")
    evidence = models.CharField("签收人或单号", max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT)

    class Meta:
        verbose_name = verbose_name_plural = "送达记录"

    def __str__(self) -> str:
        return f"{self.letter_id} {self.served_on}"


class ReferenceCounter(models.Model):
    """The last number given under a key; locked while the next one is taken, so none is doubled or skipped."""

    key = models.CharField("编号序列", max_length=60, unique=True)
    last = models.PositiveIntegerField("最后编号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号"

    def __str__(self) -> str:
        return f"{self.key} {self.last}"
