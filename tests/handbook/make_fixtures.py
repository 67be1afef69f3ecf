"""Makes the invented handbooks that the reader is measured on. No body and no place in them exists.

usage: make_fixtures.py     (needs requirements.txt; the fixtures are in the tree, so nobody has to)
"""

from pathlib import Path

from clauses_and_assorted import assorted, clauses
from held_out import annexes, briefing
from paper import Paper
from scheme_and_accordion import accordion, long_scheme
from web_and_word import merged_cells, web_pages
from wiki_and_glossy import glossy, wiki

FIXTURES = Path(__file__).parent / "fixtures"


# ── a clean PDF with tables ──────────────────────────────────────────────────────────────────────

MERROWSHIRE = ["Ashmere", "Corvale", "Dunwick", "Hollinbrook", "Penfold"]


def tor(paper: Paper, name: str, constitution: str, purpose: list[str], report: str, quorum: str) -> None:
    """Terms of reference in the usual order of headings."""
    paper.h(2, f"{name}: terms of reference")
    paper.h(3, "Constitution")
    paper.p(constitution)
    paper.h(3, "Purpose and responsibilities")
    paper.p("The Committee will:")
    paper.bullets(*purpose)
    paper.h(3, "Quorum")
    paper.p(quorum)
    paper.h(3, "Reporting")
    paper.p(report)


def clean_pdf() -> None:
    paper = Paper("NHS Merrowshire Integrated Care Board", "Governance Handbook, version 3.1, April 2024")
    paper.title("NHS Merrowshire Integrated Care Board", "Governance Handbook")
    paper.p("Version 3.1. Approved by the Board on 28 March 2024. Next review: March 2026.")
    paper.table([25, 25, 100], ["Version", "Date", "Change"], ["0.1", "May 2022", "Initial draft"],
                ["1.0", "July 2022", "Adopted when the ICB was established"],
                ["3.1", "March 2024", "Delegation of specialised services"])
    paper.contents(("1 How we decide", 2), ("2 Functions and decisions map", 3),
                   ("3 Scheme of Reservation and Delegation", 4), ("4 Standing Financial Instructions", 6),
                   ("5 Terms of reference", 8))
    paper.new_page()
    paper.h(1, "1 How we decide")
    paper.p("NHS Merrowshire Integrated Care Board (the ICB) took on the functions of the former Merrowshire "
            "Clinical Commissioning Group on 1 July 2022 and is its successor.",
            "The system is made up of five places: Ashmere, Corvale, Dunwick, Hollinbrook and Penfold. Each "
            "place follows the boundary of a council.",
            "We apply the principle of subsidiarity: a decision is taken at place unless there is a reason to "
            "take it for the whole system. The scheme below shows which decisions places take.",
            "The Merrowshire Acute Provider Collaborative brings the two hospital trusts together. It is led by "
            "a provider leadership board and is accountable to the boards of its member trusts. It is not a "
            "committee of the ICB and holds none of its functions.",
            "The ICB has not delegated any of its functions to another organisation under section 65Z5 of the "
            "National Health Service Act 2006.",
            "NHS England has delegated to the ICB the commissioning of pharmaceutical, general ophthalmic and "
            "dental services from April 2023, and of 59 specialised services from April 2024.",
            "The Chief Medical Officer is the named executive lead for health inequalities.")
    paper.new_page()
    paper.h(1, "2 Functions and decisions map")
    paper.table(
        [48, 34, 38, 46], ["Body", "Status", "Accountable to", "Role in decisions"],
        ["Audit Committee", "Committee", "ICB Board", "Assurance on internal control"],
        ["Remuneration Committee", "Committee", "ICB Board", "Pay of senior staff"],
        ["Finance and Performance Committee", "Committee", "ICB Board", "Oversees the system's finances"],
        ["Primary Care Commissioning Committee", "Committee", "ICB Board", "Commissions primary care"],
        ["Population Health and Inequalities Committee", "Committee", "ICB Board",
         "Leads on reducing health inequalities"],
        *[[f"{place} Place Committee", "Committee", "ICB Board", "Plans and arranges services at place"]
          for place in MERROWSHIRE],
        ["Three Shires Joint Commissioning Committee", "Joint committee",
         "Each of the three ICBs", "Specialised services across three systems"])
    paper.new_page()
    paper.h(1, "3 Scheme of Reservation and Delegation")
    paper.p("The Board remains accountable for every function, including those that it has delegated.")
    paper.table(
        [14, 74, 28, 50], ["Ref", "Function or decision", "Reserved to the Board", "Delegated to"],
        ["1.1", "Agree the vision, values and overall strategic direction of the ICB", "Yes", ""],
        ["1.2", "Approve changes to this scheme and to the constitution", "Yes", ""],
        ["1.3", "Approve the annual accounts and the annual report", "Yes", ""],
        ["2.1", "Approve the internal audit plan", "", "Audit Committee"],
        ["2.2", "Set the pay of very senior managers", "", "Remuneration Committee"],
        ["2.3", "Recommend the system financial plan", "", "Finance and Performance Committee"],
        ["3.1", "Commissioning of primary medical services for the whole system", "",
         "Primary Care Commissioning Committee"],
        ["3.2", "Commissioning of dental, pharmaceutical and ophthalmic services", "",
         "Primary Care Commissioning Committee"],
        ["4.1", "Allocate the place budget between services", "", "Place Committees"],
        ["4.2", "Arrange NHS continuing healthcare", "", "Place Committees"],
        ["4.3", "Agree personal health budgets", "", "Place Committees"],
        ["4.4", "Agree the Better Care Fund plan with the council", "", "Place Committees"],
        ["4.5", "Redesign community services at place", "", "Place Committees"],
        ["5.1", "Commission specialised services jointly with two other boards and NHS England", "",
         "Three Shires Joint Commissioning Committee"],
        ["6.1", "Agree individual packages of care", "", "Place Directors"])
    paper.new_page()
    paper.h(1, "4 Standing Financial Instructions")
    paper.p("These instructions set out how the ICB manages its money. The Chief Finance Officer keeps them.")
    paper.h(2, "4.1 Authorisation limits")
    paper.table(
        [50, 38, 38, 40], ["Holder", "Recurrent and non-recurrent expenditure", "Tenders and choice of route",
                           "Signing of health care contracts"],
        ["Place Committees", "up to £20 million", "£5 million and over", "£1 million and over"],
        ["Place Directors", "up to £500,000", "up to £250k", "up to £250k"],
        ["Chief Finance Officer", "up to £10m", "up to £5m", "up to £10m"],
        ["Chief Executive", "up to £15m", "up to £10m", "up to £15m"],
        ["Three Shires Joint Commissioning Committee", "up to £50 million", "", ""])
    paper.p("Anything above these limits goes to the Board.")
    paper.new_page()
    paper.h(1, "5 Terms of reference")
    quorum = "A meeting is quorate when at least four voting members are present, among them the chair or deputy."
    formal = "The Committee is established by the ICB as a committee of the Board in accordance with its constitution."
    monthly = "The chair reports to the Board after each meeting, and the minutes are sent to the Board."
    tor(paper, "Audit Committee", formal, ["review internal control and risk management",
                                           "agree the programme of internal audit"], monthly, quorum)
    tor(paper, "Remuneration Committee", formal, ["set the pay of senior staff"], monthly, quorum)
    tor(paper, "Finance and Performance Committee", formal,
        ["oversee the financial position of the system", "have regard to the need to reduce inequalities"],
        monthly, quorum)
    tor(paper, "Primary Care Commissioning Committee", formal,
        ["be responsible for the commissioning of primary care services"], monthly, quorum)
    tor(paper, "Population Health and Inequalities Committee", formal,
        ["be responsible for reducing health inequalities across the system",
         "oversee the plan for population health"], monthly, quorum)
    tor(paper, "Place Committees", "Each of the five Place Committees is established as a committee of the Board and "
        "is accountable to it. These terms apply to each of them alike.",
        ["plan services for the people of the place", "be responsible for the functions listed in the scheme"],
        "Each Place Committee reports to the Board every quarter on what it has decided.", quorum)
    tor(paper, "Three Shires Joint Commissioning Committee",
        "The Joint Committee is established under section 65Z6 of the National Health Service Act 2006 by NHS "
        "Merrowshire Integrated Care Board, NHS Kelverby Integrated Care Board, NHS Stourholt Integrated Care "
        "Board and NHS England.", ["commission specialised services on behalf of all parties"],
        "The Joint Committee reports to the board of each party twice a year.", quorum)
    paper.save(FIXTURES / "clean-pdf/governance-handbook.pdf", title="Governance Handbook")


# ── a PDF whose scheme is a picture ──────────────────────────────────────────────────────────────

def pictures() -> None:
    paper = Paper("Tarnholme ICB Governance Handbook", "OFFICIAL")
    paper.title("Governance Handbook", "NHS Tarnholme Integrated Care Board")
    paper.p("Issued October 2023. To be reviewed by October 2025.")
    paper.new_page()
    paper.h(1, "Introduction")
    paper.p("NHS Tarnholme Integrated Care Board covers four boroughs, which we call our Localities: Marrick, "
            "Oxmere, Saltby and Wenlow. In each Locality partners meet in a Locality Partnership Board.",
            "The Locality Partnership Boards are consultative forums. They advise the ICB, have no delegated "
            "decision-making authority and are accountable to the ICB through the Executive Committee.",
            "Hospitals and mental health providers work together in the Tarnholme Provider Alliance.",
            "From April 2023 the ICB holds delegated responsibility for community pharmacy, dental services and "
            "optometry.",
            "The Director of Public Health Partnerships is the senior responsible officer for health "
            "inequalities.")
    paper.new_page()
    paper.h(1, "Functions and Decisions Map")
    paper.picture_of_table(165, ["ICB Board", "Strategic Commissioning Committee", "Audit Committee"],
                           ["Executive Committee", "Locality Partnership Boards", "Quality Committee"],
                           ["System", "Place", "Neighbourhood"])
    paper.new_page()
    paper.h(1, "Scheme of Reservation and Delegation")
    paper.picture_of_table(165, ["Decision", "Board", "Committee", "Officer"],
                           ["Approve the operating plan", "Yes", "", ""],
                           ["Arrange acute services", "", "Strategic Commissioning Committee", ""],
                           ["Individual packages of care", "", "", "Locality Directors"],
                           ["Contracts up to £1m", "", "", "Chief Executive"])
    paper.new_page()
    paper.h(1, "Standing Financial Instructions")
    paper.p("The ICB must keep within the money that it is given. Budgets are approved by the Board each March.")
    paper.h(2, "Delegated financial limits")
    paper.table([70, 50, 46], ["Post", "Revenue expenditure", "Contract award"],
                ["Chief Executive", "£5,000,000", "£2,000,000"],
                ["Chief Finance Officer", "£2,000,000", "£1,000,000"],
                ["Locality Directors", "£250,000", "£100,000"],
                ["Heads of service", "£25,000", "Nil"])
    paper.h(1, "Terms of Reference")
    for name, purpose in [
            ("Audit Committee", "It assures the Board that internal control works."),
            ("Remuneration Committee", "It decides on the pay of executives."),
            ("Executive Committee", "It runs the business of the ICB from day to day."),
            ("Strategic Commissioning Committee", "It exercises the commissioning functions of the ICB on behalf "
             "of the Board: planning, buying and watching over all the services that the ICB arranges."),
            ("Quality Committee", "It watches over the safety and quality of services.")]:
        paper.h(2, name)
        paper.p(f"The {name} is a committee of the Board of the ICB. {purpose} Members are appointed by the Chair. "
                "It needs three members for a quorum. After each meeting the committee presents a written report "
                "to the Board.")
    paper.save(FIXTURES / "pictures/tarnholme-handbook.pdf")


# ── a draft in Markdown and plain text ───────────────────────────────────────────────────────────

DRAFT_HANDBOOK = """\
# NHS Skelwick Integrated Care Board

## Governance Handbook (DRAFT v0.4 for comment)

| Version | Date | Author |
| --- | --- | --- |
| 0.4 | 3 June 2022 | Governance team |

## 1. Introduction

This handbook describes how NHS Skelwick Integrated Care Board takes decisions. Because the county is small,
the ICB has not formed places: there are no places within the system, and all decisions are taken by the Board
and its committees.

Member practices of the Clinical Commissioning Group nominate the primary care member of the Board. The CCG
Governing Body approves the annual budget.

## 2. Functions and decisions map

*To be added once agreed.*

## 3. Scheme of Reservation and Delegation

The following matters are reserved to the Board:

- approval of the joint forward plan;
- commissioning of all health services, including the approval of contracts;
- approval of the annual budget [insert date].

The Board delegates to the Audit Committee:

- approval of the internal audit plan.

The Board delegates to the Quality and Safety Committee:

- oversight of the quality of services.

The Board delegates to the Chief Executive:

- expenditure below £1m;
- signing of contracts up to £750k.

## 4. Terms of reference

### 4.1 Audit Committee

Status: committee of the Board. The Audit Committee reviews internal control. It meets at least five times a
year with a quorum of two members. The Chair of the Committee reports in writing to the Board.

### 4.2 Remuneration Committee

Terms of reference to follow.

## 5. Partners

Our two trusts meet as the Skelwick Provider Collaborative, which has no formal governance yet (TBC).

## 6. Glossary

- CCG: clinical commissioning group, abolished on 30 June 2022
- ICB: integrated care board
"""

DRAFT_SFI = """\
NHS SKELWICK INTEGRATED CARE BOARD
==================================

STANDING FINANCIAL INSTRUCTIONS

DRAFT - NOT YET APPROVED                                  Review date: 30 June 2023

1. GENERAL

These instructions apply to everyone who spends the ICB's money. They are kept by the
Chief Finance Officer and approved by the Board once a year.

2. LIMITS

Post                        Expenditure                 Contract signature
---------------------------------------------------------------------------
Chief Executive             below £1,000,000            up to £750,000
Chief Finance Officer       up to £500k                 up to £250k
Directors                   up to £100k                 none

3. BANKING

Bank accounts are opened by the Chief Finance Officer only.
"""


def draft() -> None:
    folder = FIXTURES / "draft-text"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "governance-handbook.md").write_text(DRAFT_HANDBOOK, encoding="utf-8")
    (folder / "standing-financial-instructions.txt").write_text(DRAFT_SFI, encoding="utf-8")


# ── a folder of PDFs that contradict each other ──────────────────────────────────────────────────

def terms(folder: Path, file: str, name: str, *paragraphs: str) -> None:
    paper = Paper(f"{name}", "Wexmoor and Thornley ICB", size=11)
    paper.title(name, "Terms of Reference")
    for number, text in enumerate(paragraphs, 1):
        paper.p(f"{number}. {text}")
    paper.save(folder / file)


def contradictions() -> None:
    folder = FIXTURES / "contradictions"
    paper = Paper("NHS Wexmoor and Thornley ICB", "Functions and Decisions Map", wide=True)
    paper.title("Functions and Decisions Map")
    paper.p("Our three places are Wexmoor, Thornley and Eskwater. This map shows who decides what.")
    paper.table([62, 44, 62, 80], ["Where", "What it is", "Reports to", "What it decides"],
                ["Strategic Commissioning Committee", "ICB committee", "Board", "Commissioning strategy"],
                ["Audit and Risk Committee", "ICB committee", "Board", "Assurance"],
                ["Health Equity Committee", "ICB committee", "Board", "Responsible for tackling health inequalities"],
                ["Wexmoor Place Committee", "ICB committee", "Board", "Services at place"],
                ["Thornley Place Committee", "Sub-committee", "Strategic Commissioning Committee",
                 "Services at place"],
                ["Eskwater Place Committee", "ICB committee", "Board", "Services at place"],
                ["Mental Health Collaborative Committee", "Sub-committee", "Strategic Commissioning Committee",
                 "Mental health services"],
                ["Wexmoor Hospitals Joint Committee", "Joint committee of the ICB and two trusts",
                 "Board and the boards of both trusts", "Planned care"],
                ["Pharmacy, Optometry and Dentistry Committees in Common", "Committees in common",
                 "Board of each ICB", "Delegated primary care"],
                ["Clinical Senate", "Advisory forum", "Chief Medical Officer", "Advice"])
    paper.save(folder / "01 functions and decisions map.pdf")

    paper = Paper("NHS Wexmoor and Thornley ICB", "Scheme of Reservation and Delegation")
    paper.title("NHS Wexmoor and Thornley Integrated Care Board", "Scheme of Reservation and Delegation")
    paper.p("NHS Wexmoor and Thornley Integrated Care Board serves four places.")
    paper.h(2, "Decisions reserved to the Board")
    paper.bullets("approve the constitution", "approve the annual budget of the ICB",
                  "approve contracts of more than £20m")
    paper.h(2, "Decisions delegated to the Strategic Commissioning Committee")
    paper.bullets("commission all acute and community services", "agree the commissioning strategy")
    paper.h(2, "Decisions delegated to the Wexmoor Place Committee")
    paper.bullets("commission primary medical services in Wexmoor", "arrange continuing healthcare and funded "
                  "nursing care", "approve expenditure on delegated budgets up to £5 million",
                  "approve procurement up to £500,000")
    paper.h(2, "Decisions delegated to the Thornley Place Committee")
    paper.bullets("arrange continuing healthcare", "approve expenditure on delegated budgets up to £5 million")
    paper.h(2, "Decisions delegated to the Mental Health Collaborative Committee")
    paper.bullets("design mental health services and transformation programmes",
                  "allocate the mental health investment fund")
    paper.h(2, "Decisions delegated to joint committees")
    paper.p("Wexmoor Hospitals Joint Committee: planning of elective care with Wexmoor Hospitals NHS Foundation "
            "Trust and Thornley NHS Trust under section 65Z6.")
    paper.h(2, "Decisions delegated to other organisations")
    paper.p("Under section 65Z5 the ICB delegates the commissioning of aftercare under section 117 to Thornley "
            "Borough Council.")
    paper.save(folder / "02 scheme of reservation and delegation.pdf")

    paper = Paper("NHS Wexmoor and Thornley ICB", "Standing Financial Instructions")
    paper.title("Standing Financial Instructions")
    paper.p("Budget holders act within the limits below. A contract of £1m+ is signed by the Chief Executive.")
    paper.table([80, 80], ["Who", "Approval of expenditure"], ["Wexmoor Place Committee", "up to £500,000"],
                ["Thornley Place Committee", "up to £5 million"],
                ["Place Directors", "not exceeding £150k"], ["Chief Executive", "up to £20m"])
    paper.p("Invoices are paid within thirty days. Losses are reported to the Audit and Risk Committee.")
    paper.save(folder / "03 standing financial instructions.pdf")

    monthly = "The Committee reports to the Board after every meeting."
    terms(folder, "tor/audit and risk.pdf", "Audit and Risk Committee",
          "The Committee is a statutory committee of the Board.", "It reviews risk and internal control.", monthly)
    terms(folder, "tor/strategic commissioning.pdf", "Strategic Commissioning Committee",
          "The Committee is established as a committee of the Board.",
          "It is responsible for the commissioning of acute, community and mental health services.", monthly)
    terms(folder, "tor/wexmoor place.pdf", "Wexmoor Place Committee",
          "The Committee is a formal committee of the Integrated Care Board and is accountable to the Board.",
          "It exercises the functions that the scheme delegates to it for the people of Wexmoor.", monthly)
    terms(folder, "tor/thornley place.pdf", "Thornley Place Committee",
          "The Committee is established by the Integrated Care Board as a committee of the Board.",
          "It exercises the functions that the scheme delegates to it for the people of Thornley.", monthly)
    terms(folder, "tor/mental health collaborative.pdf", "Mental Health Collaborative Committee",
          "The Committee is a sub-committee of the Strategic Commissioning Committee and accountable to it.",
          "It brings together the mental health trust, councils and the voluntary sector.",
          "It sends its minutes to the Strategic Commissioning Committee, which reports them to the Board.")
    terms(folder, "tor/hospitals joint committee.pdf", "Wexmoor Hospitals Joint Committee",
          "The Joint Committee is set up by NHS Wexmoor and Thornley Integrated Care Board, Wexmoor Hospitals NHS "
          "Foundation Trust and Thornley NHS Trust. Its decisions bind all three.",
          "It plans elective care.", "It reports to the boards of all three parties every quarter.")
    terms(folder, "tor/health equity.pdf", "Health Equity Committee",
          "The Committee is a committee of the Board.",
          "It is responsible for reducing inequalities in health between the places.", monthly)
    folder.mkdir(parents=True, exist_ok=True)


def main() -> None:
    clean_pdf()
    pictures()
    draft()
    contradictions()
    web_pages(FIXTURES)
    merged_cells(FIXTURES)
    clauses(FIXTURES)
    assorted(FIXTURES)
    long_scheme(FIXTURES)
    accordion(FIXTURES)
    wiki(FIXTURES)
    glossy(FIXTURES)
    annexes(FIXTURES)
    briefing(FIXTURES)


if __name__ == "__main__":
    main()
