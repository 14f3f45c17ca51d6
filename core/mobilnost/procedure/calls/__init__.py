"""Calls from opening to appeal: who applies, who ranks, who stands where, who gets which place (čl. 5, 23, 27)."""
