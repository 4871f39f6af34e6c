"""Checks of a deployment: ``manage.py check --deploy --database default``. Messages are for the person who installs it."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004  Django's own name
from django.db import DatabaseError
from django.utils import timezone

from portal.common.pdf import pdf_problem
from portal.workdays.selectors import calendar_alarm

_SECRET_LENGTH = 32
_SITE_CODE_LENGTH = 10
# 《政府网站发展指引》: what the footer must name.
_REQUIRED_IDENTITY = {
    "name": "SITE_NAME",
    "organizer": "SITE_ORGANIZER",
    "phone": "SITE_PHONE",
    "icp": "SITE_ICP",
    "police": "SITE_POLICE",
    "report_errors_url": "SITE_REPORT_ERRORS_URL",
}


@register(Tags.security, deploy=True)
def check_secrets(**kwargs: Any) -> list[CheckMessage]:
    """Sessions and personal data are as safe as these two keys."""
    found: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < _SECRET_LENGTH:
        hint = "设置环境变量 PORTAL_SECRET_KEY 或 PORTAL_SECRET_KEY_FILE，至少32个随机字符。"
        found.append(Error("会话签名密钥太短。", hint=hint, id="portal.E001"))
    if not settings.DATA_KEYS or not all(_is_fernet_key(key) for key in settings.DATA_KEYS):
        hint = "设置 PORTAL_DATA_KEYS 或 PORTAL_DATA_KEYS_FILE；新密钥写在最前，旧密钥保留在后，用逗号分隔。"
        found.append(Error("个人信息加密密钥缺失或者格式不对。", hint=hint, id="portal.E002"))
    return found


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


@register(Tags.security, deploy=True)
def check_addresses(**kwargs: Any) -> list[CheckMessage]:
    """The portal answers only to its own name, over HTTPS."""
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS or not settings.ALLOWED_HOSTS:
        hint = "设置环境变量 ALLOWED_HOSTS，写明本站域名。"
        found.append(Error("没有限定本站域名，任何主机名的请求都会被接受。", hint=hint, id="portal.E003"))
    if not settings.BEHIND_TLS:
        hint = "在反向代理上启用 HTTPS，并把 SITE_ORIGIN 设为 https:// 开头的地址。"
        found.append(Warning("本站地址不是 HTTPS，登录和申请内容会以明文传送。", hint=hint, id="portal.W001"))
    return found


@register(Tags.compatibility, deploy=True)
def check_identity(**kwargs: Any) -> list[CheckMessage]:
    """Header, footer and meta tags name a real site (《政府网站发展指引》)."""
    identity = settings.SITE_IDENTITY
    found: list[CheckMessage] = []
    if len(identity["id_code"]) != _SITE_CODE_LENGTH:
        hint = "设置环境变量 SITE_ID_CODE，填写本站的10位网站标识码。"
        found.append(Error("网站标识码应为10位。", hint=hint, id="portal.E004"))
    elif not identity["id_code"].strip("0"):
        hint = "设置环境变量 SITE_ID_CODE；全国政府网站普查按网站标识码识别本站。"
        found.append(Warning("网站标识码还是示例值。", hint=hint, id="portal.W002"))
    if blank := [variable for key, variable in _REQUIRED_IDENTITY.items() if not identity[key]]:
        hint = f"设置环境变量 {'、'.join(blank)}。"
        found.append(Warning("页脚必须标明的内容有空缺。", hint=hint, id="portal.W003"))
    if not identity["domain"].endswith(".gov.cn"):
        hint = "设置环境变量 SITE_DOMAIN，政府网站使用以 .gov.cn 为后缀的域名。"
        found.append(Warning("网站域名不以 .gov.cn 结尾。", hint=hint, id="portal.W004"))
    return found


@register(Tags.compatibility, deploy=True)
def check_pdf(**kwargs: Any) -> list[CheckMessage]:
    if problem := pdf_problem():
        return [Warning(problem, hint="不安装也能运行，答复书和文件只提供 Word 格式。", id="portal.W005")]
    return []


@register(Tags.database, deploy=True)
def check_calendar(**kwargs: Any) -> list[CheckMessage]:
    """From 1 November the next year's holiday notice is needed, because terms that start now end there."""
    try:
        alarm = calendar_alarm(timezone.localdate())
    except DatabaseError:  # not migrated yet; Django reports that itself
        return []
    hint = "国务院办公厅的放假通知公布后，用 manage.py load_calendar 导入。"
    return [Warning(alarm, hint=hint, id="portal.W006")] if alarm else []
