"""What a list asks of whoever draws its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from textual.content import Content

T_contra = TypeVar("T_contra", contravariant=True)


class Painter(Protocol[T_contra]):
    """How values become rows. Heights are asked for all rows, lines only for those in view."""

    def key(self, value: T_contra) -> str:
        """What names the row across updates; two rows never share it."""

    def plain(self, value: T_contra) -> str:
        """The text that the filter searches."""

    def height(self, value: T_contra, width: int) -> int:
        """How many lines the row takes: those of `lines`, and empty ones below them."""

    def lines(self, value: T_contra, width: int) -> Sequence[Content]:
        """The row's lines, each at most `width` cells."""

    def heading(self, width: int) -> Content | None:
        """The names of the columns at this width; None where there are none."""
