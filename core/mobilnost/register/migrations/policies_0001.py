"""Row-level security on PostgreSQL: a transaction sees the rows of the units that it names, and of no others.

The program says whose rows it wants at the beginning of each transaction, in `mobilnost.units`: `*`, or units with line
breaks between them. Who says nothing sees nothing. A database role that stands in `bounds` sees its own units at most,
whatever it says. Nobody but a superuser changes or removes what the journal, the revisions and the contents say.

Only who sees all writes the records of calls, and those of persons of whom others have a dossier too. Whether others
have, a function tells by looking past the policies: its owner sees the dossiers of the one person it is asked about.
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

_SHARED = """
CREATE FUNCTION mobilnost_shared(asked text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {schema} AS $$
DECLARE
  own text[] := mobilnost_units();
  found boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM dossiers WHERE person = asked AND unit = ANY (own)) THEN
    RETURN false;
  END IF;
  PERFORM set_config('mobilnost.person', asked, true);
  found := EXISTS (SELECT FROM dossiers WHERE person = asked AND (unit = ANY (own)) IS NOT TRUE);
  PERFORM set_config('mobilnost.person', '', true);
  RETURN found;
END $$"""
#: For its owner, who could do away with all policies.
_ASKED = """
CREATE POLICY asked ON dossiers FOR SELECT TO CURRENT_USER
USING (person = current_setting('mobilnost.person', true))"""

#: Asked once for a statement, not once for a row.
_ALL = "(SELECT mobilnost_sees_all())"
_OWN_UNIT = f"{_ALL} OR unit = ANY ((SELECT mobilnost_units())::text[])"
_OWN_DOSSIER = "dossier IN (SELECT id FROM dossiers)"
_PERSON = "kind = 'person' AND id IN (SELECT person FROM dossiers)"
_SEEN = f"{_ALL} OR {_OWN_DOSSIER} OR ({_PERSON}) OR (dossier IS NULL AND kind <> 'person')"
#: A person is added before, or after, the dossier that makes them the unit's.
_ADDED = f"{_ALL} OR (kind <> 'call' AND ({_SEEN} OR kind = 'person'))"
#: What is there and left to those of units.
_LEFT = f"{_ALL} OR (kind <> 'call' AND NOT (kind = 'person' AND mobilnost_shared(id)))"
_CHANGED = f"({_SEEN}) AND ({_LEFT})"


def _record(table: str) -> str:
    return f"{_ALL} OR EXISTS (SELECT FROM records WHERE records.kind = {table}.kind AND records.id = {table}.id)"


def _entered(table: str) -> str:
    return f"({_LEFT}) AND ({_record(table)} OR kind = 'person')"


def _policies(table: str, seen: str, added: str, changed: str | None = None) -> list[str]:
    """Who sees the rows of a table, and who adds, changes and removes them; without `changed`, nobody does that."""
    made = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY seen ON {table} FOR SELECT USING ({seen})",
        f"CREATE POLICY added ON {table} FOR INSERT WITH CHECK ({added})",
    ]
    if changed is not None:
        made.append(f"CREATE POLICY changed ON {table} FOR UPDATE USING ({changed}) WITH CHECK ({changed})")
        made.append(f"CREATE POLICY removed ON {table} FOR DELETE USING ({changed})")
    return made


def statements(schema: str) -> list[str]:
    """All of it, for the tables of a schema."""
    own = f"dossier = '' OR {_ALL} OR {_OWN_DOSSIER}"
    owned = "EXISTS (SELECT FROM owners WHERE owners.digest = blobs.digest)"
    return [
        _SEES_ALL.format(schema=schema),
        _UNITS.format(schema=schema),
        *_policies("dossiers", _OWN_UNIT, _OWN_UNIT, _OWN_UNIT),
        _SHARED.format(schema=schema),
        _ASKED,
        *_policies("records", _SEEN, _ADDED, _CHANGED),
        *_policies("revisions", _record("revisions"), _entered("revisions")),
        *_policies("journal", _record("journal"), _entered("journal")),
        *_policies("owners", own, own),
        *_policies("blobs", f"{_ALL} OR {owned}", "true"),
        *_policies("derivations", *[f"{_ALL} OR {_OWN_DOSSIER}"] * 3),
        *_policies("duties", *[_OWN_UNIT] * 3),
    ]
