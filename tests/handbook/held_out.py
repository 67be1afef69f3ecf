"""Two handbooks that were written after the reader was finished, and that it is never tuned on."""

from pathlib import Path

from paper import Paper
from web_and_word import Word

# ── a constitution's annexes, one PDF each ───────────────────────────────────────────────────────


def annexes(fixtures: Path) -> None:
    folder = fixtures / "annexes"
    paper = Paper("NHS Pendle Water Integrated Care Board", "Annex 1")
    paper.title("Annex 1", "Overview of decision-making in the Pendle Water system")
    paper.p("This annex and the five that follow it form the Governance Handbook of NHS Pendle Water Integrated Care "
            "Board.",
            "The Board works through committees of its own, through two district partnerships, and together with "
            "neighbouring boards. The two districts, Upper Pendle and Lower Pendle, are the places of our system.")
    paper.table([52, 62, 52], ["Group", "Nature", "Oversight"],
                ["Audit Committee", "Statutory committee of the Board", "Board"],
                ["Remuneration Committee", "Statutory committee of the Board", "Board"],
                ["Quality and Outcomes Committee", "Committee of the Board", "Board"],
                ["Upper Pendle District Partnership Committee", "Joint committee of the ICB and the district council",
                 "Board; cabinet of the council"],
                ["Lower Pendle District Partnership Committee", "Joint committee of the ICB and the district council",
                 "Board; cabinet of the council"],
                ["Pendle Community Collaborative Committee", "Committee of the Board", "Board"])
    paper.save(folder / "annex-1-overview.pdf")

    paper = Paper("NHS Pendle Water Integrated Care Board", "Annex 2")
    paper.title("Annex 2", "Scheme of reservation and delegation")
    paper.table(
        [15, 70, 22, 60], ["No.", "Power", "Board", "Delegated to (and conditions)"],
        ["1", "To adopt and amend the scheme and the standing orders", "X", ""],
        ["2", "To approve strategic plans and the annual budget", "X", ""],
        ["3", "To receive the auditors' reports", "", "Audit Committee"],
        ["4", "To oversee quality, outcomes and equity", "", "Quality and Outcomes Committee"],
        ["5", "To commission community and primary medical services in the district", "",
         "Upper Pendle District Partnership Committee and Lower Pendle District Partnership Committee, within budget"],
        ["6", "To arrange continuing healthcare", "",
         "Upper Pendle District Partnership Committee and Lower Pendle District Partnership Committee"],
        ["7", "To redesign community services and share out the transformation fund", "",
         "Pendle Community Collaborative Committee"],
        ["8", "To approve expenditure in line with the detailed limits", "", "Chief Executive, who may sub-delegate"])
    paper.save(folder / "annex-2-sord.pdf")

    paper = Paper("NHS Pendle Water Integrated Care Board", "Annex 3")
    paper.title("Annex 3", "Standing financial instructions and detailed limits")
    paper.p("These instructions have been adopted by the Board. Any breach is reported to the Audit Committee.")
    paper.table([60, 36, 36, 36], ["Financial authority", "Chief Executive", "District Directors",
                                   "District Partnership Committees"],
                ["Revenue spending", "£5m", "£250k", "£6m"], ["Capital schemes", "£1m", "-", "£2m"],
                ["Contract awards", "£5m", "£150k", "£6m"])
    paper.save(folder / "annex-3-sfis.pdf")

    for number, name, text in [
            (4, "Audit Committee", "The Committee is a statutory committee of the Board and gives it assurance on "
             "internal control. It reports to the Board after each of its meetings. Quorum: two members."),
            (5, "Upper Pendle District Partnership Committee", "The Committee is a joint committee of the ICB and "
             "Upper Pendle District Council. It plans and commissions services for Upper Pendle. It reports to "
             "the Board "
             "of the ICB and to the council's cabinet every half-year."),
            (6, "Pendle Community Collaborative Committee", "The Committee is a committee of the Board. It brings "
             "together providers of community services. Its chair reports to the Board on each meeting.")]:
        paper = Paper("NHS Pendle Water Integrated Care Board", f"Annex {number}")
        paper.title(f"Annex {number}", f"{name} - terms of reference")
        paper.p(text)
        paper.save(folder / f"annex-{number}.pdf")


# ── a briefing in a word processor ───────────────────────────────────────────────────────────────

def briefing(fixtures: Path) -> None:
    word = Word()
    word.h(0, "How NHS Greenhithe Moor ICB is governed")
    word.p("A guide for staff and the public. NHS Greenhithe Moor Integrated Care Board, October 2023. Next review: "
           "October 2024.")
    word.h(1, "The short version")
    word.p("The Board decides on strategy. Four committees do most of the rest, and three Neighbourhood Alliances make "
           "sure that local partners have a say.", "We are the statutory successor of the Greenhithe and Moor CCGs.")
    word.h(1, "Our committees")
    word.table([
        ["Committee", "What it does for us", "Terms"],
        ["Audit Committee", "Tells the Board whether control is sound", "Below"],
        ["Remuneration Committee", "Fixes senior pay", "On request"],
        ["Strategic Commissioning Committee", "Holds the commissioning functions of the ICB, for all services and the "
         "whole area", "Below"],
        ["Health Inequalities Committee", "Owns our plan for fairer health", "Below"],
    ])
    word.h(1, "Scheme of reservation and delegation, in brief")
    word.p("Reserved to the Board:")
    for text in ["the annual plan and budget", "changes to the constitution"]:
        word.p(text, style="List Bullet")
    word.p("Delegated to the Audit Committee: the internal audit programme.",
           "Delegated to the Strategic Commissioning Committee: commissioning of all services, contract awards up to "
           "£25 million and procurement routes.",
           "Delegated to the Health Inequalities Committee: allocation of the health inequalities fund.",
           "Delegated to the Chief Executive: expenditure up to £5 million.")
    word.h(1, "Alliances")
    word.p("The North Moor Alliance, the South Moor Alliance and the Greenhithe Alliance are advisory. They "
           "cannot take "
           "decisions for the ICB, but the Strategic Commissioning Committee must consider what they advise.")
    word.h(1, "Providers working together")
    word.p("There is no formal provider collaborative in our area.")
    word.h(1, "Money")
    word.p("Our standing financial instructions are being rewritten and will be added to this guide.")
    word.h(1, "Terms of reference")
    for name, text in [
            ("Audit Committee", "Established as a committee of the Board. Reviews internal control and risk. Sends its "
             "minutes to the Board."),
            ("Strategic Commissioning Committee", "Established as a committee of the Board. Exercises all "
                                                  "commissioning "
             "functions that the Board has delegated. Reports in writing to every meeting of the Board."),
            ("Health Inequalities Committee", "Established as a committee of the Board. Responsible for the plan "
                                              "to reduce "
             "health inequalities and for the fund that supports it. Reports to the Board twice a year.")]:
        word.h(2, name)
        word.p(text)
    word.save(fixtures / "briefing/how-we-are-governed.docx")
