"""What of a regulation is covered: by which rules, held by which cases, and what of it is left to people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from attrs import field, frozen

from mobilnost.accounts.sayings import Saying, Sort, rests_on, sayings
from mobilnost.accounts.wording import Wording
from mobilnost.law import Article, Citation, Clause, Passage, passages
from mobilnost.lawbook import Regulation
from mobilnost.model import Place
from mobilnost.scenarios import Scenario, Trial

T = TypeVar("T")


class Gap(StrEnum):
    """What may be wrong with a law's coverage."""

    UNMENTIONED = "unmentioned"  # nothing realises a passage, and it is not left to people
    STRAY = "stray"  # a citation points at a passage that the outline does not have
    UNKNOWN = "unknown"  # the outline names a fact, paper or rule that does not exist
    BROKEN = "broken"  # a case does not find what it says
    UNDECLARED = "undeclared"  # a programme cites a source that it does not declare
    UNUSED = "unused"  # a programme declares a source that it does not cite


@frozen(kw_only=True)
class Failure:
    """A gap: what it is about, and where that stands."""

    gap: Gap
    id: str
    found: str | None = None
    place: Place | None = None


@frozen(kw_only=True)
class Realiser:
    """What realises a passage: a rule, a provision, a paper, a duty, who may set something, or a fact."""

    sort: Sort
    id: str


@frozen(kw_only=True)
class PassageAccount:
    """A passage: what realises it, the cases that hold it, and why it is left to people, wholly or in part.

    An indent or point that nothing cites is realised by what cites its paragraph as a whole, and held by its cases.
    """

    clause: Clause
    realised: tuple[Realiser, ...]
    scenarios: tuple[Scenario, ...] = field(repr=False)

    @property
    def passage(self) -> Passage:
        """The passage."""
        return self.clause.passage

    @property
    def covered(self) -> bool:
        """Whether something realises it, or it is left to people for a reason."""
        return bool(self.realised or self.clause.people)

    @property
    def held(self) -> bool:
        """Whether a case holds it; there is nothing to hold where nothing realises it but steps, which people take."""
        return bool(self.scenarios) or all(one.sort is Sort.STEP for one in self.realised)


@frozen(kw_only=True)
class ArticleAccount:
    """An article: its passages, and what cites it as a whole where it has paragraphs."""

    article: Article
    passages: tuple[PassageAccount, ...]
    as_a_whole: tuple[Realiser, ...] = ()


@frozen(kw_only=True)
class Coverage:
    """The whole account of a regulation; without an outline of its articles there is none."""

    regulation: Regulation = field(repr=False)
    articles: tuple[ArticleAccount, ...]
    failures: tuple[Failure, ...]
    wording: Wording = field(repr=False)

    @property
    def passages(self) -> Iterator[PassageAccount]:
        """All passages in the order of the law."""
        return (one for article in self.articles for one in article.passages)


def coverage(regulation: Regulation, facts: Iterable[str], trials: Iterable[Trial]) -> Coverage:
    """What a regulation's law, as it is written, makes of each of its passages.

    `facts` are the names of the facts that are known; `trials` the judged cases, of which those that hold count.
    """
    trials = tuple(trials)
    law = (*sayings(regulation.law), *_deciding(regulation))
    said = [(passage, one) for one in law for passage in _passages(regulation, one.citation)]
    held = [(passage, one.scenario) for one in trials if one.holds for passage in _held(regulation, one)]
    articles = tuple(_article(one, said, held) for one in regulation.articles)
    wording = Wording.of(regulation)
    failures = (
        *(
            Failure(gap=Gap.UNMENTIONED, id=wording.told(one.passage), place=one.clause.place)
            for one in _open(articles)
        ),
        *(_strays(regulation, said, trials, wording) if articles else ()),
        *_unknown(regulation, frozenset(facts), wording),
        *broken(trials),
    )
    return Coverage(regulation=regulation, articles=articles, failures=tuple(failures), wording=wording)


def broken(trials: Iterable[Trial]) -> Iterator[Failure]:
    """The cases that do not find what they say."""
    for one in trials:
        if not one.holds:
            differs = "; ".join(f"{name}: {found}" for name, _, found in one.differences)
            found = differs or "; ".join(problem.kind for problem in one.problems)
            yield Failure(gap=Gap.BROKEN, id=one.scenario.name, found=found, place=one.scenario.place)


def _deciding(regulation: Regulation) -> Iterator[Saying]:
    """Who takes special decisions, which belongs to who may set a provision."""
    for one in regulation.deciders:
        yield Saying(sort=Sort.PERMISSION, id=one.provision, citation=one.citation, place=one.place)


def _article(
    article: Article, said: list[tuple[Passage, Saying]], held: list[tuple[Passage, Scenario]]
) -> ArticleAccount:
    own = [(passage, one) for passage, one in said if passage.within(article.passage)]
    cases = [(passage, one) for passage, one in held if passage.within(article.passage)]
    single = [one.passage for one in article.clauses] == [article.passage]
    whole = () if single else (one for passage, one in own if passage == article.passage)
    return ArticleAccount(
        article=article,
        passages=tuple(_passage(article, clause, own, cases) for clause in article.clauses),
        as_a_whole=_distinct(Realiser(sort=one.sort, id=one.id) for one in whole),
    )


def _passage(
    article: Article, clause: Clause, said: list[tuple[Passage, Saying]], held: list[tuple[Passage, Scenario]]
) -> PassageAccount:
    realised = [Realiser(sort=one.sort, id=one.id) for one in _upon(clause.passage, said)]
    for each in (clause, *article.parts_of(clause)):
        realised += [Realiser(sort=Sort.FACT, id=id) for id in each.facts]
        realised += [Realiser(sort=Sort.DOCUMENT, id=id) for id in each.papers]
        realised += [Realiser(sort=Sort.RULE, id=id) for id in each.rules]
    scenarios = {id(one): one for one in _upon(clause.passage, held)}
    return PassageAccount(clause=clause, realised=_distinct(realised), scenarios=tuple(scenarios.values()))


def _upon(passage: Passage, cited: list[tuple[Passage, T]]) -> list[T]:
    """What cites a passage or a part of it; where nothing does, what cites the paragraph that it is a part of."""
    own = [one for at, one in cited if at.within(passage)]
    return own or [one for at, one in cited if passage != passage.whole and at == passage.whole]


def _passages(regulation: Regulation, citation: Citation) -> tuple[Passage, ...]:
    return passages(citation.at) if citation.source == regulation.source else ()


def _held(regulation: Regulation, trial: Trial) -> tuple[Passage, ...]:
    """The passages that a case holds: those that it names, else those that its finding rests on."""
    if trial.scenario.cites is not None:
        return passages(trial.scenario.cites)
    return tuple(passage for one in rests_on(trial) for passage in _passages(regulation, one))


def _open(articles: Iterable[ArticleAccount]) -> Iterator[PassageAccount]:
    return (one for article in articles for one in article.passages if not one.covered)


def _strays(
    regulation: Regulation, said: Iterable[tuple[Passage, Saying]], trials: Iterable[Trial], wording: Wording
) -> Iterator[Failure]:
    """Citations that point outside the outline, of the law and of its cases."""
    known = {clause.passage for article in regulation.articles for clause in article.clauses}
    known |= {article.passage for article in regulation.articles}
    for passage, one in said:
        if passage not in known:
            yield Failure(gap=Gap.STRAY, id=wording.told(passage), found=one.id, place=one.place)
    for trial in trials:
        for passage in passages(trial.scenario.cites or ""):
            if passage not in known:
                place, name = trial.scenario.place, trial.scenario.name
                yield Failure(gap=Gap.STRAY, id=wording.told(passage), found=name, place=place)


def _unknown(regulation: Regulation, facts: frozenset[str], wording: Wording) -> Iterator[Failure]:
    """What the outline names and nobody has."""
    papers = {one.type for one in regulation.law.documents}
    rules = {one.id for one in regulation.law.rules}
    for article in regulation.articles:
        for clause in article.clauses:
            named = [(clause.facts, facts), (clause.papers, papers), (clause.rules, rules)]
            for ids, known in named:
                for id in ids:
                    if id not in known:
                        found = wording.told(clause.passage)
                        yield Failure(gap=Gap.UNKNOWN, id=id, found=found, place=clause.place)


def _distinct(realisers: Iterable[Realiser]) -> tuple[Realiser, ...]:
    return tuple(dict.fromkeys(realisers))
