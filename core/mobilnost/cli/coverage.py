"""`mobilnost regulation coverage` and `mobilnost plugins coverage`: what realises a law, and which cases hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click
from attrs import define, evolve, field

from mobilnost.accounts.coverage import ArticleAccount, Coverage, Failure, PassageAccount, coverage
from mobilnost.accounts.dated import in_force
from mobilnost.accounts.sayings import Sort
from mobilnost.accounts.sources import SourceAccount, SourceCoverage, lookup_order, source_coverage
from mobilnost.accounts.wording import Wording
from mobilnost.cli import options
from mobilnost.cli.exits import Exit
from mobilnost.cli.findings import Findings
from mobilnost.cli.pieces import Names
from mobilnost.cli.session import Session, folder_for, start
from mobilnost.cli.usage import named_rightly
from mobilnost.formats.coverage import failure_table, passage_table, source_table
from mobilnost.lawbook import Lawbook, Regulation
from mobilnost.locales.forms import capital
from mobilnost.model import DEFAULT_REGULATION, InvalidData
from mobilnost.regulations import regulation as read_regulation
from mobilnost.regulations.cases import programme_scenarios, regulation_scenarios
from mobilnost.rules import CORE_FACTS
from mobilnost.scenarios import Bench, Scenario, Trial

every = click.option("--all", "full", is_flag=True)


@click.command("coverage")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@every
@options.as_json
@options.lang
@options.on
@options.office
def of_regulation(
    file: Path | None, full: bool, as_json: bool, lang: str | None, on: date | None, office: Path | None
) -> int:
    """What realises each passage of the university's own law."""
    run = Run.start(as_json, full, lang, on, office)
    return run.regulation(file) if run else Exit.INVALID


@click.command("coverage")
@click.argument("codes", nargs=-1, metavar="[CODES]")
@every
@options.as_json
@options.lang
@options.on
@options.office
def of_programmes(
    codes: tuple[str, ...], full: bool, as_json: bool, lang: str | None, on: date | None, office: Path | None
) -> int:
    """What rests on each source of the programmes."""
    run = Run.start(as_json, full, lang, on, office)
    if run is None:
        return Exit.INVALID
    with named_rightly(run.session.words):
        return run.programmes(codes)


@define(kw_only=True)
class Run:
    """One account, from the laws to what is shown."""

    session: Session
    as_json: bool
    full: bool
    #: The day whose law alone is accounted for, where one was asked for.
    on: date | None
    findings: Findings
    failures: list[Failure] = field(factory=list)

    @classmethod
    def start(cls, as_json: bool, full: bool, lang: str | None, on: date | None, office: Path | None) -> Run | None:
        """A run in an office; with settings that cannot be read there is none."""
        session, problems = start(folder_for(office, ()), lang)
        findings = Findings(session=session, as_json=as_json)
        findings.problems(problems)
        return None if problems else cls(session=session, as_json=as_json, full=full, on=on, findings=findings)

    def regulation(self, file: Path | None) -> Exit:
        """The account of the office's own regulation, or of one in a file."""
        settings, folder = self.session.settings, self.session.folder
        own = settings.value.regulation if settings else DEFAULT_REGULATION
        name, beside = (str(file), None) if file else (own, folder)
        try:
            law = read_regulation(name, beside)
            trials = self.judged(law, regulation_scenarios(name, beside))
        except InvalidData as error:
            self.findings.refuse(error)
            return Exit.INVALID
        account = coverage(evolve(law, law=in_force(law.law, self.on)), self.facts(), trials)
        self.show(account)
        return Exit.WELL if law.articles and not account.failures else Exit.WANTING

    def programmes(self, codes: tuple[str, ...]) -> Exit:
        """The accounts of programmes, by their codes, or of all that are installed."""
        laws = {one.programme.code: one for one in self.session.host.laws}
        worst = Exit.WELL
        try:
            office = self.session.office()
            for code in codes:
                if code not in laws:
                    raise office.unknown_programme(code)
            cases = programme_scenarios(self.session.host)
            owners = {code: one.name for one in self.session.host.plugins for code in one.programmes}
            for code in codes or laws:
                trials = self.judged(office.regulation, cases.get(owners.get(code, ""), ()))
                given = laws[code]
                account = source_coverage(evolve(given, law=in_force(given.law, self.on)), trials)
                self.show_sources(account)
                worst = Exit.WANTING if account.failures else worst
        except InvalidData as error:
            self.findings.refuse(error)
            return Exit.INVALID
        return worst

    def facts(self) -> Iterator[str]:
        """The names of all facts."""
        yield from (one.name for one in CORE_FACTS)

    def judged(self, law: Regulation, scenarios: tuple[Scenario, ...]) -> tuple[Trial, ...]:
        """Every case, judged by a regulation and the programmes that are installed, in no office but its own."""
        bench = Bench(Lawbook(regulation=law, programmes=self.session.host.laws))
        return tuple(bench.judge(one) for one in scenarios)

    # -- what is shown

    def show(self, account: Coverage) -> None:
        """A regulation, article by article."""
        words, screen = self.session.words, self.session.screen
        if self.as_json:
            for passage in account.passages:
                reasons = {id: self.reason(id) for id in passage.clause.people}
                screen.record(passage_table(passage, account.wording.told(passage.passage), reasons))
        else:
            law = account.regulation
            name = law.names.get(words.language, law.source)
            screen.say(screen.styled(words.text("coverage", "title", law=name), bold=True))
            names = Names.of(self.session, account.regulation)
            for article in account.articles:
                for line in self.article(article, names, account.wording):
                    screen.say(line)
        self.fail(account.failures)
        if not self.as_json:
            screen.say()
            screen.say(self.total(account) if account.articles else words.text("coverage", "no_outline"))

    def article(self, account: ArticleAccount, names: Names, wording: Wording) -> Iterator[str]:
        """An article with its passages."""
        screen, article = self.session.screen, account.article
        yield ""
        title = article.names.get(self.session.words.language, "")
        yield screen.styled(f"{wording.told(article.passage)}  {title}".rstrip(), "cyan", bold=True)
        if account.as_a_whole:
            told = self.session.words.text("coverage", "whole")
            yield screen.indented(f"{told}: {names.told(account.as_a_whole)}")
        for passage in account.passages:
            yield from self.passage(passage, names, wording.within(passage.passage))

    def passage(self, account: PassageAccount, names: Names, at: str) -> Iterator[str]:
        """A passage: what realises it, how many cases hold it, why the rest is left to people."""
        words, screen = self.session.words, self.session.screen
        parts = [names.told(account.realised)] if account.realised else []
        if account.realised:
            count = len(account.scenarios)
            parts.append(words.text("coverage", "cases" if count else "no_cases", count=count))
        if account.clause.people:
            reasons = "; ".join(map(self.reason, account.clause.people))
            parts.append(words.text("coverage", "people", reasons=reasons))
        told = ". ".join(capital(one) for one in parts) or words.text("coverage", "nothing")
        colour = None if account.covered and account.held else "yellow" if account.covered else "red"
        yield screen.styled(screen.indented(f"{at}: {told}" if at else told, "  ", "      "), colour)
        if self.full:
            yield from (screen.indented(f"· {one.name}", "      ", "        ") for one in account.scenarios)

    def reason(self, id: str) -> str:
        """Why something is left to people; an office's own regulation may write the reason itself."""
        return self.session.words.find("coverage", "reasons", id) or id

    def total(self, account: Coverage) -> str:
        """The numbers of a regulation."""
        passages = tuple(account.passages)
        realised = [one for one in passages if one.realised]
        cases = {id(case) for one in passages for case in one.scenarios}
        told = self.session.words.text(
            "coverage",
            "total",
            articles=len(account.articles),
            passages=len(passages),
            realised=len(realised),
            people=sum(bool(one.clause.people) and not one.realised for one in passages),
            held=sum(one.held for one in realised),
            cases=len(cases),
        )
        return told if account.failures else f"{told} {self.session.words.text('coverage', 'well')}"

    def show_sources(self, account: SourceCoverage) -> None:
        """A programme, source by source."""
        words, screen = self.session.words, self.session.screen
        if not self.as_json:
            programme = account.law.programme
            name = programme.names.get(words.language, programme.code)
            screen.say(screen.styled(words.text("coverage", "title", law=name), bold=True))
        names = Names.of(self.session, self.session.office().regulation, account.law.programme.code)
        for source in account.sources:
            if self.as_json:
                screen.record(source_table(source))
            else:
                for line in self.source(source, names):
                    screen.say(line)
        self.fail(account.failures)
        if not self.as_json:
            places = sum(len(one.places) for one in account.sources)
            cases = len({id(case) for one in account.sources for case in one.scenarios})
            screen.say()
            count = len(account.sources)
            screen.say(words.text("coverage", "total_sources", sources=count, places=places, cases=cases))
            screen.say()

    def source(self, account: SourceAccount, names: Names) -> Iterator[str]:
        """A source with the places in it that are cited."""
        words, screen, source = self.session.words, self.session.screen, account.source
        yield ""
        yield screen.styled(source.name, "cyan", bold=True)
        confidence = words.text("coverage", "confidence", source.confidence.value)
        said = [source.address, source.about, source.dated, confidence]
        yield screen.indented(", ".join(one for one in said if one))
        named = [(words.find("places", one.at) or one.at, one) for one in account.places]
        for at, place in sorted(named, key=lambda one: lookup_order(one[0])):
            count = len(place.scenarios)
            cases = words.text("coverage", "cases" if count else "no_cases", count=count)
            # Money and steps are shown with their sources; no case judges them.
            judged = any(one.sort not in (Sort.COMPONENT, Sort.STEP) for one in place.realised)
            told = f"{at}: {names.told(place.realised)}" + (f". {capital(cases)}" if judged else "")
            yield screen.indented(told, "  ", "      ")
            if self.full:
                yield from (screen.indented(f"· {one.name}", "      ", "        ") for one in place.scenarios)

    def fail(self, failures: Iterable[Failure]) -> None:
        """What is missing, each at its place."""
        words, screen = self.session.words, self.session.screen
        for one in failures:
            told = words.text("coverage", "gaps", one.gap.value, id=one.id)
            found = f" ({one.found})" if one.found else ""
            if self.as_json:
                screen.record(failure_table(one, told + found))
                continue
            place = f"{one.place}: " if one.place else ""
            screen.say(screen.styled(screen.indented(f"{place}{told}{found}", ""), "red"))
