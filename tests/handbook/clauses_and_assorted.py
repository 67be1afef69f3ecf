"""Numbered clauses without tables, and files of every kind in one folder."""

from pathlib import Path

from paper import Paper
from web_and_word import Word

# ── numbered clauses and hardly a table ──────────────────────────────────────────────────────────


def clauses(fixtures: Path) -> None:
    paper = Paper("", "Governance Handbook 2024 - NHS Harrowmere Integrated Care Board", size=10.5)
    paper.title("NHS Harrowmere Integrated Care Board", "Governance Handbook 2024")
    paper.h(1, "A. Introduction")
    paper.p("A.1 This handbook supports the Constitution of NHS Harrowmere Integrated Care Board (\"the ICB\") and is "
            "published alongside it.",
            "A.2 For planning and delivery the ICB area is divided into five localities, which are Aldersyke, "
            "Bramwith, Coldharbour, Dunsley and Easterby.",
            "A.3 Wherever it is sensible, decisions are made at the most local level, by those who know the "
            "population best.",
            "A.4 Since 1 April 2023 the ICB has been responsible, under delegation from NHS England, for pharmacy, "
            "optometry and dental services.")
    paper.h(1, "B. Where decisions are taken")
    paper.p("B.1 The Board is supported by four committees: the Audit and Risk Committee, the Remuneration and "
            "Nominations Committee, the Strategy and Investment Committee and the Quality and Equity Committee.",
            "B.2 In each locality a Locality Committee has been established as a committee of the Board. Locality "
            "Committees are accountable to the Board.",
            "B.3 The Harrowmere Hospitals Collaborative is overseen by the chairs of the three hospital trusts. It "
            "has no delegated functions from the ICB and is accountable to the trusts' own boards.",
            "B.4 With NHS Wolvesey ICB and NHS Carrow ICB the ICB has set up the Tri-County Specialised Joint "
            "Committee, a joint committee under sections 65Z5 and 65Z6 of the NHS Act 2006, which takes decisions on "
            "specialised services. It reports to each board in public twice a year.")
    paper.h(1, "C. Scheme of Reservation and Delegation")
    paper.h(2, "C.1 Matters reserved to the Board")
    paper.bullets("determining the strategic direction of the ICB", "approving the annual plan and the budget",
                  "agreeing the pay framework for senior managers", start="a")
    paper.h(2, "C.2 Matters delegated to the Audit and Risk Committee")
    paper.bullets("approving the internal audit plan", "reviewing the annual accounts before they go to the Board",
                  start="a")
    paper.h(2, "C.3 Matters delegated to the Remuneration and Nominations Committee")
    paper.bullets("settling the remuneration of individual executives", start="a")
    paper.h(2, "C.4 Matters delegated to the Strategy and Investment Committee")
    paper.bullets("approving business cases of up to £15 million",
                  "commissioning of hospital, mental health and ambulance services", start="a")
    paper.h(2, "C.5 Matters delegated to the Quality and Equity Committee")
    paper.bullets("oversight of quality and patient safety", "oversight of action to reduce health inequalities",
                  start="a")
    paper.h(2, "C.6 Matters delegated to Locality Committees")
    paper.bullets("commissioning of general medical services from local practices",
                  "NHS continuing healthcare and NHS-funded nursing care for residents of the locality",
                  "decisions on how the locality's delegated budget is spent, up to £2.5m in any one case",
                  "agreeing joint commissioning plans with the local authority", start="a")
    paper.h(2, "C.7 Matters delegated to Locality Directors")
    paper.bullets("approving individual care packages costing no more than £150,000 a year",
                  "letting contracts worth less than £50k", start="a")
    paper.h(2, "C.8 Delegation outside the ICB")
    paper.p("The ICB has made no delegations to other bodies other than through the joint committee described in B.4.")
    paper.h(1, "D. Standing Financial Instructions")
    paper.p("D.1 The Chief Finance Officer is responsible for the system of internal financial control.",
            "D.2 Budget holders must not overspend. Virements need the agreement of the Chief Finance Officer.",
            "D.3 A Locality Committee may approve procurements with a value of up to £1 million; larger procurements "
            "go to the Strategy and Investment Committee.")
    paper.h(1, "E. Terms of Reference")
    for name, role in [("Audit and Risk Committee", "gives assurance on internal control"),
                       ("Remuneration and Nominations Committee", "settles pay and succession"),
                       ("Strategy and Investment Committee", "oversees strategy and takes investment decisions"),
                       ("Quality and Equity Committee", "watches over quality and leads on health inequalities")]:
        paper.h(2, name)
        paper.p(f"Status: The {name} is a committee of the Board.", f"Role: The Committee {role}.",
                "Quorum: Three members, including the chair.", "Reporting: A summary report is submitted to the next "
                "meeting of the Board.")
    paper.h(2, "Locality Committees")
    paper.p("Status: Locality Committees are committees of the Board. One set of terms applies to all five.",
            "Role: Each Locality Committee carries out the functions delegated to it for its residents.",
            "Quorum: Five members, among them one from the local authority.",
            "Reporting: Each Locality Committee submits a quarterly report to the Board.")
    paper.save(fixtures / "clauses/handbook-2024.pdf", title="Governance Handbook 2024")


# ── files of every kind in one folder ────────────────────────────────────────────────────────────

SCHEME_PAGE = """\
<html><head><title>SoRD | NHS Ferndale ICB</title></head><body>
<div id="menu-bar" class="main-menu"><a href="#">About</a> <a href="#">Governance Handbook</a></div>
<div class="content">
<h1>Scheme of Reservation and Delegation</h1>
<p>NHS Ferndale Integrated Care Board, version 4, in force from 1 April 2024. Review due: April 2026.</p>
<table border="1">
<tr><th rowspan="2">Decision or function</th><th colspan="4">Who holds it</th></tr>
<tr><th>Board</th><th>Alliance Committees</th><th>Commissioning Committee</th><th>Chief Executive</th></tr>
<tr><td>Joint forward plan and budget</td><td>&#10003;</td><td></td><td></td><td></td></tr>
<tr><td>Health and care services in the Alliance's area: design and transformation</td><td></td><td>&#10003;</td>
<td></td><td></td></tr>
<tr><td>Personal health budgets and continuing healthcare</td><td></td><td>&#10003;</td><td></td><td></td></tr>
<tr><td>Commissioning of acute and specialised services</td><td></td><td></td><td>&#10003;</td><td></td></tr>
<tr><td>Primary medical, dental, pharmaceutical and ophthalmic services</td><td></td><td></td><td>&#10003;</td>
<td></td></tr>
<tr><td>Individual funding requests</td><td></td><td></td><td></td><td>&#10003;</td></tr>
</table>
</div></body></html>
"""

LIMITS = """\
NHS FERNDALE ICB

STANDING FINANCIAL INSTRUCTIONS

Approved by the Board on 14 March 2024.

1 Purpose

These instructions protect public money. Everyone who works for the ICB follows them.

2 Authorisation limits

                              Spending            Contract awards
                              --------            ---------------
Alliance Committees           up to 5m pounds     up to £2m
Alliance Directors            up to £300,000      up to £100,000
Commissioning Committee       up to £40m          up to £40m
Chief Executive               up to £15m          up to £10m
"""


def assorted(fixtures: Path) -> None:
    folder = fixtures / "assorted"
    paper = Paper("NHS Ferndale Integrated Care Board", "", wide=True)
    paper.title("Functions and Decisions Map")
    paper.p("NHS Ferndale ICB has two Alliances, Ferndale North and Ferndale South. The Executive Lead for "
            "Partnerships "
            "is the named lead on inequalities.")
    paper.table([70, 60, 60, 60], ["Forum", "Legal form", "Accountability", "Purpose"],
                ["Audit Committee", "Committee of the ICB", "ICB Board", "Assurance"],
                ["Commissioning Committee", "Committee of the ICB", "ICB Board", "Buys services for the system"],
                ["Ferndale North Alliance Committee", "Committee of the ICB", "ICB Board", "Place decisions"],
                ["Ferndale South Alliance Committee", "Committee of the ICB", "ICB Board", "Place decisions"],
                ["Mental Health Provider Collaborative", "Partnership of two trusts", "Trust boards",
                 "Improving mental health care"],
                ["Citizens Forum", "Advisory forum", "ICB Board", "Public voice"], grid=False)
    paper.save(folder / "decisions-map.pdf")
    (folder / "scheme.html").write_text(SCHEME_PAGE, encoding="utf-8")
    (folder / "financial.txt").write_text(LIMITS, encoding="utf-8")
    word = Word()
    word.h(0, "Terms of Reference of committees")
    word.p("NHS Ferndale Integrated Care Board")
    for name, text in [
            ("Audit Committee", "The Audit Committee has been established as a committee of the Board. It reviews the "
             "adequacy of internal control. Its minutes go to the Board."),
            ("Commissioning Committee", "The Commissioning Committee is a committee of the Board. It is responsible "
             "for exercising the commissioning functions of the ICB that are not held by the Alliances, and for the "
             "duty to reduce inequalities in access to services. It gives the Board a written report each quarter."),
            ("Ferndale North Alliance Committee", "This is a committee of the Board. It takes decisions about "
             "services for the residents of Ferndale North and is accountable to the Board, to which it provides an "
             "annual report."),
            ("Ferndale South Alliance Committee", "This is a committee of the Board. It takes decisions about "
             "services for the residents of Ferndale South and is accountable to the Board.")]:
        word.h(1, name)
        word.p(text)
    word.save(folder / "terms.docx")
