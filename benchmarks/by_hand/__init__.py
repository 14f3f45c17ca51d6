"""The same law written by hand, three times: the floors that the framework is measured against."""

from by_hand.decided import decide
from by_hand.explained import explain
from by_hand.figures import figures, grant
from by_hand.optional import decide_optional

__all__ = ["decide", "decide_optional", "explain", "figures", "grant"]
