"""Documents and duties in words."""

from __future__ import annotations

from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.locales.forms import Forms, capital
from mobilnost.papers import DocumentState, DutyState, ObligationState, PaperState


def tell_document(document: DocumentState, words: Catalogue) -> str:
    """A paper, without a full stop: how it stands, whose signature it lacks, and until when it may come."""
    forms = Forms(words)
    told = f"{words.name('documents', document.type)}: {words.text('paper_states', document.state.value)}"
    lacks = [
        words.text("sentences", "signatures", who=forms.all_of(words.name("roles", one) for one in names))
        for names in [document.missing_signatures]
        if names and document.state is PaperState.UNSIGNED
    ]
    lacks += [
        words.text("sentences", "languages", which=forms.all_of(map(forms.language, names)))
        for names in [document.missing_languages]
        if names
    ]
    if document.due is not None and document.state in (PaperState.MISSING, PaperState.UNSIGNED):
        key = "was_due" if document.overdue else "due"
        lacks.append(words.text("sentences", key, day=forms.day(document.due)))
    told = "; ".join([told, *lacks])
    return capital(told)


def tell_obligation(duty: ObligationState, words: Catalogue) -> str:
    """A duty: by which day, who, what, to whom, and how it stands."""
    forms = Forms(words)
    day = forms.day(duty.due) if duty.due else words.text("sentences", "no_day")
    told = f"{day}: {tell_duty(duty.id, duty.who, duty.to, words)}"
    if duty.state is not DutyState.OPEN:
        told += f": {words.text('duty_states', duty.state.value)}"
    return f"{told} ({' '.join(duty.reason.split())})" if duty.reason else told


def tell_duty(id: str, who: str, to: str | None, words: Catalogue) -> str:
    """What somebody has to do for somebody: `the student hands in the papers after the stay to the vice-dean`."""
    subject = words.text("law", "who", who=words.name("roles", who))
    does = words.find("obligations", id, "does")
    if does is not None:
        return f"{subject} {filled(does, to=words.find('to', to or '') or words.name('roles', to or ''))}"
    receives = f" → {words.name('roles', to)}" if to else ""
    return f"{subject}{receives}: {words.name('obligations', id)}"
