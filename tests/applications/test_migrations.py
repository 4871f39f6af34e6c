"""Migrations that change what is stored, with rows already there."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.applications.conftest import SECRET_NAME, submit

PLAIN, ENCRYPTED = [("applications", "0001_initial")], [("applications", "0002_encrypted_file_names")]


def migrate(target) -> str:
    MigrationExecutor(connection).migrate(target)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM applications_casefile")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_file_names_are_encrypted_and_read_back(bureau):
    file = submit(bureau).case.files.get()
    file.name = f"{SECRET_NAME}身份证.png"
    file.save()
    try:
        assert migrate(PLAIN) == f"{SECRET_NAME}身份证.png"
        assert SECRET_NAME not in migrate(ENCRYPTED)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    file.refresh_from_db()
    assert file.name == f"{SECRET_NAME}身份证.png"
