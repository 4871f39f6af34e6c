"""``python -m deploy.services``: print the addresses of the test services, or fail when one does not answer.

``TEST_DATABASE_URL`` and ``TEST_REDIS_URL`` name others than the usual local ones. Tests make and
drop databases of their own names beside the one given, and use the given Redis database number.
"""

import os
import sys

import dj_database_url
import psycopg2
import redis

DATABASE_URL = os.environ.get("TEST_DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/portal"
REDIS_URL = os.environ.get("TEST_REDIS_URL") or "redis://127.0.0.1:6379/15"


def postgresql_problem() -> str | None:
    """Why no database can be made there, or None."""
    parts = dj_database_url.parse(DATABASE_URL)
    try:
        psycopg2.connect(
            host=parts["HOST"],
            port=parts["PORT"] or 5432,
            user=parts["USER"],
            password=parts["PASSWORD"],
            dbname="postgres",
            connect_timeout=5,
        ).close()
    except psycopg2.OperationalError as error:
        return f"PostgreSQL: {error}"
    return None


def redis_problem() -> str | None:
    """Why Redis cannot be used, or None."""
    try:
        with redis.from_url(REDIS_URL, socket_connect_timeout=5) as client:
            client.ping()
    except redis.RedisError as error:
        return f"Redis: {error}"
    return None


def main() -> int:
    problems = [problem for problem in (postgresql_problem(), redis_problem()) if problem]
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    print(f"DATABASE_URL={DATABASE_URL} REDIS_URL={REDIS_URL}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
