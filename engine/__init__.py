"""jixiao: reads declared targets and recorded actuals, scores by readable rules, explains every point."""

__version__ = "0.1.0"
