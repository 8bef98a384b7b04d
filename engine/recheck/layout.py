"""What a filled-in table looks like: the heads of its rows and of its funds block, and what stands below the rows."""

from __future__ import annotations

from functools import partial

from engine.forms.columns import Columns, Heads
from engine.forms.layouts import FILLED_END
from engine.forms.walk import Layout
from engine.forms.words import filled_column_of
from engine.grids.cells import Row
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.recheck.fields import total_of

_END = regex(FILLED_END)
_LAST = ("level1", "level2", "name", "criteria", "nature", "weight", "adjusted", "actual", "target", "unit")


def _is_below(row: Row, _columns: Columns) -> bool:
    """Whether a row is that of the total or begins what stands under the table."""
    first = squeeze(row.begins)
    return _END.match(first) is not None or total_of(row, None, None) is not None


# the last column of a role is read, since labels at the side stand first, but the first score; reasons may be several
INDICATORS = Heads(
    filled_column_of,
    needed=({"name", "level2"}, {"target", "actual", "adjusted"}, {"score"}),
    kept=dict.fromkeys(_LAST, -1) | {"score": 0},
)
_FUNDS = Heads(
    partial(filled_column_of, block="funds"),
    needed=({"initial", "budget"}, {"executed"}),
    kept=dict.fromkeys(("initial", "budget", "executed", "rate", "weight"), -1) | {"score": 0},
    least=3,
)
LAYOUT = Layout(INDICATORS, _is_below, other=(_FUNDS,))
