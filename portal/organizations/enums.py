"""Kinds of administrative organs (行政机关)."""

from django.db import models


class OrganizationLevel(models.TextChoices):
    """Level and kind in one: it decides which statutory nodes apply (条例 arts 20, 21) and who reconsiders."""

    CITY_GOVERNMENT = "CITY_GOVERNMENT", "设区的市人民政府"
    CITY_DEPARTMENT = "CITY_DEPARTMENT", "市政府部门"
    COUNTY_GOVERNMENT = "COUNTY_GOVERNMENT", "县级人民政府"
    COUNTY_DEPARTMENT = "COUNTY_DEPARTMENT", "县政府部门"
    TOWNSHIP = "TOWNSHIP", "乡镇人民政府（街道办事处）"
