"""Every exit code of the manual is reached, each in the ways that users meet; 130 in test_interruption."""

import unittest

from door import DoorTest


class ExitCodes(DoorTest):
    def expect(self, code: int, *arguments: object, said: str = "", **options: object) -> None:
        done = self.run_concord(*arguments, **options)
        self.assertEqual(code, done.returncode, f"{arguments}: {done.stderr}")
        self.assertIn(said, done.stderr)
        if code not in (0, 1):
            self.assertEqual("", done.stdout, "nothing on standard output without an answer")
            self.assertIn("error", done.stderr)

    def test_0_done(self) -> None:
        folder = self.country()
        for arguments in (["check", folder], ["build", folder], ["show", "areas", folder], ["rules"], ["man"]):
            self.expect(0, *arguments)

    def test_1_findings(self) -> None:
        folder = self.country(files={"data/people20.csv": "cell11_code,people\nA01,-1\n"})
        self.expect(1, "check", folder)
        self.expect(1, "build", folder, said="REG026")
        self.assertTrue((folder / "build/report/index.html").is_file(), "it is built all the same")

    def test_2_wrong_usage(self) -> None:
        folder = self.country()
        self.expect(2, said="no verb is given")
        self.expect(2, "data", said="no verb is given")
        self.expect(2, "buidl", folder, said="did you mean `build`?")
        self.expect(2, "data", "verfy", said="did you mean `verify`?")
        self.expect(2, "build", folder, "--onyl", "registry", said="did you mean `--only`?")
        self.expect(2, "overlap", "board22", said="LAYER_B")
        self.expect(2, "profile", folder, said="--layer")
        self.expect(2, "check", folder, "and", "more", said="more")
        self.expect(2, "explain", "REG999", said="there is no rule `REG999`")
        self.expect(2, "data", "list", "no-such-set", said="no-such-set")
        self.expect(2, "data", "fetch", "--from", "ftp://somewhere", "--data", self.work, said="is no address")
        self.expect(2, "completion", "tcsh", said="shells are bash, zsh and fish")

    def test_3_input_missing(self) -> None:
        (self.work / "empty").mkdir()
        folder = self.country()
        self.expect(3, "build", self.work / "nowhere", said="there is no folder")
        self.expect(3, "check", self.work / "empty", said="holds no system.toml")
        self.expect(3, "show", "areas", folder, said="has not been built")
        self.expect(3, "check", folder, "--data", self.work / "nowhere", said="there is no data folder")
        (folder / "system.toml").write_text("name = \n")
        self.expect(3, "check", folder, said="system.toml:1:")

    def test_4_the_environment(self) -> None:
        folder = self.built_country()
        (self.work / "file").write_text("")
        self.expect(4, "build", folder, "--out", self.work / "file/below", said="Not a directory")
        self.expect(4, "rules", "--out", self.work / "nowhere/rules.csv", said="nowhere/rules.csv")
        self.expect(4, "rules", "--out", self.work / "nowhere/rules.parquet", said="nowhere/rules.parquet")
        (folder / "build/concord.duckdb").write_bytes(b"not a database" * 1000)
        self.expect(4, "show", "areas", folder, said="the database answered")
        self.expect(4, "check", folder, variables={"CONCORD_RESOURCES": str(self.work)}, said="CONCORD_RESOURCES")

    def test_5_refused(self) -> None:
        folder = self.country()
        (self.work / "thesis").mkdir()
        (self.work / "thesis/chapter1.docx").write_text("years of work")
        self.expect(5, "build", folder, "--out", self.work / "thesis", said="was not made by concord")
        self.expect(5, "new", folder, said="is not empty")
        self.expect(5, "overlap", "board21", "board22", folder, "--population", "people21", said="REG041")


if __name__ == "__main__":
    unittest.main()
