"""Completion works in the shells themselves, and the manual page is well formed and says all there is."""

import os
import pty
import re
import select
import shutil
import subprocess
import time
import unittest
from pathlib import Path

from door import PROGRAM, ROOT, DoorTest, environment

# A verb and an option as --help lists them.
VERB = re.compile(r"^  ([a-z]+)  ", re.MULTILINE)
OPTION = re.compile(r"^ +(?:-\w,)?(--[a-z-]+)", re.MULTILINE)

BASH = """
source <("$PROGRAM" completion bash)
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_concord
printf '%s\\n' "${COMPREPLY[@]}"
"""

# compadd and _files belong to zsh's own completion; here they print what they are given.
ZSH = """
compdef() { registered=$2 }
source <("$PROGRAM" completion zsh)
[[ $registered == concord ]] || print "not registered"
compadd() { shift; print -l -- "$@" }
_files() { print -l -- *(N) }
words=("$@") CURRENT=$#
_concord
"""


def verbs(test: DoorTest) -> set[str]:
    found = set(VERB.findall(test.ask("--help").partition("Subcommands:")[2]))
    test.assertLessEqual({"check", "build", "show", "explain", "profile", "overlap", "data", "man"}, found)
    return found


class Completion(DoorTest):
    def offers(self, shell: str, script: str, *words: str) -> set[str]:
        """What the shell offers for the last word."""
        done = subprocess.run([*shell.split(), "-c", script, shell, "concord", *words], cwd=self.work,
                              env=environment(PROGRAM=PROGRAM), capture_output=True, text=True, timeout=60)
        self.assertEqual("", done.stderr, words)
        begin = words[-1]
        return {word for word in done.stdout.split() if word.startswith(begin)}

    def check_shell(self, shell: str, script: str) -> None:
        (self.work / "my-system").mkdir()
        ask = lambda *words: self.offers(shell, script, *words)  # noqa: E731
        self.assertEqual(verbs(self), ask(""))
        self.assertEqual({verb for verb in verbs(self) if verb.startswith("c")}, ask("c"))
        self.assertEqual({"list", "verify", "fetch"}, ask("data", ""))
        self.assertEqual({"--from", "--format"}, ask("data", "fetch", "--f"))
        self.assertEqual({"--mode", "--memory"}, ask("profile", "--m"))
        self.assertEqual({"published", "exact"}, ask("profile", "--layer", "icb22", "--mode", ""))
        self.assertEqual({"table", "csv", "json", "markdown", "sarif"}, ask("check", "--format", ""))
        self.assertEqual({"table", "csv", "json", "markdown"}, ask("show", "areas", "--format", ""))
        self.assertEqual({"bash", "zsh", "fish"}, ask("completion", ""))
        self.assertEqual({"my-system"}, ask("build", "my"))
        self.assertEqual({"my-system"}, ask("show", "list", "my"), "`list` is a table here, not a verb")
        self.assertEqual({"--help", "--version"}, ask("--"))

    def test_bash(self) -> None:
        self.check_shell("bash", BASH)

    @unittest.skipUnless(shutil.which("zsh"), "no zsh here")
    def test_zsh(self) -> None:
        self.check_shell("zsh -f", ZSH)

    @unittest.skipUnless(shutil.which("zsh"), "no zsh here")
    def test_zsh_as_a_file_of_its_functions(self) -> None:
        """In a real completion: a terminal, compinit, a tab."""
        (self.work / "_concord").write_text(self.ask("completion", "zsh"))
        keeper, terminal = pty.openpty()
        shell = subprocess.Popen(["zsh", "-f", "-i"], stdin=terminal, stdout=terminal, stderr=terminal, cwd=self.work,
                                 env=environment(TERM="dumb", PS1=""), start_new_session=True)
        self.addCleanup(os.close, keeper)
        self.addCleanup(shell.wait)
        self.addCleanup(shell.kill)
        os.close(terminal)
        os.write(keeper, b"fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; concord() { print got $*; }\n")
        os.write(keeper, b"print rea''dy\n")
        self.read_until(keeper, b"ready")
        os.write(keeper, b"concord cote\t end\n")
        self.read_until(keeper, b"got coterminosity end")

    def read_until(self, descriptor: int, words: bytes) -> None:
        shown = b""
        deadline = time.monotonic() + 60
        while words not in shown and time.monotonic() < deadline:
            if select.select([descriptor], [], [], 1)[0]:
                shown += os.read(descriptor, 65536)
        self.assertIn(words, shown)

    @unittest.skipUnless(shutil.which("fish"), "no fish here")
    def test_fish(self) -> None:
        script = self.work / "concord.fish"
        script.write_text(self.ask("completion", "fish"))

        def ask(line: str) -> set[str]:
            done = subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"],
                                  env=environment(HOME=str(self.work)), capture_output=True, text=True, timeout=60)
            return {offered.split("\t")[0] for offered in done.stdout.splitlines()}

        self.assertEqual(verbs(self), ask("concord "))
        self.assertEqual({"list", "verify", "fetch"}, ask("concord data "))
        self.assertEqual({"published", "exact"}, ask("concord profile --mode "))
        self.assertEqual({"bash", "zsh", "fish"}, ask("concord completion "))
        self.assertEqual({"--mode", "--memory"}, ask("concord profile --m"))

    def test_what_is_offered_is_what_is_taken(self) -> None:
        for verb in sorted(verbs(self)):
            helped = self.ask(verb, "--help")
            below = VERB.findall(helped.partition("Subcommands:")[2])
            for words in [[verb], *([verb, each] for each in below)]:
                offered = self.offers("bash", BASH, *words, "--")
                # The folder of `decide` and `accounts` stands between the verb and what is done.
                has_folder = words[0] in ("decide", "accounts") and words[1:]
                asked = [words[0], "DIR", *words[1:]] if has_folder else words
                self.assertEqual(set(OPTION.findall(self.ask(*asked, "--help"))), offered, words)


class Manual(DoorTest):
    def page(self) -> Path:
        path = self.work / "concord.1"
        path.write_text(self.ask("man"))
        return path

    @unittest.skipUnless(shutil.which("mandoc"), "no mandoc here")
    def test_it_is_well_formed(self) -> None:
        done = subprocess.run(["mandoc", "-T", "lint", self.page()], capture_output=True, text=True)
        self.assertEqual((0, ""), (done.returncode, done.stdout))

    @unittest.skipUnless(shutil.which("mandoc"), "no mandoc here")
    def test_a_bad_page_would_be_seen(self) -> None:
        bad = self.work / "bad.1"
        bad.write_text(self.page().read_text() + ".SH\n.XY\n")
        done = subprocess.run(["mandoc", "-T", "lint", bad], capture_output=True, text=True)
        self.assertNotEqual(0, done.returncode)

    @unittest.skipUnless(shutil.which("mandoc"), "no mandoc here")
    def test_it_says_all_there_is(self) -> None:
        text = subprocess.run(["mandoc", "-T", "utf8", self.page()], capture_output=True, text=True).stdout
        text = re.sub(".\b", "", text)
        for verb in verbs(self):
            self.assertIn(f"concord {verb}", text)
            for option in OPTION.findall(self.ask(verb, "--help")):
                self.assertIn(option, text, verb)
        for name in ("CONCORD_DATA", "CONCORD_SYSTEM", "NO_COLOR", "130"):
            self.assertIn(name, text)
        version = (ROOT / "VERSION").read_text().strip()
        self.assertIn(f"concord {version}", text)

    def test_it_does_not_depend_on_where_it_is_made(self) -> None:
        here = self.ask("man")
        self.assertEqual(here, self.ask("man", variables={"LANG": "de_DE.UTF-8", "TZ": "Asia/Tokyo",
                                                          "HOME": os.sep}))


if __name__ == "__main__":
    unittest.main()
