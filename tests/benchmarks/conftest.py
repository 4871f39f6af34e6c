"""The cast of the request tests serves the measurements too."""

from tests.applications.conftest import *  # noqa: F403
