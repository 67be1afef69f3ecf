"""The files of the system: its bodies and their relations, its places, a proposal, a printed table."""

from __future__ import annotations

from pathlib import Path

from .answers import Answers, Row
from .layout import BOARD_CODES_2022, BOARD_CODES_2024, BOARD_NAMES, NEW_BOARD, District
from .rectangles import Rectangle
from .services import LETTERS, SERVICES, Site, sites, system_of
from .writing import write_csv, write_rows

ACT = "2022-07-01"            # the day on which the boards began
MERGER = "2024-04-01"         # the day on which A and B became one
DAY_BEFORE_MERGER = "2024-03-31"
SOURCE = "Tessellation"
BODY_COLUMNS = ["id", "name", "kind", "ods_code", "gss_code", "part_of", "valid_from", "valid_to",
                "source", "services"]
RELATION_COLUMNS = ["from", "relation", "to", "role", "share", "valid_from", "valid_to", "source"]
PLACE_COLUMNS = ["id", "name", "kind", "areas", "valid_from", "valid_to", "source", "part_of", "basis"]
PRINTED_COLUMNS = ["code", "ods_code", "name", "region", "pct_urban", "urban_band", "population",
                   "size_band", "utlas", "utla_band", "la_tiers", "trusts", "trust_band",
                   "pct_most_deprived_quintile", "deprivation_band", "ics_wave", "vanguards", "pioneers"]
EXTRA_MEMBERS = {"D": "RC1", "H": "RG1"}  # trusts of a neighbour, where a board has one of its own


def row_of(columns: list[str], values: Row) -> Row:
    """A row with gaps where nothing is said."""
    return dict.fromkeys(columns, "") | {"source": SOURCE} | values


def system_id(letter: str) -> str:
    """The id of a system: its name in small letters, joined by hyphens."""
    return BOARD_NAMES[letter].lower().replace(" ", "-")


def life_of(letter: str) -> Row:
    """When a system exists: A and B until the merger, J from it, the others from the Act."""
    return {"valid_from": MERGER if letter == "J" else ACT,
            "valid_to": DAY_BEFORE_MERGER if letter in "AB" else ""}


def system_bodies(letter: str) -> list[Row]:
    """A system with its board, its partnership and its provider collaborative."""
    name, identity, life = BOARD_NAMES[letter], system_id(letter), life_of(letter)
    code = BOARD_CODES_2024.get(letter) or BOARD_CODES_2022[letter]
    part = life | {"part_of": identity}
    return [row_of(BODY_COLUMNS, row) for row in (
        life | {"id": identity, "name": f"{name} system", "kind": "integrated-care-system"},
        part | {"id": f"{identity}-board", "name": f"{name} Board", "kind": "integrated-care-board",
                "ods_code": f"QT{letter}", "gss_code": code},
        part | {"id": f"{identity}-partnership", "name": f"{name} Partnership",
                "kind": "integrated-care-partnership"},
        part | {"id": f"{identity}-providers", "name": f"{name} providers",
                "kind": "provider-collaborative"})]


def trusts() -> list[Site]:
    """Every trust once, with its first site."""
    found: dict[str, Site] = {}
    for site in sites():
        found.setdefault(site.trust, site)
    return list(found.values())


def trust_body(trust: Site) -> Row:
    """A trust; the k-th of a board provides the k-th service."""
    service = SERVICES[(int(trust.trust[-1]) - 1) % len(SERVICES)]
    return row_of(BODY_COLUMNS, {
        "id": f"trust-{trust.trust.lower()}", "name": trust.name, "kind": "nhs-trust",
        "ods_code": trust.trust, "valid_from": trust.opened, "valid_to": trust.closed,
        "services": service})


def council_bodies(answers: Answers) -> list[Row]:
    """Every upper tier council with its health and wellbeing board."""
    rows = []
    for council in answers.layout.layers["council21"].areas:
        kind = "county-council" if council.code.startswith("T10") else "unitary-authority"
        rows.append(row_of(BODY_COLUMNS, {
            "id": f"council-{council.code.lower()}", "name": f"{council.name} Council", "kind": kind,
            "gss_code": council.code, "valid_from": "1998-04-01"}))
        rows.append(row_of(BODY_COLUMNS, {
            "id": f"wellbeing-{council.code.lower()}", "name": f"{council.name} Wellbeing Board",
            "kind": "health-and-wellbeing-board", "part_of": f"council-{council.code.lower()}",
            "valid_from": "2013-04-01"}))
    return rows


def bodies(answers: Answers) -> list[Row]:
    """Everything in bodies.csv."""
    rows = [row for letter in LETTERS + "J" for row in system_bodies(letter)]
    return rows + [trust_body(trust) for trust in trusts()] + council_bodies(answers)


def relation(start: str, kind: str, end: str, values: Row) -> Row:
    """A row of relations.csv."""
    return row_of(RELATION_COLUMNS, {"from": start, "relation": kind, "to": end} | values)


def successions() -> list[Row]:
    """A and B became J, each with all its parts; the trust that closed went to another."""
    rows = [relation(system_id(letter) + part, "succeeded-by", system_id("J") + part,
                     {"valid_from": MERGER})
            for letter in "AB" for part in ("", "-board", "-partnership", "-providers")]
    return rows + [relation("trust-rh9", "succeeded-by", "trust-rh1", {"valid_from": "2020-04-01"})]


def memberships() -> list[Row]:
    """Trusts in the collaborative of their system, before the merger and after it."""
    rows = []
    for trust in trusts():
        if trust.closed:
            continue
        for letter in dict.fromkeys((trust.letter, system_of(trust.letter))):
            life = life_of(letter)
            life["valid_from"] = max(str(life["valid_from"]), trust.opened)
            rows.append(relation(f"trust-{trust.trust.lower()}", "member-of",
                                 f"{system_id(letter)}-providers", life))
    for letter, neighbour in EXTRA_MEMBERS.items():
        rows.append(relation(f"trust-{neighbour.lower()}", "member-of", f"{system_id(letter)}-providers",
                             {"role": "neighbour", "valid_from": ACT}))
    return rows


def council_partners(answers: Answers) -> list[Row]:
    """Councils in the partnership of each system of 2024 that holds enough of them."""
    layer = answers.layout.layers["board24"]
    rows = []
    for letter, code in BOARD_CODES_2024.items():
        region = answers.region(layer, layer.area(code), layer.grounds[0])
        for council in answers.councils_of(region, layer.grounds[0]):
            rows.append(relation(f"council-{council.code.lower()}", "member-of",
                                 f"{system_id(letter)}-partnership",
                                 {"role": "council", "valid_from": life_of(letter)["valid_from"]}))
    return rows


def relations(answers: Answers) -> list[Row]:
    """Everything in relations.csv."""
    flows = [relation("trust-ra1", "draws-people-from", f"board24:{code}",
                      {"share": share, "valid_from": MERGER})
             for code, share in ((BOARD_CODES_2024["J"], 0.8), (BOARD_CODES_2024["C"], 0.2))]
    return successions() + memberships() + council_partners(answers) + flows


def place_of_district(district: District, letter: str) -> Row:
    """A place with the borders of one district: a council where that has one tier."""
    layer = "district21" if district.county else "council21"
    return row_of(PLACE_COLUMNS, {
        "id": f"place-{district.name.lower()}", "name": f"{district.name} place", "kind": "place",
        "areas": f"{layer}:{district.code}", "valid_from": life_of(letter)["valid_from"],
        "part_of": system_id(letter)})


def places(answers: Answers) -> list[tuple[Row, list[Rectangle], str]]:
    """Every place with its rectangles and the small areas it is counted on.

    Each district that lies whole in a system is a place of it. F holds no whole district: its one place
    is the board's own area, and says why. The corner district has two neighbourhoods of squares.
    """
    layer = answers.layout.layers["board24"]
    found = []
    for letter, code in BOARD_CODES_2024.items():
        whole = layer.area(code).rectangles[0]
        for district in answers.layout.districts:
            if district.rectangle.intersection(whole) == district.rectangle:
                found.append((place_of_district(district, letter), [district.rectangle], "cell21"))
    code = BOARD_CODES_2024["F"]
    found.append((row_of(PLACE_COLUMNS, {
        "id": "place-plover", "name": "Plover place", "kind": "place", "areas": f"board24:{code}",
        "valid_from": ACT, "part_of": system_id("F"), "basis": "no council lies whole in the system"}),
        layer.area(code).rectangles, "cell21"))
    corner = answers.layout.districts[0]
    for number, rectangle in enumerate(answers.neighbourhoods(), 1):
        found.append((row_of(PLACE_COLUMNS, {
            "id": f"neighbourhood-{number}", "name": f"Corner neighbourhood {number}",
            "kind": "neighbourhood", "areas": squares_of(answers, rectangle), "valid_from": MERGER,
            "part_of": f"place-{corner.name.lower()}"}), [rectangle], "cell11"))
    return found


def squares_of(answers: Answers, rectangle: Rectangle) -> str:
    """The squares of a rectangle as places.csv names areas."""
    return ";".join(f"cell11:{answers.country.square_code(column, row)}"
                    for row in range(rectangle.north, rectangle.south)
                    for column in range(rectangle.west // 2, rectangle.east // 2))


def place_people(answers: Answers) -> list[Row]:
    """The people of each place."""
    return [{"id": row["id"], "population":
             answers.grounds[ground].tally(answers.grounds[ground].everywhere(rectangles)).people}
            for row, rectangles, ground in places(answers)]


def write_system(folder: Path, answers: Answers) -> None:
    """Writes the generated files of the system's own folder."""
    write_rows(folder / "bodies.csv", BODY_COLUMNS, bodies(answers))
    write_rows(folder / "relations.csv", RELATION_COLUMNS, relations(answers))
    write_rows(folder / "places.csv", PLACE_COLUMNS, (row for row, _, _ in places(answers)))
    moves = answers.layout.proposed_moves()
    write_csv(folder / "proposal.csv", ["area", "from", "to", "to_name"],
              ([area, before, after, NEW_BOARD[1] if after == NEW_BOARD[0] else ""]
               for area, _, before, after in moves))
    write_csv(folder / "boundary_reasons.csv", ["area", "against", "reason", "evidence"],
              [[f"board24:{BOARD_CODES_2024['E']}", "authority25",
                "patients of the eastern half use the hospitals of the western", "patient flows"]])
    write_csv(folder / "tiles.csv", ["code", "label", "column", "row"],
              [[f"QT{letter}", BOARD_NAMES[letter], column, row]
               for letter, column, row in (("J", 1, 1), ("C", 3, 1), ("D", 4, 1), ("E", 1, 2),
                                           ("F", 2, 2), ("G", 3, 2), ("H", 4, 2))])
    write_rows(folder / "reference" / "printed.csv", PRINTED_COLUMNS, answers.printed_table())
