"""A scheme that runs over pages, and one web page that opens and closes."""

from pathlib import Path

from paper import Paper

# ── a scheme that runs over pages, in a landscape PDF ────────────────────────────────────────────


def long_scheme(fixtures: Path) -> None:
    paper = Paper("Stannery and the Levels ICB: how we govern", "", wide=True, size=9.5)
    paper.title("NHS Stannery and the Levels Integrated Care Board", "Handbook of Governance")
    paper.p("Edition of February 2024.",
            "Stannery and the Levels has four Places. They are coterminous with the unitary councils: Stannery City, "
            "Netherby, Quarrendon and Saltmarsh.",
            "The Board was established in July 2022 and inherited the contracts of three CCGs.",
            "We want decisions to be made as near as possible to the people whom they affect; this is what we mean by "
            "subsidiarity, and section 3 shows it in practice.")
    paper.h(1, "1 The decision-making map")
    paper.p("Functions and decisions are held as follows.")
    paper.table([60, 45, 55, 85], ["Name", "What kind of body", "To whom accountable", "Main decisions"],
                ["Audit Committee", "ICB committee", "ICB Board", "Opinion on internal control, choice of auditors"],
                ["Remuneration Committee", "ICB committee", "ICB Board", "Senior pay"],
                ["System Finance Committee", "ICB committee", "ICB Board", "System finances, investment cases"],
                ["Primary Care Committee", "ICB committee", "ICB Board",
                 "Contracts with practices, dentists, pharmacies and opticians"],
                ["Stannery City Place Committee", "ICB committee", "ICB Board", "Place budget and services"],
                ["Netherby Place Committee", "ICB committee", "ICB Board", "Place budget and services"],
                ["Quarrendon Place Committee", "ICB committee", "ICB Board", "Place budget and services"],
                ["Saltmarsh Place Partnership", "Consultative forum", "ICB Board", "Advice only"],
                ["Stannery Mental Health Collaborative Committee", "ICB sub-committee", "System Finance Committee",
                 "Mental health investment and service change"])
    paper.h(1, "2 Scheme of reservation and delegation")
    rows = [("Constitution and governance", [
        ("Changes to the constitution, for approval by NHS England", "Board", "Chief Executive"),
        ("Approval of this scheme and of all terms of reference", "Board", "Director of Corporate Affairs"),
        ("Appointment of the auditors and approval of their plan", "Audit Committee", "Chief Finance Officer"),
        ("Pay and conditions of very senior managers", "Remuneration Committee", "Chief People Officer")]),
        ("Planning and money", [
            ("Approval of the joint forward plan and of the annual budget of the ICB", "Board", "Chief Executive"),
            ("Approval of investment cases between £1m and £10m", "System Finance Committee", "Chief Finance Officer"),
            ("Approval of the plan of each Place, within the strategy of the ICB", "Place Committees",
             "Place Directors"),
            ("Allocation of resources between the services in a Place", "Place Committees", "Place Directors")]),
        ("Commissioning", [
            ("Commissioning of general practice: primary medical services contracts and incentives",
             "Primary Care Committee", "Chief Medical Officer"),
            ("Commissioning of dental, pharmaceutical and ophthalmic services", "Primary Care Committee",
             "Chief Medical Officer"),
            ("Continuing healthcare, funded nursing care and personal health budgets", "Place Committees",
             "Place Directors"),
            ("Agreements under section 75 with a council, among them the Better Care Fund", "Place Committees",
             "Place Directors"),
            ("Redesign of mental health services across the system",
             "Stannery Mental Health Collaborative Committee", "Chief Nurse")])]
    table = [["Matter", "Who decides", "Lead officer"]]
    for title, matters in rows:
        table.append([title, "", ""])
        table += [list(matter) for matter in matters]
    paper.table([130, 60, 55], *table)
    paper.h(1, "3 Financial limits")
    paper.table([75, 55, 55, 55], ["What may be authorised", "Place Committees", "Place Directors", "Chief Executive"],
                ["Recurrent and non-recurrent expenditure", "up to £20 million", "up to £1 million",
                 "up to £10 million"],
                ["Tenders and choice of procurement route", "£5 million or more", "under £500k", "under £5 million"],
                ["Signing of healthcare contracts", "£1 million or more", "under £250k", "under £1 million"])
    paper.p("Standing Financial Instructions are published as a separate document and are not part of this edition.")
    paper.h(1, "4 Terms of reference")
    for name, status, text in [
            ("Audit Committee", "a committee of the Board", "It reviews internal control."),
            ("Remuneration Committee", "a committee of the Board", "It settles senior pay."),
            ("System Finance Committee", "a committee of the Board",
             "It oversees the finances of the system and approves investment."),
            ("Primary Care Committee", "a committee of the Board",
             "It is responsible for commissioning primary care across the system."),
            ("Stannery City Place Committee", "a committee of the Board",
             "It is responsible for services and budgets in Stannery City, and for narrowing health inequalities "
             "there."),
            ("Netherby Place Committee", "a committee of the Board", "It is responsible for services in Netherby."),
            ("Stannery Mental Health Collaborative Committee", "a sub-committee of the System Finance Committee",
             "It brings two trusts and four councils together.")]:
        paper.h(2, name)
        paper.p(f"The {name} is {status}. {text} After every meeting the chair reports on its work to the Board.")
    paper.save(fixtures / "long-scheme/handbook.pdf", title="Handbook of Governance")


# ── one long web page that opens and closes ──────────────────────────────────────────────────────

ACCORDION = """\
<!doctype html>
<html><head><meta charset="utf-8"><title>Our governance | NHS Kestle Integrated Care Board</title></head>
<body>
<ul class="skip-menu"><li><a href="#c">Skip to content</a></li></ul>
<article id="c">
<h1>Governance Handbook: NHS Kestle Integrated Care Board</h1>
<p><em>Last updated 2 May 2024. Some sections are in draft and marked so.</em></p>
<details id="about"><summary>Our system</summary>
<p>Kestle is small. We decided not to have places: there is no place level in our governance. GP practices,
the county council and the trust meet in the Kestle Health and Care Forum, an informal group that advises the ICB.</p>
<p>Our Chief Nurse is the senior responsible owner for health inequalities on the Board.</p>
</details>
<details id="map"><summary>Functions and decisions map</summary>
<p><img src="map.svg" alt="Diagram of our committees" width="900"></p>
</details>
<details id="sord"><summary>Scheme of Reservation and Delegation</summary>
<h3>What the Board keeps for itself</h3>
<ul><li>Strategy and annual plan</li><li>Commissioning decisions above £10 million</li></ul>
<h3>What committees decide</h3>
<dl>
<dt>Audit and Governance Committee</dt><dd>Internal audit; risk management; conflicts of interest</dd>
<dt>Commissioning Committee</dt><dd>Commissioning of all health services up to £10 million; procurement routes</dd>
<dt>Remuneration Committee</dt><dd>Pay of executives</dd>
</dl>
<h3>What our officers decide</h3>
<dl><dt>Chief Executive</dt><dd>Expenditure up to £1 million; contracts up to £1 million</dd>
<dt>Chief Finance Officer</dt><dd>Expenditure up to £500,000</dd></dl>
<h3>What others decide for us</h3>
<p>The ICB delegates the commissioning of community dental services to Kestle Community NHS Trust under section
65Z5 of the 2006 Act, from April 2024. The trust reports each quarter to the Commissioning Committee.</p>
</details>
<details id="sfi"><summary>Standing Financial Instructions (draft)</summary>
<p>The CCG's instructions apply until the ICB has approved its own. Every payment needs two signatures. Budgets are
set once a year, and each budget holder answers for what is spent.</p>
</details>
<details id="tor"><summary>Terms of reference</summary>
<h3>Audit and Governance Committee</h3>
<p>This committee of the Board looks after control and risk. It has a quorum of three and sends its minutes to the
Board.</p>
<h3>Commissioning Committee</h3>
<p>This committee of the Board exercises the ICB's commissioning functions on its behalf, apart from what the Board
keeps. It reports to the Board after each meeting.</p>
<h3>Remuneration Committee</h3>
<p>To be confirmed.</p>
</details>
</article>
<div class="footer">Published by NHS Kestle</div>
</body></html>
"""


def accordion(fixtures: Path) -> None:
    folder = fixtures / "accordion"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "governance.html").write_text(ACCORDION, encoding="utf-8")
