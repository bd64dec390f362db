"""A scene as a link and back, in Node: the modules of the page itself."""

import base64
import json
import subprocess
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from buildtools import javascript, site
from buildtools.paths import ROOT, WEB
from hypothesis import given, settings
from hypothesis import strategies as st

Call = Callable[..., Any]
#: A link of the first version. Whatever changes, it has to hold the same scene.
OLD = "s1=-E0Zq1bKVbIyNDLQUUpRsoquVspSsoo2jtVRKleyUqpILMtMLVKqja1lYOg_wLDx_wUGAA"


@pytest.fixture(scope="session")
def call(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    """Call a method of ``link_lines.js`` in a Node that stays."""
    node = javascript.find_node()
    script = tmp_path_factory.mktemp("link") / "link_lines.mjs"
    command = [
        *(node.node, "node_modules/esbuild/bin/esbuild"),
        *(str(ROOT / "tests" / "build" / "link_lines.js"), f"--outfile={script}"),
        *("--bundle", "--format=esm", "--platform=node", "--log-level=warning"),
        f"--alias:described={site.describe()}",
    ]
    subprocess.run(command, cwd=WEB, check=True)
    with subprocess.Popen(
        [node.node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(method: str, **args: object) -> Any:
            assert process.stdin is not None
            assert process.stdout is not None
            print(json.dumps({"method": method, **args}), file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


def drawn(n: int, classes: int = 2, seed: int = 1) -> dict[str, list[float]]:
    """Scatter points over the plane as drawn ones lie, on multiples of 1/200."""
    rng = np.random.default_rng(seed)
    x, y = (rng.integers(-2000, 2001, (2, n)) / 200 + 0.0).tolist()
    return {"x": x, "y": y, "label": rng.integers(0, classes, n).tolist()}


def damaged(text: str, at: int) -> str:
    """Return the text with another sign at one place."""
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


def checksum(data: bytes) -> bytes:
    """Return the first three bytes of FNV-1a, most significant first."""
    value = 0x811C9DC5
    for byte in data:
        value = (value ^ byte) * 0x01000193 % 2**32
    return value.to_bytes(4, "big")[:3]


def link_of(content: bytes, version: int = 1) -> str:
    """Pack any bytes into a link, as a stranger may."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    deflated = packer.compress(content) + packer.flush()
    text = base64.urlsafe_b64encode(checksum(deflated) + deflated).decode().rstrip("=")
    return f"s{version}={text}"


def test_two_hundred_drawn_points_take_at_most_900_characters(call: Call) -> None:
    for iteration in (0, 2000):
        found = call("around", dataset="drawn", points=drawn(200), iteration=iteration)
        # With "https://", a host, a path and "#" it is still within them.
        assert len(found["link"]) <= 870
        assert found["same"]


@pytest.mark.parametrize("classes", [2, 3])
def test_three_thousand_points_take_at_most_16000_characters(call: Call, classes: int) -> None:
    found = call("around", dataset="drawn", points=drawn(3000, classes))
    assert len(found["link"]) <= 15_000
    assert found["back"]["points"] == found["scene"]["points"]


@pytest.mark.parametrize("dataset", ["line", "moons", "three_blobs"])
def test_a_generated_data_set_takes_at_most_150_characters(call: Call, dataset: str) -> None:
    numbers = {"n_points": 300, "noise": 0.75, "seed": 123456}
    found = call("around", dataset=dataset, numbers=numbers, iteration=2000)
    assert len(found["link"]) <= 100
    # The points themselves are made again by whoever opens it.
    assert found["back"]["points"] == {"x": [], "y": [], "label": []}
    assert found["back"]["numbers"] == numbers


def test_points_of_a_data_set_as_it_comes_are_there_at_once(call: Call) -> None:
    back = call("around")["back"]
    assert len(back["points"]["x"]) == 200


def test_a_network_with_its_settings_stays_short(call: Call) -> None:
    machine = {"hidden": [4], "initial_weights": "xavier", "optimizer": "adam", "l2": 0.001}
    found = call(
        "around",
        dataset="xor",
        numbers={"noise": 0.4},
        machines=[machine, machine | {"learning_rate": 0.05}],
        schedule={"n_iterations": 500, "speed": 100},
    )
    assert len(found["link"]) <= 150
    assert found["back"]["machines"] == found["scene"]["machines"]
    assert found["same"]


coordinates = st.floats(-10, 10, allow_nan=False)
on_grid = st.integers(-2000, 2000).map(lambda steps: steps / 200)
sizes = st.lists(st.integers(1, 8), max_size=6)


@st.composite
def scenes(draw: st.DrawFn) -> dict[str, object]:
    """Draw changes of the first scene, of all kinds."""
    place = draw(st.sampled_from([coordinates, on_grid]))
    rows = draw(st.lists(st.tuples(place, place, st.integers(0, 2)), max_size=30))
    x, y, label = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    rates = st.none() | st.floats(0, 1e6, allow_nan=False)
    machines = st.fixed_dictionaries(
        {},
        optional={
            "hidden": sizes,
            "features": st.lists(st.sampled_from(["x1", "x2"]), min_size=1, max_size=2),
            "learning_rate": rates,
            "seed": st.integers(0, 2**53),
            "engine": st.sampled_from(["readable", "fast"]),
        },
    )
    return {
        "dataset": "drawn",
        "points": {"x": x, "y": y, "label": label},
        "machines": draw(st.lists(machines, min_size=1, max_size=2)),
        "schedule": {"n_iterations": draw(st.none() | st.integers(0, 10**6)), "speed": draw(rates)},
        "place": {"x": draw(coordinates), "y": draw(coordinates), "zoom": draw(st.floats(1, 20))},
        "hidden": draw(st.lists(st.sampled_from(["pages", "scenes", "ü", '"', "\0"]), max_size=4)),
        "iteration": draw(st.integers(0, 10**6)),
    }


@settings(max_examples=60, deadline=None)
@given(changes=scenes())
def test_every_scene_comes_back_as_it_was(call: Call, changes: dict[str, object]) -> None:
    found = call("around", **changes)
    scene, back = found["scene"], found["back"]
    for name in ("points", "machines", "schedule", "place", "hidden", "iteration", "dataset"):
        assert back[name] == scene[name], name
    assert found["same"]


@settings(max_examples=60, deadline=None)
@given(at=st.integers(3, 10**6))
def test_a_link_with_another_sign_is_refused(call: Call, at: int) -> None:
    link = call("around", dataset="drawn", points=drawn(40))["link"]
    # The last sign may carry unused bits alone.
    place = 3 + at % (len(link) - 4)
    assert call("open", link=damaged(link, place)) == {"reason": "damaged"}


@settings(max_examples=40, deadline=None)
@given(share=st.floats(0, 0.999))
def test_a_link_that_was_cut_off_is_refused(call: Call, share: float) -> None:
    link = call("around", dataset="drawn", points=drawn(40))["link"]
    cut = link[: 3 + int((len(link) - 3) * share)]
    assert call("open", link=cut) == {"reason": "damaged"}


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_in_a_link_are_read_or_refused(call: Call, content: bytes) -> None:
    answer = call("open", link=link_of(content))
    assert answer.keys() in ({"reason"}, {"scene"})
    assert answer.get("reason", "") is not None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "damaged"),
        (b"\xff\xfe", "damaged"),
        (b'{"~":1}', "damaged"),
        (b'{"a":"drawn"}', "points"),
        (b'{"a":"nowhere"}', "dataset"),
        (b'{"d":[{"j":[99]}]}', "machines[0].hidden[0]"),
        (b'{"d":[]}', "machines"),
        (b'{"m":-1}', "iteration"),
        (b'{"___proto__":{"_polluted":1},"m":1.5}', "iteration"),
        (b"{}\0\x07", "damaged"),
        # x = 4095 steps of 1/200 from the left rim is beyond the right one.
        (b"{}\0\0\xff\xff\xff\xff", "damaged"),
        # Not a number, in the place of the x of an exact point.
        (b"{}\0\x02" + b"\0\0\0\0\0\0\xf8\x7f" + bytes(9), "points.x[0]"),
    ],
)
def test_a_part_that_is_wrong_is_named(call: Call, content: bytes, reason: str) -> None:
    assert call("open", link=link_of(content)) == {"reason": reason}


def test_a_link_of_a_newer_version_says_so(call: Call) -> None:
    assert call("open", link=link_of(b"{}", version=2)) == {"reason": "newer"}


def test_a_small_link_that_unpacks_to_much_is_refused(call: Call) -> None:
    bomb = link_of(bytes(40 * 2**20))
    assert len(bomb) < 65_536
    assert call("open", link=bomb) == {"reason": "huge"}


def test_a_text_that_is_too_long_is_not_read(call: Call) -> None:
    assert call("open", link="s1=" + "A" * 70_000) == {"reason": "huge"}


def test_a_place_on_the_page_is_no_link(call: Call) -> None:
    assert call("isLink", link="plane-input") is False
    assert call("isLink", link="") is False
    assert call("isLink", link="s1=abc") is True


def test_a_link_of_the_first_version_holds_the_same_scene_for_ever(call: Call) -> None:
    # If this fails because a default has changed, raise VERSION and read the old links too.
    scene = call("open", link=OLD)["scene"]
    assert scene["dataset"] == "drawn"
    assert scene["points"] == {"x": [1.5, -2.005], "y": [-10, 10], "label": [1, 0]}
    assert scene["iteration"] == 120
    (machine,) = scene["machines"]
    assert machine == {
        "features": ["x1", "x2"],
        "hidden": [3],
        "activation": "tanh",
        "initial_weights": "xavier",
        "loss": "cross_entropy",
        "optimizer": "gradient_descent",
        "learning_rate": 0.1,
        "decay": 0.9,
        "square_decay": 0.999,
        "batch_size": None,
        "l1": 0,
        "l2": 0,
        "threshold": 0.5,
        "seed": 0,
        "engine": "readable",
        "start": None,
    }
    assert scene["testing"] == {"on": "fresh", "share": 20}
    assert scene["numbers"]["n_points"] == 200
    assert scene["numbers"]["seed"] == 6
