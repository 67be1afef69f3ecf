"""The API is held against its own description by Schemathesis: every operation, in every state of who asks."""

import os
import subprocess
import unittest

from door import ROOT, DoorTest, environment
from served import PREFIX, Person, Served

SCHEMATHESIS = ROOT / ".deps/schemathesis/bin/schemathesis"
PASSWORD = "seven quiet herons"
# What is typed into a free text (a layer, an act) is known to a system alone: that it is refused is no breach.
NO_BREACH = "positive_data_acceptance"


@unittest.skipUnless(SCHEMATHESIS.exists(), "Schemathesis is not there: third_party/schemathesis/fetch brings it")
class Description(DoorTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.tessellation()
        self.ask("build", self.folder, "--quiet")
        self.ask("accounts", self.folder, "add", "ada", "--roles", "administrator,secretary,analyst,member",
                 "--password-stdin", "--quiet", input=PASSWORD + "\n")
        # A provider by which people sign in, at an address where nobody is.
        (self.work / "openid.toml").write_text('issuer = "http://127.0.0.1:9"\nclient_id = "concord"\n'
                                               'address = "http://localhost:9"\n', encoding="utf-8")
        self.served = Served(self.folder, "--rate", "0", "--sign-ins", "0", "--openid", self.work / "openid.toml")
        self.addCleanup(self.served.close)

    def conforms(self, *options: str) -> None:
        address = f"http://127.0.0.1:{self.served.port}{PREFIX}"
        # The stream of events does not end, and a rebuild that is begun by chance would end the other answers.
        command = [SCHEMATHESIS, "run", f"{address}/openapi.json", "--url", address, "--no-color", "--seed", "1",
                   "--max-examples", os.environ.get("CONCORD_EXAMPLES", "8"),
                   "--exclude-path", "/events", "--exclude-path", "/builds", "--request-timeout", "30", *options]
        hooks = environment(SCHEMATHESIS_HOOKS="schemathesis_hooks", PYTHONPATH=str(ROOT / "tests/doors"))
        done = subprocess.run(command, cwd=self.work, env=hooks, capture_output=True, text=True, timeout=300)
        self.assertEqual(0, done.returncode, done.stdout[-9000:] + done.stderr[-1000:])
        self.assertRegex(done.stdout, r"Tested: +\d\d", "nothing was tested")

    def test_who_has_not_signed_in(self) -> None:
        self.conforms("--exclude-checks", NO_BREACH)

    def test_who_may_do_everything(self) -> None:
        person = Person(self.served, "ada", PASSWORD)
        # The cookie is sent whatever is tried, so that one which is missing cannot be refused.
        own = [word for path in ("/session", "/session/password", "/session/totp", "/accounts/{name}")
               for word in ("--exclude-path", path)]
        self.conforms("--exclude-checks", f"{NO_BREACH},negative_data_rejection", *own, "-H",
                      f"Cookie: {person.cookie}", "-H", f"X-CSRF-Token: {person.csrf}")
        self.assertEqual(200, person.ask("GET", "/accounts").status, "the session was kept")


if __name__ == "__main__":
    unittest.main()
