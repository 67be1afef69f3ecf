"""Answers on standard output, everything else on standard error; colour and a moving bar on a terminal only."""

import os
import pty
import subprocess
import unittest

from door import PROGRAM, DoorTest, environment

ESCAPE = "\x1b["


class Streams(DoorTest):
    def question(self) -> list[object]:
        folder = self.country(files={"data/people20.csv": "cell11_code,people\nA01,300000\nA02,-1\n"})
        return ["overlap", "board22", "council21", folder, "--population", "people20", "--format", "csv"]

    def test_the_answer_alone_is_on_standard_output(self) -> None:
        done = self.run_concord(*self.question())
        self.assertTrue(all(line.count(",") == 13 for line in done.stdout.splitlines()), done.stdout)
        self.assertIn("people20.csv:3:5: error[REG026]", done.stderr)
        self.assertIn("    help: ", done.stderr)
        self.assertIn("note: board22 and council21 on cell11, weighed by people20", done.stderr)
        self.assertIn("reading open data: ", done.stderr)

    def test_quiet_leaves_out_progress_and_notes_but_no_error(self) -> None:
        question = self.question()
        loud = self.run_concord(*question)
        quiet = self.run_concord(*question, "--quiet")
        self.assertEqual((loud.stdout, loud.returncode), (quiet.stdout, quiet.returncode))
        self.assertIn("error[REG026]", quiet.stderr)
        self.assertNotIn("note: ", quiet.stderr)
        self.assertNotIn("reading", quiet.stderr)
        folder = self.country("good")
        self.assertEqual("", self.run_concord("build", folder, "--quiet").stderr)

    def test_a_build_says_what_it_found(self) -> None:
        done = self.run_concord("build", self.country())
        self.assertIn("0 errors, 0 warnings", done.stderr)
        self.assertNotIn("errors", done.stdout)
        one = self.run_concord("build", self.tessellation())
        self.assertIn("0 errors, 1 warning;", one.stderr)

    def test_no_colour_where_there_is_no_terminal(self) -> None:
        done = self.run_concord(*self.question())
        self.assertNotIn(ESCAPE, done.stdout + done.stderr)

    def on_terminal(self, *arguments: object, **variables: str) -> str:
        """What a terminal shows: both streams, as one."""
        keeper, terminal = pty.openpty()
        run = subprocess.Popen([PROGRAM, *map(str, arguments)], stdin=terminal, stdout=terminal, stderr=terminal,
                               env=environment(**variables), cwd=self.work)
        os.close(terminal)
        shown = b""
        while True:
            try:
                piece = os.read(keeper, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
        os.close(keeper)
        run.wait(timeout=60)
        return shown.decode()

    def test_colour_on_a_terminal_unless_the_user_wants_none(self) -> None:
        folder = self.country(files={"data/people20.csv": "cell11_code,people\nA01,-1\n"})
        shown = self.on_terminal("check", folder, "--quiet")
        self.assertIn(ESCAPE + "1;31merror[REG026]" + ESCAPE + "0m", shown)
        plain = self.on_terminal("check", folder, "--quiet", NO_COLOR="1")
        self.assertIn("error[REG026]", plain)
        self.assertNotIn(ESCAPE, plain)
        # A file is not a terminal, whatever the program was started from.
        self.on_terminal("check", folder, "--quiet", "--out", self.work / "findings.txt")
        self.assertNotIn(ESCAPE, (self.work / "findings.txt").read_text())

    def test_the_bar_moves_on_a_terminal(self) -> None:
        shown = self.on_terminal("build", self.country())
        self.assertIn("\r" + ESCAPE + "K", shown)
        self.assertIn("[#", shown.replace("[.", "[#"))
        self.assertIn("reading open data", shown)

    def test_text_from_files_cannot_drive_the_terminal(self) -> None:
        """Escape sequences in the user's files are shown, not obeyed."""
        name = "West\x1b]0;owned\x07\x1b[2J"
        lookup = (self.country("plain") / "data/lookup.csv").read_text().replace("S1,QW1,West", f"S1,QW1,{name}")
        folder = self.country(files={"data/lookup.csv": lookup,
                                     "places.csv": f"id,name,kind,areas\n\x1b[31mp,x,place,council21:K\x1b[2J\n"})
        for arguments in (["check", folder], ["overlap", "board22", "council21", folder]):
            done = self.run_concord(*arguments)
            for letter in ("\x1b", "\x07"):
                self.assertNotIn(letter, done.stdout + done.stderr, arguments)


if __name__ == "__main__":
    unittest.main()
