"""Accounts: why a dossier stands as it does, what a rule rests on, how a provision was searched for. No words here."""
