"""A PostgreSQL of the test's own, in a folder of its own, reached through a socket there.

As root it runs as an unprivileged user, as PostgreSQL demands.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path


def programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in [*found, Path("/usr/local/bin"), Path("/usr/bin")]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


class Postgres:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="concord-postgres-"))
        self.as_whom = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_whom = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self.server: subprocess.Popen | None = None
        data = self.folder / "data"
        made = self.launch("initdb", "-D", data, "-U", "concord", "-A", "trust", "-E", "UTF8", "--no-locale",
                           "--no-sync", "--no-instructions")
        if made.wait(timeout=120) != 0:
            raise AssertionError((self.folder / "log").read_text())
        self.start()

    def launch(self, name: str, *words: object) -> subprocess.Popen:
        with (self.folder / "log").open("a") as log:
            return subprocess.Popen([programs() / name, *map(str, words)], cwd="/", stdin=subprocess.DEVNULL,
                                    stdout=log, stderr=log, env={**os.environ, "LC_ALL": "C"}, **self.as_whom)

    def start(self) -> None:
        self.server = self.launch("postgres", "-D", self.folder / "data", "-k", self.folder, "-h", "")
        deadline = time.monotonic() + 60
        while "ready to accept connections" not in (self.folder / "log").read_text():
            if time.monotonic() > deadline:
                raise AssertionError((self.folder / "log").read_text())
            time.sleep(0.05)

    def address(self) -> str:
        return f"postgres:///postgres?user=concord&host={self.folder}"

    def close(self) -> None:
        if self.server:
            self.server.send_signal(signal.SIGQUIT)
            self.server.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)
