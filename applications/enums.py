"""Words of the request procedure (依申请公开): where a case is, how it ended, who asked, how it came."""

from django.db import models


class CaseStatus(models.TextChoices):
    """Whose turn it is. How the case ended is DecisionOutcome, never a status."""

    SUBMITTED = "SUBMITTED", "待登记"
    PROCESSING = "PROCESSING", "办理中"
    UNDER_REVIEW = "UNDER_REVIEW", "审核中"
    AWAITING_SIGNATURE = "AWAITING_SIGNATURE", "待签发"
    ANSWERED = "ANSWERED", "已答复待送达"
    SERVED = "SERVED", "已送达"
    ARCHIVED = "ARCHIVED", "已归档"
    WITHDRAWN = "WITHDRAWN", "申请人已撤回"


# The clock of article 33 runs only here; an answer or a withdrawal stops it.
OPEN_STATUSES = frozenset(
    {CaseStatus.SUBMITTED, CaseStatus.PROCESSING, CaseStatus.UNDER_REVIEW, CaseStatus.AWAITING_SIGNATURE}
)


class Channel(models.TextChoices):
    """How the request came in (条例 arts 28, 31); values are those of applications.clock.ReceiptChannel."""

    IN_PERSON = "in_person", "当面提交"
    REGISTERED_MAIL = "registered_mail", "挂号信或特快专递"
    ORDINARY_LETTER = "ordinary_letter", "平常信函"
    WEB = "web", "互联网提交"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"


class ApplicantKind(models.TextChoices):
    """The six leaf columns of the annual report's table 3 (国办公开办函〔2021〕30号)."""

    NATURAL_PERSON = "NATURAL_PERSON", "自然人"
    ENTERPRISE = "ENTERPRISE", "商业企业"
    RESEARCH = "RESEARCH", "科研机构"
    WELFARE = "WELFARE", "社会公益组织"
    LEGAL_SERVICE = "LEGAL_SERVICE", "法律服务机构"
    OTHER = "OTHER", "其他"


class IdentityType(models.TextChoices):
    RESIDENT_CARD = "RESIDENT_CARD", "居民身份证"
    PASSPORT = "PASSPORT", "护照"
    HK_MACAO_PERMIT = "HK_MACAO_PERMIT", "港澳居民来往内地通行证"
    TAIWAN_PERMIT = "TAIWAN_PERMIT", "台湾居民来往大陆通行证"
    OTHER = "OTHER", "其他有效证件"


class Carrier(models.TextChoices):
    """Form of the information asked for (载体形式, 条例 art 29(2)(三))."""

    PAPER = "PAPER", "纸质"
    ELECTRONIC = "ELECTRONIC", "电子数据"
    DISC = "DISC", "光盘"


class DeliveryMethod(models.TextChoices):
    """How the applicant wants to get it (获取信息的方式、途径)."""

    MAIL = "MAIL", "邮寄"
    EMAIL = "EMAIL", "电子邮件"
    FAX = "FAX", "传真"
    PICKUP = "PICKUP", "自行领取"
    ONLINE = "ONLINE", "网上获取"


class FileKind(models.TextChoices):
    IDENTITY = "IDENTITY", "身份证明"
    MANDATE = "MANDATE", "委托书"
    SUPPORTING = "SUPPORTING", "补充材料"
    SCAN = "SCAN", "申请材料扫描件"
    ANSWER = "ANSWER", "答复所附信息"


class LetterKind(models.TextChoices):
    ANSWER = "ANSWER", "答复书"


class OutcomeGroup(models.TextChoices):
    DISCLOSED = "DISCLOSED", "予以公开"
    PARTIALLY_DISCLOSED = "PARTIALLY_DISCLOSED", "部分公开"
    REFUSED = "REFUSED", "不予公开"
    UNAVAILABLE = "UNAVAILABLE", "无法提供"
    NOT_PROCESSED = "NOT_PROCESSED", "不予处理"
    OTHER_HANDLING = "OTHER_HANDLING", "其他处理"


class DecisionOutcome(models.TextChoices):
    """The 21 leaf rows of table 3 with their exact labels; codes as in the reporting format."""

    G1 = "G1", "予以公开"
    P1 = "P1", "部分公开（区分处理的，只计这一情形，不计其他情形）"
    N1 = "N1", "属于国家秘密"
    N2 = "N2", "其他法律行政法规禁止公开"
    N3 = "N3", "危及“三安全一稳定”"
    N4 = "N4", "保护第三方合法权益"
    N5 = "N5", "属于三类内部事务信息"
    N6 = "N6", "属于四类过程性信息"
    N7 = "N7", "属于行政执法案卷"
    N8 = "N8", "属于行政查询事项"
    U1 = "U1", "本机关不掌握相关政府信息"
    U2 = "U2", "没有现成信息需要另行制作"
    U3 = "U3", "补正后申请内容仍不明确"
    X1 = "X1", "信访举报投诉类申请"
    X2 = "X2", "重复申请"
    X3 = "X3", "要求提供公开出版物"
    X4 = "X4", "无正当理由大量反复申请"
    X5 = "X5", "要求行政机关确认或重新出具已获取信息"
    O1 = "O1", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    O2 = "O2", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    O3 = "O3", "其他"


class OutcomeDetail(models.TextChoices):
    """The report has one row, the law two situations: the letter must tell which."""

    ALREADY_PUBLIC = "ALREADY_PUBLIC", "已经主动公开，告知获取方式、途径"
    PROVIDED = "PROVIDED", "可以公开，向申请人提供"
    NOT_EXISTING = "NOT_EXISTING", "经检索没有所申请公开的信息（信息不存在）"
    NOT_RESPONSIBLE = "NOT_RESPONSIBLE", "不属于本机关负责公开"
