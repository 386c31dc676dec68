"""Gladi: a player for city-security (Sispamkota) training drills."""

__version__ = "0.1.0"
