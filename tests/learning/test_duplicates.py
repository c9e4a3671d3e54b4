"""Near-duplicates find each other, and strangers stay apart."""

import random

import pytest

from connector.learning.duplicates import near_duplicate_groups

LONG = "My parcel with the blue kettle has not come although the courier says it was left with a neighbour on Monday."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, LONG.upper()),
        ("Order 4711 is late", "order   99 is late"),
        (LONG, LONG + " Please look into it."),
        (LONG, LONG.replace("blue", "red")),
    ],
)
def test_the_same_but_for_little(one: str, other: str) -> None:
    groups = near_duplicate_groups(["Something else entirely", one, other])
    assert groups[1] == groups[2] != groups[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, "The invoice of March was charged twice to my card, can you look into that and send me the right amount?"),
        ("a", "b"),
        ("", "b"),
    ],
)
def test_strangers(one: str, other: str) -> None:
    groups = near_duplicate_groups([one, other])
    assert groups[0] != groups[1]


def test_nothing_to_compare() -> None:
    assert near_duplicate_groups([]) == []
    assert near_duplicate_groups(["", " "]) == [0, 0]


def test_many_pairs_are_found_and_few_strangers_joined() -> None:
    dice = random.Random(5)
    alphabet = [f"{a}{b}{c}" for a in "bdfglm" for b in "aeiou" for c in "nrstkp"]
    originals = [" ".join(dice.choices(alphabet, k=40)) for _ in range(300)]
    copies = []
    for text in originals:
        words = text.split()
        for _ in range(4):
            words[dice.randrange(len(words))] = dice.choice(alphabet)
        copies.append(" ".join(words))
    groups = near_duplicate_groups([*originals, *copies])
    found = sum(groups[i] == groups[i + 300] for i in range(300))
    assert found >= 295
    assert len(set(groups)) >= 298
