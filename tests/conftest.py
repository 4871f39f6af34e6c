"""What every test relies on: an index of its own, and a database that can be emptied."""

import os
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db.backends.sqlite3.base import DatabaseWrapper

_index_numbers = count()

# How long an example takes tells of the machine, not of the code. In CI the examples are the same in every run,
# so that a change is judged by what it changes; elsewhere they are new each time and find what nobody thought of.
hypothesis.settings.register_profile("portal", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("portal")


@pytest.fixture(autouse=True)
def _own_search_index(settings):
    """No test finds what another one indexed: the database is rolled back, an index is not."""
    settings.SEARCH = {**settings.SEARCH, "PATH": Path(django_settings.VAR_DIR) / f"search-{next(_index_numbers)}"}


@pytest.fixture(autouse=True)
def _own_request_counts():
    """No test is told to slow down because of the requests of another one: throttles count in the cache."""
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _flush_may_empty_append_only_tables():
    """After a test with real transactions Django deletes all rows, which the triggers of SQLite refuse.

    They are dropped and made again in the same transaction. PostgreSQL truncates, which is no deletion to it.
    """
    with pytest.MonkeyPatch.context() as patch:
        operations = DatabaseWrapper.ops_class
        original = operations.execute_sql_flush

        def without_triggers(self, statements):
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                triggers = cursor.fetchall()
            drops = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
            original(self, [*drops, *statements, *(sql for _, sql in triggers)])

        patch.setattr(operations, "execute_sql_flush", without_triggers)
        yield
