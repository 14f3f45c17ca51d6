"""`mobilnost explain`: why a dossier stands as it does, what a rule rests on, how a provision is searched for."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve, frozen

from mobilnost.accounts.dossier import account_of
from mobilnost.accounts.law import LawAccount, known_ids, law_account
from mobilnost.assessment import Assessment, Verdict
from mobilnost.cli import options
from mobilnost.cli.circumstances import Circumstances, Named, around, conditions_of, examples_of, with_instrument
from mobilnost.cli.counter import Counter
from mobilnost.cli.decisions import Decisions
from mobilnost.cli.exits import Exit
from mobilnost.cli.explain_dossier import DossierSheet
from mobilnost.cli.explain_law import lawful, of_programme, show_law
from mobilnost.cli.outlet import naming
from mobilnost.cli.session import Session
from mobilnost.formats.explained import DossierTelling, dossier_table
from mobilnost.formats.explained_law import LawTables
from mobilnost.locales.mistakes import tell_mistake
from mobilnost.model import Dossier, InvalidData
from mobilnost.office import Office, Unknown, file_named, is_file
from mobilnost.office.shelf import HERE

if TYPE_CHECKING:
    from mobilnost.cli.sources import Sources
    from mobilnost.desk.matters import Matter

KINDS = ("rule", "provision", "dossier")
#: So many rules and provisions are offered where one is not known.
MOST_NEAR = 5


@click.command("explain")
@click.argument("thing", metavar="RULE|PROVISION|DOSSIER")
@click.option("--only", "kind", type=click.Choice(KINDS), default=None)
@click.option("--programme", default=None, metavar="CODE")
@click.option("--call", default=None, metavar="ID")
@click.option("--agreement", default=None, metavar="ID")
@click.option("--decision", default=None, metavar="ID")
@click.option("--dossier", default=None, metavar="ID")
@click.option("--names", is_flag=True)
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    thing: str,
    kind: str | None,
    programme: str | None,
    call: str | None,
    agreement: str | None,
    decision: str | None,
    dossier: str | None,
    names: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Explain a rule, a provision or a dossier."""
    files = [Path(one) for one in (thing, dossier) if one and is_file(Path(one))]
    wanted = Named(programme=programme, call=call, agreement=agreement, decision=decision, dossier=dossier)
    with Counter(office, lang, acting, on, as_json=as_json, paths=files, anywhere=True) as counter:
        counter.note(Run(counter=counter, names=names).explain(counter.office, thing, kind, wanted))
    return counter.code


@frozen(kw_only=True)
class Run:
    """One run: what was asked for, told to people or, with JSON, to programs."""

    counter: Counter
    names: bool

    @property
    def session(self) -> Session:
        """Where and to whom it is told."""
        return self.counter.session

    @property
    def sources(self) -> Sources:
        """The dossiers that whoever acts sees; what knows of a register is imported where one is asked for."""
        from mobilnost.cli.sources import Sources

        return Sources(self.counter)

    def explain(self, office: Office, thing: str, kind: str | None, wanted: Named) -> Exit:
        """Finds what is meant, and explains it."""
        if kind == "dossier" or (kind is None and file_named(thing, HERE, office.folder)):
            return self.dossier(office, self.matter(thing))
        circumstances = self.circumstances(office, wanted)
        found = self.found(office, thing, circumstances, kind)
        if not found and (bringing := with_instrument(office, thing, wanted)) != wanted:
            circumstances = self.circumstances(office, bringing)
            found = self.found(office, thing, circumstances, kind)
        if found:
            return self.law(office, found, circumstances)
        if kind is None and (source := self.sources.find(thing)) is not None:
            return self.dossier(office, source.load())
        raise self.nothing(office, thing, kind, circumstances)

    def circumstances(self, office: Office, wanted: Named) -> Circumstances:
        """What the names mean. Raises `Unknown` or `Forbidden`, and `InvalidData`."""
        return Circumstances.of(
            office, wanted, self.counter.on, dossier=self.matter, decision=Decisions(self.counter).named
        )

    def nothing(self, office: Office, thing: str, kind: str | None, circumstances: Circumstances) -> Unknown:
        """That nothing bears the name, with what is much like it; of dossiers, what whoever acts sees."""
        ids = {id for code in circumstances.programmes for id in self._ids(office, code, circumstances)}
        ids |= {*conditions_of(office)}
        return Unknown("law", thing, others=(*sorted(ids), *(() if kind else self.sources.ids)), nearest=MOST_NEAR)

    def _ids(self, office: Office, code: str, given: Circumstances) -> tuple[str, ...]:
        return known_ids(office.lawbook, code, given.on, given.instruments)

    # -- a dossier

    def matter(self, name: str) -> Matter:
        """The dossier of a name, with what it is judged by. Raises as `Sources.named`."""
        return self.sources.named(name).load()

    def dossier(self, office: Office, matter: Matter) -> Exit:
        """The account of a dossier; the exit code is that of judging it."""

        def judge(changed: Dossier) -> Assessment | None:
            try:
                placed = evolve(matter, dossier=evolve(matter.dossier, value=changed))
                return placed.assessed(office, self.counter.on)
            except InvalidData:
                return None

        with redirect_stdout(sys.stderr):  # facts of plugins are found here, and may print
            assessment, deciders = matter.assessed(office, self.counter.on), office.regulation.deciders
            account = account_of(assessment, judge, around(office), deciders)
        sheet = DossierSheet(self.session.screen, self.session.words, account, self.names)
        if self.counter.as_json:
            tell = DossierTelling(finding=sheet.teller.tell, proposal=sheet.proposed, change=sheet.changes.tell)
            self.session.screen.record(dossier_table(account, tell))
        else:
            sheet.show()
        return Exit.WELL if account.assessment.verdict is Verdict.ELIGIBLE else Exit.WANTING

    # -- the law

    def found(self, office: Office, thing: str, given: Circumstances, kind: str | None) -> list[LawAccount]:
        """What bears the id under each of the programmes."""
        facts = given.assessment.facts if given.assessment else None
        accounts = []
        for code in given.programmes:
            account = law_account(office.lawbook, thing, code, given.on, given.instruments, facts)
            if account and kind == "rule":
                account = evolve(account, provision=None)
            if account and kind == "provision":
                account = evolve(account, rule=None)
            if account and (account.rule or account.provision):
                accounts.append(account)
        return accounts

    def law(self, office: Office, accounts: list[LawAccount], given: Circumstances) -> Exit:
        """The accounts of an id, those that read alike once."""
        examples = examples_of(office, accounts[0].id)
        words = self.session.words
        if not self.counter.as_json:
            show_law(self.session, office, accounts, examples, given.assessment)
        for one in accounts if self.counter.as_json else ():
            tables = LawTables(
                tell=lawful(one, self.session),
                problem=lambda it: tell_mistake(it, words),
                naming=naming(office.folder),
                plugins=office.lawbook.laws[one.programme].added,
            )
            self.session.screen.record(tables.table(one, of_programme(examples, one)))
        return Exit.WELL
