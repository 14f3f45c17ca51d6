"""Plans of a stay with versions and signatures: learning and training agreements, teaching and work plans."""
