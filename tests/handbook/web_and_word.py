"""Web pages in a folder, and a word processor's file with merged cells."""

import zipfile
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# ── web pages in a folder ────────────────────────────────────────────────────────────────────────

NAVIGATION = """\
<header class="site-header"><a href="/">NHS Brackendale</a></header>
<nav aria-label="Main"><ul><li><a href="index.html">Home</a></li><li><a href="places.html">Places</a></li>
<li><a href="scheme.html">Scheme of reservation and delegation</a></li><li><a href="terms.html">Terms of
reference</a></li></ul></nav>
<div class="breadcrumb">Home &gt; About us &gt; Governance handbook</div>
"""
FOOTER = '<footer><p>Accessibility</p><p>Sign up to the newsletter of the Clinical Senate</p></footer>'


def page(folder: Path, name: str, title: str, body: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(
        f"<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title} - NHS Brackendale"
        f"</title><link rel=\"stylesheet\" href=\"site.css\"></head>\n<body>\n{NAVIGATION}<main id=\"main\">\n"
        f"<h1>{title}</h1>\n{body}</main>\n{FOOTER}\n</body>\n</html>\n", encoding="utf-8")


PLACES = """\
<p>NHS Brackendale Integrated Care Board works in three places: Orrin, Highfold and Marchside.</p>
<h2 id="partnerships">Local care partnerships</h2>
<p>In each of them a Local Care Partnership Board brings councils, the NHS and voluntary organisations together.
Decisions sit as close to communities as possible; only what must be the same everywhere is settled at system
level.</p>
<h2 id="collaborative">Working with providers</h2>
<p>The Brackendale Mental Health and Autism Collaborative is run by a group of trust chief executives, who answer to
the boards of their own trusts. It does not exercise any functions of the ICB.</p>
<h2 id="regional">With our neighbours</h2>
<p>The Eastern Joint Committee is a joint committee of four integrated care boards. It commissions pharmacy, dental
and optometry services under section 65Z6. After each meeting a summary of its decisions is presented to the board
of every member.</p>
<p>None of our statutory functions have been delegated to a trust, a council or any other organisation.</p>
"""

MAP = """\
<p>Who decides what in Brackendale, from the whole system down to the place.</p>
<h2 id="system">System</h2>
<p>The board has set up the following committees:</p>
<ul>
<li>Audit and Assurance Committee: looks at control and risk</li>
<li>Remuneration Committee: pay</li>
<li>Delivery Committee: puts plans into practice</li>
<li>Population Health Committee: inequalities and prevention</li>
</ul>
<h2 id="place">Place</h2>
<table>
<thead><tr><th>Body</th><th>Form</th><th>Answers to</th></tr></thead>
<tbody>
<tr><td>Orrin Local Care Partnership Board</td><td>Sub-committee</td><td rowspan="3">Delivery Committee</td></tr>
<tr><td>Highfold Local Care Partnership Board</td><td>Sub-committee</td></tr>
<tr><td>Marchside Local Care Partnership Board</td><td>Sub-committee</td></tr>
</tbody></table>
"""

SCHEME = """\
<p>The board stays accountable for everything that it delegates.</p>
<table>
<caption>Who decides</caption>
<tr><th>Matter</th><th>Decided by</th></tr>
<tr><td colspan="2"><strong>Kept by the board</strong></td></tr>
<tr><td>Agree the joint forward plan</td><td>Board</td></tr>
<tr><td>Agree the annual budget</td><td>Board</td></tr>
<tr><td colspan="2"><strong>Committees</strong></td></tr>
<tr><td>Agree the programme of internal audit</td><td>Audit and Assurance Committee</td></tr>
<tr><td>Settle the pay of directors</td><td>Remuneration Committee</td></tr>
<tr><td>Commission acute, community and mental health services</td><td>Delivery Committee</td></tr>
<tr><td>Lead the work on health inequalities</td><td>Population Health Committee</td></tr>
<tr><td colspan="2"><strong>Place</strong></td></tr>
<tr><td>Fund continuing healthcare and funded nursing care for residents</td>
<td rowspan="3">Local Care Partnership Boards</td></tr>
<tr><td>Agree how the place's share of the budget is allocated</td></tr>
<tr><td>Agree the Better Care Fund plan</td></tr>
<tr><td>Agree packages of care for individuals</td><td>Place Director</td></tr>
<tr><td colspan="2"><strong>With others</strong></td></tr>
<tr><td>Commission pharmacy, dental and optometry services</td><td>Eastern Joint Committee</td></tr>
</table>
"""

MONEY = """\
<p>These instructions bind everybody who spends money for NHS Brackendale. They are reviewed each year.</p>
<h2 id="limits">Limits of authority</h2>
<h3 id="spending">Approving expenditure</h3>
<table>
<tr><th>Value</th><th>Approved by</th></tr>
<tr><td>Up to £250,000</td><td>Place Director</td></tr>
<tr><td>Up to £3 million</td><td>Local Care Partnership Boards</td></tr>
<tr><td>Up to £10m</td><td>Delivery Committee</td></tr>
<tr><td>Anything above</td><td>Board</td></tr>
</table>
<h3 id="contracts">Awarding contracts</h3>
<p>A Place Director may award contracts of up to £100,000. The Chief Executive awards those of up to £5 million.</p>
"""

TERMS = """\
<h2 id="audit">Audit and Assurance Committee</h2>
<p>The Audit and Assurance Committee (the Committee) has been established by the board as a committee of the board,
in line with the constitution. It reviews internal control. It is quorate with two non-executive members. The chair
writes to the board after each meeting.</p>
<h2 id="pay">Remuneration Committee</h2>
<p>The Committee is a committee of the board. It settles the pay of directors and meets when it needs to.</p>
<h2 id="delivery">Delivery Committee</h2>
<p>The Committee is a committee of the board and accountable to it. On the board's behalf it commissions hospital,
community and mental health services. Its minutes are shared with the board.</p>
<h2 id="population">Population Health Committee</h2>
<p>The Committee is a committee of the board. It is responsible for closing the gap in health inequalities and
for prevention. The Executive Director of Strategy is the executive lead for inequalities and attends. It reports to
the board four times a year.</p>
<h2 id="partnerships">Local Care Partnership Boards</h2>
<p>Each Local Care Partnership Board is a sub-committee of the Delivery Committee and is accountable to it. It uses
the powers that the scheme gives to it for the people of its place. Each Local Care Partnership Board reports to
the Delivery Committee, and through it to the board, every two months.</p>
<h2 id="eastern">Eastern Joint Committee</h2>
<p>The Joint Committee is formed by NHS Brackendale Integrated Care Board, NHS Orwick Integrated Care Board, NHS
Penholm Integrated Care Board and NHS Sandmere Integrated Care Board. Each member sends its chief executive.</p>
"""


def web_pages(fixtures: Path) -> None:
    folder = fixtures / "web-pages"
    page(folder, "index.html", "Governance handbook",
         "<p>This handbook shows how NHS Brackendale Integrated Care Board makes its decisions. It took over from "
         "the former Brackendale CCG in July 2022.</p><ul><li><a href='terms.html'>Terms of reference</a></li></ul>")
    page(folder, "places.html", "Our places and partners", PLACES)
    page(folder, "map.html", "Functions and decisions map", MAP)
    page(folder, "scheme.html", "Scheme of reservation and delegation", SCHEME)
    page(folder, "money.html", "Standing financial instructions", MONEY)
    page(folder, "terms.html", "Terms of reference", TERMS)
    (folder / "site.css").write_text("body { font-family: sans-serif; }\n", encoding="utf-8")


# ── a word processor's file with merged cells ────────────────────────────────────────────────────

class Word:
    """A .docx under construction."""

    def __init__(self) -> None:
        self.document = Document()

    def h(self, level: int, text: str) -> None:
        self.document.add_heading(text, level)

    def p(self, *texts: str, style: str | None = None) -> None:
        for text in texts:
            self.document.add_paragraph(text, style)

    def bold(self, text: str) -> None:
        self.document.add_paragraph().add_run(text).bold = True

    def table(self, rows: list[list[str | None]]) -> None:
        """None continues the cell to the left; a cell of one caret continues the one above."""
        table = self.document.add_table(len(rows), len(rows[0]))
        table.style = "Table Grid"
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                cell = table.cell(i, j)
                if text is None:
                    table.cell(i, j - 1).merge(cell)
                elif text == "^":
                    table.cell(i - 1, j).merge(cell)
                else:
                    cell.text = text
        for cell in table.rows[0].cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.bold = True
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        self.document.add_paragraph()

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.document.save(path)
        parts = {}
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                if name != "docProps/thumbnail.jpeg":
                    parts[name] = packed.read(name)
        # Packed again with one date, so that the same script makes the same bytes.
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for name in sorted(parts):
                packed.writestr(zipfile.ZipInfo(name, (2024, 4, 1, 0, 0, 0)), parts[name],
                                zipfile.ZIP_DEFLATED)


BOROUGHS = ["Ashwater", "Tolverne", "Wickmoor", "Zelby"]


def merged_cells(fixtures: Path) -> None:
    word = Word()
    word.h(0, "NHS Tolverne and Ashwater Integrated Care Board: Governance Handbook")
    word.p("Agreed by the Board in January 2024. For review in January 2026.")
    word.h(1, "About this handbook")
    word.p("Four boroughs make up our system: Ashwater, Tolverne, Wickmoor and Zelby.",
           "The Medical Director has executive responsibility for health inequalities.",
           "Specialised services were delegated to us by NHS England in April 2024, and pharmaceutical, general "
           "ophthalmic and dental services a year before.")
    word.h(1, "Functions and Decisions Map")
    word.table([
        ["Level", "Body", "Status", "Accountable to"],
        ["System", "Audit Committee", "Committee of the Board", "Board"],
        ["^", "Finance and Commissioning Committee", "Committee of the Board", "Board"],
        ["^", "Community Provider Collaborative Committee", "Sub-Committee",
         "Finance and Commissioning Committee"],
        ["Place", "Ashwater Borough Committee", "Committee of the Board", "Board"],
        ["^", "Tolverne Borough Committee", "Committee of the Board", "Board"],
        ["^", "Wickmoor Borough Committee", "Committee of the Board", "Board"],
        ["^", "Zelby Borough Committee", "Committee of the Board", "Board"],
        ["Region", "Southern Ambulance Joint Committee", "Joint committee", "Boards of five ICBs"],
    ])
    word.h(1, "Scheme of Reservation and Delegation (SoRD)")
    word.table([
        ["Holder", "Functions and decisions", "Reserved or delegated"],
        ["Board", "Vision, strategy and the joint forward plan", "Reserved"],
        ["^", "Annual report and accounts", "Reserved"],
        ["Audit Committee", "Programme of internal audit and choice of auditors", "Delegated"],
        ["Finance and Commissioning Committee", "Commissioning of all health services not given to others",
         "Delegated"],
        ["^", "System financial plan", "Delegated"],
        ["Borough Committees", "Primary medical services: contracts with practices", "Delegated"],
        ["^", "Continuing healthcare and personal health budgets", "Delegated"],
        ["^", "Pooled funds with the council under section 75", "Delegated"],
        ["Community Provider Collaborative Committee", "Redesign of community services across the system",
         "Delegated"],
        ["Southern Ambulance Joint Committee", "Commissioning of emergency ambulances", "Delegated"],
        ["Borough Directors", "Individual packages of care", "Delegated"],
    ])
    word.h(1, "Standing Financial Instructions")
    word.p("The Chief Finance Officer keeps these instructions. Nobody may spend what is not in a budget.")
    word.bold("Table of limits")
    word.table([
        ["Act", "Limits", None, None],
        ["^", "Borough Committees", "Borough Directors", "Chief Executive"],
        ["Approval of expenditure", "up to £8 million", "up to £400k", "up to £12m"],
        ["Award of contracts", "less than £4m", "less than £200k", "less than £6m"],
    ])
    word.h(1, "Terms of Reference")
    for name in ["Audit Committee", "Finance and Commissioning Committee"]:
        word.h(2, name)
        word.p(f"The {name} is constituted as a committee of the Board.")
        word.p("It carries out what the scheme gives to it and watches over the matters named there on the Board's "
               "behalf.", style="List Bullet")
        word.p("A report of each meeting goes to the Board. Four members are a quorum.", style="List Bullet")
    word.h(2, "Community Provider Collaborative Committee")
    word.p("The Committee is a sub-committee of the Finance and Commissioning Committee, and reports to it in "
           "writing each month. Providers of community services are its members.")
    for borough in BOROUGHS[:3]:
        word.h(2, f"{borough} Borough Committee")
        word.p(f"The {borough} Borough Committee is a committee of the Board and is accountable to it. It decides on "
               f"health services for the people of {borough}, and takes part in closing gaps in health. It reports to "
               "the Board every quarter. The council holds two of its eight seats.")
    word.h(2, "Southern Ambulance Joint Committee")
    word.p("The Joint Committee was established by five integrated care boards under section 65Z6 of the National "
           "Health Service Act 2006. Its annual report is presented to the board of each.")
    word.save(fixtures / "merged-cells/governance-handbook.docx")
