"""What a start leaves out comes when it is first imported."""

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


class LateFinder:
    """Finds a module that nothing else found, once what holds it has been brought.

    Parameters
    ----------
    sources : mapping of str to iterable of str
        The names of modules, by the name of what holds them.
    bring : callable
        ``bring(source)`` puts it where Python looks.
    left_out : iterable of str
        Modules that cannot be had at all, and that a person may expect.
    """

    def __init__(
        self,
        sources: Mapping[str, Iterable[str]],
        bring: Callable[[str], object],
        left_out: Iterable[str] = (),
    ) -> None:
        self._source_of = {name: source for source, names in sources.items() for name in names}
        self._bring = bring
        self._left_out = frozenset(left_out)
        self._here: set[str] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Bring what holds the module, and look again; None for what is nowhere."""
        if name in self._left_out:
            raise ImportError(f"{name} is too large for the one file, which does without it")
        source = self._source_of.get(name)
        if source is None or source in self._here:
            return None
        self._here.add(source)
        try:
            self._bring(source)
        except Exception as error:
            self._here.discard(source)
            raise ImportError(
                f"{name} is not here yet, and could not be fetched: {error}"
            ) from None
        importlib.invalidate_caches()
        return PathFinder.find_spec(name, path, target)


def install(
    sources: Mapping[str, Iterable[str]],
    bring: Callable[[str], object],
    left_out: Iterable[str] = (),
) -> None:
    """Let imports that find nothing ask a `LateFinder`."""
    sys.meta_path.append(LateFinder(sources, bring, left_out))
