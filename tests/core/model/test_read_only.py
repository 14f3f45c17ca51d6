"""Tables within frozen values can be looked at, compared, copied and sent elsewhere, and not changed."""

from copy import deepcopy
from typing import Any

import pytest

from mobilnost.model import Institution
from mobilnost.model.read_only import ReadOnly

NAMES: Any = ReadOnly({"en": "Bergen", "nb": "Bergen"})


def test_it_equals_any_table_with_the_same_entries() -> None:
    assert NAMES == {"en": "Bergen", "nb": "Bergen"}
    assert {"en": "Bergen", "nb": "Bergen"} == NAMES
    assert NAMES != {"en": "Bergen"}
    assert (list(NAMES), len(NAMES), NAMES["nb"], repr(NAMES)) == (["en", "nb"], 2, "Bergen", repr(dict(NAMES)))


@pytest.mark.parametrize(
    "change",
    [
        lambda: NAMES.__setitem__("en", "Oslo"),
        lambda: NAMES.update(en="Oslo"),
        lambda: NAMES.pop("en"),
        lambda: NAMES.clear(),
        lambda: setattr(NAMES, "en", "Oslo"),
    ],
)
def test_it_is_not_changed(change: Any) -> None:
    with pytest.raises(AttributeError):
        change()
    assert NAMES == {"en": "Bergen", "nb": "Bergen"}


def test_whoever_gave_the_table_changes_it_for_himself() -> None:
    given = {"en": "Bergen"}
    kept = ReadOnly(given)
    given["en"] = "Oslo"
    assert kept == {"en": "Bergen"}


def test_a_value_with_one_is_copied_by_the_way_in_which_it_is_also_sent_to_another_process() -> None:
    bergen = deepcopy(Institution(id="uib.no", names=NAMES, country="NO"))
    assert bergen == Institution(id="uib.no", names=NAMES, country="NO")
    assert bergen.names == NAMES
