"""What is due by when, of dossiers and without them, and how it stands on a day."""
