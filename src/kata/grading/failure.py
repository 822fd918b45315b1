"""A failure as a payload: what was expected, what came, where. Rendering is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


class Named(str):
    """What is said of a mistake that the result gives away.

    Attributes
    ----------
    cause : str
        Short name of the mistake, the same wherever it is recognised: ``upside-down``.
    """

    __slots__ = ("cause",)
    cause: str


def named(cause: str, said: str) -> Named:
    """Return a sentence that tells the cause of a failure, not only what is seen of it."""
    sentence = Named(said)
    sentence.cause = cause
    return sentence


@dataclass(frozen=True)
class Failure:
    """One thing that is wrong with a result.

    Attributes
    ----------
    said : str
        The first line, readable alone. Names the mistake where the result gives it away.
    expected, got : str
        What was expected of the result, and what came.
    where : tuple of str
        Places: row/col and easting/northing for rasters, line and column for tables.
    """

    said: str
    expected: str = ""
    got: str = ""
    where: tuple[str, ...] = ()

    @property
    def cause(self) -> str:
        """Short name of the mistake, or "" when it was not recognised."""
        return self.said.cause if isinstance(self.said, Named) else ""

    def lines(self) -> list[str]:
        """Return the failure as text, one item a line."""
        lines = [self.said]
        if self.expected:
            lines.append(f"  expected  {self.expected}")
        if self.got:
            lines.append(f"  got       {self.got}")
        lines.extend(f"  {'where' if n == 0 else '':8}  {w}" for n, w in enumerate(self.where))
        return lines
