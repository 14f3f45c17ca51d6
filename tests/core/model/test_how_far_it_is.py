"""The great circle between two places, in decimals, held against the formula in binary fractions and against the map."""

import math
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mobilnost.model import EARTH_RADIUS_KM, Point, great_circle_km

NORTH, EAST = st.decimals(-90, 90, places=4), st.decimals(-180, 180, places=4)
POINTS = st.builds(Point, NORTH, EAST)


def point(north: str, east: str) -> Point:
    return Point(Decimal(north), Decimal(east))


MOSTAR, RIJEKA = point("43.3438", "17.8078"), point("45.3271", "14.4422")


def test_from_mostar_to_rijeka() -> None:
    assert great_circle_km(MOSTAR, RIJEKA) == Decimal("346.769")


def test_a_degree_of_the_equator_is_111_kilometres() -> None:
    assert great_circle_km(point("0", "0"), point("0", "1")) == Decimal("111.195")


def test_the_other_end_of_the_earth_is_half_a_circle_away() -> None:
    half = Decimal("20015.115")  # pi times the radius
    assert abs(great_circle_km(point("0", "0"), point("0", "180")) - half) <= Decimal("0.001")
    assert abs(great_circle_km(point("90", "0"), point("-90", "0")) - half) <= Decimal("0.001")


@given(POINTS)
def test_no_place_is_far_from_itself(one: Point) -> None:
    assert great_circle_km(one, one) == 0


@given(POINTS, POINTS)
def test_it_is_as_far_there_as_back(one: Point, other: Point) -> None:
    assert great_circle_km(one, other) == great_circle_km(other, one)


@given(POINTS, POINTS)
def test_the_formula_says_the_same_in_binary_fractions(one: Point, other: Point) -> None:
    north, east, south, west = (
        math.radians(float(part)) for part in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    share = math.sin((south - north) / 2) ** 2
    share += math.cos(north) * math.cos(south) * math.sin((west - east) / 2) ** 2
    way = 2 * float(EARTH_RADIUS_KM) * math.asin(math.sqrt(min(share, 1.0)))
    assert abs(float(great_circle_km(one, other)) - way) < 0.2  # near the antipodes binary fractions lose the metres
