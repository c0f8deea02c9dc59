"""What a pronoun or a lone title takes up again: the likeliest of the mentions before it.

In: a scene, an article's mentions and the links made so far. Out: the link of one of them, or none. Titles that name an
office, institutions and names are the business of `chains`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from svod.extract.mention_found import Found, Scene
from svod.extract.mention_pronouns import agrees, reason, rules_over, score, speaks
from svod.extract.mention_quoted import Quoted, find_quoted, find_speakers, stretch_at
from svod.extract.mention_rivals import is_human, is_thingly, rival_score
from svod.extract.mention_setting import Link
from svod.extract.mention_titles import suits

NEAR = 10.0  # what is no person is taken up only as the subject of this sentence or the one before
NEARBY = 3  # sentences over which a pronoun reaches
SPEAKING = 8  # … a title, and a pronoun of whoever speaks
FAR = 10.0 - 2.5 * (NEARBY + 0.9)
THINGLY = -8.0
PRIOR = 2.0  # news tells of people: a thing must be the likelier antecedent by this
BESIDE = 4  # tokens from quoted words to the pronoun that says them: «…», — говорит он
QUOTED_REACH = 8  # sentences of quotation that may lie between a pronoun and its name


@dataclass(frozen=True)
class Antecedents:
    """An article's mentions with the links made so far, which grow while it is read from the front."""

    scene: Scene
    found: Sequence[Found]
    links: Mapping[int, Link]

    @cached_property
    def quoted(self) -> Quoted:
        """What is said in quotation marks."""
        return find_quoted(self.scene)

    @cached_property
    def speakers(self) -> Mapping[int, int]:
        """The numbers of those who say what is quoted, by its first token."""
        return find_speakers(self.scene, self.found, self.quoted)

    @cached_property
    def covered(self) -> frozenset[int]:
        """The tokens of names and the heads of the rest, which are no common nouns."""
        spans = (range(f.first, f.last) if f.kind == "name" else [f.head] for f in self.found if f.kind != "pronoun")
        return frozenset(k for span in spans for k in span)

    @cached_property
    def sentences(self) -> Sequence[int]:
        """Of each mention the number of its sentence."""
        return [self.scene.reading.tokens[f.head].sentence for f in self.found]

    def copy(self, k: int, rule: str) -> Link:
        """A link to the chain of mention k."""
        link = self.links[k]
        return Link(link.chain, link.name, link.code, rule, link.who)

    def take_up(self, i: int) -> Link | None:
        """The likeliest earlier mention that pronoun or lone title number i takes up; people come before states."""
        item = self.found[i]
        reach = SPEAKING if item.kind == "role" or speaks(self.scene, item) else NEARBY
        best: dict[bool, tuple[float, int]] = {}
        here = self.sentences[i]
        ruling = self.ruling(i, item) if item.kind == "role" else self.speaker(item)
        for k in range(i - 1, -1, -1):
            candidate, link = self.found[k], self.links[k]
            if here - self.sentences[k] > reach + QUOTED_REACH:
                break
            if candidate.kind == "adjective" or link.chain in ruling or candidate.plural != item.plural:
                continue
            gender = link.who.gender if link.who else candidate.gender
            if not agrees(item, candidate, gender):
                continue
            points = score(self.scene, item, candidate, self.quoted, reach)
            if points is None or not self.allows(item, candidate, link):
                continue
            if item.kind == "pronoun" and points < FAR and not speaks(self.scene, candidate):
                continue  # «по его словам» reaches far back, but to whoever spoke
            again = item.kind == "role" and candidate.kind == "role" and candidate.base == item.base
            points -= 2.0 if item.gender and candidate.kind == "name" and candidate.person and gender is None else 0.0
            points += 6.0 if again else -4.0 if link.name is None else 0.0
            points -= 4.0 if item.kind == "role" and link.who and link.who.holds("leader", None) else 0.0
            person = candidate.entity == "person"
            if not person and points < NEAR:
                continue
            if person not in best or points > best[person][0]:
                best[person] = (points, k)
        chosen = best.get(True) or best.get(False)
        if chosen is None or (item.kind == "pronoun" and self.is_rivalled(item, chosen[0], person=True in best)):
            return None
        return self.copy(chosen[1], f"taken up: {reason(self.scene, item, self.found[chosen[1]])}")

    def is_rivalled(self, item: Found, points: float, *, person: bool) -> bool:
        """True where a common noun is the likelier antecedent of a pronoun."""
        if is_human(self.scene, item):
            return False
        prior = THINGLY if is_thingly(self.scene, item) else PRIOR if person else 0.0
        return rival_score(self.scene, item, self.covered, self.quoted) > points + prior

    def speaker(self, item: Found) -> frozenset[str]:
        """The chain of whoever says the words that a pronoun stands in: «Он прав», — сказал Иванов.

        Also of those whom the words name that it says itself: in ««Петров рискует», — сказал [он]» he is another.
        """
        if not item.plural and speaks(self.scene, item) and stretch_at(self.quoted, item.head) is None:
            return self.named_beside(item)
        said = stretch_at(self.quoted, item.head) if not item.plural else None
        k = None if said is None else self.speakers.get(said)
        return frozenset() if k is None else frozenset([self.links[k].chain])

    def named_beside(self, item: Found) -> frozenset[str]:
        """The chains of the people named in the quoted words that end right before a pronoun."""
        stretches = [s for s in self.quoted.stretches if 0 <= item.head - s[1] < BESIDE]
        people = [k for k in self.links if self.found[k].kind == "name" and self.found[k].entity == "person"]
        return frozenset(
            self.links[k].chain for first, last in stretches for k in people if first <= self.found[k].head < last
        )

    def allows(self, item: Found, candidate: Found, link: Link) -> bool:
        """True where a candidate's kind allows a pronoun, or its person a title."""
        if item.kind == "pronoun":
            return candidate.entity not in ("place", "outlet", "infrastructure")
        return suits(self.scene, item, candidate, link)

    def ruling(self, i: int, item: Found) -> frozenset[str]:
        """The chains of the subjects above a title: in «она назвала слова дипломата» she is somebody else."""
        chains = set[str]()
        for k in range(i - 1, -1, -1):
            if self.sentences[k] != self.sentences[i]:
                break
            if k in self.links and rules_over(self.scene, item, self.found[k]):
                chains.add(self.links[k].chain)
        return frozenset(chains)
