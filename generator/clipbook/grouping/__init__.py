"""Stories told from articles: sparse, explainable, the same every time, without a neural model.

Everything that needs numpy or scipy is in here and nowhere else: import it where it is used.
"""

from clipbook.grouping.arrivals import within_reach
from clipbook.grouping.bonds import WINDOW
from clipbook.grouping.data import run_data
from clipbook.grouping.dial import BROAD, FINE, MIDDLE, Fitted
from clipbook.grouping.grouping import Grouping, Member, Proposal, fit, group
from clipbook.grouping.piece import Piece
from clipbook.grouping.reasons import Reasons, SharedTerm

__all__ = [
    "BROAD",
    "FINE",
    "MIDDLE",
    "WINDOW",
    "Fitted",
    "Grouping",
    "Member",
    "Piece",
    "Proposal",
    "Reasons",
    "SharedTerm",
    "fit",
    "group",
    "run_data",
    "within_reach",
]
