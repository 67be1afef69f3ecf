"""The page on the governance folder names every column and key that the program reads, and no other."""

import re
import unittest

from test_documents import first_cells, function, section
from tree import ROOT

READING = ROOT / "src/governance/reading"
PAGE = (ROOT / "docs/reference/governance-folder.md").read_text(encoding="utf-8")


def columns(text: str, name: str) -> set[str]:
    """The headers that a reader of a CSV file wants."""
    options = re.search(r"(?:options_for\(folder, file,|hand_written\()(.*?)\}\)", function(text, name), re.DOTALL)
    return set(re.findall(r"\"(\w+)\"", options[1]))


def keys(text: str, name: str) -> set[str]:
    """The keys that a reader of a TOML table asks for."""
    body = function(text, name)
    asked = re.findall(r"(?:text|texts|date|truth|whole_number|number|table|tables)\(\"(\w+)\"", body)
    for part in re.findall(r"(read_standing|read_foundation|read_arrangement)\(table, \w+\);", body):
        asked += keys(text, f"HolderFile::{part}")
    asked += re.findall(r"(?:required|known_word|holders_in)\((?:table|inner), \"(\w+)\"", body)
    return set(asked) | ({"from", "to"} if "read_period(table" in body else set())


def record_keys(text: str, name: str) -> set[str]:
    """The keys that a reader of one table of records asks for."""
    body = function(text, name)
    asked = re.findall(r"record\s*\.(?!place\b)\w+\(\s*\"(\w+)\"", body)
    return set(asked) | ({"from", "to"} if "record.period(" in body else set())


def asked(text: str, name: str) -> set[str]:
    """The keys that a reader of records asks a table for, itself or through its helpers."""
    body = function(text, name)
    found = re.findall(r"(?:text|texts|date|truth|whole_number|number|table|tables)\(\"(\w+)\"", body)
    return set(found) | set(re.findall(r"(?:text|holder|holders)\(table, \"(\w+)\"", body))


class TheGovernanceFolderIsDescribed(unittest.TestCase):
    maxDiff = None

    def test_columns(self) -> None:
        scheme = (READING / "scheme_tables.cpp").read_text(encoding="utf-8")
        records = (READING / "record_tables.cpp").read_text(encoding="utf-8")
        answering = (READING / "accountability_tables.cpp").read_text(encoding="utf-8")
        services = (READING / "service_tables.cpp").read_text(encoding="utf-8")
        expected = {
            "accountability.csv": columns(answering, "read_accountabilities"),
            "lines.csv": columns(answering, "read_lines"),
            "adoptions.csv": columns(answering, "read_adoptions"),
            "decision_rights.csv": columns(answering, "read_decision_rights"),
            "controls.csv": columns(answering, "read_controls"),
            "services.csv": columns(services, "read_service_levels"),
            "posts.csv": columns(services, "read_posts"),
            "restructures.csv": columns(services, "read_restructures"),
            "delegations.csv": columns(scheme, "read_grants"),
            "limits.csv": columns(scheme, "read_limits"),
            "reservations.csv": columns(scheme, "read_reservations"),
            "splits.csv": columns(scheme, "read_splits"),
            "documents.csv": columns(records, "read_documents"),
            "interests.csv": columns(records, "read_interests"),
            "assurances.csv": columns(records, "read_assurances"),
            "published_map.csv": columns((READING / "published_map.cpp").read_text(), "read_published_map"),
            "questions.csv": columns((READING / "questions.cpp").read_text(), "read_questions"),
        }
        self.assertIn("override_reason", expected["delegations.csv"])
        self.assertEqual(expected, {heading: first_cells(section(PAGE, heading)) for heading in expected})

    def test_keys(self) -> None:
        text = (READING / "holder_files.cpp").read_text(encoding="utf-8")
        common = keys(text, "HolderFile::read_common") | {"member"}
        expected = {
            "[[board]]": keys(text, "HolderFile::read_board") | common,
            "quorum": keys(text, "HolderFile::read_quorum") - {"quorum"},
            "[[board.member]]": keys(text, "HolderFile::read_member"),
            "[[committee]]": keys(text, "HolderFile::read_committee"),
            "[[post]]": keys(text, "HolderFile::read_post"),
        }
        expected["[[board]]"] |= {"quorum"}
        self.assertIn("voting", expected["[[board.member]]"])
        self.assertEqual(expected, {heading: first_cells(section(PAGE, heading)) for heading in expected})

    def test_keys_of_records(self) -> None:
        """The files of records have one reader a table."""
        tables = {
            "transition_file.cpp": {
                "[[transfer]]": "read_transfer", "[[staff]]": "read_staff",
                "[[reorganisation]]": "read_reorganisation", "[[leading]]": "read_leader",
                "[[plan]]": "read_plan", "[[talks]]": "read_talks", "[[item]]": "read_step"},
            "leadership_file.cpp": {
                "[[leader]]": "read_leader", "[[ending]]": "read_ending",
                "[[model]]": "read_model"},
            "collaboratives_file.cpp": {
                "[[collaborative]]": "read_collaborative", "[[trust]]": "read_trust",
                "[[wide]]": "read_wide"},
        }
        expected = {heading: record_keys((READING / file).read_text(encoding="utf-8"), reader)
                    for file, readers in tables.items() for heading, reader in readers.items()}
        self.assertIn("safe_on", expected["[[transfer]]"])
        self.assertEqual(expected, {heading: first_cells(section(PAGE, heading)) for heading in expected})

    def test_places_and_reports(self) -> None:
        places = (READING / "place_file.cpp").read_text(encoding="utf-8")
        reports = (READING / "report_file.cpp").read_text(encoding="utf-8")
        parts = re.search(r"cost_parts = \{(.*?)\}", places, re.DOTALL)
        records = (READING.parent / "records.hpp").read_text(encoding="utf-8")
        questions = re.search(r"report_questions = \{(.*?)\}", records, re.DOTALL)
        expected = {
            "places.toml": asked(places, "PlaceFile::read_top"),
            "[[place]]": asked(places, "PlaceFile::read_place") | asked(places, "PlaceFile::read_people")
            | asked(places, "PlaceFile::read_lists") | {"cost"},
            "[[place.network]]": asked(places, "PlaceFile::read_network"),
            "[place.cost]": asked(places, "PlaceFile::read_cost") - {"cost"} | set(re.findall(r'"(\w+)"', parts[1])),
            "[[report]]": asked(reports, "ReportFile::read_report") | asked(reports, "ReportFile::read_ticks")
            | set(re.findall(r'"(\w+)"', function(reports, "ReportFile::read_texts"))),
            "[report.ticks]": set(re.findall(r'"(\w+)"', questions[1])),
            "[[report.version]]": asked(reports, "ReportFile::read_version"),
        }
        self.assertIn("money_accountable", expected["[[place]]"])
        self.assertEqual(expected, {heading: first_cells(section(PAGE, heading)) for heading in expected})

    def test_canary(self) -> None:
        """A column that the page does not name must be seen."""
        text = 'void read_x(int a) {\n    options_for(folder, file, {"id", "shade"}, {})\n}\n'
        self.assertNotEqual(columns(text, "read_x"), first_cells("| `id` † | the thing |\n|---|---|\n"))


if __name__ == "__main__":
    unittest.main()
