import hashlib

import numpy as np
import pytest
from glassneuron import datasets


def digest(points):
    X, Y = points
    # Little-endian whatever the machine, so that the digest is the same on every one.
    return hashlib.sha256(X.astype("<f8").tobytes() + Y.astype("<f8").tobytes()).hexdigest()[:16]


# The same link shows the same points in every browser, and natively, to the last bit.
PINNED = [
    ("line", 0, "78e233596675c332"),
    ("line", 1, "1d2415bb73142c8c"),
    ("line", 2026, "af3717ca5c9a2b13"),
    ("blobs", 0, "39bd2583f3d9adda"),
    ("blobs", 1, "e4aca38342df3e84"),
    ("blobs", 2026, "1378fc79c92cfd3c"),
    ("circles", 0, "5f039d9b1b26707f"),
    ("circles", 1, "c9d2486cdbd9f4ba"),
    ("circles", 2026, "fa39338d9975b96e"),
    ("xor", 0, "3f22cee7c9b5fdc3"),
    ("xor", 1, "fc6a58c8bcc20484"),
    ("xor", 2026, "6e7bd8fd07998910"),
    ("moons", 0, "0c8f26a6f3d0d1eb"),
    ("moons", 1, "3ac0a2d3175253e8"),
    ("moons", 2026, "ed26e4a1cfb07f42"),
    ("spiral", 0, "a0bd98553e6a096b"),
    ("spiral", 1, "317d2eec2ac4518c"),
    ("spiral", 2026, "5c996c9186482181"),
    ("curve", 0, "edfd7ac56dc2ea8c"),
    ("curve", 1, "495a899f3436c13e"),
    ("curve", 2026, "745e2c4f7dce9028"),
    ("three_blobs", 0, "3b36c0c3cdc84433"),
    ("three_blobs", 1, "5c6e65a9c1f94599"),
    ("three_blobs", 2026, "a327fc2b7015b0d8"),
]


@pytest.mark.parametrize(("name", "seed", "expected"), PINNED)
def test_make_gives_the_pinned_bits(name, seed, expected):
    assert digest(datasets.make(name, 200, seed)) == expected


def test_every_data_set_is_pinned():
    assert {name for name, _, _ in PINNED} == set(datasets.DATASETS | datasets.MORE_CLASSES)


def test_make_gives_the_pinned_bits_with_noise_and_settings():
    line = datasets.make("line", 200, 3, 1.5, slope=-2.0, intercept=1.0)
    curve = datasets.make("curve", 200, 3, 0.25, formula="x^2/5 - 3")
    assert (digest(line), digest(curve)) == ("54184a56551942b2", "a29a455210646fbf")


def test_make_fresh_gives_the_pinned_bits():
    assert digest(datasets.make_fresh("line", 2000, 0)) == "07d07aff94e10eca"


def test_split_gives_the_pinned_order():
    parts = datasets.split([np.arange(10)], [np.zeros(10)], 0.3, np.random.default_rng(5))
    assert parts.X_test[0].tolist() == [7.0, 6.0, 1.0]
