"""A cast: 安 and 白 work here and have e-mail, 陈 has none."""

import pytest

from portal.accounts.models import User


@pytest.fixture
def an(db):
    return User.objects.create_user("an", "an@yunlan.example", "x", display_name="安")


@pytest.fixture
def bai(db):
    return User.objects.create_user("bai", "bai@yunlan.example", "x", display_name="白")


@pytest.fixture
def chen(db):
    return User.objects.create_user("chen", "", "x", display_name="陈")
