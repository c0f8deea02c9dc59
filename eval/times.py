"""Times scored on the Russian test cases of duckling and chrono that are calendar expressions under news convention.

usage: python eval/times.py [--errors]

The suites (BSD-3, MIT) are not part of this repository: they lie in ../shared/suites/time where a developer has them.
Where they do not, this says so and passes. A case is right when the longest expression found means the suite's days, or
the one week, month or year that the words name and the suite's day lies in («через неделю»). The cases left out, each
with its reason, are listed by number in times_excluded.toml. The Ukrainian files of the suites are left out whole:
there is no Ukrainian pack.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from time_cases import FOLDER, SUITES, Answer, Case, agrees, load_excluded, load_suite

FLOOR = 0.95


def make_finder() -> Callable[[Case], Answer | None]:
    """What Svod says of a phrase: the longest date it has placed."""
    from svod.extract.times import find_times
    from svod.packs import load_pack
    from svod.read import read
    from svod.records import Article

    pack = load_pack("ru")

    def find(case: Case) -> Answer | None:
        day = case.day.isoformat() if case.day else None
        article = Article("a-case", "case", None, None, day, "ru", None, case.text, "")
        found = find_times(article, read(article, pack), pack)
        placed = sorted(found, key=lambda t: (-len(t.evidence[0].text), t.evidence[0].span.start))
        for t in placed:
            if t.kind == "date" and t.start and t.end:
                return Answer(date.fromisoformat(t.start), date.fromisoformat(t.end), t.grain)
        return None

    return find


def score(cases: Sequence[Case], find: Callable[[Case], Answer | None], errors: bool) -> int:
    """How many cases are right; prints the others."""
    right = 0
    for case in cases:
        answer = find(case)
        if agrees(answer, case.want):
            right += 1
        elif errors:
            print(f"  {case.suite} {case.number}: wants {case.want}, got {answer}")
    return right


def main() -> int:
    """Score; 1 where a suite is below the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--excluded", action="store_true", help="score the cases left out, by reason")
    options = parser.parse_args()
    if not FOLDER.is_dir():
        print("times: ../shared/suites/time is not here, so nothing was scored (the cases are other projects')")
        return 0
    find, excluded, low = make_finder(), load_excluded(), []
    for suite in SUITES:
        cases = load_suite(suite)
        kept = [c for c in cases if (suite, c.number) not in excluded]
        right = score(kept, find, options.errors)
        out = Counter(excluded[suite, c.number] for c in cases if (suite, c.number) in excluded)
        print(
            f"{suite}: {right} of {len(kept)} right = {right / len(kept):.3f}; {out.total()} of {len(cases)} left out"
        )
        low += [suite] if right / len(kept) < FLOOR else []
        if options.excluded:
            for reason, count in out.most_common():
                some = [c for c in cases if excluded.get((suite, c.number)) == reason]
                print(f"  {count:3d} left out ({score(some, find, errors=False)} right): {reason}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
