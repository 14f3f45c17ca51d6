"""What a figure may be where a file sets one: a term of an agreement or call, or an office's setting."""

from decimal import Decimal

Scalar = bool | int | Decimal | str
"""One figure, switch or word; spans, dates of the year and money are written as text (`10 months`)."""

Value = bool | int | Decimal | str | tuple[bool | int | Decimal | str, ...]
"""A scalar or a list of them. What it means, and in which unit, its provision says."""
