"""Row-level security on PostgreSQL: a transaction sees the rows of the units that it names, and of no others.

The program says whose rows it wants at the beginning of each transaction, in `mobilnost.units`: `*`, or units with line
breaks between them. Who says nothing sees nothing. A database role that stands in `bounds` sees its own units at most,
whatever it says. Nobody but a superuser changes or removes what the journal, the revisions and the contents say.
"""

from __future__ import annotations

_SEES_ALL = """
CREATE FUNCTION mobilnost_sees_all() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN current_setting('mobilnost.units', true) = '*'
    AND NOT EXISTS (SELECT FROM {schema}.bounds WHERE role = session_user);
END $$"""

_UNITS = """
CREATE FUNCTION mobilnost_units() RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  said text := coalesce(current_setting('mobilnost.units', true), '');
  named text[] := string_to_array(said, chr(10));
BEGIN
  IF NOT EXISTS (SELECT FROM {schema}.bounds WHERE role = session_user) THEN
    RETURN named;
  END IF;
  RETURN ARRAY(SELECT unit::text FROM {schema}.bounds WHERE role = session_user AND (said = '*' OR unit = ANY (named)));
END $$"""

#: Asked once for a statement, not once for a row.
_ALL = "(SELECT mobilnost_sees_all())"
_OWN_UNIT = f"{_ALL} OR unit = ANY ((SELECT mobilnost_units())::text[])"
_OWN_DOSSIER = "dossier IN (SELECT id FROM dossiers)"
_PERSON = "kind = 'person' AND id IN (SELECT person FROM dossiers)"
_SEEN = f"{_ALL} OR {_OWN_DOSSIER} OR ({_PERSON}) OR (dossier IS NULL AND kind <> 'person')"
#: A person is written before, or after, the dossier that makes them the unit's.
_WRITTEN = f"{_SEEN} OR kind = 'person'"


def _record(table: str) -> str:
    return f"{_ALL} OR EXISTS (SELECT FROM records WHERE records.kind = {table}.kind AND records.id = {table}.id)"


def _policies(table: str, seen: str, written: str, *, changed: bool) -> list[str]:
    """Who sees the rows of a table, and who adds, changes and removes them."""
    made = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY seen ON {table} FOR SELECT USING ({seen})",
        f"CREATE POLICY added ON {table} FOR INSERT WITH CHECK ({written})",
    ]
    if changed:
        made.append(f"CREATE POLICY changed ON {table} FOR UPDATE USING ({seen}) WITH CHECK ({written})")
        made.append(f"CREATE POLICY removed ON {table} FOR DELETE USING ({seen})")
    return made


def statements(schema: str) -> list[str]:
    """All of it, for the tables of a schema."""
    own = f"dossier = '' OR {_ALL} OR {_OWN_DOSSIER}"
    owned = "EXISTS (SELECT FROM owners WHERE owners.digest = blobs.digest)"
    return [
        _SEES_ALL.format(schema=schema),
        _UNITS.format(schema=schema),
        *_policies("dossiers", _OWN_UNIT, _OWN_UNIT, changed=True),
        *_policies("records", _SEEN, _WRITTEN, changed=True),
        *_policies("revisions", _record("revisions"), f"{_record('revisions')} OR kind = 'person'", changed=False),
        *_policies("journal", _record("journal"), f"{_record('journal')} OR kind = 'person'", changed=False),
        *_policies("owners", own, own, changed=False),
        *_policies("blobs", f"{_ALL} OR {owned}", "true", changed=False),
        *_policies("derivations", f"{_ALL} OR {_OWN_DOSSIER}", f"{_ALL} OR {_OWN_DOSSIER}", changed=True),
        *_policies("duties", _OWN_UNIT, _OWN_UNIT, changed=True),
    ]
