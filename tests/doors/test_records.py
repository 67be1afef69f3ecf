"""The tables of what is on record beside a scheme, counted by hand in the little country."""

import unittest

from door import DoorTest


class TablesOfRecords(DoorTest):
    def built(self, name: str, **example: dict):
        folder = self.country(name, **example)
        self.ask("build", folder, "--quiet")
        return lambda table: self.rows("show", table, folder)

    def test_seats_and_votes_by_sector_over_time(self) -> None:
        """The member from the trusts leaves at the end of 2022: two stretches, before and after."""
        ends = {"file": "governance/constitution.toml",
                "from": 'nominated_by = "west-hospital"\nprinciples_signed = 2022-07-01\n'
                        'fit_and_proper = 2022-07-01\nfrom = 2022-07-01\n',
                "to": 'nominated_by = "west-hospital"\nprinciples_signed = 2022-07-01\n'
                      'fit_and_proper = 2022-07-01\nfrom = 2022-07-01\nto = 2022-12-31\n'}
        rows = [row for row in self.built("mix", changed=[ends])("membership")
                if row["holder"] == "west-board"]
        found = {(row["first_day"], row["last_day"], row["sector"]): (row["members"], row["votes"])
                 for row in rows}
        others = {"": ("8", "7"), "local-authority": ("1", "1"), "primary-care": ("1", "1"), "vcse": ("1", "0")}
        before = {("2022-07-01", "2022-12-31", name): seats
                  for name, seats in {**others, "nhs-trust": ("1", "1")}.items()}
        after = {("2023-01-01", "", name): seats for name, seats in others.items()}
        self.assertEqual({**before, **after}, found)

    def test_votes_of_service_users_beside_statutory_members(self) -> None:
        votes: dict[str, int] = {}
        members: dict[str, int] = {}
        for row in self.built("votes")("membership"):
            if row["holder"] != "first-place":
                continue
            votes[row["sector_group"]] = votes.get(row["sector_group"], 0) + int(row["votes"])
            members[row["sector_group"]] = members.get(row["sector_group"], 0) + int(row["members"])
        # Chair and director state no sector; council, hospital, practice, public health vote.
        self.assertEqual({"not stated": 2, "statutory": 4, "service users": 0, "other": 0}, votes)
        self.assertEqual({"not stated": 2, "statutory": 7, "service users": 1, "other": 1}, members)

    def test_vacancy_and_turnover(self) -> None:
        """Somebody left on 20 June; up to 1 July, that day too, the post was empty for eleven days."""
        left = {"file": "governance/posts.csv",
                "from": "director,place-director,west-board,first,director-of-first,senior,"
                        "west-board;first-council,west-board;first-council,2022-07-01,",
                "to": "director,place-director,west-board,first,earlier,senior,,,2021-07-02,2022-06-20\n"
                      "director,place-director,west-board,first,,senior,west-board;first-council,west-board,"
                      "2022-06-21,"}
        posts = {row["id"]: row for row in self.built("posts", changed=[left])("posts")}
        director = posts["director"]
        self.assertEqual(("false", "11", "1"), (director["filled"], director["vacant_days"], director["leavers"]))
        nurse = posts["nurse"]
        self.assertEqual(("true", "0", "0"), (nurse["filled"], nurse["vacant_days"], nurse["leavers"]))

    def test_lines_and_the_duty_to_co_operate(self) -> None:
        """Seven bodies of the NHS owe it to each other, 21 pairs, and each to the one council."""
        rows = self.built("lines")("body_lines")
        duty = [row for row in rows if row["basis"] == "law"]
        self.assertEqual(28, len(duty))
        self.assertEqual({"co-operation"}, {row["kind"] for row in duty})
        self.assertEqual(7, sum("first-council" in (row["from_body"], row["to_body"]) for row in duty))
        self.assertEqual(11, len(rows) - len(duty))

    def test_one_test_of_conflicts(self) -> None:
        found = {(row["organisation"], row["holder"]): (row["stepping_back"], row["votes_left"], row["needed"],
                                                        row["stands"])
                 for row in self.built("conflicts")("conflict_tests")}
        self.assertEqual(("1", "5", "3", "true"), found["west-hospital", "first-place"])
        self.assertEqual(("1", "9", "6", "true"), found["west-hospital", "west-board"])
        self.assertEqual(("3", "4", "3", "true"), found["first-council", "first-place"])
        self.assertNotIn(("west-board", "west-board"), found)


if __name__ == "__main__":
    unittest.main()
