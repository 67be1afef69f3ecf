"""Signing in by a provider: a real one, with its pages and its errors, and one that lies in every way it can."""

import json
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.parse
from pathlib import Path

from door import DoorTest
from openid import ADDRESS, CLIENT, FOLDER, SECRET, Browser, Hostile, Provider, free_port
from served import PREFIX, Person, Served

PASSWORD = "seven quiet herons"
PEOPLE = {"ada-1": {"name": "Ada L.", "preferred_username": "ada", "groups": ["it"]},
          "sam-2": {"name": "Sam", "preferred_username": "sam", "groups": ["boards", "everybody"]},
          "eve-3": {"name": "Eve", "preferred_username": "eve", "groups": []}}
GROUPS = """scopes = ["profile", "groups"]
[accounts]
claim = "groups"
[accounts.roles]
administrator = ["it"]
secretary = "boards"
analyst = ["analysts"]
"""


class OpenId(DoorTest):
    made: Path | None = None  # a built system with an administrator, which every test has a copy of

    def setUp(self) -> None:
        super().setUp()
        if not OpenId.made:
            self.folder = self.built_country()
            self.add("root", "administrator")
            OpenId.made = Path(tempfile.mkdtemp(prefix="concord-openid-")) / "country"
            unittest.addModuleCleanup(shutil.rmtree, OpenId.made.parent, ignore_errors=True)
            shutil.copytree(self.folder, OpenId.made)
        self.folder = self.work / "copy"
        shutil.copytree(OpenId.made, self.folder)

    def add(self, name: str, roles: str) -> None:
        self.ask("accounts", self.folder, "add", name, "--roles", roles, "--password-stdin", "--quiet",
                 input=PASSWORD + "\n")

    def settings(self, issuer: str, more: str = "", secret: bool = True) -> str:
        held = self.work / "secret"
        held.write_text(SECRET + "\n", encoding="utf-8")
        held.chmod(0o600)
        file = self.work / "openid.toml"
        file.write_text(f'issuer = "{issuer}"\nclient_id = "concord"\naddress = "{ADDRESS}"\n'
                        + ('client_secret_file = "secret"\n' if secret else "") + more, encoding="utf-8")
        return str(file)

    def serve(self, settings: str, *options: str) -> Served:
        served = Served(self.folder, "--openid", settings, "--sign-ins", "0", *options)
        self.addCleanup(served.close)
        return served

    def provider(self, **options: object) -> Provider:
        provider = Provider(PEOPLE, **options)
        self.addCleanup(provider.close)
        return provider

    def log(self, served: Served) -> str:
        self.assertEqual(0, served.close())
        return "".join(served.said)

    def audit(self, kind: str) -> list[str]:
        return [row["what"] for row in self.rows("accounts", self.folder, "audit") if row["kind"] == kind]


@unittest.skipUnless((FOLDER / ".lock").exists(),
                     "the provider is not there: third_party/oidc-provider/fetch brings it")
class ARealProvider(OpenId):
    def link(self, name: str, provider: Provider, subject: str) -> None:
        self.ask("accounts", self.folder, "link", name, "--issuer", provider.issuer, "--subject", subject)

    def test_who_is_linked_signs_in_and_nobody_else(self) -> None:
        provider = self.provider()
        served = self.serve(self.settings(provider.issuer, 'label = "The board\'s account"\n'))
        self.assertEqual("The board's account", served.get("").json["openid"]["label"])
        browser = Browser(served)
        self.assertEqual("/#/account?refused=account", browser.sign_in("ada-1"))
        self.assertFalse(browser.session()["signed_in"])
        self.assertIn(f"subject `ada-1` of {provider.issuer}: no account is linked",
                      self.audit("provider-refused")[0], "an administrator sees whom to link")
        self.add("lovelace", "secretary")
        self.link("lovelace", provider, "ada-1")
        self.assertEqual("/#/map?layer=icb24&x=%20", browser.sign_in("ada-1", "#/map?layer=icb24&x=%20"))
        session = browser.session()
        self.assertEqual(("lovelace", ["secretary"]), (session["name"], session["roles"]))
        self.assertEqual(403, browser.ask("GET", f"{PREFIX}/accounts").status)
        self.assertEqual(200, browser.ask("GET", f"{PREFIX}/audit").status)
        self.assertIn(f"lovelace from 127.0.0.1, by {provider.issuer}", self.audit("signed-in"))
        token = browser.cookies["ours", "concord"]
        out = served.ask("DELETE", f"{PREFIX}/session", Cookie=f"concord={token}", X_CSRF_Token=session["csrf"])
        self.assertEqual(204, out.status)
        self.assertFalse(browser.session()["signed_in"])
        self.assertEqual(302, browser.ask("GET", f"{PREFIX}/session/openid/end").status)
        self.assertTrue(browser.led.startswith(f"{provider.issuer}/session/end?client_id=concord"), browser.led)
        self.assertEqual(200, browser.ask("GET", browser.led).status, "the provider takes it")
        self.assertEqual("/#/", browser.sign_in("ada-1"), "a second time")
        self.ask("accounts", self.folder, "disable", "lovelace")
        self.assertFalse(browser.session()["signed_in"], "sessions end with disabling")
        self.assertEqual("/#/account?refused=disabled", browser.sign_in("ada-1"))
        self.ask("accounts", self.folder, "enable", "lovelace")
        self.ask("accounts", self.folder, "unlink", "lovelace")
        self.assertEqual("/#/account?refused=account", browser.sign_in("ada-1"))
        self.assertIn("holds", self.ask("accounts", self.folder, "verify"))
        said = self.log(served)
        for secret in (SECRET, token, "Ada L."):
            self.assertNotIn(secret, said)

    def test_roles_follow_the_groups(self) -> None:
        provider = self.provider()
        served = self.serve(self.settings(provider.issuer, GROUPS), "--private")
        self.assertNotIn("system", served.get("").json)
        ada = Browser(served)
        self.assertEqual("/#/", ada.sign_in("ada-1"))
        self.assertEqual(("ada", "Ada L.", ["administrator"]),
                         tuple(ada.session()[name] for name in ("name", "full_name", "roles")))
        self.assertFalse(ada.session()["has_password"])
        self.assertEqual(200, ada.ask("GET", f"{PREFIX}/report").status)
        self.assertEqual("/#/account?refused=role", Browser(served).sign_in("eve-3"))
        listed = {one["name"]: one for one in ada.ask("GET", f"{PREFIX}/accounts").json["accounts"]}
        self.assertEqual({"ada", "root"}, set(listed))
        self.assertEqual({"issuer": provider.issuer, "subject": "ada-1"}, listed["ada"]["external"])
        provider.close()
        people = {**PEOPLE, "ada-1": {**PEOPLE["ada-1"], "groups": ["analysts", "boards"]}}
        again = Provider(people, key="k2", port=provider.port)  # it has other keys since, too
        self.addCleanup(again.close)
        second = Browser(served)
        self.assertEqual("/#/", second.sign_in("ada-1"))
        self.assertEqual(["analyst", "secretary"], second.session()["roles"])
        self.assertFalse(ada.session()["signed_in"], "the session with the other roles has ended")
        self.assertIn(f"ada has analyst, secretary, had administrator, by {provider.issuer}",
                      self.audit("roles-changed"))
        self.assertIn("holds", self.ask("accounts", self.folder, "verify"))

    def test_ways_of_signing_and_of_saying_who_we_are(self) -> None:
        for algorithm, how in (("ES256", "client_secret_post"), ("RS256", "none")):
            client = {**CLIENT, "token_endpoint_auth_method": how}
            if how == "none":
                client.pop("client_secret")
            provider = self.provider(algorithm=algorithm, client=client)
            more = f'client_authentication = "{how}"\n' + GROUPS
            served = self.serve(self.settings(provider.issuer, more, secret=how != "none"))
            self.assertEqual("/#/", Browser(served).sign_in("sam-2"), how)
        self.assertEqual(2, len(self.audit("created")) - 1, "another issuer's `sam-2` is another person")

    def test_two_servers_take_each_others_answers(self) -> None:
        provider = self.provider()
        settings = self.settings(provider.issuer, GROUPS)
        first, second = self.serve(settings, "--secure-cookies"), self.serve(settings, "--secure-cookies")
        browser = Browser(first)
        back = browser.to_the_callback("sam-2")
        attempt = browser.cookies["ours", "__Host-concord-openid"]
        browser.served = second
        self.assertEqual("/#/", browser.ask("GET", back).headers["location"])
        for cookie in browser.set_cookies:
            self.assertIn("; Secure", cookie)
            self.assertIn("; HttpOnly", cookie)
        self.assertTrue(browser.session()["signed_in"])
        browser.served = first
        self.assertTrue(browser.session()["signed_in"])
        browser.cookies["ours", "__Host-concord-openid"] = attempt
        self.assertIn("?refused=", browser.ask("GET", back).headers["location"], "the same once more")
        self.assertEqual(1, len(self.audit("signed-in")))

    def test_a_provider_that_is_away(self) -> None:
        port = free_port()
        served = self.serve(self.settings(f"http://127.0.0.1:{port}"))
        browser = Browser(served)
        answered = browser.ask("GET", f"{PREFIX}/session/openid")
        self.assertEqual((302, "/#/account?refused=provider"), (answered.status, answered.headers["location"]))
        self.assertEqual([], browser.set_cookies)
        self.assertTrue(Person(served, "root", PASSWORD).csrf, "passwords are still taken")
        provider = self.provider(port=port)
        self.link("root", provider, "ada-1")
        time.sleep(2.1)  # so long it is not asked again
        back = browser.to_the_callback("ada-1")
        provider.close()
        self.assertEqual("/#/account?refused=provider", browser.ask("GET", back).headers["location"])
        self.assertEqual(200, served.get("").status)
        self.provider(port=port)
        self.assertEqual("/#/", browser.sign_in("ada-1"), "and then it is there again")
        said = self.log(served)
        self.assertIn("sign-in by the provider: the provider's description cannot be fetched: ", said)
        self.assertIn("sign-in by the provider: the provider does not take the code: ", said)

    def test_who_turns_back_is_not_signed_in(self) -> None:
        served = self.serve(self.settings(self.provider().issuer))
        browser = Browser(served)
        sent = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(browser.begin()).query))
        self.assertEqual("S256", sent["code_challenge_method"])
        page = browser.ask("GET", browser.led)
        page = browser.ask("GET", browser.led)
        abort = [line for line in page.text.split('"') if line.endswith("/abort")][0]
        browser.ask("GET", abort)
        while not browser.led.startswith(ADDRESS):
            browser.ask("GET", browser.led)
        self.assertIn("error=access_denied", browser.led)
        self.assertEqual("/#/account?refused=denied", browser.ask("GET", browser.led).headers["location"])


class AHostileProvider(OpenId):
    def setUp(self) -> None:
        super().setUp()
        self.hostile = Hostile()
        self.addCleanup(self.hostile.close)
        self.ask("accounts", self.folder, "link", "root", "--issuer", self.hostile.issuer, "--subject", "ada")

    def come_back(self, browser: Browser, fault: str, **other: str):
        """Begins, and comes back as if from the provider with a code by which it knows what to do wrong."""
        sent = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(browser.begin()).query))
        given = {"code": f"{fault}.{sent['nonce']}", "state": sent["state"], **other}
        return browser.ask("GET", f"{PREFIX}/session/openid/callback?{urllib.parse.urlencode(given)}")

    def test_every_lie_is_refused_and_nothing_leaks(self) -> None:
        served = self.serve(self.settings(self.hostile.issuer))
        self.assertGreater(len(self.hostile.faults), 35)
        for right in ("right", "right-by-ec"):
            browser = Browser(served)
            self.assertEqual("/#/", self.come_back(browser, right).headers["location"])
            self.assertEqual("root", browser.session()["name"], "what is right is taken: the rest is refused for cause")
        for fault in self.hostile.faults:
            browser = Browser(served)
            answered = self.come_back(browser, fault)
            self.assertIn(answered.headers["location"],
                          ("/#/account?refused=answer", "/#/account?refused=provider"), fault)
            self.assertNotIn(("ours", "concord"), browser.cookies, fault)
            self.assertNotIn("Leaky", answered.text + str(answered.headers))
        said = self.log(served)
        self.assertEqual(len(self.hostile.faults), said.count("sign-in by the provider: "), "each is in the log")
        for secret in ("Leaky", SECRET, "eyJ", "another-nonce."):
            self.assertNotIn(secret, said)
        self.assertEqual(2, len(self.audit("signed-in")))

    def test_an_answer_belongs_to_the_browser_that_asked(self) -> None:
        served = self.serve(self.settings(self.hostile.issuer))
        mine, other = Browser(served), Browser(served)
        sent = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(mine.begin()).query))
        attempt = next(line for line in mine.set_cookies)
        for word in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"):
            self.assertIn(word, attempt)
        for secret in sent["state"], sent["nonce"]:
            self.assertNotIn(secret, attempt)
        given = {"code": f"right.{sent['nonce']}", "state": sent["state"]}
        address = f"{PREFIX}/session/openid/callback?{urllib.parse.urlencode(given)}"
        refused = "/#/account?refused=attempt"
        self.assertEqual(refused, other.ask("GET", address).headers["location"], "no cookie at all")
        other.begin()
        self.assertEqual(refused, other.ask("GET", address).headers["location"], "another's attempt")
        for wrong in (address + "&state=x", address.replace("state=", "state=x"), address.split("&")[0]):
            mine.begin()
            self.assertEqual(refused, mine.ask("GET", wrong).headers["location"], wrong)
        for cookie in ("x", "A" * 200, PASSWORD.replace(" ", "")):
            mine.cookies["ours", "concord-openid"] = cookie
            self.assertEqual(refused, mine.ask("GET", address).headers["location"])
        self.assertEqual("/#/account?refused=answer",
                         self.come_back(mine, "right", iss="https://elsewhere.example").headers["location"])
        denied = self.come_back(mine, "right", error="<script>")
        self.assertEqual("/#/account?refused=denied", denied.headers["location"])
        self.assertFalse(mine.session()["signed_in"])
        self.come_back(mine, "right")
        self.assertNotIn(("ours", "concord-openid"), mine.cookies, "an attempt is over when it is answered")
        self.assertTrue(mine.session()["signed_in"])
        self.assertNotIn("<script>", self.log(served).replace("`<script>`", ""))

    def test_a_callback_is_answered_once(self) -> None:
        """Also where the provider would take a code twice: on another server, and by the same browser."""
        settings = self.settings(self.hostile.issuer)
        first, second = self.serve(settings), self.serve(settings)
        browser = Browser(first)
        sent = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(browser.begin()).query))
        held = browser.cookies["ours", "concord-openid"]
        given = {"code": f"right.{sent['nonce']}", "state": sent["state"]}
        address = f"{PREFIX}/session/openid/callback?{urllib.parse.urlencode(given)}"
        self.assertEqual("/#/", browser.ask("GET", address).headers["location"])
        for served in (first, second):
            again = Browser(served)
            again.cookies["ours", "concord-openid"] = held
            self.assertEqual("/#/account?refused=attempt", again.ask("GET", address).headers["location"])
        self.assertEqual(1, len(self.audit("signed-in")))

    def test_nobody_is_led_elsewhere(self) -> None:
        served = self.serve(self.settings(self.hostile.issuer))
        for wrong in ("https://evil.example", "//evil.example", "/x", "", "#\r\nSet-Cookie: a=b", "#" + "x" * 600,
                      "# x"):
            answered = served.get("/session/openid?" + urllib.parse.urlencode({"return": wrong}))
            self.assertEqual(400, answered.status, wrong)
        self.assertEqual("/#//evil.example/", self.back_at(Browser(served), "#//evil.example/"))

    def back_at(self, browser: Browser, fragment: str) -> str:
        sent = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(browser.begin(fragment)).query))
        given = {"code": f"right.{sent['nonce']}", "state": sent["state"]}
        return browser.ask("GET", f"{PREFIX}/session/openid/callback?{urllib.parse.urlencode(given)}"
                           ).headers["location"]

    def test_attempts_are_limited_like_any_sign_in(self) -> None:
        served = Served(self.folder, "--openid", self.settings(self.hostile.issuer), "--sign-ins", "0.01")
        self.addCleanup(served.close)
        found = [served.get("/session/openid/callback?code=x&state=y").headers["location"] for _ in range(3)]
        self.assertEqual("/#/account?refused=attempt", found[0])
        self.assertEqual("/#/account?refused=busy", found[-1])
        body = json.dumps({"name": "root", "password": PASSWORD})
        self.assertEqual(429, served.ask("POST", f"{PREFIX}/session", body, Content_Type="application/json").status)


class OverTls(OpenId):
    def come_back(self, settings: str) -> tuple[str, str]:
        """Where an attempt ends, and what the log has of it."""
        served = self.serve(settings)
        browser = Browser(served)
        led = browser.ask("GET", f"{PREFIX}/session/openid").headers["location"]
        if led.startswith("https://"):
            sent = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(led).query))
            given = {"code": f"right.{sent['nonce']}", "state": sent["state"]}
            led = browser.ask("GET", f"{PREFIX}/session/openid/callback?{urllib.parse.urlencode(given)}"
                              ).headers["location"]
        return led, self.log(served)

    def test_a_provider_is_who_its_certificate_says(self) -> None:
        certificate, key = self.work / "certificate.pem", self.work / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=provider", "-days",
                        "2", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        provider = Hostile(str(certificate), str(key))
        self.addCleanup(provider.close)
        self.ask("accounts", self.folder, "link", "root", "--issuer", provider.issuer, "--subject", "ada")
        known = 'certificates = "certificate.pem"\n'
        self.assertEqual("/#/", self.come_back(self.settings(provider.issuer, known))[0])
        elsewhere = provider.issuer.replace("127.0.0.1", "localhost")
        for issuer, more in ((provider.issuer, ""), (elsewhere, known)):
            led, said = self.come_back(self.settings(issuer, more))
            self.assertEqual("/#/account?refused=provider", led, issuer)
            self.assertIn("description cannot be fetched: ", said)
            self.assertRegex(said, "ssl|certificate", issuer)


class Settings(OpenId):
    def test_faults_are_said_with_their_place(self) -> None:
        file = self.settings("http://login.example.org", "lable = \"x\"\n")
        done = self.run_concord("serve", self.folder, "--port", "0", "--openid", file)
        self.assertEqual(1, done.returncode, done.stderr)
        for words in ("openid.toml:1:", "`issuer` is not on https", "openid.toml:5:", "did you mean `label`?"):
            self.assertIn(words, done.stdout + done.stderr)
        (self.work / "secret").chmod(0o644)
        done = self.run_concord("serve", self.folder, "--port", "0", "--openid", self.work / "openid.toml")
        self.assertIn("may be read by others", done.stdout + done.stderr)
        self.assertNotIn(SECRET, done.stdout + done.stderr)
        done = self.run_concord("serve", self.folder, "--openid", self.work / "none.toml")
        self.assertEqual(3, done.returncode)
        self.assertIn("--openid: there is no file", done.stderr)

    def test_a_server_without_a_provider_says_so(self) -> None:
        served = Served(self.folder)
        self.addCleanup(served.close)
        self.assertIsNone(served.get("").json["openid"])
        for path in ("/session/openid", "/session/openid/callback?code=x", "/session/openid/end"):
            self.assertEqual(404, served.get(path).status)

    def test_a_system_without_accounts_cannot_have_one(self) -> None:
        country = self.country("bare")
        self.ask("build", country, "--quiet")
        done = self.run_concord("serve", country, "--openid", self.settings("https://login.example.org"))
        self.assertEqual(3, done.returncode)
        self.assertIn("nobody could sign in", done.stderr + done.stdout)


if __name__ == "__main__":
    unittest.main()
