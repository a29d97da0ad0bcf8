"""How far apart two places are: the great circle on a sphere, by the haversine of the angle."""

from decimal import Decimal
from math import cos, pi, radians, sin

EARTH_KM = 6371.0088  # the mean radius


def haversine(latitude: float, longitude: float, point: tuple[Decimal, Decimal]) -> float:
    """The haversine of the angle between two places in degrees: 0 for one place, 1 for opposite."""
    north, east = float(point[0]), float(point[1])
    along = sin(radians(latitude - north) / 2) ** 2
    across = sin(radians(longitude - east) / 2) ** 2
    return along + cos(radians(latitude)) * cos(radians(north)) * across


def haversine_of(kilometres: Decimal) -> float:
    """The haversine of a distance; above 1 where it reaches round the Earth."""
    angle = float(kilometres) / EARTH_KM
    return 2.0 if angle >= pi else sin(angle / 2) ** 2


def is_place(latitude: float, longitude: float) -> bool:
    """Whether degrees are those of a place."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180
