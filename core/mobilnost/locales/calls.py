"""Rounds in words: who stands where and why, who has which place, who waits for which, what was appealed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import frozen

from mobilnost.formats.calls import PublishedRow, number
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import Forms
from mobilnost.model import Call
from mobilnost.procedure.calls.appeals import Appeal
from mobilnost.procedure.calls.applying import last_day
from mobilnost.procedure.calls.rankings import Ranked, RankedList, Ranking, Scored
from mobilnost.procedure.calls.reserve import reserve_of
from mobilnost.procedure.calls.rounds import Round, Withdrawal
from mobilnost.procedure.calls.verdicts import Placement, Verdict


@frozen
class RoundTeller:
    """Tells rounds in the language of a catalogue."""

    words: Catalogue

    @property
    def forms(self) -> Forms:
        """How the language writes values."""
        return Forms(self.words)

    def call(self, call: Call, round: Round | None) -> str:
        """A line for a call."""
        closes = last_day(round, call) if round else call.closes
        stage = self.words.name("stages", round.stage.value) if round else self._text("not_opened")
        days = self._text("days", opens=self.forms.day(call.opens), closes=self.forms.day(closes))
        return f"{call.id} · {call.academic_year} · {days} · {stage}"

    def page(self, call: Call, round: Round, appeals: Sequence[Appeal], number: int | None) -> Iterator[str]:
        """Everything of a round; of its rankings the last, or the one asked for."""
        yield self.call(call, round)
        for extension in round.extensions:
            yield f"  {self._text('extended', until=self.forms.day(extension.until), reason=extension.reason)}"
        yield from self._part("candidates", (self._candidate(one.dossier, one.choices) for one in round.candidates))
        shown = [one for one in round.rankings if one.number == (number or round.rankings[-1].number)]
        for ranking in shown:
            yield ""
            yield from self.ranking(ranking)
        if round.verdicts:
            yield ""
            yield from self.verdict(round, round.verdicts[-1])
        yield from self._part("withdrawals", (self.withdrawal(one) for one in round.withdrawals))
        yield from self._part("appeals", (self.appeal(one) for one in appeals))

    # -- rankings

    def ranking(self, ranking: Ranking) -> Iterator[str]:
        """A ranking, explained by candidate and criterion."""
        key = "ranking_after" if ranking.appeal else "ranking"
        yield self._text(
            key,
            number=ranking.number,
            day=self.forms.day(ranking.on),
            committee=ranking.committee,
            appeal=ranking.appeal.id if ranking.appeal else "",
        )
        for one in ranking.lists:
            yield from self._list(one, alone=len(ranking.lists) == 1)
        for barred in ranking.barred:
            rules = ", ".join(map(self._rule, barred.rules))
            yield f"  {self._text('barred', dossier=barred.dossier, agreement=barred.agreement, rules=rules)}"

    def _list(self, one: RankedList, *, alone: bool) -> Iterator[str]:
        if not alone:
            yield f"  {self._text('list', source=one.source)}"
        if one.selection is None:
            yield f"  {self._text('unstated')}"
        for ranked in one.ranked:
            yield from self._ranked(ranked, one.tied(ranked))

    def _ranked(self, one: Ranked, tied: tuple[str, ...]) -> Iterator[str]:
        if one.rank is None:
            yield f"  — {one.dossier}: {self._text('not_ranked')}"
            return
        tier = f" · {self._named('tiers', one.tier)}" if one.tier else ""
        yield f"  {one.rank}. {one.dossier} · {self.forms.number(one.total)}{tier}"
        for score in one.scores:
            yield f"       {self._score(score)}"
        for tie in one.ties:
            value = self._text("unknown") if tie.value is None else tie.value
            yield f"       {self._text('tie', fact=self._named('facts', tie.fact), value=value)}"
        if tied:
            yield f"       {self._text('tied', candidates=self.forms.all_of(tied))}"

    def _score(self, one: Scored) -> str:
        number = self.forms.number
        name = self._named("items", one.criterion)
        points = number(one.points)
        if one.value is not None and not _same(one.value, one.points):
            points = self._text("value_gives", value=one.value, points=points)
        product = "" if one.weight == 1 else f" × {number(one.weight)} = {number(one.weighted)}"
        at = f" ({one.at})" if one.at else ""
        return f"{name}: {points}{product}{at}"

    # -- places

    def verdict(self, round: Round, verdict: Verdict) -> Iterator[str]:
        """A decision, the places as they are now, and who is in reserve."""
        values = {"number": verdict.number, "ranking": verdict.ranking, "by": verdict.by}
        yield self._text("decision", day=self.forms.day(verdict.on), reference=verdict.reference, **values)
        for one in round.publications:
            if one.verdict == verdict.number:
                yield f"  {self._text('published_on', day=self.forms.day(one.on))}"
        for placement in round.current:
            yield f"  {self._place(placement, round)}"
        for agreement, names in reserve_of(round).items():
            yield f"  {self._text('reserve', agreement=agreement, candidates=', '.join(names))}"

    def _place(self, one: Placement, round: Round) -> str:
        if one.agreement is None:
            return self._text("no_place", dossier=one.dossier)
        if one.dossier in round.nominated:
            return self._text("nominated_place", dossier=one.dossier, agreement=one.agreement)
        return self._text("place", dossier=one.dossier, agreement=one.agreement, choice=one.choice or "?")

    def withdrawal(self, one: Withdrawal) -> str:
        """Who withdrew, and who moved up."""
        told = self._text("withdrew", dossier=one.dossier, day=self.forms.day(one.on), reason=one.reason)
        moved = [self._text("moved_up", dossier=move.dossier, agreement=move.after) for move in one.moves]
        return "; ".join([told, *moved])

    def appeal(self, one: Appeal) -> str:
        """An appeal: when it came, by when it is decided, and how it was."""
        day = self.forms.day
        told = self._text("appeal", appeal=one.id, received=day(one.received), decide_by=day(one.decide_by))
        if one.outcome is None or one.decided is None:
            return f"{told}; {self._text('appeal_open')}"
        outcome = self.words.name("appeal_outcomes", one.outcome.value)
        return f"{told}; {outcome}, {day(one.decided)}, {one.by}: {one.reason}"

    # -- what is published

    def published(self, rows: Sequence[PublishedRow], *, named: bool, plain: bool = False) -> list[list[str]]:
        """The list with its headers, in cells; the numbers of a plain one are as programs read them."""
        several = len({row.list for row in rows if row.list}) > 1
        first = [*(["list"] if several else []), "rank", "dossier", *(["name"] if named else [])]
        columns = [*first, "total", "agreement", "choice", "reserve"]
        head = [self.words.text("calls", "columns", one) for one in columns]
        return [head, *([self._cell(row, one, plain) for one in columns] for row in rows)]

    def markdown(self, round: Round, table: Sequence[Sequence[str]]) -> Iterator[str]:
        """The list as a page of Markdown."""
        verdict = round.verdicts[-1]
        yield f"# {self._text('title', call=round.call)}"
        yield ""
        yield self._text("act", day=self.forms.day(verdict.on), reference=verdict.reference)
        yield ""
        head, *rows = ([cell.replace("|", "\\|") for cell in row] for row in table)
        yield f"| {' | '.join(head)} |"
        yield f"|{'---|' * len(head)}"
        yield from (f"| {' | '.join(row)} |" for row in rows)

    def _cell(self, row: PublishedRow, column: str, plain: bool) -> str:
        if column == "reserve":
            return ", ".join(f"{agreement} ({number}.)" for agreement, number in row.reserve)
        if column == "rank" and row.nominated:
            return self._text("by_nomination")
        if column == "total" and row.total is not None:
            return number(row.total) if plain else self.forms.number(row.total)
        value = getattr(row, column)
        return "" if value is None else str(value)

    # -- pieces

    def _part(self, title: str, lines: Iterator[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield ""
            yield self._text(title)
            yield from (f"  {line}" for line in found)

    def _candidate(self, dossier: str, choices: Sequence[str]) -> str:
        return f"{dossier}: " + ", ".join(f"{number}. {name}" for number, name in enumerate(choices, 1))

    def _rule(self, id: str) -> str:
        """The title of a rule; of an agreement's own condition, its id."""
        return self.words.find("rules", id, "name") or self.words.find("provisions", id, "name") or id

    def _named(self, room: str, id: str) -> str:
        return self.words.name(room, id)

    def _text(self, key: str, **values: Any) -> str:
        return self.words.text("calls", key, **values)


def _same(value: str, points: Decimal) -> bool:
    """Whether a fact gives as many points as it says."""
    try:
        return Decimal(value) == points
    except InvalidOperation:
        return False
