"""How a programme counts a stay, as conditions that no dossier can break: in months and days, or in days alone."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.grammar import TRUE, Node, Not, check, conjunction, disjunction, parse
from mobilnost.standing import StandingLaw

#: The strategy that never gathers days into months.
DAYS_ALONE = "actual-days"
#: Any number of days is less than a month where months are counted; where days are, a month is less than so many.
IN_MONTHS = "stay < '1 month' or stay > '999999 days'"
IN_DAYS = "stay < '1 month' or stay <= '999999 days'"


def of_counting(standing: StandingLaw) -> Iterator[Node]:
    """For each of the programme's strategies that the stays for which it is chosen are counted by it."""
    earlier: Node = TRUE
    for one in standing.programme.counting:
        applies, _ = check(one.applies, standing.vocabulary)
        applies = standing.resolver.fold(applies)
        counted, _ = check(parse(IN_DAYS if one.strategy == DAYS_ALONE else IN_MONTHS), standing.vocabulary)
        yield disjunction(standing.resolver.fold(Not(conjunction(applies, earlier))), counted)
        earlier = conjunction(earlier, Not(applies))
