"""What the pieces of a law are called, in a line that lists them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define

from mobilnost.accounts.coverage import Realiser
from mobilnost.accounts.sayings import Sort
from mobilnost.accounts.university import any_book
from mobilnost.cli import options
from mobilnost.cli.session import Session
from mobilnost.lawbook import Lawbook, Regulation
from mobilnost.locales import LawTeller


@define(kw_only=True)
class Names:
    """What things are called in the reader's language."""

    session: Session
    teller: LawTeller

    @classmethod
    def of(cls, session: Session, law: Regulation, code: str | None = None) -> Names:
        """The names that a regulation and a programme give."""
        lawbook = Lawbook(regulation=law, programmes=session.host.laws)
        today = options.today()
        rulebook = lawbook.rulebook(code, today) if code else any_book(lawbook, today)
        return cls(session=session, teller=LawTeller.of(rulebook, session.words))

    def told(self, realised: Iterable[Realiser]) -> str:
        """What realises something, sort by sort."""
        by_sort: dict[Sort, list[str]] = {}
        for one in realised:
            by_sort.setdefault(one.sort, []).append(self.name(one))
        pieces = self.session.words
        return "; ".join(
            f"{pieces.text('coverage', 'pieces', sort.value)}: {', '.join(by_sort[sort])}"
            for sort in Sort
            if sort in by_sort
        )

    def name(self, one: Realiser) -> str:
        """The name of one of them, or its id where nobody has named it."""
        words = self.session.words
        match one.sort:
            case Sort.RULE:
                rule = self.teller.rules.get(one.id)
                return lowered(self.teller.title(rule)) if rule else one.id
            case Sort.PROVISION:
                return self.figure(one.id)
            case Sort.PERMISSION | Sort.TERM:
                return words.name("provisions", one.id)
            case Sort.DOCUMENT:
                return words.name("documents", one.id)
            case Sort.OBLIGATION:
                return words.name("obligations", one.id)
            case Sort.FACT:
                return words.name("facts", one.id)
            case Sort.COMPONENT:
                return words.name("components", one.id)
            case Sort.STEP:
                return words.name("steps", one.id)
            case Sort.EDITION:
                return one.id

    def figure(self, key: str) -> str:
        """A figure, with the work that it serves where no rule tests it."""
        words, figure = self.session.words, self.teller.figures.get(key)
        name = words.name("provisions", key)
        uses = (
            ", ".join(words.text("coverage", "uses", use.value) for use in figure.provision.used_by) if figure else ""
        )
        return words.text("coverage", "used", name=name, uses=uses) if uses else name


def lowered(title: str) -> str:
    """A title in the middle of a line; an abbreviation at its beginning stays as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
