"""Roles that people hold in an organization."""

from django.db import models


class Role(models.TextChoices):
    CLERK = "CLERK", "承办人"
    REVIEWER = "REVIEWER", "审核人"
    SIGNER = "SIGNER", "签发人"
    EDITOR = "EDITOR", "编辑"
    CATALOG_MANAGER = "CATALOG_MANAGER", "目录管理员"
    SUPERVISOR = "SUPERVISOR", "监督员"
    ADMINISTRATOR = "ADMINISTRATOR", "系统管理员"
