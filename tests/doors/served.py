"""A server on a free port of this machine, and a client that says exactly what it sends."""

import http.client
import json
import re
import signal
import socket
import subprocess
from pathlib import Path

from door import PROGRAM, environment

PREFIX = "/api/v1"


class Answered:
    """A response that has been read."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)


class Served:
    """`concord serve` over a built system, until close()."""

    def __init__(self, folder: Path, *options: object, variables: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [PROGRAM, "serve", str(folder), "--port", "0", *map(str, options)], env=environment(**(variables or {})),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.said: list[str] = []
        for line in self.process.stderr:
            self.said.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found[1])
                return
        raise AssertionError(f"the server did not begin: {''.join(self.said)}")

    def close(self) -> int:
        if self.process.stderr.closed:
            return self.process.returncode
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=30)
        self.said += self.process.stderr.readlines()
        self.process.stdout.close()
        self.process.stderr.close()
        return code

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Answered:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body.encode() if isinstance(body, str) else body, names)
            return Answered(connection.getresponse())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answered:
        return self.ask("GET", PREFIX + path, **headers)

    def raw(self, sent: bytes, wait: float = 15) -> bytes:
        """What comes back for bytes that need not be a request."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            connection.sendall(sent)
            received = b""
            try:
                while piece := connection.recv(65536):
                    received += piece
            except (ConnectionResetError, socket.timeout):
                pass
            return received


class Person:
    """Somebody who signs in: the cookie and the token of the session are kept."""

    def __init__(self, served: Served, name: str, password: str) -> None:
        self.served = served
        answered = served.ask("POST", PREFIX + "/session", json.dumps({"name": name, "password": password}),
                              Content_Type="application/json")
        assert answered.status == 200, answered.text
        self.cookie = answered.headers["set-cookie"].split(";")[0]
        self.set_cookie = answered.headers["set-cookie"]
        self.csrf = answered.json["csrf"]

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answered:
        if body is not None and not isinstance(body, str):
            body = json.dumps(body)
            headers.setdefault("Content_Type", "application/json")
        headers.setdefault("X_CSRF_Token", self.csrf)
        return self.served.ask(method, PREFIX + path, body, Cookie=self.cookie, **headers)
