"""What bears one id, a rule or a provision or both, told under each programme; what reads alike is told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from mobilnost.accounts.law import LawAccount
from mobilnost.assessment import Assessment
from mobilnost.cli.explain_provision import ProvisionSheet
from mobilnost.cli.explain_rule import RuleSheet
from mobilnost.cli.outlet import naming
from mobilnost.cli.paragraphs import Paragraphs
from mobilnost.cli.session import Session
from mobilnost.locales import LawTeller
from mobilnost.locales.forms import capital, sentence
from mobilnost.locales.provenance import Provenance
from mobilnost.office import Office
from mobilnost.scenarios import Trial

#: So many cases of a rule are shown.
MOST_EXAMPLES = 8


def show_law(
    session: Session,
    office: Office,
    accounts: Sequence[LawAccount],
    examples: Sequence[Trial],
    given: Assessment | None,
) -> None:
    """The accounts of an id under several programmes; those that read alike are shown once, with all of them."""
    groups: dict[tuple[str, ...], list[LawAccount]] = {}
    silent = [one for one in accounts if says_nothing(one)] if len(accounts) > 1 else []
    for one in accounts:
        if one in silent:
            continue
        told = lines_of(session, one, office, of_programme(examples, one), given)
        groups.setdefault(tuple(told), []).append(one)
    for lines, same in groups.items():
        session.screen.say(heading(session, same, alone=len(accounts) == len(office.lawbook.laws) == len(same)))
        session.screen.say("\n".join(lines))
        session.screen.say()
    if silent:
        session.screen.say(heading(session, silent, alone=False))
        nothing = session.words.text("values", "none")
        session.screen.say(session.screen.indented(sentence(nothing)))
        session.screen.say()


def says_nothing(account: LawAccount) -> bool:
    """Whether nobody says anything of the provision under the programme, so that there is no limit there."""
    return account.provision is not None and not account.provision.figure.candidates


def lines_of(
    session: Session, account: LawAccount, office: Office, examples: Sequence[Trial], given: Assessment | None
) -> Iterator[str]:
    """The rule, and then the search for the provision, under one programme; `given` is the dossier, if there is one."""
    page = Paragraphs(session.screen, session.words)
    law = lawful(account, session)
    added = office.lawbook.laws[account.programme].added
    provenance = Provenance(law, naming(office.folder), added)
    if account.rule is not None:
        sheet = RuleSheet(page=page, law=law, provenance=provenance, examples=examples, assessment=given)
        yield from sheet.lines(account.rule, account.id if account.provision else None)
    if account.provision is not None:
        yield from ProvisionSheet(page=page, law=law, provenance=provenance).lines(account.provision)


def lawful(account: LawAccount, session: Session) -> LawTeller:
    """The teller of the law, in which the provision comes to what nobody refuses."""
    law = LawTeller.of(account.book, session.words)
    if account.provision is None:
        return law
    return evolve(law, figures={**law.figures, account.id: account.provision.figure})


def heading(session: Session, accounts: Sequence[LawAccount], *, alone: bool) -> str:
    """What is explained, and under which programmes."""
    first = accounts[0]
    law = LawTeller.of(first.book, session.words)
    title = law.title(first.rule.rule) if first.rule else capital(law.provision(first.id))
    title = capital(title.removeprefix(session.words.text("shell", "article")))
    names = [law.subjects.programme(one.programme) for one in accounts]
    under = session.words.text("explain", "programmes_all") if alone else ", ".join(names)
    return session.screen.styled(f"{title} ({first.id}) · {under}", bold=True)


def of_programme(examples: Sequence[Trial], account: LawAccount) -> list[Trial]:
    """The cases of the account's programme; of a rule that its own programme brings all are."""
    return [one for one in examples if one.scenario.dossier.mobility.programme == account.programme][:MOST_EXAMPLES]
