"""Hypothesis strategies for what a mobility is made of: every value that they make is one that a file could hold.

    people    persons, students, staff
    places    institutions, our own university and its partners
    papers    documents, courses, what an office records of money
    stays     mobilities, earlier ones, interruptions
    dossiers  whole dossiers, of any programme, or as a law looks at them
    treaties  agreements

```python
from hypothesis import given
from mobilnost.testing import dossiers


@given(dossiers("norplus"))
def test_something_of_every_dossier(dossier): ...
```
"""

from mobilnost.testing.strategies.dossiers import dossiers, dossiers_under
from mobilnost.testing.strategies.papers import courses, documents
from mobilnost.testing.strategies.people import persons, staff, students
from mobilnost.testing.strategies.places import institutions
from mobilnost.testing.strategies.stays import mobilities, past_mobilities
from mobilnost.testing.strategies.treaties import agreements

__all__ = [
    "agreements",
    "courses",
    "documents",
    "dossiers",
    "dossiers_under",
    "institutions",
    "mobilities",
    "past_mobilities",
    "persons",
    "staff",
    "students",
]
