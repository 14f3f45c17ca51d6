"""How the schema of a register came about, one step after the other."""
