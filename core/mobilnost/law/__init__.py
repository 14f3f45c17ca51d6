"""The law layer: citations, provisions, who may set them, and what stands after all have spoken."""

from mobilnost.law.citations import Authority, Citation, Layer, Origin
from mobilnost.law.figures import Candidate, Effective, Figure
from mobilnost.law.programmes import Counting, Edition, Programme
from mobilnost.law.provisions import (
    DatedValue,
    Mode,
    Override,
    Permission,
    Provision,
    Stricter,
    Waiver,
    is_stricter,
    value_of,
)
from mobilnost.law.resolution import Resolution, Resolver
from mobilnost.law.schemes import Component, Payer, Per, Rate

__all__ = [
    "Authority",
    "Candidate",
    "Citation",
    "Component",
    "Counting",
    "DatedValue",
    "Edition",
    "Effective",
    "Figure",
    "Layer",
    "Mode",
    "Origin",
    "Override",
    "Payer",
    "Per",
    "Permission",
    "Programme",
    "Provision",
    "Rate",
    "Resolution",
    "Resolver",
    "Stricter",
    "Waiver",
    "is_stricter",
    "value_of",
]
