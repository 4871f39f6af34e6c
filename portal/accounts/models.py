"""People who work in the portal, and the roles they hold in an organization."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from portal.accounts.enums import Role
from portal.organizations.models import Office, Organization


class User(AbstractUser):
    """A member of staff; citizens need no account."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField("姓名", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "用户"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class StaffAssignment(models.Model):
    """One role (角色) that one person holds in one organization."""

    user = models.ForeignKey(User, verbose_name="用户", on_delete=models.CASCADE, related_name="assignments")
    organization = models.ForeignKey(
        Organization, verbose_name="机关", on_delete=models.CASCADE, related_name="assignments"
    )
    office = models.ForeignKey(Office, verbose_name="内设机构", null=True, blank=True, on_delete=models.SET_NULL)
    role = models.CharField("角色", max_length=20, choices=Role)

    class Meta:
        verbose_name = verbose_name_plural = "角色授权"
        constraints = [
            models.UniqueConstraint(fields=("user", "organization", "role"), name="role_once_per_organization")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organization} · {self.get_role_display()}"
