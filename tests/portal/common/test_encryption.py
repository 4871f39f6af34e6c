"""Personal data at rest: sealed by the newest key, readable with every listed one."""

import pytest
from cryptography.fernet import Fernet

from portal.common import encryption
from portal.common.encryption import EncryptedTextField, blind_index


@pytest.fixture
def keys(settings):
    encryption._cipher.cache_clear()
    settings.DATA_KEYS = [Fernet.generate_key().decode()]
    yield settings
    encryption._cipher.cache_clear()


def test_a_value_comes_back_and_its_stored_form_tells_nothing(keys):
    field = EncryptedTextField()
    stored = field.get_prep_value("990100199001010012")
    assert "9901" not in stored
    assert field.from_db_value(stored, None, None) == "990100199001010012"
    assert field.get_prep_value("990100199001010012") != stored
    assert field.get_prep_value("") == ""


def test_keys_can_be_rotated(keys):
    field = EncryptedTextField()
    old = field.get_prep_value("甲")
    index = blind_index("甲")
    keys.DATA_KEYS = [Fernet.generate_key().decode(), *keys.DATA_KEYS]
    encryption._cipher.cache_clear()
    assert field.from_db_value(old, None, None) == "甲"
    assert blind_index("甲") == index


def test_the_blind_index_meets_whatever_the_width_and_case(keys):
    assert blind_index("１１０ａ ") == blind_index("110A")
    assert blind_index("110A") != blind_index("110B")
    assert blind_index("") == ""
    assert len(blind_index("x")) == 64
