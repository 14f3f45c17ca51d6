"""The checks of the contract, one idea each: from a candidate to what it lacks."""
