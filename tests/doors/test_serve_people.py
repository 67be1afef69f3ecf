"""People with different rights at one server: who may do what, and that nothing is done for who may not."""

import json
import time
import tomllib
import unittest

from door import ROOT, DoorTest, make_system
from served import PREFIX, Person, Served

FILES = tomllib.loads((ROOT / "tests/spec/rules/GOV186.toml").read_text(encoding="utf-8"))["good"]["files"]
PASSWORD = "seven quiet herons"
PEOPLE = {"ada": "administrator", "sam": "secretary", "mia": "member", "ann": "analyst", "rob": "reader",
          "fin": "finance"}


class People(DoorTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.work / "country"
        make_system(self.folder, {"files": FILES}, "decisions")
        for name, role in PEOPLE.items():
            self.ask("accounts", self.folder, "add", name, "--roles", role, "--password-stdin", "--quiet",
                     input=PASSWORD + "\n")
        self.ask("build", self.folder, "--quiet")

    def serve(self, *options: str) -> Served:
        served = Served(self.folder, *options)
        self.addCleanup(served.close)
        return served

    def file(self, name: str) -> str:
        return (self.folder / f"{name}.toml").read_text(encoding="utf-8")

    def step(self, person: Person, path: str, name: str, key: str):
        return person.ask("POST", path, self.file(name), Content_Type="application/toml", Idempotency_Key=key)

    def test_a_decision_by_two_people_with_different_rights(self) -> None:
        served = self.serve()
        member, secretary = Person(served, "mia", PASSWORD), Person(served, "sam", PASSWORD)
        proposed = self.step(member, "/decisions", "decision", "a")
        self.assertEqual(201, proposed.status, proposed.text)
        again = self.step(member, "/decisions", "decision", "a")
        self.assertEqual((201, proposed.json["rows"]), (again.status, again.json["rows"]), "recorded once")
        refused = self.step(member, "/decisions/2022-001/steps?kind=record", "discussed", "b")
        self.assertEqual(403, refused.status)
        for number, name in enumerate(("discussed", "consensus")):
            done = self.step(secretary, "/decisions/2022-001/steps?kind=record", name, f"s{number}")
            self.assertEqual(201, done.status, done.text)
        listed = served.get("/decisions").json
        row = dict(zip([column["name"] for column in listed["columns"]], listed["rows"][0]))
        self.assertEqual(("2022-001", "approved"), (row["decision"], row["outcome"]))
        self.assertEqual(200, served.get("/decisions/2022-001").status)
        self.assertIn("holds", self.ask("decide", self.folder, "verify"))
        entries = secretary.ask("GET", "/audit").json["entries"]
        self.assertEqual(["recorded", "recorded", "proposed"],
                         [entry["kind"] for entry in entries if entry["kind"] in ("recorded", "proposed")])
        self.assertEqual({"mia"}, {entry["actor"] for entry in entries if entry["kind"] == "proposed"})
        self.assertTrue(secretary.ask("GET", "/audit/verification").json["holds"])
        self.assertEqual(entries[1:2], secretary.ask("GET", "/audit?limit=1&offset=1").json["entries"])
        for wrong in ("limit=-1", "limit=x", "offset=1.5", "limit=1001", "lmit=1"):
            self.assertEqual(400, secretary.ask("GET", f"/audit?{wrong}").status, wrong)

    def test_what_the_register_refuses_is_said_and_not_kept(self) -> None:
        served = self.serve()
        secretary = Person(served, "sam", PASSWORD)
        broken = secretary.ask("POST", "/decisions", "nonsense = 1\n", Content_Type="application/toml",
                               Idempotency_Key="x")
        self.assertEqual(422, broken.status, broken.text)
        self.assertTrue(broken.json["errors"][0]["help"])
        self.assertIn(1, [error["line"] for error in broken.json["errors"]], "the line that is not understood")
        self.assertNotIn("/tmp", broken.text)
        self.assertNotIn(str(self.work), broken.text)
        early = self.step(secretary, "/decisions/2022-001/steps?kind=record", "consensus", "y")
        self.assertEqual(422, early.status, early.text)
        self.assertEqual([], served.get("/decisions").json["rows"])
        no_key = secretary.ask("POST", "/decisions", self.file("decision"), Content_Type="application/toml")
        self.assertEqual(400, no_key.status)

    def test_every_role_may_what_its_rights_say_and_nothing_else(self) -> None:
        served = self.serve()
        asked = {
            "rebuild": ("POST", "/builds", {}),
            "manage-accounts": ("GET", "/accounts", None),
            "read-audit": ("GET", "/audit", None),
        }
        for name in PEOPLE:
            person = Person(served, name, PASSWORD)
            rights = set(person.ask("GET", "/session").json["rights"])
            for right, (method, path, body) in asked.items():
                status = person.ask(method, path, body).status
                if right in rights:
                    self.assertIn(status, (200, 202, 409), f"{name} {path}")
                else:
                    self.assertEqual(403, status, f"{name} {path}")
            for table in ("people", "person"):
                self.assertEqual(404, person.ask("GET", f"/tables/{table}").status)

    def test_a_write_needs_the_sessions_token_and_its_own_page(self) -> None:
        served = self.serve()
        administrator = Person(served, "ada", PASSWORD)
        self.assertIn("HttpOnly", administrator.set_cookie)
        self.assertIn("SameSite=Strict", administrator.set_cookie)
        for headers in ({"X_CSRF_Token": ""}, {"X_CSRF_Token": "x" * 43}, {"Origin": "https://elsewhere.example"},
                        {"Sec_Fetch_Site": "cross-site"}):
            self.assertEqual(403, administrator.ask("POST", "/builds", {}, **headers).status, headers)
        self.assertEqual(415, administrator.ask("POST", "/accounts", "name=x",
                                                Content_Type="application/x-www-form-urlencoded").status)
        deep = "[" * 5000
        self.assertEqual(400, administrator.ask("POST", "/accounts", deep, Content_Type="application/json").status)
        misspelt = administrator.ask("POST", "/accounts", {"nme": "x", "password": PASSWORD, "roles": []})
        self.assertEqual(400, misspelt.status)
        self.assertIn("did you mean `name`", misspelt.text)
        wrong = administrator.ask("POST", "/accounts", {"name": "new", "password": PASSWORD, "roles": ["secretry"]})
        self.assertEqual(400, wrong.status)
        self.assertIn("secretary", wrong.text)

    def test_changes_of_an_account_hold_at_once(self) -> None:
        served = self.serve()
        administrator, reader = Person(served, "ada", PASSWORD), Person(served, "rob", PASSWORD)
        self.assertEqual(403, reader.ask("GET", "/audit").status)
        changed = administrator.ask("PATCH", "/accounts/rob", {"roles": ["secretary"]})
        self.assertEqual((200, ["secretary"]), (changed.status, changed.json["roles"]))
        self.assertEqual(401, reader.ask("GET", "/audit").status, "sessions with other roles have ended")
        reader = Person(served, "rob", PASSWORD)
        self.assertEqual(200, reader.ask("GET", "/audit").status)
        self.assertEqual(200, administrator.ask("PATCH", "/accounts/rob", {"disabled": True}).status)
        self.assertEqual(401, reader.ask("GET", "/audit").status)
        self.assertEqual(204, administrator.ask("DELETE", "/session").status)
        self.assertEqual(401, administrator.ask("GET", "/accounts").status)

    def test_wrong_passwords_learn_nothing_and_end_in_a_lock(self) -> None:
        served = self.serve("--sign-ins", "0")

        def sign_in(name: str, password: str):
            return served.ask("POST", PREFIX + "/session", json.dumps({"name": name, "password": password}),
                              Content_Type="application/json")

        known, unknown = sign_in("rob", "wrong"), sign_in("nobody", "wrong")
        self.assertEqual((401, known.body), (unknown.status, unknown.body))
        statuses = [sign_in("rob", "wrong").status for _ in range(6)]
        self.assertEqual(429, statuses[-1])
        locked = sign_in("rob", PASSWORD)
        self.assertEqual(429, locked.status)
        self.assertGreater(int(locked.headers["retry-after"]), 0)
        self.assertEqual(200, sign_in("sam", PASSWORD).status, "others can sign in")

    def test_in_private_nothing_is_read_without_a_session(self) -> None:
        served = self.serve("--private")
        for path in ("/report", "/tables", "/tables/findings", "/who?act=allocate", "/decisions", "/events",
                     "/profile?layer=icb24"):
            self.assertEqual(401, served.get(path).status, path)
        index = served.get("").json
        self.assertNotIn("system", index)
        self.assertEqual(200, served.ask("GET", "/").status)
        reader = Person(served, "rob", PASSWORD)
        report = reader.ask("GET", "/report")
        self.assertEqual(200, report.status)
        self.assertIn("private", report.headers["cache-control"])
        self.assertEqual(401, served.get("/report", If_None_Match=report.headers["etag"]).status)

    def test_a_rebuild_is_seen_and_cancelled(self) -> None:
        served = self.serve()
        analyst = Person(served, "ann", PASSWORD)
        before = served.get("").json["build"]
        begun = analyst.ask("POST", "/builds", {})
        self.assertEqual(202, begun.status)
        state = self.ended(analyst, begun.json["id"])
        self.assertEqual("done", state["state"], state)
        deadline = time.monotonic() + 20
        while served.get("").json["build"] == before:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.1)
        after = served.get("").json["build"]
        second = analyst.ask("POST", "/builds", {}).json["id"]
        stopped = analyst.ask("DELETE", f"/builds/{second}")
        state = self.ended(analyst, second)
        if stopped.status == 202:
            self.assertEqual("cancelled", state["state"])
            self.assertEqual(after, served.get("").json["build"])
        self.assertEqual(404, analyst.ask("GET", "/builds/99").status)

    def test_one_stage_is_worked_out_again_and_the_rest_stays(self) -> None:
        served = self.serve()
        analyst = Person(served, "ann", PASSWORD)
        stages = served.get("").json["stages"]
        self.assertIn("governance", stages)
        tables = {table["name"]: table["rows"] for table in served.get("/tables").json["tables"]}
        begun = analyst.ask("POST", "/builds", {"stages": ["governance"]})
        self.assertEqual(202, begun.status, begun.text)
        state = self.ended(analyst, begun.json["id"])
        self.assertEqual("done", state["state"], state)
        deadline = time.monotonic() + 20
        while served.get("").json["built_at"] == "" or served.get("/tables").status != 200:
            self.assertLess(time.monotonic(), deadline)
        self.assertEqual(tables, {table["name"]: table["rows"] for table in served.get("/tables").json["tables"]})
        wrong = analyst.ask("POST", "/builds", {"stages": ["govrnance"]})
        self.assertEqual(400, wrong.status)
        self.assertIn("did you mean `governance`?", wrong.text)
        bodies = self.folder / "bodies.csv"
        bodies.write_text(bodies.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        begun = analyst.ask("POST", "/builds", {"stages": ["governance"]})
        state = self.ended(analyst, begun.json["id"])
        self.assertEqual("failed", state["state"], "what stays may rest on the file that has changed")
        said = " ".join(found["message"] + found["help"] for found in state["diagnostics"])
        self.assertIn("bodies.csv", said)
        self.assertIn("build everything", said)
        self.assertNotIn(str(self.folder), said, "where the folder is on this machine is not said")

    def ended(self, person: Person, rebuild: str) -> dict:
        deadline = time.monotonic() + 60
        while True:
            state = person.ask("GET", f"/builds/{rebuild}").json
            if state["state"] != "running":
                return state
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    def test_two_servers_share_their_people_and_their_register(self) -> None:
        first, second = self.serve(), self.serve()
        secretary = Person(first, "sam", PASSWORD)
        secretary.served = second
        self.assertTrue(secretary.ask("GET", "/session").json["signed_in"])
        self.assertEqual(201, self.step(secretary, "/decisions", "decision", "a").status)
        secretary.served = first
        self.assertEqual(1, len(first.get("/decisions").json["rows"]))
        self.assertEqual(204, secretary.ask("DELETE", "/session").status)
        secretary.served = second
        self.assertFalse(secretary.ask("GET", "/session").json["signed_in"])


if __name__ == "__main__":
    unittest.main()
