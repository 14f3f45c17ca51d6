"""Compiled once per set of rules to plain Python; bound to the figures of a rulebook by a closure.

Rulebooks whose figures differ only in value share one code object: an agreement that sets 'at most 10 months' costs a
closure. `attrs` makes its methods in the same way. `Code.source` is there to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from mobilnost.grammar import TRUE, UNKNOWN, Absence, Literal, Node, figures_of, substitute, text_of
from mobilnost.grammar import Figure as FigureNode
from mobilnost.law import Figure
from mobilnost.rules.emit import NO, YES, Emitter, contrary, fill, joined
from mobilnost.rules.rule import Outcome, Rule

#: What `judge` gives: 0 eligible, 1 incomplete, 2 not eligible; the rules unmet; the rules that wait for a fact.
Judgement = tuple[int, Sequence[str], Sequence[str]]
#: What `explain` gives for each rule: id, outcome, citation, observed, limit, origin of the limit (if constant).
Row = tuple[str, Outcome, Any, Any, Any, Any]

_NAMES = {f"o_{outcome.value}": outcome for outcome in Outcome} | {"NONE": Absence.NONE, "OPEN": Absence.OPEN}


@frozen(kw_only=True)
class Code:
    """Compiled rules: the source, and the functions that bind it to figures."""

    source: str
    keys: tuple[str, ...]
    bind_judge: Callable[..., Callable[[Mapping[str, Any]], Judgement]]
    bind_explain: Callable[..., Callable[[Mapping[str, Any]], list[Row]]]


def shape_of(rules: tuple[Rule, ...], figures: Mapping[str, Figure], waived: frozenset[str]) -> tuple[Any, ...]:
    """What of the figures the code depends on: which are absent or conditional, and switches; no other values."""
    keys = dict.fromkeys(key for rule in rules for key in rule.figures)
    return (*((key, _shape(figures[key])) for key in keys), waived)


def _shape(figure: Figure) -> Any:
    if figure.constant:
        return figure.settled if isinstance(figure.settled, Absence | bool) else None
    return figure.exhaustive, *(
        (text_of(one.applies), one.value if isinstance(one.value, Absence) else None) for one in figure.candidates
    )


def compile_rules(
    rules: tuple[Rule, ...],
    figures: Mapping[str, Figure],
    required: frozenset[str],
    waived: frozenset[str] = frozenset(),
) -> Code:
    """The code of a set of rules over figures of this shape."""
    writer = _Writer(rules, figures, required, waived)
    judge, explain = writer.judge(), writer.explain()
    source = f"{judge}\n\n{explain}\n"
    names: dict[str, Any] = {**_NAMES, **writer.constants}
    exec(compile(source, "<rules>", "exec"), names)
    return Code(
        source=source,
        keys=tuple(writer.arguments),
        bind_judge=names["bind_judge"],
        bind_explain=names["bind_explain"],
    )


def arguments_of(code: Code, figures: Mapping[str, Figure]) -> list[Any]:
    """The values of the figures in the order in which the code takes them."""
    values = []
    for key in code.keys:
        name, _, index = key.partition("#")
        value = figures[name].candidates[int(index or 0)].value
        values.append(frozenset(value) if isinstance(value, tuple) else value)
    return values


class _Writer:
    """Writes the two functions of a set of rules."""

    def __init__(
        self,
        rules: tuple[Rule, ...],
        figures: Mapping[str, Figure],
        required: frozenset[str],
        waived: frozenset[str],
    ) -> None:
        used = tuple(dict.fromkeys(key for rule in rules for key in rule.figures))
        self.rules, self.figures, self.required, self.waived = rules, figures, required, waived
        self.changing = tuple(key for key in used if not figures[key].constant)
        self.settled = {key: figures[key].settled for key in used if figures[key].constant}
        self.names = {key: f"v_{index}" for index, key in enumerate(used)}
        self.arguments: dict[str, str] = {
            key: self.names[key] for key, value in self.settled.items() if not isinstance(value, Absence | bool)
        }
        for key in self.changing:
            for index, candidate in enumerate(figures[key].candidates):
                if not isinstance(candidate.value, Absence):
                    self.arguments[f"{key}#{index}"] = f"{self.names[key]}_{index}"
        asking = Emitter(required=required, figures=self.names)
        self.unsure = frozenset(
            key
            for key in self.changing
            if self.may_be(key, Absence.OPEN) or not all(asking.sure(one.applies) for one in figures[key].candidates)
        )
        self.written: dict[Node, Node] = {
            FigureNode(key): Literal(value) if isinstance(value, bool) else UNKNOWN
            for key, value in self.settled.items()
            if isinstance(value, Absence | bool)
        }
        self.constants: dict[str, object] = {f"r_{index}": rule.id for index, rule in enumerate(rules)}

    def emitter(self) -> Emitter:
        return Emitter(
            required=self.required,
            figures=self.names,
            unsure=self.unsure,
            constants=self.constants,
        )

    # -- figures that depend on the dossier

    def choose(self, emitter: Emitter) -> list[str]:
        """Lines that find, for each conditional figure, the value for this dossier: NONE, or unknown as None.

        An open value is unknown, and remembered as open.
        """
        lines = []
        for key in self.changing:
            name, figure = self.names[key], self.figures[key]
            choice = "NONE"
            for index, candidate in reversed(list(enumerate(figure.candidates))):
                value = candidate.value.name if isinstance(candidate.value, Absence) else f"{name}_{index}"
                last = index == len(figure.candidates) - 1
                certain = figure.exhaustive and last and emitter.sure(candidate.applies)
                true = YES if certain else emitter.true(candidate.applies)
                if true != YES and not emitter.sure(candidate.applies):
                    choice = f"{choice} if {emitter.false(candidate.applies)} else None"
                choice = value if true == YES else f"({value} if {true} else {choice})"
            lines.append(f"{name} = {choice}")
            if self.may_be(key, Absence.OPEN):
                lines += [f"open_{name} = {name} is OPEN", f"if open_{name}: {name} = None"]
        return lines

    def may_be(self, key: str, absence: Absence) -> bool:
        figure = self.figures[key]
        falls_through = absence is Absence.NONE and not figure.exhaustive
        return falls_through or any(one.value is absence for one in figure.candidates)

    # -- one rule

    def prepared(self, rule: Rule) -> tuple[Node, Node] | None:
        """Its condition and requirement with open figures unknown; `None` where it can never apply."""
        if any(self.settled.get(key) is Absence.NONE for key in rule.figures):
            return None
        requires = TRUE if rule.id in self.waived else substitute(rule.requires, self.written)
        return substitute(rule.applies, self.written), requires

    def limited(self, rule: Rule) -> list[str]:
        """Tests that none of its conditional figures says 'no limit'."""
        return [
            f"{self.names[key]} is not NONE"
            for key in rule.figures
            if key in self.changing and self.may_be(key, Absence.NONE)
        ]

    def waits(self, index: int, rule: Rule) -> str:
        """The line for an unknown: it is counted unless an open figure is the reason."""
        if any(self.settled.get(key) is Absence.OPEN for key in rule.figures):
            return "pass"
        opens = [
            f"open_{self.names[key]}" for key in rule.figures if key in self.changing and self.may_be(key, Absence.OPEN)
        ]
        condition = f"if not ({' or '.join(opens)}): " if opens else ""
        return f"{condition}unknown.append(r_{index})"

    def judge_rule(self, index: int, rule: Rule, emitter: Emitter) -> list[str]:
        """The lines that judge one rule."""
        prepared = self.prepared(rule)
        if prepared is None:
            return []
        applies, requires = prepared
        limited = self.limited(rule)
        unmet = [f"unmet.append(r_{index})"] + ([] if rule.curable else ["hard = True"])
        if emitter.sure(applies) and emitter.sure(requires):
            fails = joined("and", [*limited, emitter.true(applies), emitter.false(requires)])
            return [] if fails == NO else block(f"if {fails}:", unmet)
        waits = self.waits(index, rule)
        inner = self.judge_requirement(requires, emitter, unmet, waits)
        true = joined("and", [*limited, emitter.true(applies)])
        lines = inner if true == YES else block(f"if {true}:", inner) if inner and true != NO else []
        if emitter.sure(applies) or true == YES or waits == "pass":
            return lines
        unsure = joined("and", [*limited, contrary(emitter.false(applies))])
        if not lines:
            return block(f"if {unsure} and {contrary(emitter.true(applies))}:", [waits])
        return lines + block(f"elif {unsure}:", [waits])

    def judge_requirement(self, requires: Node, emitter: Emitter, unmet: list[str], waits: str) -> list[str]:
        if emitter.sure(requires):
            false = emitter.false(requires)
            return [] if false == NO else block(f"if {false}:", unmet)
        true, false = emitter.true(requires), emitter.false(requires)
        if false == NO:
            inner = [waits]
        elif waits == "pass":
            inner = block(f"if {false}:", unmet)
        else:
            inner = [*block(f"if {false}:", unmet), *block("else:", [waits])]
        return [] if true == YES else block(f"if {contrary(true)}:", inner)

    def explain_rule(self, index: int, rule: Rule, emitter: Emitter) -> str:
        """One row of the explanation."""
        observed, _, limit = rule.principal
        row = f"c_{index}, {self.shown(observed, emitter)}, {self.shown(limit, emitter)}, g_{index}"
        prepared = self.prepared(rule)
        if prepared is None:
            return f"(r_{index}, o_not_applicable, {row})"
        applies, requires = prepared
        met = "o_waived" if rule.id in self.waived else "o_met"
        required = _three(emitter, requires, met, "o_unmet", "o_unknown")
        outcome = _three(emitter, applies, required, "o_not_applicable", "o_unknown")
        limited = joined("and", self.limited(rule))
        if limited != YES:
            outcome = f"({outcome} if {limited} else o_not_applicable)"
        return f"(r_{index}, {outcome}, {row})"

    def shown(self, node: Node | None, emitter: Emitter) -> str:
        """The value of a side of the principal comparison, where it is known."""
        if node is None:
            return "None"
        node = substitute(node, self.written)
        limited = [
            f"{self.names[key]} is not NONE"
            for key in figures_of(node)
            if key in self.changing and self.may_be(key, Absence.NONE)
        ]
        guards = joined("and", limited + emitter.guards(node))
        if guards == NO:
            return "None"
        value = emitter.value(node)
        return value if guards == YES else f"({value} if {guards} else None)"

    # -- the two functions

    def judge(self) -> str:
        """The function that gives the verdict and the rules that fail or wait."""
        emitter = self.emitter()
        body = self.choose(emitter)
        body += [line for index, rule in enumerate(self.rules) for line in self.judge_rule(index, rule, emitter)]
        waiting = any("unknown.append" in line for line in body)
        start = ["unmet = []", "hard = False"] + (["unknown = []"] if waiting else [])
        verdict = "1 if unmet or unknown else 0" if waiting else "1 if unmet else 0"
        end = [f"return (2 if hard else {verdict}), unmet, {'unknown' if waiting else '()'}"]
        return self.function("judge", start, body, end)

    def explain(self) -> str:
        """The function that gives a row for every rule."""
        emitter = self.emitter()
        body = self.choose(emitter)
        rows = [self.explain_rule(index, rule, emitter) for index, rule in enumerate(self.rules)]
        return self.function("explain", [], body, ["return [", *(f"{row}," for row in rows), "]"])

    def function(self, name: str, start: list[str], body: list[str], end: list[str]) -> str:
        fetched, text = fill("\n".join([*body, *end]))
        lines = [*start, *fetched, *text.splitlines()]
        arguments = ", ".join(self.arguments.values())
        taken = [f"({arguments},) = figures"] if arguments else []
        for letter, given in (("c", "citations"), ("g", "origins")) if name == "explain" and self.rules else ():
            taken.append(f"({', '.join(f'{letter}_{index}' for index in range(len(self.rules)))},) = {given}")
        parameters = "figures, citations, origins" if name == "explain" else "figures"
        return "\n".join(
            block(f"def bind_{name}({parameters}):", [*taken, *block(f"def {name}(f):", lines), f"return {name}"])
        )


def _three(emitter: Emitter, node: Node, true: str, false: str, unknown: str) -> str:
    is_true = emitter.true(node)
    if is_true == YES:
        return true
    if emitter.sure(node):
        return f"({true} if {is_true} else {false})" if is_true != NO else false
    is_false = emitter.false(node)
    otherwise = unknown if is_false == NO else f"{false} if {is_false} else {unknown}"
    return f"({true} if {is_true} else {otherwise})" if is_true != NO else f"({otherwise})"


def block(head: str, body: list[str]) -> list[str]:
    """A head line with its body indented under it."""
    return [head, *(f"    {line}" for line in body)]
