"""`mobilnost` decides and explains the international mobility of universities: who may go or come, under which
programme, for how long, with which papers, by which dates, and which article says so.

What stands here is public. Importing the package is light: each name is loaded when it is first used.

```python
import datetime as dt
import mobilnost

host = mobilnost.Host.discover()
lawbook = mobilnost.Lawbook(regulation=mobilnost.regulation(), programmes=host.laws)
dossier = mobilnost.load_dossier("dossier.toml").value
rulebook = lawbook.rulebook(dossier.mobility.programme, dossier.first_day)
assessment = mobilnost.assess(dossier, rulebook, on=dt.date(2018, 6, 25))
```
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mobilnost.assessment import Assessment as Assessment
    from mobilnost.assessment import Finding as Finding
    from mobilnost.assessment import Verdict as Verdict
    from mobilnost.assessment import assess as assess
    from mobilnost.formats import Format as Format
    from mobilnost.formats import Loaded as Loaded
    from mobilnost.formats import dump_json as dump_json
    from mobilnost.formats import dump_toml as dump_toml
    from mobilnost.formats import load_agreement as load_agreement
    from mobilnost.formats import load_call as load_call
    from mobilnost.formats import load_decision as load_decision
    from mobilnost.formats import load_dossier as load_dossier
    from mobilnost.formats import load_institutions as load_institutions
    from mobilnost.formats import load_settings as load_settings
    from mobilnost.formats import parse_agreement as parse_agreement
    from mobilnost.formats import parse_call as parse_call
    from mobilnost.formats import parse_decision as parse_decision
    from mobilnost.formats import parse_dossier as parse_dossier
    from mobilnost.formats import parse_settings as parse_settings
    from mobilnost.formats.transcripts import load_transcript as load_transcript
    from mobilnost.formats.transcripts import parse_transcript as parse_transcript
    from mobilnost.funding import Grant as Grant
    from mobilnost.funding import Settlement as Settlement
    from mobilnost.funding import settlement_of as settlement_of
    from mobilnost.grammar import BOOLEAN as BOOLEAN
    from mobilnost.grammar import DATE as DATE
    from mobilnost.grammar import LEVEL as LEVEL
    from mobilnost.grammar import MONEY as MONEY
    from mobilnost.grammar import MONTH_DAY as MONTH_DAY
    from mobilnost.grammar import SPAN as SPAN
    from mobilnost.grammar import TEXT as TEXT
    from mobilnost.grammar import Absence as Absence
    from mobilnost.grammar import Type as Type
    from mobilnost.grammar import choice as choice
    from mobilnost.grammar import number as number
    from mobilnost.hooks import hookimpl as hookimpl
    from mobilnost.host import Host as Host
    from mobilnost.host import PluginReport as PluginReport
    from mobilnost.law import Authority as Authority
    from mobilnost.law import Citation as Citation
    from mobilnost.law import Component as Component
    from mobilnost.law import Counting as Counting
    from mobilnost.law import DatedValue as DatedValue
    from mobilnost.law import Edition as Edition
    from mobilnost.law import Instalment as Instalment
    from mobilnost.law import Layer as Layer
    from mobilnost.law import Mode as Mode
    from mobilnost.law import Origin as Origin
    from mobilnost.law import Override as Override
    from mobilnost.law import Payer as Payer
    from mobilnost.law import Per as Per
    from mobilnost.law import Permission as Permission
    from mobilnost.law import Permit as Permit
    from mobilnost.law import Programme as Programme
    from mobilnost.law import Provision as Provision
    from mobilnost.law import Rate as Rate
    from mobilnost.law import Stricter as Stricter
    from mobilnost.law import Taper as Taper
    from mobilnost.lawbook import Lawbook as Lawbook
    from mobilnost.lawbook import ProgrammeLaw as ProgrammeLaw
    from mobilnost.lawbook import Regulation as Regulation
    from mobilnost.locales.reports import report as report
    from mobilnost.model import Calendar as Calendar
    from mobilnost.model import Closure as Closure
    from mobilnost.model import Dossier as Dossier
    from mobilnost.model import InvalidData as InvalidData
    from mobilnost.model import MobilnostError as MobilnostError
    from mobilnost.model import Money as Money
    from mobilnost.model import Phrase as Phrase
    from mobilnost.model import Place as Place
    from mobilnost.model import Problem as Problem
    from mobilnost.model import Settings as Settings
    from mobilnost.model import Span as Span
    from mobilnost.model.transcripts import Transcript as Transcript
    from mobilnost.office import Office as Office
    from mobilnost.papers import DocumentState as DocumentState
    from mobilnost.papers import ObligationState as ObligationState
    from mobilnost.recognition.account import Account as Account
    from mobilnost.recognition.account import account as account
    from mobilnost.recognition.gradebook import Gradebook as Gradebook
    from mobilnost.recognition.grounds import grounds_for as grounds_for
    from mobilnost.recognition.law import RecognitionLaw as RecognitionLaw
    from mobilnost.recognition.proposal import Grounds as Grounds
    from mobilnost.recognition.proposal import Proposal as Proposal
    from mobilnost.recognition.proposal import propose as propose
    from mobilnost.regulations import regulation as regulation
    from mobilnost.regulations.law import ProgrammeFile as ProgrammeFile
    from mobilnost.regulations.law import load_law as load_law
    from mobilnost.regulations.law import load_regulation as load_regulation
    from mobilnost.regulations.law import parse_programme as parse_programme
    from mobilnost.regulations.law import parse_regulation as parse_regulation
    from mobilnost.regulations.recognition import recognition_law as recognition_law
    from mobilnost.rulebook import Rulebook as Rulebook
    from mobilnost.rules import Case as Case
    from mobilnost.rules import Contribution as Contribution
    from mobilnost.rules import DocumentRequirement as DocumentRequirement
    from mobilnost.rules import FactDefinition as FactDefinition
    from mobilnost.rules import Obligation as Obligation
    from mobilnost.rules import Outcome as Outcome
    from mobilnost.rules import Procedure as Procedure
    from mobilnost.rules import Rule as Rule
    from mobilnost.rules import Step as Step
    from mobilnost.rules import Topic as Topic
    from mobilnost.statutes import Decider as Decider

__version__ = "0.1.0"

#: The public names by the module that they live in.
_HOMES: dict[str, tuple[str, ...]] = {
    "assessment": ("Assessment", "Finding", "Verdict", "assess"),
    "formats": (
        "Format",
        "Loaded",
        "dump_json",
        "dump_toml",
        "load_agreement",
        "load_call",
        "load_decision",
        "load_dossier",
        "load_institutions",
        "load_settings",
        "parse_agreement",
        "parse_call",
        "parse_decision",
        "parse_dossier",
        "parse_settings",
    ),
    "formats.transcripts": ("load_transcript", "parse_transcript"),
    "model.transcripts": ("Transcript",),
    "recognition.account": ("Account", "account"),
    "recognition.gradebook": ("Gradebook",),
    "recognition.grounds": ("grounds_for",),
    "recognition.law": ("RecognitionLaw",),
    "recognition.proposal": ("Grounds", "Proposal", "propose"),
    "regulations.recognition": ("recognition_law",),
    "regulations.law": ("ProgrammeFile", "load_law", "load_regulation", "parse_programme", "parse_regulation"),
    "funding": ("Grant", "Settlement", "settlement_of"),
    "grammar": (
        "BOOLEAN",
        "DATE",
        "LEVEL",
        "MONEY",
        "MONTH_DAY",
        "SPAN",
        "TEXT",
        "Absence",
        "Type",
        "choice",
        "number",
    ),
    "hooks": ("hookimpl",),
    "host": ("Host", "PluginReport"),
    "law": (
        "Authority",
        "Citation",
        "Component",
        "Counting",
        "DatedValue",
        "Edition",
        "Instalment",
        "Layer",
        "Mode",
        "Origin",
        "Override",
        "Payer",
        "Per",
        "Permission",
        "Permit",
        "Programme",
        "Provision",
        "Rate",
        "Stricter",
        "Taper",
    ),
    "lawbook": ("Lawbook", "ProgrammeLaw", "Regulation"),
    "locales.reports": ("report",),
    "model": (
        "Calendar",
        "Closure",
        "Dossier",
        "InvalidData",
        "MobilnostError",
        "Money",
        "Phrase",
        "Place",
        "Problem",
        "Settings",
        "Span",
    ),
    "office": ("Office",),
    "papers": ("DocumentState", "ObligationState"),
    "regulations": ("regulation",),
    "rulebook": ("Rulebook",),
    "rules": (
        "Case",
        "Contribution",
        "DocumentRequirement",
        "FactDefinition",
        "Obligation",
        "Outcome",
        "Procedure",
        "Rule",
        "Step",
        "Topic",
    ),
    "statutes": ("Decider",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME_OF, "__version__"])


def __getattr__(name: str) -> object:
    """A public name, from the module it lives in, when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'mobilnost' has no attribute {name!r}")
    found: object = getattr(import_module(f"mobilnost.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__]
