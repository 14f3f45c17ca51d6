"""The life of a dossier: the steps that it takes, what must hold before each, and what a call does in it."""
