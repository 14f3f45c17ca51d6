"""The law layer: citations, provisions, who may set them, and what stands after all have spoken."""

from mobilnost.law.articles import Article, Clause
from mobilnost.law.citations import Authority, Citation, Confidence, Layer, Origin, Reference
from mobilnost.law.figures import Candidate, Effective, Figure
from mobilnost.law.passages import Passage, parse_passages, passages
from mobilnost.law.programmes import Counting, Edition, Programme
from mobilnost.law.provisions import (
    DatedValue,
    Mode,
    Override,
    Permission,
    Provision,
    Stricter,
    Use,
    Waiver,
    is_stricter,
    value_of,
)
from mobilnost.law.resolution import Resolution, Resolver
from mobilnost.law.schemes import Component, Instalment, Payer, Per, Permit, Rate, Taper

__all__ = [
    "Article",
    "Authority",
    "Candidate",
    "Citation",
    "Clause",
    "Component",
    "Confidence",
    "Counting",
    "DatedValue",
    "Edition",
    "Effective",
    "Figure",
    "Instalment",
    "Layer",
    "Mode",
    "Origin",
    "Override",
    "Passage",
    "Payer",
    "Per",
    "Permission",
    "Permit",
    "Programme",
    "Provision",
    "Rate",
    "Reference",
    "Resolution",
    "Resolver",
    "Stricter",
    "Taper",
    "Use",
    "Waiver",
    "is_stricter",
    "parse_passages",
    "passages",
    "value_of",
]
