"""Settings, platform apps and wiring of the disclosure portal."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
