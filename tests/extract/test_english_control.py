"""The extractors hold no Russian: a made-up language pack of a few English words finds events with sides.

The readings are made by hand, a token a line, as a parser of Universal Dependencies would give them. Nothing of the
Russian pack is used but the names of the lists that rules may look into, all of them empty here unless given.
"""

from __future__ import annotations

import tomllib

import pytest

from svod.extract.counts import find_counted
from svod.extract.event_scene import make_scene
from svod.extract.events import find_events
from svod.extract.numbers import find_quantities
from svod.ids import make_id
from svod.packs import Pack, load_pack
from svod.read.reading import Name, Reading, Sentence, Token
from svod.records import Article, EventMention, Mention, Origin, Quote
from svod.spans import make_evidence

EVENTS = """
[[rule]]
id = "arrest"
type = "COERCE"
mode = "arrest"
verbs = "arrest detain"
nouns = "arrest"
actor = "subject | by+Ins"
recipient = "object"
where = ["object: @human"]
yes = "Police arrested a man."
no = "The frost arrested growth."

[[rule]]
id = "meet"
type = "CONSULT"
mode = "visit"
symmetric = true
verbs = "meet"
actor = "subject"
recipient = "object | with+Ins"
where = ["object | with+Ins: @person @state"]
yes = "The ministers met with the king."
no = "The roads meet there."

[[rule]]
id = "expel"
type = "SANCTION"
mode = "expel"
verbs = "expel"
actor = "subject"
recipient = "object"
yes = "Sofia expelled an envoy."
no = "The engine expelled smoke."

[lists]
negations = "not"
future_auxiliaries = "will"
makes_hypothetical = "threaten"
bodies = "police government"
"""
DETAILS = """
[approx]
more = ["more than", "at least"]
[number]
"two" = 2
[scale]
"million" = 1000000
[vague]
"dozens" = { low = 24 }
[duration]
"hour" = 60
[duration_adjective]
[number_prefix]
[not_counted]
words = ["year"]
[people]
words = []
[range]
from = ["from"]
to = ["to"]
[change]
verbs = []
[counter]
nouns = []
[moment]
after = ["ago"]
before = []
[price]
prepositions = []
measures = []
[none]
words = ["no"]
[[currency]]
word = "dollar"
code = "USD"
[[counted]]
unit = "detained"
done = "arrest"
[cause_clause]
words = []
[blame]
words = ["never"]
prepositions = []
case = "Loc"
[sentence]
words = ["never"]
prepositions = []
case = "Dat"
[age]
ending = "year-old"
[site]
prepositions = []
nouns = []
[sequence]
words = []
ordinals = []
nouns = []
"""
ARREST = """
Serbian   serbian    ADJ   amod   2
police    police     NOUN  nsubj  3  Animacy=Inan
arrested  arrest     VERB  root   0  Tense=Past VerbForm=Fin Voice=Act
more      more       ADJ   advmod 6
than      than       ADP   fixed  4
two       two        NUM   nummod 8
Turkish   turkish    ADJ   amod   8
reporters reporter   NOUN  obj    3  Animacy=Anim Case=Acc Number=Plur
in        in         ADP   case   10
Belgrade  belgrade   PROPN obl    3  Case=Loc
.         .          PUNCT punct  3
"""
EXPEL = """
Turkey   turkey   PROPN nsubj 4
will     will     AUX   aux   4
not      not      PART  advmod 4
expel    expel    VERB  root  0  VerbForm=Inf
Serbia   serbia   PROPN obj   4  Case=Acc
.        .        PUNCT punct 4
"""
MEET = """
Arda    arda    PROPN nsubj 2  Animacy=Anim
met     meet    VERB  root  0  Tense=Past VerbForm=Fin
Milan   milan   PROPN obj   2  Animacy=Anim Case=Acc
.       .       PUNCT punct 2
"""
WHO = {
    "Serbian": ("adjective", "state", "Serbia", "SRB"),
    "Turkish": ("adjective", "state", "Turkey", "TUR"),
    "Turkey": ("name", "state", "Turkey", "TUR"),
    "Serbia": ("name", "state", "Serbia", "SRB"),
    "Arda": ("name", "person", "Arda Oz", "TUR"),
    "Milan": ("name", "person", "Milan Ilic", "SRB"),
}


@pytest.fixture(scope="module")
def english() -> Pack:
    """A pack of English words, with every list that rules may look into."""
    events = tomllib.loads(EVENTS)
    names = load_pack("ru").tables["events"]["lists"]
    events["lists"] = dict.fromkeys(names, "") | events["lists"]
    times = {"lists": {"then": ["then"], "earlier": ["earlier"]}}
    tables = {"events": events, "details": tomllib.loads(DETAILS), "times": times, "pack": {"version": "0"}}
    return Pack("xx", "xx-0", ("mentions", "events"), tables)


def lay_out(drawn: str) -> tuple[Article, Reading, tuple[Mention, ...]]:
    """An article of one sentence with its reading and the mentions of those who are known."""
    rows = [line.split() for line in drawn.strip().splitlines()]
    text = " ".join(row[0] for row in rows)
    article = Article("a-xx", "xx", None, None, "2031-05-10", "xx", None, text, "")
    tokens, at = [], 0
    for i, (word, lemma, upos, rel, head, *feats) in enumerate(rows):
        pairs = {k: v for k, _, v in (f.partition("=") for f in feats)}
        tokens.append(Token(i, at, at + len(word), word, lemma, upos, pairs, int(head) - 1, rel, 0))
        at += len(word) + 1
    children = tuple(tuple(t.i for t in tokens if t.head == i) for i in range(len(tokens)))
    sentence = Sentence(0, 0, len(text), 0, len(tokens))
    names = tuple(Name(t.start, t.end, "LOC", t.i, t.i + 1) for t in tokens if t.upos == "PROPN")
    reading = Reading(article.id, text, (sentence,), tuple(tokens), names, children)
    return article, reading, tuple(mention(article, t) for t in tokens if t.text in WHO)


def mention(article: Article, token: Token) -> Mention:
    """Who a word of the table stands for."""
    kind, entity, name, code = WHO[token.text]
    id_ = make_id("m", article.id, token.start)
    words = make_evidence("whole", article, token.start, token.end)
    return Mention(id_, article.id, kind, entity, name, code, id_, (), (words,), Origin("mentions", "by hand", "xx-0"))


def events_of(drawn: str, pack: Pack, quotes: tuple[Quote, ...] = ()) -> tuple[EventMention, ...]:
    article, reading, mentions = lay_out(drawn)
    return find_events(make_scene(article, reading, mentions, (), quotes, pack))


def test_an_arrest_has_both_sides_and_counts(english: Pack) -> None:
    (event,) = events_of(ARREST, english)
    assert (event.type, event.mode, event.factuality) == ("COERCE", "arrest", "actual")
    assert [p.code for p in event.actors] == ["SRB"]
    assert [p.code for p in event.recipients] == ["TUR"]
    assert event.origin.rule == "arrest"
    assert [(d.unit, d.low, d.high) for d in event.details if d.slot == "count"] == [("detained", 2, None)]


def test_an_event_denied_in_english(english: Pack) -> None:
    (event,) = events_of(EXPEL, english)
    assert (event.type, event.factuality) == ("SANCTION", "negated")
    assert ([p.code for p in event.actors], [p.code for p in event.recipients]) == (["TUR"], ["SRB"])


def test_a_meeting_takes_both_as_actors(english: Pack) -> None:
    (event,) = events_of(MEET, english)
    assert sorted(p.name for p in event.actors) == ["Arda Oz", "Milan Ilic"]
    assert event.recipients == ()


def test_money_in_english(english: Pack) -> None:
    _, reading, _ = lay_out(
        "paid pay VERB root 0\n5 5 NUM nummod 4\nmillion million NOUN nummod 4\ndollars dollar NOUN obj 1"
    )
    (quantity,) = find_quantities(reading, 0, 4, english)
    assert (find_counted(reading, quantity, english), quantity.low) == ("money:USD", 5e6)


def test_a_russian_sentence_says_nothing_to_it(english: Pack) -> None:
    drawn = "Полиция полиция NOUN nsubj 2\nзадержала задержать VERB root 0\nтурка турок NOUN obj 2 Animacy=Anim"
    assert events_of(drawn, english) == ()
