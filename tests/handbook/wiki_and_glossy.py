"""Pages of a wiki, and a glossy brochure."""

from pathlib import Path

from paper import Paper

# ── pages of a wiki ──────────────────────────────────────────────────────────────────────────────

WIKI = {
    "README.md": """\
# Governance of NHS Ravensea Integrated Care Board

These pages are our governance handbook. They were last checked on 12 March 2024.

## How our area is organised

Ravensea has three boroughs: Cold Harbour, Eastcliff and Tarn Bay. Each borough is a place.

We think decisions are best made locally, so places decide unless there is good reason otherwise.

## What NHS England has passed to us

Since April 2023 we commission community pharmacy, general dental and general ophthalmic services. Specialised
commissioning remains with NHS England.
""",
    "map.md": """\
# Functions and decisions map

| Where | Body | Its standing | Reports to |
| --- | --- | --- | --- |
| System | Audit Committee | Committee of the Board | The Board |
| System | People and Pay Committee | Committee of the Board | The Board |
| System | Planning and Commissioning Committee | Committee of the Board | The Board |
| System | Inequalities Board | Committee of the Board | The Board |
| Place | Cold Harbour Place Board | Sub-committee | Planning and Commissioning Committee |
| Place | Eastcliff Place Board | Sub-committee | Planning and Commissioning Committee |
| Place | Tarn Bay Place Board | Advisory group | Planning and Commissioning Committee |
| Providers | Ravensea Acute Collaborative | Agreement between trusts | Boards of the trusts |
""",
    "scheme.md": """\
# Scheme of reservation and delegation

## Reserved to the Board

1. Approval of the annual plan
2. Approval of the annual accounts
3. Decisions on services that cost more than £25m a year

## Delegated to the Audit Committee

1. Appointment of internal auditors

## Delegated to the People and Pay Committee

1. Terms of service of executives

## Delegated to the Planning and Commissioning Committee

1. Commissioning of acute, ambulance and mental health services
2. Commissioning of pharmacy, dental and ophthalmic services

## Delegated to the Inequalities Board

1. Approval of the plan to reduce health inequalities

## Delegated to Cold Harbour and Eastcliff Place Boards

1. Commissioning of community services and primary medical services in the borough
2. Personal health budgets
3. Use of the pooled budget with the council under section 75

## Delegated to Borough Directors

1. Placements and packages of care for individual patients
""",
    "money.md": """\
# Standing financial instructions

Read these with the scheme. They apply to all staff, and to members of committees.

## Who may approve what

- Place Boards may approve spending of up to £4 million, and award contracts of up to £2 million.
- Borough Directors may approve spending of up to £200,000.
- The Chief Executive may approve spending of up to £10 million.
""",
    "terms/audit.md": "# Audit Committee: terms of reference\n\nThe Audit Committee is a committee of the Board "
                      "and advises "
                      "it on risk and control. It reports to the Board after each meeting.\n",
    "terms/people.md": "# People and Pay Committee: terms of reference\n\nThe Committee is a committee of the "
                       "Board. It "
                       "settles the terms of service of executives and watches over workforce matters.\n",
    "terms/planning.md": "# Planning and Commissioning Committee: terms of reference\n\nThe Committee is a "
                         "committee of "
                         "the Board. It decides which services to commission for the system, other than those that "
                         "places commission. It sends a report to each meeting of the Board.\n",
    "terms/inequalities.md": "# Inequalities Board: terms of reference\n\nThe Inequalities Board is a committee of the "
                             "Board. It is accountable for progress on health inequalities across Ravensea, and "
                             "reports to the Board twice a year. The Medical Director chairs it.\n",
    "terms/place boards.md": "# Terms of reference of the Cold Harbour Place Board and the Eastcliff Place "
                             "Board\n\nEach "
                             "is a sub-committee of the Planning and Commissioning Committee, to which it is "
                             "accountable. Each provides a report on its decisions to the Board every quarter. Six "
                             "members make a quorum.\n",
}


def wiki(fixtures: Path) -> None:
    for name, text in WIKI.items():
        path = fixtures / "wiki" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


# ── a glossy brochure ────────────────────────────────────────────────────────────────────────────


def glossy(fixtures: Path) -> None:
    paper = Paper("", "NHS Oxenholt ICB | Governance handbook", size=11)
    paper.title("Governance handbook", "How NHS Oxenholt Integrated Care Board makes decisions")
    paper.p("January 2024")
    paper.new_page()
    paper.h(1, "Who we are")
    paper.p("NHS Oxenholt ICB plans and buys health services for 900,000 people. We replaced Oxenholt CCG.",
            "Oxenholt is one system with six place-based partnerships, in Arden Vale, Brockley Wood, Castlegate, "
            "Dunmoor, Elmstow and Fenwick.",
            "A partnership has no powers of its own. It is a forum in which partners agree what to do together. In "
            "each place an Executive Place Director, who is employed by the ICB, takes decisions that the Chief "
            "Executive has delegated to them.",
            "The Oxenholt Provider Collaborative includes all five trusts. A leadership board of their chief "
            "executives steers it; it is accountable to the trusts.")
    paper.h(1, "Where we decide")
    paper.picture_of_table(140, ["Board", "Finance Committee", "Audit Committee"],
                           ["Commissioning Committee", "Quality Committee", "Places"])
    paper.new_page()
    paper.h(1, "Scheme of reservation and delegation")
    paper.table([90, 76], ["What", "Who"],
                ["Our strategy, plan and budget", "The Board"],
                ["Internal and external audit", "Audit Committee"],
                ["Whether we live within our means", "Finance Committee"],
                ["All commissioning of NHS services that the Board has not kept", "Commissioning Committee"],
                ["Safety and quality of services", "Quality Committee"],
                ["Packages of care; contracts with care homes; agreements with councils under section 75",
                 "Executive Place Directors"])
    paper.h(1, "Our standing financial instructions")
    paper.p("Spend wisely: every budget has a holder, and every holder a limit.")
    paper.table([50, 58, 58], ["", "Can approve spending of", "Can award contracts of"],
                ["Commissioning Committee", "up to £30m", "up to £30m"],
                ["Chief Executive", "up to £8m", "up to £8m"],
                ["Executive Place Directors", "up to £750k", "up to £300k"],
                ["Heads of department", "up to £50k", "none"])
    paper.new_page()
    paper.h(1, "Terms of reference")
    for name, text in [
            ("Audit Committee", "checks that we are well run"),
            ("Finance Committee", "keeps an eye on the money"),
            ("Commissioning Committee", "is responsible for all the commissioning that the Board has delegated"),
            ("Quality Committee", "makes sure that services are safe and that gaps between groups of people close")]:
        paper.h(2, name)
        paper.p(f"A committee of the Board. The {name} {text}. It has five members, of whom three are a quorum. "
                "The chair gives a report to the Board after every meeting.")
    paper.h(1, "Working with other ICBs")
    paper.p("The North Sea Joint Committee brings together NHS Oxenholt ICB and four other integrated care boards with "
            "NHS England to commission specialised services. It meets in public and reports to all its members.",
            "Apart from that we have not delegated our functions to anybody outside the ICB.")
    paper.save(fixtures / "glossy/oxenholt.pdf", title="Governance handbook")
