"""How far it is between two places on the earth, as the crow flies; in decimals, the same on every machine.

The distance decides which amount is paid for a journey, so no binary fraction comes near it.
"""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import count

from attrs import field, frozen

from mobilnost.model.codes import LATITUDE, LONGITUDE

EARTH_RADIUS_KM = Decimal("6371.0088")
"""The mean radius of the earth (IUGG). The earth is taken for a ball: up to half a percent from its true shape."""

_DIGITS = 30
_PI = Decimal("3.141592653589793238462643383279503")
_METRE = Decimal("0.001")


@frozen
class Point:
    """A place by its degrees north and east; south and west are negative."""

    latitude: Decimal = field(validator=LATITUDE)
    longitude: Decimal = field(validator=LONGITUDE)


def great_circle_km(one: Point, other: Point) -> Decimal:
    """The shortest way over the earth in kilometres, to the metre, by the haversine formula."""
    with localcontext() as context:
        context.prec = _DIGITS
        north, further_north = _radians(one.latitude), _radians(other.latitude)
        height = _sine((further_north - north) / 2) ** 2
        width = _sine((_radians(other.longitude) - _radians(one.longitude)) / 2) ** 2
        share = height + _cosine(north) * _cosine(further_north) * width
        way = 2 * EARTH_RADIUS_KM * _arcsine(min(share, Decimal(1)).sqrt())
    return way.quantize(_METRE)


def _radians(degrees: Decimal) -> Decimal:
    return degrees * _PI / 180


def _sine(angle: Decimal) -> Decimal:
    return _summed(_powers(angle, 1))


def _cosine(angle: Decimal) -> Decimal:
    return _summed(_powers(angle, 0))


def _powers(angle: Decimal, first: int) -> Iterator[Decimal]:
    """The terms of the series of sine (from the first power) or cosine (from none)."""
    term = angle**first if first else Decimal(1)
    for power in count(first, 2):
        yield term
        term = -term * angle * angle / ((power + 1) * (power + 2))


def _summed(terms: Iterator[Decimal]) -> Decimal:
    """The sum of a series whose terms vanish."""
    total = Decimal(0)
    for term in terms:
        if total + term == total:
            break
        total += term
    return total


def _arcsine(sine: Decimal) -> Decimal:
    """The angle of a sine from 0 to 1: Newton's steps, taken where the curve is not steep."""
    if sine * sine * 2 > 1:
        return _PI / 2 - _arcsine((1 - sine * sine).sqrt())
    angle = sine
    while abs(miss := _sine(angle) - sine) > Decimal("1e-25"):
        angle -= miss / _cosine(angle)
    return angle
