"""Plans and their versions in words: what a version says, who has signed it, and who has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from mobilnost.cli.counter import Counter
from mobilnost.cli.document.plain import version_table
from mobilnost.desk.plans import Act, PlanState
from mobilnost.locales import Forms, Teller
from mobilnost.locales.citing import cited
from mobilnost.locales.forms import capital
from mobilnost.model import Course
from mobilnost.procedure.plans.plan import Signature, Version

#: So much of a digest is enough to tell two versions apart at a glance.
SHORT = 12


@frozen(kw_only=True)
class PlanTeller:
    """Tells of plans at a counter, in lines or, with JSON, in records."""

    counter: Counter
    forms: Forms

    @classmethod
    def of(cls, counter: Counter) -> PlanTeller:
        """The teller in the reader's language."""
        return cls(counter=counter, forms=Forms(counter.words))

    # -- acts

    def drafted(self, act: Act, *, written: bool) -> None:
        """A new version, whose signatures it needs, and which of the one before do not hold for it."""
        fallen = [one.role for one in act.fallen]
        if self.counter.as_json:
            self._record(act, written, fallen=fallen, paper=act.paper.id if act.paper else None)
            return
        self._did("drafted" if written else "would_draft", act)
        if act.fallen:
            self._line("fallen", who=self.signers(act.fallen))
        if act.lacking:
            self._line("needs", who=self.roles(act.lacking))
        if act.paper is not None:
            self._line("kept", paper=act.paper.id)
        self._warn(act)

    def signed(self, act: Act, *, written: bool) -> None:
        """A signature, and who is still to sign."""
        if self.counter.as_json:
            self._record(act, written)
            return
        self._did("signed" if written else "would_sign", act, who=self.signers(act.version.signatures[-1:]))
        standing = act.state.law.standing(act.state.plan, act.version)
        self.counter.say(f"  {capital(self.text('standing', standing.value))}.")
        if act.lacking:
            self._line("needs", who=self.roles(act.lacking))

    def _warn(self, act: Act) -> None:
        """The rules that the dossier would break if this version held."""
        teller = Teller.of(act.supposed, self.counter.words)
        for one in act.breaks:
            cite = cited(one.citation, self.counter.words)
            self._line("breaks", told=teller.tell(one), citation=cite)

    def _record(self, act: Act, written: bool, **more: object) -> None:
        plan = act.state.plan
        table = version_table(act.state, act.version)
        said = {"breaks": [one.id for one in act.breaks], "written": written}
        self.counter.record({"dossier": plan.dossier, "type": plan.type, "version": table, **said, **more})

    def _did(self, key: str, act: Act, **more: object) -> None:
        plan = act.state.plan
        told = self.text(
            key, document=self.document(plan.type), dossier=plan.dossier, version=act.version.number, **more
        )
        self.counter.say(capital(told))

    def _line(self, key: str, **values: object) -> None:
        self.counter.say(f"  {capital(self.text(key, **values))}")

    # -- one version

    def show(self, state: PlanState, version: Version) -> None:
        """Everything about one version."""
        plan = state.plan
        if self.counter.as_json:
            table = version_table(state, version)
            self.counter.record({"dossier": plan.dossier, "type": plan.type, "version": table})
            return
        self.counter.say(self.counter.screen.styled(f"{plan.dossier}: {self.document(plan.type)}", bold=True))
        for line in self.version(state, version):
            self.counter.say(f"  {line}")
        for line in self.content(version):
            self.counter.say(f"  {line}")
        self.counter.say(f"  SHA-256: {version.digest}")

    def version(self, state: PlanState, version: Version) -> Iterator[str]:
        """A version as lines: how it stands, why it was drafted, who signed, who is to sign and until when."""
        standing = state.law.standing(state.plan, version)
        day = f", {self.day(version.drafted)}" if version.drafted else ""
        told = self.text("version", number=version.number, standing=self.text("standing", standing.value))
        yield f"{capital(told)}{day} · {version.digest[:SHORT]}"
        if version.reasons:
            names = "; ".join(self.text("reasons", one.value) for one in version.reasons)
            because = f" ({version.because})" if version.because else ""
            yield f"  {self.text('why', reasons=names)}{because}"
        if version.signatures:
            yield f"  {self.text('signatures', who=self.signers(version.signatures))}"
        stages = state.law.needed(state.plan, version)
        lacking = version.lacks(stages[-1].roles if stages else ())
        if lacking and version == state.plan.latest:
            yield f"  {self.text('needs', who=self.roles(lacking))}"
            changes = state.law.force_before(state.plan, version.number) is not None
            if changes and state.law.last_day is not None:
                yield f"  {self.text('until', day=self.day(state.law.last_day))}"

    def content(self, version: Version) -> Iterator[str]:
        """What a version says, as lines."""
        content = version.content
        for course in content.courses or ():
            yield f"· {self.course(course)}"
        if content.ects is not None:
            yield self.text("sum", ects=self.forms.number(content.ects))
        if content.text:
            yield f"{self.text('fields', 'text')}: {content.text}"
        if content.file:
            yield f"{self.text('fields', 'file')}: SHA-256 {content.file}"
        if content.parts:
            yield f"{self.text('fields', 'parts')}: {self.forms.all_of(map(self.document, content.parts))}"
        if content.languages:
            names = self.forms.all_of(map(self.forms.language, content.languages))
            yield f"{self.text('fields', 'languages')}: {names}"

    # -- pieces

    def text(self, *path: str, **values: object) -> str:
        """A text about plans."""
        return self.counter.words.text("plans", *path, **values)

    def document(self, type: str) -> str:
        """The name of a type of paper."""
        return self.counter.words.name("documents", type)

    def day(self, day: date) -> str:
        """A day in words."""
        return self.forms.day(day)

    def roles(self, roles: Iterable[str]) -> str:
        """Roles by their names."""
        return self.forms.all_of(self.counter.words.name("roles", one) for one in roles)

    def signers(self, signatures: Iterable[Signature]) -> str:
        """Who signed, for which role and when, as far as it is known."""
        return "; ".join(self._signer(one) for one in signatures)

    def _signer(self, one: Signature) -> str:
        who = ", ".join(filter(None, [one.name, one.capacity, self.day(one.on) if one.on else None]))
        role = self.counter.words.name("roles", one.role)
        return f"{role} ({who})" if who else role

    def course(self, course: Course) -> str:
        """A course on one line: its title and credits, and what it replaces."""
        credits = f"{self.forms.number(course.host_credits.value)} {course.host_credits.scheme.upper()}"
        if course.host_credits.scheme.lower() != "ects" and course.host_ects is not None:
            credits += f" = {self.forms.number(course.host_ects)} ECTS"
        home = f" → {course.home_title}" if course.home_title else ""
        return f"{course.host_title}, {credits}{home}"
