"""What is done in an office: its files, its register and the law brought together, one act after the other.

Each act reads what it needs, asks what decides (`procedure`, `assessment`), and writes the result with its entry in the
journal, or raises with every reason and changes nothing. Times and names come from the caller.
"""

from mobilnost.desk.desk import Desk

__all__ = ["Desk"]
