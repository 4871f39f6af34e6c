"""Every permission of the portal, named once, and the roles that hold it.

People never get permissions directly: a role in an organization gives them. The functions of a
disclosure office in 条例 art 4 (办理、维护和更新、组织编制、组织审查) are spread over these keys.
"""

from django.db import models

from portal.accounts.enums import Role


class Permission(models.TextChoices):
    CASE_VIEW = "case.view", "查看申请案件"
    CASE_REGISTER = "case.register", "登记申请"
    CASE_HANDLE = "case.handle", "办理案件、起草答复"
    CASE_REVIEW = "case.review", "审核答复"
    CASE_SIGN = "case.sign", "签发答复"
    CASE_SEE_IDENTITY = "case.see_identity", "查看申请人身份信息"
    DOCUMENT_VIEW = "document.view", "查看未公开的信息"
    DOCUMENT_DRAFT = "document.draft", "起草信息"
    DOCUMENT_REVIEW = "document.review", "审核信息"
    DOCUMENT_PUBLISH = "document.publish", "发布、撤回信息"
    CATALOG_EDIT = "catalog.edit", "维护标准目录"
    AUDIT_VIEW = "audit.view", "查看操作留痕"
    CALENDAR_EDIT = "calendar.edit", "维护工作日历"


_P = Permission
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset({_P.CASE_VIEW, _P.CASE_REGISTER, _P.CASE_HANDLE, _P.CASE_SEE_IDENTITY}),
    Role.REVIEWER: frozenset({_P.CASE_VIEW, _P.CASE_REVIEW, _P.DOCUMENT_VIEW, _P.DOCUMENT_REVIEW}),
    Role.SIGNER: frozenset({_P.CASE_VIEW, _P.CASE_SIGN, _P.DOCUMENT_VIEW, _P.DOCUMENT_REVIEW, _P.DOCUMENT_PUBLISH}),
    Role.EDITOR: frozenset({_P.DOCUMENT_VIEW, _P.DOCUMENT_DRAFT, _P.DOCUMENT_PUBLISH}),
    Role.CATALOG_MANAGER: frozenset({_P.CATALOG_EDIT, _P.DOCUMENT_VIEW}),
    Role.SUPERVISOR: frozenset({_P.CASE_VIEW, _P.DOCUMENT_VIEW, _P.AUDIT_VIEW}),
    Role.ADMINISTRATOR: frozenset({_P.CALENDAR_EDIT, _P.AUDIT_VIEW, _P.CATALOG_EDIT}),
}

# A supervisor of the competent office (主管部门, 条例 art 3) and an administrator act for every unit below theirs.
ROLES_REACHING_BELOW = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that hold a permission."""
    return frozenset(role for role, held in ROLE_PERMISSIONS.items() if permission in held)
