"""The words of the interface: the same in every language, and there for every key in use."""

import json
import re
from pathlib import Path

import pytest
from glassneuron import exercise_texts, exercise_words, session

WEB = Path(__file__).parents[2] / "web"
LANGUAGES = ("en", "ru")
#: What Intl.PluralRules may ask for in each language.
FORMS = {"en": {"one", "other"}, "ru": {"one", "few", "many", "other"}}
AREAS = sorted(path.stem for path in (WEB / "words" / "en").glob("*.json"))
SOURCES = [path for path in WEB.rglob("*.js") if "node_modules" not in path.parts]
#: Attributes of index.html, and keys written out in the code.
IN_HTML = re.compile(r'data-words(?:-\w+)?="([^"]+)"')
IN_CODE = re.compile(
    r"""(?<![\w.])(?:t\(\s*|words: |label: |title: |placeholder: )"([a-z]+\.[\w.-]+)\""""
)


def words(language: str, area: str) -> dict[str, object]:
    """Read one part of a language's words."""
    path = WEB / "words" / language / f"{area}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def texts(value: object) -> list[str]:
    """List the texts under one key: one, or one for each plural form."""
    if isinstance(value, str):
        return [value]
    assert isinstance(value, dict)
    return [str(text) for text in value.values()]


def slots(value: object) -> set[str]:
    """Name the placeholders that are filled in."""
    return {slot for text in texts(value) for slot in re.findall(r"\{(\w+)\}", text)}


def keys_of(language: str) -> set[str]:
    """List all keys of a language, as the code writes them."""
    found = set()
    for area in AREAS:
        found |= {f"{area}.{name}" for name in words(language, area)}
    return found


def test_every_language_has_the_same_areas() -> None:
    for language in LANGUAGES:
        assert sorted(path.stem for path in (WEB / "words" / language).glob("*.json")) == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_languages_have_the_same_keys_and_placeholders(area: str) -> None:
    english, russian = words("en", area), words("ru", area)
    assert english.keys() == russian.keys()
    for key, value in english.items():
        if key == "python":
            continue  # Python's own sentences, each its own key
        assert slots(value) == slots(russian[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", AREAS)
def test_no_text_is_empty_and_plural_forms_are_complete(language: str, area: str) -> None:
    for key, value in words(language, area).items():
        if key == "python":
            continue
        assert all(text.strip() for text in texts(value)), key
        if isinstance(value, dict):
            assert value.keys() == FORMS[language], key
            assert any("{n}" in text for text in texts(value)), key


def test_keys_in_the_page_and_in_the_code_have_words() -> None:
    known = keys_of("en")
    used = set(IN_HTML.findall((WEB / "index.html").read_text(encoding="utf-8")))
    for path in SOURCES:
        used |= set(IN_CODE.findall(path.read_text(encoding="utf-8")))
    assert len(used) > 100
    # Keys that end in a dash are beginnings: the code adds a name to them.
    assert sorted(key for key in used if not key.endswith("-") and key not in known) == []


def test_every_text_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    html = (WEB / "index.html").read_text(encoding="utf-8")
    # A key may be put together: `data.dataset-${name}`, or "run.step" and what follows a dash.
    begun = set(re.findall(r"[`\"]([a-z]+\.[\w.-]*)", code))
    starts = {start if start.endswith(("-", ".")) else f"{start}-" for start in begun}
    unused = [
        key
        for key in sorted(keys_of("en"))
        if f'"{key}"' not in code + html
        and not any(key.startswith(start) for start in starts)
        and not key.endswith(".python")
    ]
    assert unused == []


def test_pythons_sentences_keep_their_slots_and_are_really_said() -> None:
    """A template whose first words Python no longer writes would translate nothing."""
    code = " ".join(
        re.sub(r'"\s*\n?\s*f?"', "", path.read_text(encoding="utf-8"))
        for path in [*(WEB.parent / "py" / "glassneuron").glob("*.py"), *WEB.glob("*.js")]
    )
    templates = words("ru", "messages")["python"]
    assert isinstance(templates, dict)
    for english, russian in templates.items():
        assert slots(english) == slots(russian), english
        chunks = [chunk for chunk in re.split(r"\{\w+\}", english) if len(chunk) > 8]
        assert not chunks or any(chunk in code for chunk in chunks), english


def test_all_that_the_exercises_say_is_known_in_russian() -> None:
    said = {f"say.{key}": text for key, text in exercise_words.SENTENCES.items()}
    said |= {f"title.{name}": text for name, text in exercise_texts.TITLES.items()}
    said |= {f"task.{name}": text for name, text in exercise_texts.TASKS.items()}
    for name, hints in exercise_texts.HINTS.items():
        said |= {f"hint.{name}.{i}": hint for i, hint in enumerate(hints, 1)}
    russian = words("ru", "exercises")["python"]
    assert isinstance(russian, dict)
    assert russian.keys() == said.keys() | {"and"}
    for key, text in said.items():
        if key.startswith("say."):
            assert slots(text) == slots(russian[key]), key


MACHINE = next(iter(session.run("describe", {})))[1]["defaults"]["machine"]
BOTH = {"x": [1, 2, 3, 4, 5], "y": [0, 1, 0, 1, 0], "label": [0, 1, 0, 1, 0]}
ALONE = BOTH | {"label": [0, 0, 0, 0, 0]}
NONE: dict[str, list[float]] = {"x": [], "y": [], "label": []}


def train(points: dict[str, list[float]], **settings: object) -> tuple[str, dict[str, object]]:
    """Return a call that trains a machine with these settings."""
    view = {"x": [-10, 10], "y": [-10, 10], "size": 2, "shown": [None]}
    return "train", {
        "run": "words",
        "points": points,
        "testing": {"on": "held_out", "share": 20},
        "dataset": None,
        "machines": [MACHINE | settings],
        "iteration": 0,
        "n_iterations": 3,
        "stop": {"cost": None, "change": None},
        "burst": None,
        "view": view,
    }


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("dataset", {"name": "line", "n_points": 0, "noise": 0, "seed": 1}),
        ("dataset", {"name": "line", "n_points": 10**9, "noise": 0, "seed": 1}),
        ("dataset", {"name": "line", "n_points": 5, "noise": -1, "seed": 1}),
        ("dataset", {"name": "line", "n_points": 5, "noise": 0, "seed": None}),
        ("table_open", {"text": ""}),
        ("table_open", {"text": "one\n1\n2\n"}),
        ("table_open", {"text": "a,b\n1,2\n3\n"}),
        ("table_open", {"text": "a,b\n"}),
        train(NONE),
        train(ALONE),
        train(BOTH, learning_rate=0),
        train(BOTH, learning_rate=None),
        train(BOTH, learning_rate=1e308),
        train(BOTH, batch_size=0),
        train(BOTH, l1=-1),
        train(BOTH, threshold=2),
        train(BOTH, seed=1.5),
        train(BOTH, optimizer="momentum", decay=1),
        train(BOTH, optimizer="newton", l2=1),
        train(BOTH, optimizer="newton", batch_size=2),
    ],
)
def test_what_python_says_is_known_in_russian(method: str, args: dict[str, object]) -> None:
    *_, (kind, value) = session.run(method, args)
    assert kind == "error"
    assert value["kind"] == "input"
    templates = words("ru", "messages")["python"]
    assert isinstance(templates, dict)
    patterns = [
        "(.+?)".join(re.escape(part) for part in re.split(r"\{\w+\}", english))
        for english in templates
    ]
    assert any(re.fullmatch(pattern, value["message"]) for pattern in patterns), value["message"]
