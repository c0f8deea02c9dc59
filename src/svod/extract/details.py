"""Details of an event that reports may tell differently: counts, money, durations, causes, outcomes, order in a row.

In goes the reading and an event's trigger token, out go details of the clause that the trigger stands in, each resting
on its words. Day, place and participants are the event's own fields and not looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from svod.extract.counts import find_counted
from svod.extract.numbers import Quantity, find_quantities
from svod.packs import Pack
from svod.read import Reading, Token
from svod.records import Article, Detail
from svod.spans import make_evidence

CLAUSE = ("root", "ccomp", "advcl", "acl", "csubj", "parataxis")
WORDING = 6  # tokens that show how an event is put
LONGEST = 18  # tokens of a cause: what goes on longer tells something else
STOP = frozenset(".;:!?…—–()")


def find_details(article: Article, reading: Reading, trigger: int, pack: Pack) -> tuple[Detail, ...]:
    """Find the details told about the event whose trigger is token `trigger`, in text order, each span once."""
    table = pack.tables.get("details")
    if not table or not reading.tokens:
        return ()
    scope = find_scope(reading, trigger)
    found = [
        *find_numbers(article, reading, scope, pack),
        *find_lengths(article, reading, trigger, pack),
        *find_later_lengths(article, reading, trigger, pack),
        *find_causes(article, reading, scope, trigger, pack),
        *find_verdicts(article, reading, trigger, pack),
        *find_agents(article, reading, trigger),
        *find_order(article, reading, scope, pack),
        *find_ages(article, reading, scope, pack),
        *find_sites(article, reading, scope, pack),
        *find_wording(article, reading, trigger),
    ]
    unique = {(d.slot, d.evidence.span.start, d.evidence.span.end): d for d in found}
    return tuple(unique[k] for k in sorted(unique, key=lambda k: (k[1], k[2], k[0])))


def find_scope(reading: Reading, trigger: int) -> list[int]:
    """The tokens of the trigger's clause, clauses hanging on it left out where they do not hold the trigger."""
    top = trigger
    while not opens_clause(reading, top) and reading.tokens[top].head >= 0:
        top = reading.tokens[top].head
    inside, stack = [], [top]
    while stack:
        i = stack.pop()
        inside.append(i)
        stack += [
            k
            for k in reading.children[i]
            if k == trigger or not opens_clause(reading, k) or near_participle(reading, k)
        ]
    return sorted({*inside, trigger})


def find_lengths(article: Article, reading: Reading, trigger: int, pack: Pack) -> Iterator[Detail]:
    """How long it took, where a later predicate of the same subject says it: «встреча прошла в … и длилась час»."""
    token = reading.tokens[trigger]
    if not token.rel.startswith("nsubj") or token.head < 0:
        return
    for verb in reading.kids(token.head, "conj"):
        if verb.upos == "VERB" and not reading.kids(verb.i, "nsubj"):
            scope = find_scope(reading, verb.i)
            yield from (d for d in find_numbers(article, reading, scope, pack) if d.slot == "duration")


def find_later_lengths(article: Article, reading: Reading, trigger: int, pack: Pack) -> Iterator[Detail]:
    """How long a talk took, where a sentence of its own says it further on: «Беседа длилась полтора часа».

    Its subject is a talk without a word on whose, and no other talk stands between.
    """
    table = pack.tables["details"].get("lasting")
    token = reading.tokens[trigger]
    if not table or not token.lemma.startswith(tuple(table["talks"])) or by_the_way(reading, trigger, table):
        return
    for sentence in reading.sentences[token.sentence + 1 :]:
        for i in range(sentence.first, sentence.last):
            noun = reading.tokens[i]
            if not noun.lemma.startswith(tuple(table["talks"])) or by_the_way(reading, i, table):
                continue
            verb = reading.tokens[noun.head] if noun.head >= 0 else noun
            if noun.rel.startswith("nsubj") and verb.lemma in table["verbs"] and not reading.kids(i, "nmod", "amod"):
                numbers = find_numbers(article, reading, find_scope(reading, verb.i), pack)
                yield from (d for d in numbers if d.slot == "duration")
            return


def by_the_way(reading: Reading, i: int, table: dict[str, list[str]]) -> bool:
    """True for the talk with a reporter in which something was said: «в беседе с «Голосом», «в ходе разговора»."""
    return any(k.text.lower() in table["asides"] for k in reading.kids(i, "case")) or (
        reading.tokens[i].upos == "NOUN" and i > 0 and reading.tokens[i - 1].text.lower() in table["asides"]
    )


def opens_clause(reading: Reading, i: int) -> bool:
    """True when a token is the head of a clause of its own."""
    token = reading.tokens[i]
    base = token.rel.split(":")[0]
    return base in CLAUSE or (base == "conj" and token.upos in ("VERB", "AUX") and token.feat("VerbForm") == "Fin")


def near_participle(reading: Reading, i: int) -> bool:
    """True for an attributive participle without a comma: «задержанных накануне журналистов»."""
    token = reading.tokens[i]
    return token.rel == "acl" and token.feat("VerbForm") == "Part" and i < token.head


def make_detail(slot: str, value: str, article: Article, reading: Reading, span: tuple[int, int]) -> Detail:
    """A detail without a number that rests on tokens [first, last)."""
    first, last = reading.tokens[span[0]], reading.tokens[span[1] - 1]
    return Detail(slot, value, None, None, make_evidence("detail", article, first.start, last.end))


def plain(reading: Reading, first: int, last: int) -> str:
    """The words of tokens [first, last) with single spaces."""
    start, end = reading.tokens[first].start, reading.tokens[last - 1].end
    return " ".join(reading.text[start:end].split())


def find_numbers(article: Article, reading: Reading, scope: Sequence[int], pack: Pack) -> Iterator[Detail]:
    """Counts, money and durations of the clause."""
    inside = set(scope)
    for quantity in find_quantities(reading, scope[0], scope[-1] + 1, pack):
        if quantity.at in inside:
            yield number_detail(article, reading, quantity, pack)


def number_detail(article: Article, reading: Reading, quantity: Quantity, pack: Pack) -> Detail:
    """A quantity as a detail: «более 50 человек» → count, 50 and up."""
    start, end = reading.tokens[quantity.first].start, reading.tokens[quantity.last - 1].end
    evidence = make_evidence("detail", article, start, end)
    value = plain(reading, quantity.first, quantity.last).lower()
    unit = find_counted(reading, quantity, pack)
    return Detail(quantity.slot, value, quantity.low, quantity.high, evidence, unit)


def find_causes(article: Article, reading: Reading, scope: Sequence[int], trigger: int, pack: Pack) -> Iterator[Detail]:
    """What the clause gives as the reason: «из-за …», «по обвинению в …», «за …», «поскольку …»."""
    table = pack.tables["details"]
    inside = set(scope)
    for entry in table.get("cause", ()):
        words = entry["words"].split()
        for i in scope:
            if not matches(reading, i, words) or i + len(words) >= len(reading.tokens):
                continue
            head = governed(reading, i, i + len(words), inside)
            if head is not None and fits_case(reading.tokens[head], entry):
                first, last = phrase(reading, i, i + len(words), head)
                if not first <= trigger < last:  # «в результате атаки» is no cause of the attack
                    yield make_detail("cause", plain(reading, i + len(words), last), article, reading, (first, last))
    yield from find_cause_clauses(article, reading, trigger, table)


def matches(reading: Reading, i: int, words: Sequence[str]) -> bool:
    """True when the words stand at token i."""
    tokens = reading.tokens[i : i + len(words)]
    return len(tokens) == len(words) and all(t.text.lower() == w for t, w in zip(tokens, words, strict=True))


def governed(reading: Reading, first: int, after: int, inside: set[int]) -> int | None:
    """The noun that the words [first, after) govern, None where none of the clause follows."""
    tokens = reading.tokens
    heads = [tokens[i].head for i in range(first, after) if tokens[i].head >= after]
    if heads:
        return min(heads)
    kids = [k for i in range(first, after) for k in reading.children[i] if k >= after]
    if kids:
        return min(kids)
    if after not in inside or tokens[after].upos not in ("NOUN", "PROPN", "ADJ", "DET", "NUM"):
        return None
    return tokens[after].head if tokens[after].head > after else after


def fits_case(head: Token, entry: dict[str, object]) -> bool:
    """True when a governed noun has the case that the entry asks for and is none of its exceptions."""
    case, unless = entry.get("case"), entry.get("unless", ())
    return (case is None or head.feat("Case") == case) and head.lemma not in (
        unless if isinstance(unless, list) else ()
    )


def phrase(reading: Reading, first: int, inner: int, head: int) -> tuple[int, int]:
    """Tokens [first, last) of an opening and what it governs, up to a full stop or a dash, LONGEST at most."""
    _, last = reading.subtree(head)
    last = max(inner + 1, min(last, inner + LONGEST))
    for i in range(inner, last):
        if reading.tokens[i].text in STOP:
            last = i
            break
    while last > inner + 1 and reading.tokens[last - 1].upos in ("PUNCT", "CCONJ", "ADP"):
        last -= 1
    return first, last


def find_cause_clauses(
    article: Article, reading: Reading, trigger: int, table: dict[str, dict[str, list[str]]]
) -> Iterator[Detail]:
    """A clause of reason that hangs on the trigger or on the verb it belongs to."""
    openers = [w.split() for w in table["cause_clause"]["words"]]
    heads = [trigger, *[t.i for t in reading.ancestors(trigger)][:1]]
    for head in heads:
        for clause in reading.kids(head, "advcl"):
            first, last = reading.subtree(clause.i)
            while first < last and reading.tokens[first].upos == "PUNCT":
                first += 1
            if first > trigger and any(matches(reading, first, w) for w in openers):
                _, last = phrase(reading, first, first + 1, clause.i)
                yield make_detail("cause", plain(reading, first, last), article, reading, (first, last))


def find_verdicts(article: Article, reading: Reading, trigger: int, pack: Pack) -> Iterator[Detail]:
    """What somebody is blamed for («в хищении») as a cause, and sentenced to («к семи годам») as an outcome."""
    table = pack.tables["details"]
    lemma = reading.tokens[trigger].lemma
    for slot, entry in (("cause", table["blame"]), ("outcome", table["sentence"])):
        if not lemma.startswith(tuple(entry["words"])):
            continue
        for noun in reading.kids(trigger, "obl", "nmod", "iobj"):
            marks = [k for k in reading.kids(noun.i, "case") if k.text.lower() in entry["prepositions"]]
            mark = marks[0] if marks else None
            if mark is not None and noun.feat("Case") == entry["case"]:
                first, last = phrase(reading, mark.i, mark.i + 1, noun.i)
                yield make_detail(slot, plain(reading, mark.i + 1, last), article, reading, (first, last))


def find_agents(article: Article, reading: Reading, trigger: int) -> Iterator[Detail]:
    """The doer of a passive: «сбит российской ракетой», «убиты боевиками»."""
    token = reading.tokens[trigger]
    if token.feat("Voice") != "Pass":
        return
    for noun in reading.kids(trigger, "obl"):
        if noun.feat("Case") == "Ins" and not reading.kids(noun.i, "case"):
            first, last = phrase(reading, *start_of(reading, noun.i), noun.i)
            yield make_detail("responsible", plain(reading, first, last), article, reading, (first, last))


def start_of(reading: Reading, i: int) -> tuple[int, int]:
    """Where the subtree of i begins, twice: a phrase without an opening."""
    first, _ = reading.subtree(i)
    return first, first


def find_ages(article: Article, reading: Reading, scope: Sequence[int], pack: Pack) -> Iterator[Detail]:
    """The age of somebody in the clause: «50-летняя»."""
    ending = pack.tables["details"]["age"]["ending"]
    for i in scope:
        token = reading.tokens[i]
        number, _, rest = token.lemma.partition("-")
        if number.isdigit() and rest == ending:
            age = float(number)
            evidence = make_evidence("detail", article, token.start, token.end)
            yield Detail("participants", token.lemma, age, age, evidence, "years")


def find_sites(article: Article, reading: Reading, scope: Sequence[int], pack: Pack) -> Iterator[Detail]:
    """The building or ground where it happens: «в правительственной резиденции»."""
    table = pack.tables["details"]["site"]
    for i in scope:
        token = reading.tokens[i]
        mark = next((k for k in reading.kids(i, "case") if k.text.lower() in table["prepositions"]), None)
        if (
            token.lemma in table["nouns"]
            and mark is not None
            and mark.i < i
            and token.feat("Case") in ("Loc", "Gen", "Ins")
        ):
            first, last = phrase(reading, mark.i + 1, mark.i + 1, i)
            last = min(last, i + WORDING)
            yield make_detail("place", plain(reading, first, last), article, reading, (first, last))


def find_wording(article: Article, reading: Reading, trigger: int) -> Iterator[Detail]:
    """The trigger with what colours it: «возмутительные действия», «призвали к свержению», up to a comma."""
    first = trigger
    while first and reading.tokens[first - 1].head == trigger and reading.tokens[first - 1].upos in ("ADJ", "ADV"):
        first -= 1
    _, end = reading.subtree(trigger)
    last = trigger + 1
    while last < min(end, trigger + WORDING) and reading.tokens[last].upos != "PUNCT":
        last += 1
    while last > trigger + 1 and reading.tokens[last - 1].upos in ("ADP", "CCONJ", "SCONJ", "PART"):
        last -= 1
    yield make_detail("wording", plain(reading, first, last), article, reading, (first, last))


def find_order(article: Article, reading: Reading, scope: Sequence[int], pack: Pack) -> Iterator[Detail]:
    """The event's place in a row: «впервые», «третий раунд»."""
    table = pack.tables["details"]["sequence"]
    for i in scope:
        token = reading.tokens[i]
        if token.lemma in table["words"]:
            yield make_detail("sequence", token.lemma, article, reading, (i, i + 1))
        elif token.lemma in table["ordinals"] and i + 1 < len(reading.tokens):
            noun = reading.tokens[i + 1]
            if noun.lemma in table["nouns"]:
                yield make_detail("sequence", f"{token.lemma} {noun.lemma}", article, reading, (i, i + 2))
