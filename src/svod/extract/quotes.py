"""Quotes: who says what. A reading with its mentions and times in, quotes with their evidence out.

Direct speech is found by its marks (`quote_direct`), indirect speech by its cue (`quote_frames`); the source is
resolved to a mention (`quote_speakers`), and the act is read from cue and content (`quote_acts`).
"""

from __future__ import annotations

from svod.extract.quote_acts import find_act
from svod.extract.quote_cues import find_cues, load_lexicon
from svod.extract.quote_direct import direct_drafts
from svod.extract.quote_frames import indirect_drafts
from svod.extract.quote_marks import find_stretches
from svod.extract.quote_speakers import Speaker, find_speaker
from svod.extract.quote_units import Draft, find_units
from svod.ids import make_id
from svod.packs import Pack
from svod.read import Reading
from svod.records import Article, Evidence, Mention, Origin, Quote, TimeRef
from svod.spans import make_evidence


def find_quotes(
    article: Article, reading: Reading, mentions: tuple[Mention, ...], times: tuple[TimeRef, ...], pack: Pack
) -> tuple[Quote, ...]:
    """Find who says what, with act and the outlet it was said to."""
    lexicon = load_lexicon(pack)
    stretches = find_stretches(article.text)
    cues = find_cues(reading, lexicon)
    units = find_units(reading, stretches, cues)
    direct = direct_drafts(reading, stretches, units, cues, lexicon)
    taken = [p for d in direct for p in d.parts]
    used = {d.cue.first for d in direct if d.cue}
    free = [
        c for c in cues if c.first not in used and not any(a <= reading.tokens[c.first].start < b for a, b in taken)
    ]
    drafts = direct + indirect_drafts(reading, units, free)
    drafts.sort(key=lambda d: (d.parts, d.rule))
    quotes = [make_quote(article, reading, d, find_speaker(reading, d, mentions, lexicon), pack) for d in drafts]
    return tuple(quotes)


def make_quote(article: Article, reading: Reading, draft: Draft, speaker: Speaker, pack: Pack) -> Quote:
    """Put a draft and its speaker together as a record."""
    evidence = [make_evidence("content", article, *part) for part in draft.parts]
    if speaker.span:
        evidence.append(make_evidence("speaker", article, *speaker.span))
    if draft.cue:
        evidence.append(cue_evidence(article, reading, draft.cue.first, draft.cue.last))
    return Quote(
        id=make_id("q", article.id, draft.parts, draft.cue.first if draft.cue else None),
        article=article.id,
        kind=draft.kind,
        speaker=speaker.name,
        speaker_type=speaker.type,
        speaker_mention=speaker.mention,
        speaker_code=speaker.code,
        speaker_role=speaker.role,
        act=find_act(reading, draft),
        via=None,
        according_to=(speaker.name,) if speaker.name else (),
        said=None,
        evidence=tuple(evidence),
        origin=Origin("quotes", draft.rule, pack.version),
    )


def cue_evidence(article: Article, reading: Reading, first: int, last: int) -> Evidence:
    """The cue's characters."""
    return make_evidence("cue", article, reading.tokens[first].start, reading.tokens[last - 1].end)
