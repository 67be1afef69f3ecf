"""Practices, trusts and systems: who they are, by formula, and the totals that follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

LETTERS = "ABCDEFGH"
PRACTICES = 40          # of each board of 2022
YEARLY_GAIN = 50        # people that each practice gained between 2022 and 2024
SYSTEMS_2024 = {"J": "AB", "C": "C", "D": "D", "E": "E", "F": "F", "G": "G", "H": "H"}
SERVICES = ("acute", "mental-health", "community", "ambulance")


class Practice(NamedTuple):
    """A general practice with the people registered in 2022 and in 2024."""

    code: str
    name: str
    letter: str
    people_2022: int
    people_2024: int


class Site(NamedTuple):
    """A trust's site: the board of 2022 that it lies in, and when the trust was open."""

    trust: str
    name: str
    letter: str
    opened: str
    closed: str


def system_of(letter: str) -> str:
    """The system of 2024 to which a board of 2022 belongs."""
    return next(system for system, members in SYSTEMS_2024.items() if letter in members)


def practices() -> Iterator[Practice]:
    """Practice k of board b has 20,000 + 1,000·(3b mod 8) + 100·k people, and 50 more two years later."""
    for number, letter in enumerate(LETTERS, 1):
        for k in range(PRACTICES):
            people = 20_000 + 1_000 * (3 * number % 8) + 100 * k
            yield Practice(f"Z{number}{k:04d}", f"Practice {k + 1} of {letter}", letter, people,
                           people + YEARLY_GAIN)


def registered_2022(letter: str) -> int:
    """Σ over a board's practices: m·(20,000 + 1,000·(3b mod 8)) + 100·m·(m − 1) / 2 for m of them."""
    number = LETTERS.index(letter) + 1
    return (PRACTICES * (20_000 + 1_000 * (3 * number % 8))
            + 100 * (PRACTICES * (PRACTICES - 1) // 2))


def registered_2024(system: str) -> int:
    """Σ over the boards that a system is made of, each with its practices' gain."""
    return sum(registered_2022(letter) + PRACTICES * YEARLY_GAIN for letter in SYSTEMS_2024[system])


def trusts_of(letter: str) -> int:
    """A board has 1 + b mod 4 trusts of its own."""
    return 1 + (LETTERS.index(letter) + 1) % 4


def sites() -> Iterator[Site]:
    """Every trust's first site, and the four that make counting hard.

    RA1 has a second site in its own board, RB1 one in another board; RH9 closed before 2022, and RD2
    opened after it.
    """
    for letter in LETTERS:
        for k in range(1, trusts_of(letter) + 1):
            yield Site(f"R{letter}{k}", f"Trust {k} of {letter}", letter, "2010-04-01", "")
    yield Site("RA1", "Trust 1 of A", "A", "2010-04-01", "")
    yield Site("RB1", "Trust 1 of B", "C", "2010-04-01", "")
    yield Site("RH9", "Trust 9 of H", "H", "2010-04-01", "2020-03-31")
    yield Site("RD2", "Trust 2 of D", "D", "2023-04-01", "")


def trusts_2022(letter: str) -> int:
    """A board's own trusts, and in C the one that has a site there."""
    return trusts_of(letter) + (letter == "C")


def trusts_2024(system: str) -> int:
    """Those of the boards that a system is made of, and in D the one that opened."""
    return sum(trusts_2022(letter) for letter in SYSTEMS_2024[system]) + (system == "D")
