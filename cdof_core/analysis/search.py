"""Finding areas, measures and terms by any word that people use for them, spelt roughly right."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

ONE_SLIP_FROM = 4
"""Letters from which one may be wrong, missing, too many or swapped with its neighbour."""
TWO_SLIPS_FROM = 8
"""Letters from which two may."""

SAME, BEGINS, SLIPPED = 1.0, 0.9, 0.7
"""How well a typed word fits a word: the same, its beginning, or with a slip."""
A_SLIP_LESS = 0.1

IN_NAME, IN_OTHER_NAME, IN_TEXT = 1.0, 0.85, 0.45
"""How much it counts where a word stands: in the name, in a further name, in a definition."""
SYNONYM = 0.9
WHOLE_NAME = 0.2
"""What a name gains that is typed in full, in part by how much of it is typed."""
ANY_WORD = 0.5
"""What is left of a result that holds some of the words typed, where none holds all."""

_WORD = re.compile(r"[a-z0-9&]+")
_NON = re.compile(r"\bnon[ -]+")
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)


class Kind(StrEnum):
    """What a result is."""

    AREA = "area"
    MEASURE = "measure"
    NATIONAL = "national"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class OtherName:
    """A further name of an entry.

    Attributes:
        name: As it may be typed.
        why: What it has to do with the entry; empty where that is plain.
    """

    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    Attributes:
        kind: What it is.
        key: Code, identifier or term.
        name: As shown.
        about: One line under it.
        others: Further names.
    """

    kind: Kind
    key: str
    name: str
    about: str = ""
    others: tuple[OtherName, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found.

    Attributes:
        entry: Which.
        score: The higher, the better it fits.
        why: Why it was found, where its name does not say so.
    """

    entry: Entry
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Synonym:
    """A word in use for what publications name otherwise.

    Attributes:
        said: As people type it.
        is_area: Whether `means` are names of areas in full; otherwise words to look up.
        means: What to look up in its place, any of them.
        note: Why, as a sentence.
    """

    said: str
    is_area: bool
    means: tuple[str, ...]
    note: str


@dataclass(slots=True)
class SearchIndex:
    """Everything that can be found, by its words; not to be changed once built."""

    entries: list[Entry] = field(default_factory=list[Entry])
    synonyms: tuple[Synonym, ...] = ()
    _names: dict[str, dict[int, OtherName]] = field(default_factory=dict[str, dict[int, OtherName]])
    _texts: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    _by_name: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def add(self, entry: Entry) -> None:
        """Take in an entry."""
        number = len(self.entries)
        self.entries.append(entry)
        self._by_name.setdefault(" ".join(words_of(entry.name)), []).append(number)
        for word in words_of(entry.about):
            self._texts.setdefault(word, set()).add(number)
        # The name itself comes last and so stands where it shares a word with another name.
        for other in (*entry.others, OtherName(entry.name)):
            for word in words_of(other.name):
                self._names.setdefault(word, {})[number] = other

    def named(self, name: str) -> list[int]:
        """Return the numbers of the entries with this very name."""
        return self._by_name.get(" ".join(words_of(name)), [])

    def is_whole_word(self, typed: str) -> bool:
        """Return whether a name holds a typed word as it stands."""
        return typed in self._names

    def fits(self, typed: str, *, forgives: bool) -> dict[int, tuple[float, str]]:
        """Return how well entries fit one typed word, and why where their names do not say so.

        Args:
            typed: From `words_of`.
            forgives: Whether slips count too.
        """
        found: dict[int, tuple[float, str]] = {}
        for word, quality in _alike(typed, self._names, forgives=forgives):
            for number, other in self._names[word].items():
                is_own = other.name == self.entries[number].name
                score = quality * (IN_NAME if is_own else IN_OTHER_NAME)
                if score > found.get(number, (0.0, ""))[0]:
                    found[number] = (score, other.why)
        # Definitions hold so many words that a slip would find anything.
        for word in self._texts:
            quality = _plain_quality(typed, word)
            for number in self._texts[word] if quality else ():
                if quality * IN_TEXT > found.get(number, (0.0, ""))[0]:
                    found[number] = (quality * IN_TEXT, "")
        return found


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: small letters, no accents, no signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    # Who looks for opiates does not look for non-opiates: these are a word of their own.
    whole = _NON.sub("non", letters.replace("’", "").replace("'", ""))
    return tuple(_WORD.findall(whole))


def search(index: SearchIndex, query: str) -> list[Hit]:
    """Return what fits a query, the best first.

    Every word must fit as it is typed; where nothing does, slips are forgiven; where nothing
    holds every word even so, what holds some is returned.

    Args:
        index: From `build_index`.
        query: Words, in any order.
    """
    typed = words_of(query)
    typed = tuple(word for word in typed if word not in _SMALL) or typed
    found = _found(index, typed, forgives=False) or _found(index, typed, forgives=True)
    found = found or _some_of(index, typed)
    return sorted(found.values(), key=lambda hit: (-hit.score, hit.entry.kind, hit.entry.name))


def _found(index: SearchIndex, typed: tuple[str, ...], *, forgives: bool) -> dict[Entry, Hit]:
    found = _all_of(index, typed, forgives=forgives)
    for start, end, synonym, quality in _said(index, typed, forgives=forgives):
        for hit in _meant(index, synonym, before=typed[:start], after=typed[end:]):
            score = hit.score * quality * SYNONYM
            if hit.entry not in found or score > found[hit.entry].score:
                found[hit.entry] = Hit(hit.entry, score, synonym.note)
    return found


def _all_of(index: SearchIndex, typed: tuple[str, ...], *, forgives: bool) -> dict[Entry, Hit]:
    fits = [index.fits(word, forgives=forgives) for word in typed]
    numbers = set(fits[0]).intersection(*fits[1:]) if fits else set[int]()
    found: dict[Entry, Hit] = {}
    for number in numbers:
        entry = index.entries[number]
        best = [fit[number] for fit in fits]
        score = sum(score for score, _ in best) / len(best)
        if all(score > IN_TEXT for score, _ in best):
            score += WHOLE_NAME * min(1.0, len(typed) / len(words_of(entry.name)))
        found[entry] = Hit(entry, score, next((why for _, why in best if why), ""))
    return found


def _some_of(index: SearchIndex, typed: tuple[str, ...]) -> dict[Entry, Hit]:
    found: dict[Entry, Hit] = {}
    for word in typed if len(typed) > 1 else ():
        for hit in _all_of(index, (word,), forgives=True).values():
            before = found[hit.entry].score if hit.entry in found else 0.0
            found[hit.entry] = Hit(hit.entry, before + ANY_WORD * hit.score / len(typed), hit.why)
    return found


def _said(
    index: SearchIndex, typed: tuple[str, ...], *, forgives: bool
) -> Iterator[tuple[int, int, Synonym, float]]:
    """Give each synonym that stands in a query, where it stands, and how well it is spelt."""
    # "need" is a word of its own and not the beginning of "needle".
    whole = [index.is_whole_word(word) for word in typed]
    for synonym in index.synonyms:
        said = words_of(synonym.said)
        for start in range(len(typed) - len(said) + 1):
            end = start + len(said)
            qualities = [
                float(word == wanted) if is_whole else _quality(word, wanted, forgives=forgives)
                for word, wanted, is_whole in zip(
                    typed[start:end], said, whole[start:end], strict=True
                )
            ]
            if all(qualities):
                yield start, end, synonym, min(qualities)


def _meant(
    index: SearchIndex, synonym: Synonym, *, before: tuple[str, ...], after: tuple[str, ...]
) -> Iterator[Hit]:
    for means in synonym.means:
        if synonym.is_area:
            # Words beside the name of a county would be looked for in names of areas.
            for number in index.named(means) if not before and not after else ():
                yield Hit(index.entries[number], SAME + WHOLE_NAME)
        else:
            meant = tuple(word for word in words_of(means) if word not in _SMALL)
            found = _all_of(index, (*before, *meant, *after), forgives=False).values()
            # What only mentions the meaning somewhere in its definition is not meant.
            yield from (hit for hit in found if hit.score > IN_TEXT)


def _alike(
    typed: str, words: Mapping[str, object], *, forgives: bool
) -> Iterator[tuple[str, float]]:
    """Give every word that fits a typed one, with how well."""
    near = _near(typed, words) if forgives else {}
    for word in words:
        quality = _plain_quality(typed, word)
        if not quality and word in near:
            quality = SLIPPED - A_SLIP_LESS * (near[word] - 1)
        if quality:
            yield word, quality


def _near(typed: str, words: Iterable[str]) -> dict[str, float]:
    """Return the slips between a typed word and those within reach of it."""
    allowed = _slips_allowed(typed)
    found = process.extract(
        typed, list(words), scorer=OSA.distance, score_cutoff=allowed, limit=None
    )
    return {str(word): float(slips) for word, slips, _ in found}


def _quality(typed: str, word: str, *, forgives: bool) -> float:
    return next((quality for _, quality in _alike(typed, {word: None}, forgives=forgives)), 0.0)


def _plain_quality(typed: str, word: str) -> float:
    if typed == word:
        return SAME
    # One letter begins everything.
    return BEGINS if len(typed) > 1 and word.startswith(typed) else 0.0


def _slips_allowed(typed: str) -> int:
    # A figure that is one off is another figure.
    if any(sign.isdigit() for sign in typed) or len(typed) < ONE_SLIP_FROM:
        return 0
    return 1 if len(typed) < TWO_SLIPS_FROM else 2
