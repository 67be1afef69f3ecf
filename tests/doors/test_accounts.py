"""Accounts as whoever sets up a server meets them: made, changed, looked up, never a password shown."""

import hashlib
import os
import pty
import select
import shutil
import signal
import sqlite3
import stat
import subprocess
import time
import unittest

from door import PROGRAM, DoorTest, environment

PASSWORD = "plum trees lean"
ANSWER = {"input": PASSWORD + "\n"}


class Accounts(DoorTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.work / "system"
        self.folder.mkdir()
        self.access = self.folder / "access"
        self.journal = self.access / "journal.sqlite"

    def accounts(self, *arguments: object, code: int = 0, **options: object) -> subprocess.CompletedProcess:
        done = self.run_concord("accounts", self.folder, *arguments, **options)
        self.assertEqual(code, done.returncode, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def add(self, name: str, roles: str = "member", code: int = 0,
            password: str = PASSWORD) -> subprocess.CompletedProcess:
        return self.accounts("add", name, "--roles", roles, "--password-stdin", code=code, input=password + "\n")

    def table(self, *arguments: object) -> list[dict[str, str]]:
        return self.rows("accounts", self.folder, *arguments)

    def tamper(self, sql: str) -> None:
        with sqlite3.connect(self.journal) as database:
            database.execute("DROP TRIGGER IF EXISTS journal_is_not_edited")
            database.execute("DROP TRIGGER IF EXISTS journal_is_not_cut")
            database.execute(sql)
        database.close()


class Making(Accounts):
    def test_the_first_administrator_and_the_rest(self) -> None:
        self.add("root", "administrator")
        self.accounts("add", "mary", "--roles", "secretary,member", "--full-name", "Mary Smith",
                      "--password-stdin", **ANSWER)
        self.assertEqual(
            [("mary", "Mary Smith", "member secretary", "active", "false", ""),
             ("root", "", "administrator", "active", "false", "")],
            [(row["name"], row["full_name"], row["roles"], row["state"], row["code"], row["signed_in"])
             for row in self.table("list")])

    def test_changes_and_what_the_audit_says_of_them(self) -> None:
        self.add("root", "administrator")
        self.add("mary")
        self.accounts("roles", "mary", "--roles", "reader")
        self.accounts("password", "mary", "--password-stdin", input="seven quiet boats\n")
        self.accounts("disable", "mary")
        self.assertEqual("disabled", self.table("list")[0]["state"])
        self.accounts("enable", "mary")
        self.accounts("unlock", "mary")
        self.accounts("reset-code", "mary")
        entries = self.table("audit")
        self.assertEqual(["enabled", "disabled", "password-changed", "roles-changed", "created", "created",
                          "server-key"], [entry["kind"] for entry in entries])
        self.assertEqual("mary has reader, had member", entries[3]["what"])
        self.assertTrue(all(entry["actor"].startswith("@") for entry in entries[:-1]))
        self.assertEqual(["roles-changed", "created"],
                         [row["kind"] for row in self.table("audit", "--limit", "2", "--offset", "3")])

    def test_the_folder_and_the_key_are_the_users_alone(self) -> None:
        self.add("root", "administrator")
        self.assertEqual(0o700, stat.S_IMODE(self.access.stat().st_mode))
        self.assertEqual(0o600, stat.S_IMODE((self.access / "key").stat().st_mode))

    def test_no_secret_is_kept_or_said(self) -> None:
        said = self.add("root", "administrator")
        everything = b"".join(path.read_bytes() for path in self.access.iterdir())
        everything += (said.stdout + said.stderr).encode()
        everything += self.accounts("audit", "--format", "json").stdout.encode()
        self.assertNotIn(PASSWORD.encode(), everything)
        self.assertNotIn(b"argon2", everything)

    def test_nothing_is_made_for_an_account_that_cannot_be(self) -> None:
        self.add("Root", "administrator", code=2)
        self.add("root", "administratr", code=2)
        self.add("root", "administrator", code=2, password="short")
        self.assertEqual([], list(self.folder.iterdir()))

    def test_six_that_make_one_name_make_it_once(self) -> None:
        self.add("root", "administrator")
        command = [PROGRAM, "accounts", self.folder, "add", "mary", "--roles", "reader", "--password-stdin"]
        started = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL, env=environment()) for _ in range(6)]
        for process in started:
            process.stdin.write(PASSWORD.encode() + b"\n")
            process.stdin.close()
        self.assertEqual([0, 2, 2, 2, 2, 2], sorted(process.wait(60) for process in started))
        self.assertEqual(2, len(self.table("list")))

    def test_another_journal_and_key(self) -> None:
        journal, key = self.work / "elsewhere.sqlite", self.work / "elsewhere.key"
        where = ("--journal", journal, "--key", key)
        self.accounts("add", "root", "--roles", "administrator", "--password-stdin", *where, **ANSWER)
        self.assertEqual("root", self.table("list", *where)[0]["name"])
        self.assertFalse(self.access.exists())


class Refusals(Accounts):
    def test_what_is_wrong_is_said_with_the_mend(self) -> None:
        self.add("root", "administrator")
        for arguments, said, mend in (
                (("roles", "root", "--roles", "secretry"), "`secretry` is no role", "is `secretary` meant?"),
                (("roles", "root", "--roles", ""), "`` is no role", "there are reader, analyst"),
                (("roles", "rot", "--roles", "reader"), "there is no account `rot`", "did you mean `root`?"),
                (("disable", "root"), "`root` is the last administrator", "make another account"),
                (("roles", "root", "--roles", "reader"), "`root` is the last administrator", "make another"),
                (("password", "nobody-at-all", "--password-stdin"), "there is no account", "list"),
                (("audit", "--limit", "0"), "--limit is below 1", "--limit 100"),
                (("audit", "--offset", "-1"), "--offset below 0", "--offset 0"),
                (("verify", "--receipt", "x"), "`x` is no receipt", "the number of an entry"),
                (("lst",), "there is no verb `lst`", "did you mean `list`?"),
        ):
            done = self.accounts(*arguments, code=2, **ANSWER)
            self.assertIn(said, done.stderr)
            self.assertIn(mend, done.stderr)

    def test_names_and_full_names_of_every_kind(self) -> None:
        for name in ("Mary", "mary smith", "m\x1b[31mary", "m\ny", "@root", "", "é", "a" * 65, "a" * 100_000,
                     "../../etc/passwd", "x'; DROP TABLE journal;--"):
            done = self.add(name, code=2)
            self.assertIn("is no name of an account", done.stderr)
            self.assertNotIn("\x1b", done.stderr)
            self.assertLess(len(done.stderr), 1000)
        for full_name in ("Mary\nSmith", "Mary \x1b[2J", "Mary ‮htimS", "x" * 100_000):
            done = self.accounts("add", "mary", "--roles", "reader", "--full-name", full_name, "--password-stdin",
                                 code=2, **ANSWER)
            self.assertIn("is no name of a person", done.stderr)
        self.assertEqual([], list(self.folder.iterdir()))

    def test_passwords_of_every_kind(self) -> None:
        for password, said in (
                ("", "0 characters"), ("plum tree l", "11 characters"), ("x" * 129, "too long"),
                ("y" * 1_000_000, "too long"), ("my root is long", "name of the account"),
                ("passwordpassword", "guessed first"), ("123456789012", "guessed first"),
                ("plum\ttrees lean", "control character")):
            self.assertIn(said, self.add("root", "administrator", code=2, password=password).stderr)
        done = self.run_concord("accounts", self.folder, "add", "root", "--roles", "administrator",
                                "--password-stdin", text=False, input=b"plum trees \xff\xfe lean\n")
        self.assertEqual(2, done.returncode)
        self.add("root", "administrator", password=PASSWORD + "\r")  # of a file with Windows line ends

    def test_a_password_is_no_argument(self) -> None:
        done = self.accounts("add", "root", "--roles", "reader", "--password", PASSWORD, code=2)
        self.assertIn("there is no option `--password` here", done.stderr)

    def test_without_a_terminal_or_standard_input(self) -> None:
        done = self.accounts("add", "root", "--roles", "reader", code=2, stdin=subprocess.DEVNULL,
                             start_new_session=True)
        self.assertIn("--password-stdin", done.stderr)

    def test_folders_and_journals_that_are_none(self) -> None:
        self.assertIn("there is no folder", self.ask_failing("nowhere", "list", code=3))
        self.assertIn("make the first administrator", self.ask_failing("system", "list", code=3))
        self.assertIn("make the first administrator", self.ask_failing("system", "disable", "mary", code=3))
        self.assertEqual([], list(self.folder.iterdir()))
        self.access.mkdir()
        self.journal.write_text("no journal at all, but some text that is longer than a header of SQLite has\n" * 9)
        self.assertIn("journal", self.ask_failing("system", "list", code=4))

    def ask_failing(self, folder: str, *arguments: object, code: int) -> str:
        done = self.run_concord("accounts", self.work / folder, *arguments)
        self.assertEqual(code, done.returncode, done.stderr)
        return done.stderr


class TheKey(Accounts):
    def setUp(self) -> None:
        super().setUp()
        self.add("root", "administrator")
        self.key = self.access / "key"

    def failing(self) -> str:
        self.add("mary", code=4)
        return self.accounts("list", code=4).stderr

    def test_missing(self) -> None:
        self.key.rename(self.work / "key")
        self.assertIn("copy it from another", self.failing())
        self.assertFalse(self.key.exists(), "no other key is made for a journal that has one")
        shutil.copy(self.work / "key", self.key)
        self.accounts("list")

    def test_another(self) -> None:
        self.key.write_bytes(b"k" * 32)
        self.assertIn("another key", self.failing())

    def test_cut_off(self) -> None:
        self.key.write_bytes(b"k" * 31)
        self.assertIn("is no key of a server", self.failing())

    def test_open_to_others(self) -> None:
        self.key.chmod(0o640)
        self.assertIn("chmod 600", self.failing())


class Tampering(Accounts):
    def setUp(self) -> None:
        super().setUp()
        self.add("root", "administrator")
        self.add("mary")

    def test_a_changed_entry_is_named(self) -> None:
        self.assertEqual("true", self.table("verify")[0]["holds"])
        self.tamper("UPDATE journal SET payload = replace(payload, 'member', 'finance') WHERE sequence = 3")
        done = self.accounts("verify", code=1)
        self.assertIn("entry 3 of the journal of accounts does not hold", done.stderr)
        self.assertIn("entry 3", self.accounts("list", code=4).stderr)

    def test_an_end_that_was_cut_off_is_seen_by_the_receipt(self) -> None:
        receipt = self.table("verify")[0]["head"]
        self.tamper("DELETE FROM journal WHERE sequence = 3")
        self.accounts("verify")
        self.accounts("verify", "--receipt", receipt, code=1)

    def test_who_rebuilds_the_whole_chain_without_the_key_is_seen(self) -> None:
        """Every hash is right again, as whoever may write the file could make it; the signature is not."""
        self.tamper("UPDATE journal SET payload = replace(payload, 'member', 'administrator') WHERE sequence = 3")
        with sqlite3.connect(self.journal) as database:
            row = database.execute("SELECT sequence, instant, stream, kind, actor, entry_key, payload, previous "
                                   "FROM journal WHERE sequence = 3").fetchone()
            form = "".join(f"{len(text.encode())}:{text}," for text in
                           ["concord-journal-1", str(row[0]), *row[1:5], row[5], row[6], row[7]])
            database.execute("UPDATE journal SET hash = ? WHERE sequence = 3",
                             (hashlib.sha256(form.encode()).hexdigest(),))
        database.close()
        done = self.accounts("verify", code=1)
        self.assertIn("not written by a holder of the server's key", done.stderr)
        self.accounts("list", code=4)


class Terminal(Accounts):
    """At a terminal the password is asked for twice and not shown."""

    def typed(self, *lines: str, interrupt: bool = False) -> tuple[int, str]:
        child, descriptor = pty.fork()
        if child == 0:
            os.execve(PROGRAM, [PROGRAM, "accounts", str(self.folder), "add", "root", "--roles", "administrator"],
                      environment())
        shown = b""
        waiting = list(lines)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if select.select([descriptor], [], [], 1)[0]:
                try:
                    more = os.read(descriptor, 65536)
                except OSError:
                    break
                if not more:
                    break
                shown += more
            if shown.rstrip(b" ").endswith((b"root:", b"again:")) and (waiting or interrupt):
                os.write(descriptor, b"\x03" if interrupt else waiting.pop(0).encode() + b"\n")
                shown += b"~"
        else:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(descriptor)
        return os.waitstatus_to_exitcode(status), shown.decode()

    def test_is_asked_twice_and_shows_nothing(self) -> None:
        code, shown = self.typed(PASSWORD, PASSWORD)
        self.assertEqual(0, code, shown)
        self.assertNotIn("plum", shown)
        self.assertIn("password of root:", shown)
        self.assertEqual("root", self.table("list")[0]["name"])

    def test_two_that_differ(self) -> None:
        code, shown = self.typed(PASSWORD, "seven quiet boats")
        self.assertEqual(2, code)
        self.assertIn("not the same", shown)
        self.assertNotIn("plum", shown)
        self.assertFalse(self.access.exists())

    def test_stopped_at_any_moment(self) -> None:
        for _ in range(20):
            code, _ = self.typed(interrupt=True)
            self.assertEqual(130, code)
        self.assertFalse(self.access.exists())


if __name__ == "__main__":
    unittest.main()
