"""Spec files of rules: reading them, and making their examples into folders.

A spec file holds the smallest bad input, what must be found in it, and the corrected input. It is laid
over the little country beside it, which keeps every rule. A file in `allowed` holds what a requirement
lets a system do: nothing may be found in it.
"""

import gzip
import shutil
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
COUNTRY = HERE / "country"


def read_specs() -> list[dict]:
    """Every rule's spec, in the order of the ids."""
    return [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((HERE / "rules").glob("*.toml"))
    ]


def read_allowed() -> list[dict]:
    """Every example of what a requirement allows, in the order of the ids."""
    return [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((HERE / "allowed").glob("*.toml"))
    ]


def make_system(folder: Path, example: dict, stage: str = "") -> None:
    """Copies the little country and lays the example's files over it, in folders of its own too.

    A rule of the registry is shown without the country's governance, which speaks of its bodies.
    """
    shutil.copytree(COUNTRY, folder)
    if stage == "registry":
        shutil.rmtree(folder / "governance")
    for name in example.get("remove", []):
        (folder / name).unlink()
    for name, text in example.get("files", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8"))
    for name, text in example.get("added", {}).items():
        with (folder / name).open("ab") as file:
            file.write(text.encode("utf-8"))
    for change in example.get("changed", []):
        path = folder / change["file"]
        text = path.read_text(encoding="utf-8")
        assert text.count(change["from"]) == 1, f"{change['from']!r} does not stand once in {path.name}"
        path.write_text(text.replace(change["from"], change["to"]), encoding="utf-8")
    for name, digits in example.get("hexadecimal", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(bytes.fromhex(digits))
    for name, cut in example.get("cut_gzip", {}).items():
        packed = gzip.compress(cut["text"].encode("utf-8"), mtime=0)
        (folder / name).write_bytes(packed[: cut["keep_bytes"]])
    for name, more in example.get("append", {}).items():
        with (folder / name).open("ab") as file:
            file.write(more["before"].encode() + more["text"].encode() * more["times"])
            file.write(more["after"].encode())
