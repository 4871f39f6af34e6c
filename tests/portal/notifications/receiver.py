"""A webhook receiver on this machine, as a conscientious one would be: it counts an Idempotency-Key once."""

import threading
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    """``answer`` is the status to give; while ``stalled``, requests are taken but never answered."""

    def __init__(self):
        self.calls = Counter()
        self.bodies = []
        self.answer = 200
        self.stalled = False
        self.called = threading.Event()
        self.over = threading.Event()

    @property
    def messages(self):
        """How many different messages have come, however often each was sent."""
        return len(self.calls)


@contextmanager
def listening():
    """Run a receiver on a free port; yield it and its address."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            receiver.bodies.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            receiver.calls[self.headers["Idempotency-Key"]] += 1
            receiver.called.set()
            if receiver.stalled:
                receiver.over.wait(30)
                return
            self.send_response(receiver.answer)
            self.send_header("Content-Length", "0")
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver, f"http://127.0.0.1:{server.server_port}/hook"
    finally:
        receiver.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
