"""Where a place of a text is in another version of it: good enough for a caret and a scroll bar, not for a tag."""

from __future__ import annotations

#: Code points from the place on that are looked for, from those that hardly come twice to the fewest that say anything.
WIDTHS = (160, 60, 24)

#: So many lines before and after the place are tried in its stead, where its own words have gone.
LINES = 40

#: Those are looked for no further than so many code points from where they would be: it is a keystroke's work.
NEAR = 1 << 16


def place_after(old: str, new: str, offset: int) -> int:
    """Return where a code point of an old text is in the new one, else one near it, else one as far into the text."""
    same = _common_head(old, new)
    if offset <= same:
        return min(offset, len(new))
    tail = _common_tail(old, new, same)
    if offset >= len(old) - tail:
        return len(new) - (len(old) - offset)
    found = _found(old, new, offset, reach=len(new))
    if found is not None:
        return found
    before = after = offset
    for _ in range(LINES):
        before = old.rfind("\n", 0, max(0, before - 1)) + 1
        after = old.find("\n", after) + 1 or len(old)
        for at in (before, after):
            found = _found(old, new, at, reach=NEAR) if old[at : at + 1].strip() else None
            if found is not None:
                return found
    return offset * len(new) // max(1, len(old))


def _found(old: str, new: str, offset: int, *, reach: int) -> int | None:
    """Find the words from an offset on; of several places the one about as far into the text."""
    near = offset * len(new) // max(1, len(old))
    for width in WIDTHS:
        words = old[offset : offset + width]
        if not words.strip():
            continue
        after = new.find(words, near, near + reach)
        before = new.rfind(words, max(0, near - reach), near + len(words))
        places = [at for at in (before, after) if at >= 0]
        if places:
            return min(places, key=lambda at: abs(at - near))
    return None


def _common_head(old: str, new: str) -> int:
    """Count the code points that two texts begin with in common, by halving."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(old: str, new: str, head: int) -> int:
    """Count the code points that two texts end with in common, those of their common head left out."""
    low, high = 0, min(len(old), len(new)) - head
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low
