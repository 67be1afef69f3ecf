"""What `check --format sarif` prints is SARIF 2.1.0 as code scanners read it: the parts of the standard's
schema that concern us, written out here, and the same findings as in JSON."""

import json
import re
import unittest
from urllib.parse import unquote, urlsplit

from door import DoorTest

LEVELS = {"error": "error", "warning": "warning", "information": "note"}


class Sarif(DoorTest):
    def damaged(self) -> object:
        """Findings of two severities and more, in a folder whose name needs quoting in an address."""
        return self.country("my system #1", files={
            "data/people20.csv": "cell11_code,people\nA01,-1\nA02,200000\nZZ9,5\n",
            "places.csv": "id,name,kind,areas,note of mine\nfirst,Première place,place,council21:K1,x\n"})

    def sarif(self) -> tuple[dict, list[dict]]:
        folder = self.damaged()
        said = self.ask("check", folder, "--format", "sarif", "--quiet", code=1)
        findings = json.loads(self.ask("check", folder, "--format", "json", "--quiet", code=1))
        return json.loads(said), findings

    def check_text(self, message: dict) -> None:
        self.assertIsInstance(message["text"], str)
        self.assertTrue(message["text"])

    def test_log_and_run(self) -> None:
        log, _ = self.sarif()
        self.assertEqual("2.1.0", log["version"])
        self.assertTrue(log["$schema"].endswith("sarif-2.1.0.json"))
        self.assertEqual(1, len(log["runs"]))
        run = log["runs"][0]
        self.assertLessEqual(set(run), {"tool", "results", "columnKind"})
        self.assertIn(run["columnKind"], ("unicodeCodePoints", "utf16CodeUnits"))
        driver = run["tool"]["driver"]
        self.assertEqual("Concord", driver["name"])
        self.assertRegex(driver["version"], r"^\d+\.\d+\.\d+$")

    def test_rules(self) -> None:
        log, _ = self.sarif()
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        self.assertEqual(len(rules), len({rule["id"] for rule in rules}))
        for rule in rules:
            for part in ("shortDescription", "fullDescription", "help"):
                self.check_text(rule[part])

    def test_results(self) -> None:
        log, _ = self.sarif()
        run = log["runs"][0]
        ids = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
        self.assertGreater(len(run["results"]), 2)
        for result in run["results"]:
            self.assertIn(result["ruleId"], ids)
            self.assertIn(result["level"], ("none", "note", "warning", "error"))
            self.check_text(result["message"])
            for location in result.get("locations", []):
                self.check_location(location["physicalLocation"])

    def check_location(self, physical: dict) -> None:
        uri = physical["artifactLocation"]["uri"]
        self.assertIsNone(re.search(r"[ <>\"{}|\\^`\x00-\x1f\x7f-\U0010ffff]", uri), f"{uri} is no address")
        self.assertIn(urlsplit(uri).scheme, ("", "file"))
        self.assertEqual("", urlsplit(uri).fragment, uri)
        for name, number in physical.get("region", {"startLine": 1}).items():
            self.assertIn(name, ("startLine", "startColumn"))
            self.assertIsInstance(number, int)
            self.assertGreaterEqual(number, 1)

    def test_the_findings_are_those_of_json(self) -> None:
        log, findings = self.sarif()
        results = log["runs"][0]["results"]
        self.assertEqual(len(findings), len(results))
        for finding, result in zip(findings, results, strict=True):
            self.assertEqual(finding["id"], result["ruleId"])
            self.assertEqual(LEVELS[finding["severity"]], result["level"])
            self.assertEqual(finding["message"], result["message"]["text"])
            if finding["file"]:
                physical = result["locations"][0]["physicalLocation"]
                self.assertEqual(finding["file"], unquote(urlsplit(physical["artifactLocation"]["uri"]).path))
                region = physical.get("region", {})
                self.assertEqual((finding["line"], finding["column"]),
                                 (region.get("startLine"), region.get("startColumn")))

    def test_no_findings_is_an_empty_list(self) -> None:
        log = json.loads(self.ask("check", self.country(), "--format", "sarif", "--quiet"))
        self.assertEqual([], log["runs"][0]["results"])


if __name__ == "__main__":
    unittest.main()
