"""Numbers of many owners in, who has which of them in common out: the index by which candidates are looked up.

Each owner gives its numbers as bytes, unsigned 32-bit ones with the lowest byte first. All are sorted once, and equal
ones then stand side by side: cost grows with how many numbers there are, and with how many pairs of owners share one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

UNDATED = -(10**9)  # sorts before every day
WIDTH = 4  # bytes of a number


def group_equal(given: Sequence[bytes], *, by_place: bool = False) -> Iterator[tuple[int, ...]]:
    """For each number that two owners or more have, these, ascending; `by_place`: at one place of their bytes."""
    import numpy as np

    keys, owners = lay_out(given)
    if by_place:
        keys += np.concatenate([np.arange(len(g) // WIDTH) for g in given] or [keys]) << 32
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    edges = np.flatnonzero(np.diff(keys, prepend=-1, append=-1))
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if end - start > 1:
            yield tuple(owners[start:end].tolist())


def pair_up(keys: Numbers, owners: Numbers, crowd: int) -> tuple[Numbers, Numbers]:
    """Every two owners that have a key in common, once, the smaller first, sorted.

    Of a key that more than `crowd` have, each is paired with the first, and with the few that come before it.
    """
    import numpy as np

    count = int(owners.max(initial=0)) + 1
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    once = np.diff(owners, prepend=-1) != 0
    once[1:] |= keys[1:] != keys[:-1]
    keys, owners = keys[once], owners[once]
    starts = np.flatnonzero(np.concatenate([keys[:1] == keys[:1], keys[1:] != keys[:-1]]))
    sizes = np.diff(starts, append=len(keys))
    first, size = np.repeat(starts, sizes), np.repeat(sizes, sizes)
    reach = np.where(size > crowd, crowd // 4, crowd)
    crowded = np.flatnonzero((size > crowd) & (first != np.arange(len(keys))))
    at, step, found = np.arange(len(keys)), 1, [owners[first[crowded]] * count + owners[crowded]]
    while len(at := at[(at + step < first[at] + size[at]) & (step <= reach[at])]):
        found.append(owners[at] * count + owners[at + step])
        step += 1
    a, b = np.divmod(np.unique(np.concatenate(found)), count)
    return a, b


def count_near(given: Sequence[bytes], days: Sequence[int | None], reach: int) -> Iterator[tuple[int, int, int]]:
    """Two owners, the smaller first, and how many numbers they share, of every two within `reach` days.

    An owner without a day is near to everyone. Nobody has a number twice.
    """
    import numpy as np

    keys, owners = lay_out(given)
    when = np.array([UNDATED if d is None else d for d in days], np.int64)[owners]
    order = np.lexsort((owners, when, keys))
    keys, owners, when = keys[order], owners[order], when[order]
    at, step, found = np.arange(len(keys)), 1, [keys[:0]]
    while len(at := at[at + step < len(keys)]):  # each with the next one, then with the one after, until none is near
        near = (when[at + step] - when[at] <= reach) | (when[at] == UNDATED)
        at = at[near & (keys[at + step] == keys[at])]
        a, b = owners[at], owners[at + step]
        found.append(np.minimum(a, b) * len(given) + np.maximum(a, b))
        step += 1
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        yield *divmod(pair, len(given)), count


def lay_out(given: Sequence[bytes]) -> tuple[Numbers, Numbers]:
    """All numbers one after the other, and whose each is."""
    import numpy as np

    sizes = [len(g) // WIDTH for g in given]
    return np.frombuffer(b"".join(given), "<u4").astype(np.int64), np.repeat(np.arange(len(given)), sizes)
