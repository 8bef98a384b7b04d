"""Draws the set of projects to evaluate (抽样): larger amounts, complex projects, every department covered."""

from __future__ import annotations

from engine.runs.sampling.candidates import pool_of
from engine.runs.sampling.draw import draw, draw_from
from engine.runs.sampling.model import Drawn, Method, Sample, Stratum

__all__ = ["Drawn", "Method", "Sample", "Stratum", "draw", "draw_from", "pool_of"]
