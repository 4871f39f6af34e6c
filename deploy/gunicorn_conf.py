"""The web server, the same on one machine and in a container (``-c python:deploy.gunicorn_conf``)."""

import os
from pathlib import Path

from deploy.preflight import bindings, read_port

_addresses = os.environ.get("PORTAL_BIND", "")
_shared_memory = Path("/dev/shm")

bind = _addresses.split(",") if _addresses else bindings(read_port(os.environ.get("PORT", "8000")))
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
keepalive = 5
# A worker is replaced now and then, so that a slow leak in a library never grows for months.
max_requests = 5000
max_requests_jitter = 500
accesslog = "-"
# Neither query string nor visitor's address: what somebody searched for, and from where, is not kept.
access_log_format = '%(t)s %(m)s "%(U)s" %(s)s %(B)s %(D)sus'
# The heartbeat file must not wait for a slow disk.
worker_tmp_dir = str(_shared_memory) if os.access(_shared_memory, os.W_OK) else None
