"""Seeds of the fuzz targets, made from the repository's own examples: small, and of every kind.

They are written into the build folder, not kept: an example that changes changes its seed.
"""

import gzip
import json
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests/spec"))
from spec import COUNTRY, make_system, read_specs  # noqa: E402

TESSELLATION = ROOT / "examples/tessellation"
HEAD_LINES = 12
LONGEST_FILE = 4096  # of a file in a packed folder

Seeds = dict[str, list[bytes]]


def head(path: Path, lines: int = HEAD_LINES) -> bytes:
    """The first lines of a file, so that a seed stays small."""
    return b"".join(path.read_bytes().splitlines(keepends=True)[:lines])


def examples(spec: dict) -> list[dict[str, bytes]]:
    """The files of a rule's bad and good example."""
    found = []
    for part in ("bad", "good"):
        files = {name: text.encode() for name, text in spec.get(part, {}).get("files", {}).items()}
        for name, digits in spec.get(part, {}).get("hexadecimal", {}).items():
            files[name] = bytes.fromhex(digits)
        if files:
            found.append(files)
    return found


def named(specs: list[dict], *endings: str) -> list[bytes]:
    """Every file of the rules' examples whose name ends so."""
    return [content for spec in specs for files in examples(spec)
            for name, content in files.items() if name.endswith(endings)]


def every_choice(contents: list[bytes], variants: int) -> list[bytes]:
    """Each content behind each first byte that a target chooses by."""
    return [bytes([number]) + content for content in contents for number in range(variants)]


def packed(folder: Path) -> bytes:
    """A whole folder in one seed, as system_folder_fuzz reads it."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()[:LONGEST_FILE]
        ending = b"" if content.endswith(b"\n") else b"\n"
        parts.append(b"=== " + str(path.relative_to(folder)).encode() + b"\n" + content + ending)
    return b"".join(parts)


def folders_of(specs: list[dict]) -> list[bytes]:
    """The little country of the specs, and what each rule's examples make of it."""
    found = []
    with tempfile.TemporaryDirectory() as above:
        for number, (spec, part) in enumerate((spec, part) for spec in specs for part in ("bad", "good")):
            folder = Path(above) / str(number)
            make_system(folder, spec.get(part, {}), spec["stage"])
            found.append(packed(folder))
    return found


def table_seeds(specs: list[dict]) -> Seeds:
    tables = [head(path) for path in sorted((TESSELLATION / "data").glob("*.csv"))]
    tables += named(specs, ".csv")
    quoted = [b'id,name,people\n1,"a ""b"", c",5\n2,"d\ne",6\n3,f,7,\n', b"id;people\n1;2\n",
              b"\xef\xbb\xbfcode,population\r\nA,1\r\nB,\x80\r\n", b'a,b\n"open,1\nc,2\n',
              b'a,b\nx"y,1\n', gzip.compress(b"id,people\nA,1\n", mtime=0)]
    return {"csv_scanner": every_choice(quoted + tables, 3),
            "csv_reader": every_choice(quoted + tables, 4)}


def own_file_seeds(specs: list[dict]) -> Seeds:
    bodies = [head(TESSELLATION / "bodies.csv"), *named(specs, "bodies.csv")]
    relations = [head(TESSELLATION / "relations.csv"), *named(specs, "relations.csv")]
    kinds = [head(ROOT / "catalogue/body_kinds.csv")]
    places = [head(TESSELLATION / "places.csv"), *named(specs, "places.csv")]
    reasons = [head(TESSELLATION / "boundary_reasons.csv"), *named(specs, "reasons.csv")]
    printed = [head(ROOT / "examples/england/reference/systems.csv"),
               head(TESSELLATION / "reference/printed.csv")]
    return {
        "bodies": [bytes([number]) + content for number, contents in
                   enumerate((bodies, relations, kinds)) for content in contents],
        "places": [bytes([number]) + content for number, contents in
                   enumerate((places, reasons, printed)) for content in contents],
    }


def book_seeds(specs: list[dict]) -> Seeds:
    money = TESSELLATION / "money"
    journals = [head(money / "transfers.csv"), *named(specs, "transfers.csv")]
    accounts = [head(money / "accounts.csv"), *named(specs, "accounts.csv")]
    plans = [head(money / "plans.csv"), *named(specs, "plans.csv")]
    agreements = [head(money / "finance.toml", 200), *named(specs, "finance.toml")]
    held = named(specs, "held.csv")
    return {"transfers": [bytes([number]) + content for number, contents in
                          enumerate((journals, journals, accounts, plans, agreements, held)) for content in contents]}


def toml_seeds(specs: list[dict]) -> Seeds:
    systems = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*/system.toml"))]
    systems += [(COUNTRY / "system.toml").read_bytes(), *named(specs, "system.toml")]
    catalogues = [(COUNTRY / "datasets.toml").read_bytes(), *named(specs, "datasets.toml")]
    entries = (ROOT / "catalogue/england.toml").read_bytes().split(b"\n\n")
    catalogues += entries[:: max(1, len(entries) // 40)]
    every_type = (b'a = "t"\nb = 1\nc = 1.5\nd = true\ne = 2022-07-01\nf = 2022-07-01T10:00:00Z\n'
                  b'g = 10:00:00\nh = [["x", "y"], ["z"]]\ni = {j = "k"}\n[[l]]\nm = 1\n[n.o]\np = []\n')
    assert tomllib.loads(every_type.decode())
    return {"system_description": systems, "catalogue": catalogues,
            "toml_document": [every_type, *systems, *catalogues[:20]]}


def json_seeds() -> Seeds:
    shapes = [path.read_bytes() for path in sorted((TESSELLATION / "data").glob("*.geojson"))]
    polygon = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}
    shapes.append(json.dumps({"features": [
        {"properties": {"code": "A"}, "geometry": polygon},
        {"properties": {"code": 5}, "geometry": {"type": None, "coordinates": {}}},
    ]}).encode())
    documents = [b'{"a": [1, -2.5e3, true, null, "\\u00e9\\ud83d\\ude00"]}', b"[]", b'"x"', b"[1,"]
    return {"shapes": shapes, "json_document": documents + shapes[-1:]}


def agreement_seeds(specs: list[dict]) -> Seeds:
    """A file of agreements and a table beside it, as agreements_fuzz reads them."""
    pairs = [("contracts.toml", "activity.csv"), ("pools.toml", "pool_contributions.csv"),
             ("pools.toml", "pool_spending.csv"), ("pools.toml", "funding.csv")]
    folders = [{path.name: path.read_bytes() for path in (TESSELLATION / "money").iterdir()
                if path.is_file()}]
    folders += [{name.removeprefix("money/"): text for name, text in files.items()}
                for spec in specs if spec["stage"] == "agreements" for files in examples(spec)]
    found = []
    for files in folders:
        for number, (agreed, rows) in enumerate(pairs):
            if agreed in files or rows in files:
                found.append(bytes([number]) + files.get(agreed, b"") + b"\n===\n" + files.get(rows, b""))
    return {"agreements": found}


def pathway_seeds(specs: list[dict]) -> Seeds:
    """A waiting list and the people beside it, as pathways_fuzz reads them."""
    found = []
    for files in (files for spec in specs if spec["stage"] == "waiting" for files in examples(spec)):
        # A few rows of each: a whole list costs a second an input.
        rows, people = (b"".join(files.get(f"people/{name}.csv", b"").splitlines(keepends=True)[:HEAD_LINES])
                        for name in ("waiting_list", "people"))
        found += every_choice([rows + b"\n===\n" + people], 2)
    return {"pathways": found}


def byte_seeds() -> Seeds:
    text = head(TESSELLATION / "data/board22.csv")
    packed = gzip.compress(text, mtime=0)
    return {"byte_source": [b"", b"\x1f", text, packed, packed[:-9], packed + packed, packed + b"\0\0",
                            packed[:20] + b"\xff" + packed[21:]]}


def workbook_seeds() -> Seeds:
    """Rows, shared texts and tables, each behind the byte by which the target chooses; text as UTF-16."""
    rows = (b'<row r="1"><c r="A1" t="inlineStr"><is><t>Amount</t></is></c><c r="B1"><v>12.5</v></c></row>'
            b'<row r="3"><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#REF!</v></c></row>')
    texts = b'<si><t>one</t></si><si><r><t>two</t></r><rPh sb="0" eb="1"><t>said</t></rPh></si>'
    tables = (b'<table:table table:name="Payments"><table:table-row table:number-rows-repeated="2">'
              b'<table:table-cell office:value-type="float" office:value="-7.25" '
              b'table:number-columns-repeated="3"><text:p>-7.25</text:p></table:table-cell>'
              b'<table:covered-table-cell/></table:table-row></table:table>'
              b'<table:table table:name="hidden" table:style-name="off"/>')
    text = head(TESSELLATION / "data/board22.csv").decode()
    return {"workbook": [b"\x01" + rows, b"\x02" + texts, b"\x03" + tables, b"\x00PK\x03\x04"],
            "utf16": [b"\x00" + text.encode("utf-16-le"), b"\x01" + (text + "\U0001f600").encode("utf-16-be")]}


def openid_seeds() -> Seeds:
    """What a provider answers, as it should be: a description, keys, a token without signature, claims, an answer."""
    issuer = "https://login.example.org"
    description = {"issuer": issuer, "authorization_endpoint": f"{issuer}/auth", "token_endpoint": f"{issuer}/token",
                   "jwks_uri": f"{issuer}/keys", "response_types_supported": ["code"],
                   "id_token_signing_alg_values_supported": ["RS256", "ES256"]}
    # The public key of RFC 7515, A.3.
    key = {"kty": "EC", "crv": "P-256", "kid": "k", "use": "sig", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
           "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
    claims = {"iss": issuer, "sub": "ada", "aud": ["concord"], "azp": "concord", "iat": 1_700_000_000,
              "exp": 1_700_000_060, "nonce": "n", "groups": ["a"]}
    token = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsifQ.e30.AAAA"
    answer = {"token_type": "Bearer", "id_token": token, "error": "invalid_grant"}
    texts = [json.dumps(description), json.dumps({"keys": [key]}), token, json.dumps(claims), json.dumps(answer)]
    return {"openid": [bytes([number]) + text.encode() for number, text in enumerate(texts)]}


def request_seeds() -> Seeds:
    """What readers ask the server, and what they send it."""
    gets = ["/", "/app.js", "/api/v1", "/api/v1/openapi.json", "/api/v1/report", "/api/v1/tables",
            "/api/v1/tables/findings?severity=error&order=-line&limit=3&offset=1", "/api/v1/tables/bodies?format=csv",
            "/api/v1/tables/bodies?format=parquet", "/api/v1/areas/icb22", "/api/v1/profile?layer=icb22&mode=exact",
            "/api/v1/overlap?layer_a=icb22&layer_b=utla21&tolerance=0.01", "/api/v1/who?act=allocate&value=5&place=a",
            "/api/v1/who?everything=true&by=board", "/api/v1/need?table=gaps", "/api/v1/map", "/api/v1/rules/REG021",
            "/api/v1/decisions", "/api/v1/decisions/2022-001", "/api/v1/audit?limit=5", "/api/v1/builds/1"]
    texts = [f"GET {path}\nAccept: text/csv, */*;q=0.5\nIf-None-Match: \"x\"\n\n" for path in gets]
    step = "Content-Type: application/toml\nIdempotency-Key: k\n\nid = \"2022-001\"\non = 2024-02-01\n"
    texts += [f"POST /api/v1/decisions\n{step}", f"POST /api/v1/decisions/1/steps?kind=record\n{step}",
              "DELETE /api/v1/builds/1\nOrigin: https://elsewhere.example\n\n", "TRACE /api/v1/tables\n\n"]
    return {"request": every_choice([text.encode() for text in texts], 2)}


def write_seeds(folder: Path) -> None:
    specs = read_specs()
    seeds = (table_seeds(specs) | own_file_seeds(specs) | toml_seeds(specs) | json_seeds()
             | book_seeds(specs) | byte_seeds() | workbook_seeds() | agreement_seeds(specs)
             | pathway_seeds(specs) | request_seeds() | openid_seeds()
             | {"system_folder": folders_of(specs)})
    for target, contents in seeds.items():
        below = folder / target
        below.mkdir(parents=True, exist_ok=True)
        for old in below.iterdir():
            old.unlink()
        for number, content in enumerate(dict.fromkeys(contents)):
            (below / f"{number:03}").write_bytes(content)
