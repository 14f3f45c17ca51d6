"""Agreements over time: when they end and are renewed, what stays take of their places, balances, and versions."""
