"""Providers on this machine, and a browser that goes between them and a server of ours."""

import html
import http.client
import json
import re
import socket
import subprocess
import urllib.parse
from pathlib import Path

from door import ROOT, environment
from served import PREFIX, Answered, Served

FOLDER = ROOT / ".deps/oidc-provider"
HERE = Path(__file__).parent
ADDRESS = "http://localhost:9/"  # as readers type it: the browser below knows which server stands there
SECRET = "of-the-client"
CALLBACK = f"{ADDRESS}api/v1/session/openid/callback"
CLIENT = {"client_id": "concord", "client_secret": SECRET, "redirect_uris": [CALLBACK],
          "post_logout_redirect_uris": [ADDRESS]}


class Script:
    """A program of Node that says in its first line where it listens, until close()."""

    def __init__(self, name: str, *arguments: str) -> None:
        self.process = subprocess.Popen(["node", HERE / name, *arguments], env=environment(), text=True,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.first = self.process.stdout.readline().strip()
        if not self.first:
            raise AssertionError(f"{name} did not begin: {self.process.stderr.read()}")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=30)
        self.process.stdout.close()
        self.process.stderr.close()


class Provider(Script):
    """oidc-provider; `people` are claims by subject, and any password is right."""

    def __init__(self, people: dict, key: str = "k1", port: int = 0, algorithm: str = "RS256",
                 client: dict | None = None) -> None:
        given = {"port": port, "people": people, "key": key, "algorithm": algorithm, "client": client or CLIENT}
        super().__init__("openid_provider.mjs", str(FOLDER), json.dumps(given))
        self.issuer = self.first
        self.port = urllib.parse.urlsplit(self.issuer).port


class Hostile(Script):
    def __init__(self, *certificate: str) -> None:
        super().__init__("openid_hostile.mjs", *certificate)
        said = json.loads(self.first)
        self.issuer, self.faults = said["issuer"], said["faults"]


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


class Browser:
    """Cookies by host and port, redirects, forms. What is at ADDRESS is asked of `served`."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.cookies: dict[tuple[str, str], str] = {}
        self.set_cookies: list[str] = []
        self.led = ""  # where the last answer led to

    def ask(self, method: str, address: str, form: dict | None = None) -> Answered:
        parts = urllib.parse.urlsplit(urllib.parse.urljoin(ADDRESS, address))
        ours = parts.netloc == urllib.parse.urlsplit(ADDRESS).netloc
        site = "ours" if ours else parts.netloc
        port = self.served.port if ours else parts.port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for (of, name), value in self.cookies.items() if of == site)}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
            response = connection.getresponse()
            self.set_cookies = response.headers.get_all("Set-Cookie") or []
            answered = Answered(response)
        finally:
            connection.close()
        for line in self.set_cookies:
            name, value = line.split(";")[0].split("=", 1)
            if value and "Max-Age=0" not in line:
                self.cookies[site, name] = value
            else:
                self.cookies.pop((site, name), None)
        location = answered.headers.get("location", "")
        self.led = urllib.parse.urljoin(parts.geturl(), location) if location else ""
        return answered

    def begin(self, fragment: str = "#/") -> str:
        """Where our server sends people to."""
        answered = self.ask("GET", f"{PREFIX}/session/openid?" + urllib.parse.urlencode({"return": fragment}))
        assert answered.status == 302, answered.text
        return self.led

    def to_the_callback(self, login: str, fragment: str = "#/") -> str:
        """Signs in at the provider; the address of ours that it leads back to."""
        self.begin(fragment)
        for _ in range(20):
            if self.led.startswith(CALLBACK):
                return self.led
            page = self.ask("GET", self.led)
            while not self.led:
                action = html.unescape(re.search(r'<form[^>]*action="([^"]+)"', page.text)[1])
                hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)"', page.text))
                if hidden.get("prompt") == "login":
                    hidden.update(login=login, password="any")
                page = self.ask("POST", action, hidden)
        raise AssertionError(f"the provider leads nowhere: {self.led}")

    def sign_in(self, login: str, fragment: str = "#/") -> str:
        """Where in the page the person lands."""
        answered = self.ask("GET", self.to_the_callback(login, fragment))
        assert answered.status == 302, answered.text
        return answered.headers["location"]

    def session(self) -> dict:
        return self.ask("GET", f"{PREFIX}/session").json
