"""The words of the interface: the same in every language, and there for every key in use."""

import json
import re
from pathlib import Path

import pytest

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
    # A key may be put together: data.dataset-${name} uses all that begin so.
    begun = set(re.findall(r"[`\"]([a-z]+\.[\w.-]*?)(?:\$\{|\")", code))
    unused = [
        key
        for key in sorted(keys_of("en"))
        if f'"{key}"' not in code + html
        and not any(key.startswith(start) for start in begun if start.endswith(("-", ".")))
        and key != "messages.python"
    ]
    assert unused == []
