"""Sums over whole numbers in closed form: floor sums, progressions and the classes of a residue."""

from __future__ import annotations

from typing import NamedTuple


def floor_sum(count: int, divisor: int, factor: int, offset: int) -> int:
    """Σ ⌊(factor·i + offset) / divisor⌋ for i = 0 … count − 1.

    The whole parts of factor / divisor and offset / divisor are summed as arithmetic series. What is left
    counts the lattice points under a line, and the same points counted along the other axis are a smaller
    problem of the same form, as in Euclid's algorithm.
    """
    total = 0
    while count > 0:
        total += count * (count - 1) // 2 * (factor // divisor) + count * (offset // divisor)
        factor, offset = factor % divisor, offset % divisor
        height = factor * count + offset
        if height < divisor:
            break
        count, offset = divmod(height, divisor)
        factor, divisor = divisor, factor
    return total


class Progression(NamedTuple):
    """The numbers first, first + step, …: `length` of them."""

    first: int
    step: int
    length: int

    def total(self) -> int:
        """Σ x = length·first + step·length·(length − 1) / 2."""
        return self.length * self.first + self.step * (self.length * (self.length - 1) // 2)

    def total_of_quotients(self, divisor: int) -> int:
        """Σ ⌊x / divisor⌋, a floor sum."""
        return floor_sum(self.length, divisor, self.step, self.first)

    def total_of_remainders(self, divisor: int) -> int:
        """Σ (x mod divisor) = Σ x − divisor·Σ ⌊x / divisor⌋."""
        return self.total() - divisor * self.total_of_quotients(divisor)

    def scaled(self, factor: int, offset: int) -> Progression:
        """The numbers factor·x + offset."""
        return Progression(factor * self.first + offset, factor * self.step, self.length)


def residue_class(start: int, stop: int, residue: int, modulus: int) -> Progression:
    """The numbers x of [start, stop) with x mod modulus = residue: ⌈(stop − first) / modulus⌉ of them."""
    first = start + (residue - start) % modulus
    return Progression(first, modulus, max(0, -((first - stop) // modulus)))


def ceiling(number: int, divisor: int) -> int:
    """⌈number / divisor⌉."""
    return -(-number // divisor)


def rounded_half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number, a half up: ⌊(2·numerator + denominator) / (2·denominator)⌋."""
    return (2 * numerator + denominator) // (2 * denominator)
