"""A publisher's server with the network's usual failures, on the loopback address.

Each file of the server has a way of failing, by the path it is asked for. What it was asked is kept, so that a
test can see whether the program resumed, asked again, or asked at all.
"""

import hashlib
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A connection that the program or the test has cut is no fault."""


@dataclass
class Asked:
    path: str
    start: int  # from Range; 0 where the whole file was asked for
    if_range: str


@dataclass
class Publication:
    """One file and how it is served: `serve` answers the n-th request for it."""

    content: bytes
    serve: Callable[["Request", int], None]
    version: str = "1"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def tag(self) -> str:
        return f'"{self.sha256[:16]}-{self.version}"'


@dataclass
class Publisher:
    publications: dict[str, Publication] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)  # ends every stalled answer

    def __enter__(self) -> "Publisher":
        publisher = self

        class Handler(Request):
            owner = publisher

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def publish(self, path: str, content: bytes, serve: Callable[["Request", int], None]) -> Publication:
        self.publications[path] = Publication(content, serve)
        return self.publications[path]

    def requests(self, path: str) -> list[Asked]:
        return [each for each in self.asked if each.path == path]


class Request(BaseHTTPRequestHandler):
    owner: Publisher
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing: what was asked is kept instead."""

    def do_GET(self) -> None:  # noqa: N802  (the name that http.server calls)
        path = self.path.lstrip("/")
        wanted = self.headers.get("Range", "")
        self.start = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted else 0
        self.owner.asked.append(Asked(path, self.start, self.headers.get("If-Range", "")))
        self.publication = self.owner.publications.get(path)
        if not self.publication:
            self.answer(404, b"<html>no such file</html>", {"Content-Type": "text/html"})
            return
        self.publication.serve(self, len(self.owner.requests(path)))

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drop(self) -> None:
        """Cuts the connection as a failing network does: with a reset."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()


# ── ways of serving ──────────────────────────────────────────────────────────────────────────────────────


def whole(request: Request, _: int) -> None:
    """The file or the part that is asked for, where it is still a part of this version."""
    publication = request.publication
    headers = {"ETag": publication.tag, "Content-Type": "text/csv"}
    asked = request.headers.get("If-Range")
    if request.start > len(publication.content):
        request.answer(416, b"", headers)
    elif request.start and asked in (None, publication.tag):
        total = len(publication.content)
        headers["Content-Range"] = f"bytes {request.start}-{total - 1}/{total}"
        request.answer(206, publication.content[request.start:], headers)
    else:
        request.answer(200, publication.content, headers)


def without_range(request: Request, _: int) -> None:
    """A server that knows nothing of parts."""
    request.answer(200, request.publication.content, {"ETag": request.publication.tag})


def cut_once(request: Request, number: int) -> None:
    """The first answer ends half way."""
    if number > 1:
        whole(request, number)
        return
    content = request.publication.content
    request.send_response(200)
    request.send_header("Content-Length", str(len(content)))
    request.send_header("ETag", request.publication.tag)
    request.end_headers()
    request.wfile.write(content[:len(content) // 2])
    request.wfile.flush()
    time.sleep(0.1)  # a reset overtakes bytes that have not been read
    request.drop()


def cut_without_range(request: Request, number: int) -> None:
    cut_once(request, number) if number == 1 else without_range(request, number)


def cut_always(request: Request, number: int) -> None:
    cut_once(request, 1)


def length_too_large(request: Request, number: int) -> None:
    """Promises more than it sends, every time, and ends in good order."""
    content = request.publication.content
    request.send_response(200)
    request.send_header("Content-Length", str(len(content) + 1000))
    request.end_headers()
    request.wfile.write(content)
    request.wfile.flush()
    request.close_connection = True


def failing_at_first(status: int, times: int = 1) -> Callable[[Request, int], None]:
    def serve(request: Request, number: int) -> None:
        if number <= times:
            request.answer(status, b"<html>try later</html>", {"Content-Type": "text/html"})
        else:
            whole(request, number)

    return serve


def refusing(status: int) -> Callable[[Request, int], None]:
    def serve(request: Request, _: int) -> None:
        request.answer(status, b"<html>no</html>", {"Content-Type": "text/html"})

    return serve


def redirecting(to: str, status: int = 302) -> Callable[[Request, int], None]:
    def serve(request: Request, _: int) -> None:
        request.answer(status, b"", {"Location": to})

    return serve


def slowly(request: Request, _: int) -> None:
    """In small pieces, with pauses."""
    content = request.publication.content
    request.send_response(200)
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    for start in range(0, len(content), len(content) // 10):
        request.wfile.write(content[start:start + len(content) // 10])
        request.wfile.flush()
        time.sleep(0.05)


def stalling(request: Request, _: int) -> None:
    """Half of it, and then nothing until the test ends."""
    content = request.publication.content
    request.send_response(200)
    request.send_header("Content-Length", str(len(content)))
    request.send_header("ETag", request.publication.tag)
    request.end_headers()
    request.wfile.write(content[:len(content) // 2])
    request.wfile.flush()
    request.owner.released.wait(60)
    request.close_connection = True


def web_page(request: Request, _: int) -> None:
    """What a portal answers instead of the file, with the status of success."""
    request.answer(200, b"<!DOCTYPE html><title>Please accept our terms</title>", {"Content-Type": "text/html"})
