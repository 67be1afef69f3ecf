"""Completion works in the shells themselves, and the manual page is well formed and says all there is."""

import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from door import PROGRAM, ROOT, DoorTest, environment

VERBS = ["check", "build", "show", "rules", "tables", "explain", "profile", "overlap", "coterminosity",
         "changes", "new", "data", "completion", "man"]

# An option as --help lists it.
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
        self.assertEqual(set(VERBS), ask(""))
        self.assertEqual({"check", "changes", "coterminosity", "completion"}, ask("c"))
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
        done = subprocess.run(
            ["zsh", "-f", "-c", "zmodload zsh/zpty; zpty z zsh -f -i; zpty -w z 'PS1=; cd ${WORK}; fpath=($WORK $fpath); "
             "autoload -Uz compinit; compinit -u -D; concord() { }'; sleep 1; zpty -w -n z $'concord cote\\t END\\n'; "
             "sleep 1; zpty -r z out '*END*'; print -r -- $out; zpty -d z"],
            env=environment(WORK=str(self.work), TERM="dumb"), capture_output=True, text=True, timeout=60)
        self.assertIn("concord coterminosity", done.stdout, done.stderr)

    @unittest.skipUnless(shutil.which("fish"), "no fish here")
    def test_fish(self) -> None:
        script = self.work / "concord.fish"
        script.write_text(self.ask("completion", "fish"))

        def ask(line: str) -> set[str]:
            done = subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"],
                                  env=environment(HOME=str(self.work)), capture_output=True, text=True, timeout=60)
            return {offered.split("\t")[0] for offered in done.stdout.splitlines()}

        self.assertEqual(set(VERBS), ask("concord "))
        self.assertEqual({"list", "verify", "fetch"}, ask("concord data "))
        self.assertEqual({"published", "exact"}, ask("concord profile --mode "))
        self.assertEqual({"bash", "zsh", "fish"}, ask("concord completion "))
        self.assertEqual({"--mode", "--memory"}, ask("concord profile --m"))

    def test_what_is_offered_is_what_is_taken(self) -> None:
        for verb in [[verb] for verb in VERBS if verb != "data"] + [["data", each] for each in ("list", "fetch")]:
            helped = self.ask(*verb, "--help")
            self.assertEqual(set(OPTION.findall(helped)), self.offers("bash", BASH, *verb, "--"), verb)


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
        for verb in VERBS:
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
