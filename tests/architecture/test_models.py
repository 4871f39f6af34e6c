"""Foreign keys point down the package order: a table never needs one that is built on top of it."""

from pathlib import Path

from django.apps import apps

from tests.architecture.sources import ROOT

# Lowest first; packages on one line are independent of each other.
ORDER = [
    ["portal.common", "django"],
    ["portal.audit"],
    ["portal.workdays"],
    ["portal.organizations"],
    ["portal.accounts"],
    ["portal.search", "portal.notifications"],
    ["catalog"],
    ["disclosure"],
    ["applications"],
    ["portal.site", "portal.api", "portal.demo"],
]
LEVEL = {package: level for level, packages in enumerate(ORDER) for package in packages}


def level(app_name: str) -> int:
    return LEVEL["django" if app_name.startswith("django.") else app_name]


def test_foreign_keys_point_down_the_package_order():
    wrong = []
    for model in apps.get_models():
        own = apps.get_app_config(model._meta.app_label).name
        if own.startswith("django."):
            continue
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model is not None:
                target = apps.get_app_config(field.related_model._meta.app_label).name
                if target != own and level(target) >= level(own):
                    wrong.append(f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}")
    assert wrong == []


def test_every_app_of_the_portal_has_a_place_in_the_order():
    ours = [app.name for app in apps.get_app_configs() if (ROOT / Path(*app.name.split("."))).is_dir()]
    assert [app for app in ours if app not in LEVEL] == []
