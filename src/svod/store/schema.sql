-- The database of Svod: one SQLite file that any SQLite browser and Datasette open as it is.
-- The comments beside tables and columns are the data dictionary (docs/data-dictionary.md is made from them).
-- Days are ISO strings, inclusive at both ends. start and end of evidence are Unicode code points of articles.text,
-- half-open. NULL means unknown. Lists of names are JSON arrays. ordinal keeps the order in which records were given.

-- ============================================================ text

-- One report of one outlet. Its text is normalised once, when it is read in, and then fixed for ever.
CREATE TABLE articles (
  number INTEGER PRIMARY KEY,        -- order of arrival; for the search index only, never a reference
  id TEXT NOT NULL UNIQUE,           -- a-…, made from the article's content
  name TEXT NOT NULL,                -- file stem, feed entry or row number: what a person calls it
  outlet TEXT,                       -- who published it
  url TEXT,                          -- where
  published TEXT,                    -- ISO day, or ISO date-time with its zone; never guessed
  lang TEXT,                         -- ISO 639-1
  title TEXT,                        -- headline, outside the text
  raw_sha256 TEXT NOT NULL,          -- SHA-256 of the bytes it was read from
  text TEXT NOT NULL                 -- the article's characters; every span counts them
    CHECK (instr(text, char(0)) = 0),
  lemmas TEXT                        -- dictionary forms of its words, one per token, separated by spaces; for search
) STRICT;

-- Which version of program and language pack has read an article; without a row here it is still to be read.
CREATE TABLE analyses (
  article TEXT PRIMARY KEY REFERENCES articles (id),  -- articles.id
  version TEXT NOT NULL,                              -- program and language pack that found what is stored
  skipped TEXT NOT NULL CHECK (json_valid(skipped))   -- JSON list: stages the language pack does not support
) STRICT, WITHOUT ROWID;

-- The characters that a record rests on. The database refuses words that are not the article's.
CREATE TABLE evidence (
  record TEXT NOT NULL,                           -- id of a mention, time, quote, event mention, commitment, clash, comparison, …
  part TEXT NOT NULL,                             -- what of the record: whole, role, detail, context, title, body, telling, change, copy
  ordinal INTEGER NOT NULL,                       -- place among the record's evidence of that part
  role TEXT NOT NULL,                             -- whole, trigger, content, speaker, cue, via, actor, recipient, …
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  start INTEGER NOT NULL CHECK (start >= 0),      -- first character, counted from 0
  end INTEGER NOT NULL CHECK (end > start),       -- first character after it
  text TEXT NOT NULL,                             -- the characters themselves
  field TEXT NOT NULL DEFAULT 'text',             -- of what of the article: text or title
  PRIMARY KEY (record, part, ordinal)
) STRICT, WITHOUT ROWID;

-- Something about one input that went wrong while the run went on.
CREATE TABLE problems (
  article TEXT NOT NULL,             -- articles.id, or the file's path where no article came of it
  stage TEXT NOT NULL,               -- ingest, read, mentions, times, quotes, events, relate, store
  message TEXT NOT NULL,             -- what happened, in words
  ordinal INTEGER                    -- place among those that came with the article's findings; NULL for the others
) STRICT;

-- ============================================================ found in one article

-- One reference to an actor: a name, a role, a pronoun, an adjective, a metonym.
CREATE TABLE mentions (
  id TEXT PRIMARY KEY,                            -- m-…
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  ordinal INTEGER NOT NULL,                       -- place among the article's mentions
  kind TEXT NOT NULL,                             -- name, role, pronoun, adjective, metonym, group
  entity TEXT NOT NULL,                           -- person, state, organization, outlet, place, group, infrastructure
  name TEXT,                                      -- who that is, nominative, without title
  code TEXT,                                      -- ISO 3166 alpha-3 of the state acted for, or IGO:EU and the like
  chain TEXT NOT NULL,                            -- mentions of one actor inside the article share it
  extractor TEXT NOT NULL,                        -- which part of the program found it
  rule TEXT NOT NULL,                             -- the rule that fired
  version TEXT NOT NULL,                          -- version of the language pack
  confidence REAL,                                -- 0..1
  confidence_kind TEXT NOT NULL                   -- what the number is: none, model, heuristic, measured precision
) STRICT, WITHOUT ROWID;

-- An office or description that the article gives to a mentioned actor; it holds on the article's day.
CREATE TABLE roles (
  mention TEXT NOT NULL REFERENCES mentions (id), -- mentions.id
  ordinal INTEGER NOT NULL,                       -- place among the mention's roles; its evidence has part role
  title TEXT NOT NULL,                            -- nominative, without country
  code TEXT,                                      -- whose office: ISO 3166 alpha-3 or IGO:…
  sector TEXT,                                    -- PLOVER sector: GOV, LEG, JUD, MIL, …
  PRIMARY KEY (mention, ordinal)
) STRICT, WITHOUT ROWID;

-- A calendar expression as an interval of days, a duration or a repeated time.
CREATE TABLE times (
  id TEXT PRIMARY KEY,                            -- t-…
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  ordinal INTEGER NOT NULL,                       -- place among the article's times
  kind TEXT NOT NULL,                             -- date, duration, set
  start TEXT,                                     -- first day; NULL where it cannot be placed
  end TEXT,                                       -- last day, inclusive
  grain TEXT NOT NULL,                            -- hour, day, week, month, quarter, season, year, decade, other
  anchor TEXT NOT NULL,                           -- what it was counted from: absolute, published, narrative, none
  approximate INTEGER NOT NULL,                   -- 1 where the words say so («около», «примерно»)
  edtf TEXT,                                      -- the interval in EDTF (ISO 8601-2)
  extractor TEXT NOT NULL,                        -- which part of the program found it
  rule TEXT NOT NULL,                             -- the rule that fired
  version TEXT NOT NULL,                          -- version of the language pack
  confidence REAL,                                -- 0..1
  confidence_kind TEXT NOT NULL                   -- what the number is: none, model, heuristic, measured precision
) STRICT, WITHOUT ROWID;

-- What a source said, wrote, thinks or announced, and the chain it came through.
CREATE TABLE quotes (
  id TEXT PRIMARY KEY,                            -- q-…
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  ordinal INTEGER NOT NULL,                       -- place among the article's quotes
  kind TEXT NOT NULL,                             -- direct, indirect, mixed
  speaker TEXT,                                   -- name in full, nominative; NULL when it cannot be known
  speaker_type TEXT NOT NULL,                     -- person, organization, outlet, document, group, unknown
  speaker_mention TEXT,                           -- mentions.id
  speaker_code TEXT,                              -- ISO 3166 alpha-3 of the state spoken for, or IGO:…
  speaker_role TEXT,                              -- as in the article
  act TEXT NOT NULL,                              -- assert, deny, acknowledge, promise, demand, threaten, accuse, …
  via TEXT,                                       -- outlet or agency named as having carried the words
  according_to TEXT NOT NULL CHECK (json_valid(according_to)), -- JSON list: the chain, outermost first, speaker last
  said TEXT,                                      -- times.id of when it was said
  extractor TEXT NOT NULL,                        -- which part of the program found it
  rule TEXT NOT NULL,                             -- the rule that fired
  version TEXT NOT NULL,                          -- version of the language pack
  confidence REAL,                                -- 0..1
  confidence_kind TEXT NOT NULL                   -- what the number is: none, model, heuristic, measured precision
) STRICT, WITHOUT ROWID;

-- One telling of one happening: who did what to whom, when, where, how far it is fact, and on whose word.
CREATE TABLE event_mentions (
  id TEXT PRIMARY KEY,                            -- e-…
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  ordinal INTEGER NOT NULL,                       -- place among the article's event mentions
  type TEXT NOT NULL,                             -- PLOVER type, or ACKNOWLEDGE, DENY
  mode TEXT,                                      -- PLOVER mode
  start TEXT,                                     -- first day
  end TEXT,                                       -- last day, inclusive
  time TEXT,                                      -- times.id that gave the days
  when_basis TEXT NOT NULL,                       -- whose days: said, telling, passage, news_of_the_day, none
  place TEXT,                                     -- nominative, as in the article
  factuality TEXT NOT NULL,                       -- actual, future, hypothetical, negated
  according_to TEXT NOT NULL CHECK (json_valid(according_to)), -- JSON list, outermost first; [] the article's own voice
  quote TEXT,                                     -- quotes.id it stands in
  extractor TEXT NOT NULL,                        -- which part of the program found it
  rule TEXT NOT NULL,                             -- the rule that fired
  version TEXT NOT NULL,                          -- version of the language pack
  confidence REAL,                                -- 0..1
  confidence_kind TEXT NOT NULL                   -- what the number is: none, model, heuristic, measured precision
) STRICT, WITHOUT ROWID;

-- One participant of an event mention, of an event, of a commitment (sides holder and addressee) or of a follow-up.
CREATE TABLE parties (
  event TEXT NOT NULL,                            -- id of the event mention, event, commitment or follow-up
  side TEXT NOT NULL,                             -- actor, recipient, holder, addressee
  ordinal INTEGER NOT NULL,                       -- place on that side
  name TEXT NOT NULL,                             -- nominative
  code TEXT,                                      -- ISO 3166 alpha-3 of the state acted for, or IGO:…
  mention TEXT,                                   -- mentions.id
  basis TEXT NOT NULL,                            -- clause, speaker, coded, telling, setting, pair, passage, person
  PRIMARY KEY (event, side, ordinal)
) STRICT, WITHOUT ROWID;

-- One fact about an event mention that reports may tell differently.
CREATE TABLE details (
  event_mention TEXT NOT NULL REFERENCES event_mentions (id), -- event_mentions.id
  ordinal INTEGER NOT NULL,                       -- place among its details; its evidence has part detail
  slot TEXT NOT NULL,                             -- time, place, participants, count, duration, cause, responsible, …
  value TEXT NOT NULL,                            -- normalised, nominative where it is a noun
  low REAL,                                       -- least number meant
  high REAL,                                      -- greatest number meant
  unit TEXT,                                      -- what the number counts: killed, detained, …, money:USD, minutes, years
  PRIMARY KEY (event_mention, ordinal)
) STRICT, WITHOUT ROWID;

-- The point on the map of an event mention's place, where the gazetteer knows it for certain.
CREATE TABLE locations (
  event_mention TEXT PRIMARY KEY REFERENCES event_mentions (id), -- event_mentions.id
  name TEXT NOT NULL,                             -- the place, nominative
  code TEXT,                                      -- ISO 3166 alpha-3 of the state it lies in
  kind TEXT NOT NULL,                             -- settlement, region, water, state (which stands at its capital)
  latitude REAL NOT NULL,                         -- degrees north, WGS 84
  longitude REAL NOT NULL,                        -- degrees east
  source TEXT NOT NULL                            -- geonames:… or pack
) STRICT, WITHOUT ROWID;

-- What an event mention is about, from the words around it.
CREATE TABLE contexts (
  event_mention TEXT NOT NULL REFERENCES event_mentions (id), -- event_mentions.id
  ordinal INTEGER NOT NULL,                       -- place among its contexts, most words first; its evidence has part context
  name TEXT NOT NULL,                             -- a context of the ontology: military, diplomatic, …
  PRIMARY KEY (event_mention, ordinal)
) STRICT, WITHOUT ROWID;

-- What somebody is said to have bound himself to, asked for, threatened or foreseen, as one article tells it.
CREATE TABLE commitments (
  id TEXT PRIMARY KEY,                            -- k-…
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  ordinal INTEGER NOT NULL,                       -- place among the article's commitments
  kind TEXT NOT NULL,                             -- promise, demand, threat, forecast, plan
  start TEXT,                                     -- first day on which it is to come true
  end TEXT,                                       -- the deadline: the last such day, inclusive; NULL where none is set
  edtf TEXT,                                      -- the same in EDTF, open ends kept
  time TEXT,                                      -- times.id that sets it
  negated INTEGER NOT NULL,                       -- 1 where it is to be not done
  according_to TEXT NOT NULL CHECK (json_valid(according_to)), -- JSON list, outermost first; [] the article's own voice
  quote TEXT,                                     -- quotes.id of the words
  event TEXT,                                     -- event_mentions.id of the promising, demanding, threatening itself
  about TEXT NOT NULL CHECK (json_valid(about)),  -- JSON list of event_mentions.id: what is to happen
  extractor TEXT NOT NULL,                        -- which part of the program found it
  rule TEXT NOT NULL,                             -- the rule that fired
  version TEXT NOT NULL,                          -- version of the language pack
  confidence REAL,                                -- 0..1
  confidence_kind TEXT NOT NULL                   -- what the number is: none, model, heuristic, measured precision
) STRICT, WITHOUT ROWID;

-- An article's own headline saying what its text excludes; its evidence has part title and part body.
CREATE TABLE clashes (
  id TEXT PRIMARY KEY,                            -- h-…
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  ordinal INTEGER NOT NULL,                       -- place among the article's clashes
  slot TEXT NOT NULL,                             -- happened, count, place, responsible, …
  reason TEXT NOT NULL,                           -- which rule says so: a code, see ontology/names.toml
  event TEXT                                      -- event_mentions.id in the text
) STRICT, WITHOUT ROWID;

-- That a state of affairs is or is not, as one article tells it: a crisis, evidence, guilt, a threat.
CREATE TABLE claims (
  id TEXT PRIMARY KEY,                            -- s-…
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  ordinal INTEGER NOT NULL,                       -- place among the article's claims
  topic TEXT NOT NULL,                            -- crisis, tension, war, evidence, guilt, … (claims.toml of the language pack)
  family TEXT NOT NULL,                           -- topics akin: a crisis and a tension are both strain
  scope TEXT NOT NULL CHECK (json_valid(scope)),  -- JSON list of lemmas that narrow it
  polarity TEXT NOT NULL,                         -- asserted, denied, questioned
  tense TEXT NOT NULL,                            -- was, is, will
  start TEXT,                                     -- first of its days, where its words say them
  end TEXT,                                       -- last of its days, inclusive
  time TEXT,                                      -- times.id that says them
  according_to TEXT NOT NULL CHECK (json_valid(according_to)), -- JSON list, outermost first; [] the article's own voice
  quote TEXT,                                     -- quotes.id it stands in
  extractor TEXT NOT NULL,                        -- which part of the program found it
  rule TEXT NOT NULL,                             -- the rule that fired
  version TEXT NOT NULL,                          -- version of the language pack
  confidence REAL,                                -- 0..1
  confidence_kind TEXT NOT NULL                   -- what the number is: none, model, heuristic, measured precision
) STRICT, WITHOUT ROWID;

-- ============================================================ across articles

-- A family of articles that copy one another: one voice wherever voices are counted.
CREATE TABLE reprints (
  id TEXT PRIMARY KEY,                            -- R-…
  ordinal INTEGER NOT NULL,                       -- place among the families
  similarity REAL NOT NULL                        -- the weakest link that joined the family, 0..1
) STRICT, WITHOUT ROWID;

-- The articles of a reprint family; the first came first.
CREATE TABLE reprint_articles (
  reprints TEXT NOT NULL REFERENCES reprints (id), -- reprints.id
  ordinal INTEGER NOT NULL,                        -- place in the family, 0 is the earliest
  article TEXT NOT NULL,                           -- articles.id
  source TEXT,                                     -- articles.id of the one it copies most of; NULL for the first
  similarity REAL,                                 -- share of the shorter one's runs of words that the other holds
  PRIMARY KEY (reprints, ordinal)
) STRICT, WITHOUT ROWID;

-- One actor across articles, as clustered from judgements.
CREATE TABLE actors (
  id TEXT PRIMARY KEY,                            -- A-…
  ordinal INTEGER NOT NULL,                       -- place among the actors
  name TEXT NOT NULL,                             -- the fullest form
  entity TEXT NOT NULL,                           -- person, state, organization, outlet, place, group, infrastructure
  code TEXT,                                      -- ISO 3166 alpha-3 of the state acted for, or IGO:…
  names TEXT NOT NULL CHECK (json_valid(names))   -- JSON list: every form met
) STRICT, WITHOUT ROWID;

-- The chains of mentions that make an actor.
CREATE TABLE actor_chains (
  actor TEXT NOT NULL REFERENCES actors (id),     -- actors.id
  ordinal INTEGER NOT NULL,                       -- place among the actor's chains
  chain TEXT NOT NULL,                            -- mentions.chain
  PRIMARY KEY (actor, ordinal)
) STRICT, WITHOUT ROWID;

-- One happening, clustered from mentions of one or more articles.
CREATE TABLE events (
  id TEXT PRIMARY KEY,                            -- E-…
  ordinal INTEGER NOT NULL,                       -- place among the events
  type TEXT NOT NULL,                             -- PLOVER type, or ACKNOWLEDGE, DENY
  label TEXT NOT NULL,                            -- short, in the language of the articles
  start TEXT,                                     -- first day
  end TEXT,                                       -- last day, inclusive
  place TEXT,                                     -- nominative
  factuality TEXT NOT NULL,                       -- actual, future, hypothetical, negated
  voices INTEGER NOT NULL                         -- outlets that tell it, a reprint family counted once
) STRICT, WITHOUT ROWID;

-- The event mentions that were joined to one event.
CREATE TABLE event_parts (
  event TEXT NOT NULL REFERENCES events (id),     -- events.id
  ordinal INTEGER NOT NULL,                       -- by article, then place in its text
  event_mention TEXT NOT NULL,                    -- event_mentions.id
  PRIMARY KEY (event, ordinal)
) STRICT, WITHOUT ROWID;

-- One slot of one event, told by several articles. Silence never counts as disagreement.
CREATE TABLE comparisons (
  id TEXT PRIMARY KEY,                            -- C-…
  ordinal INTEGER NOT NULL,                       -- place among the comparisons
  event TEXT NOT NULL,                            -- events.id
  slot TEXT NOT NULL,                             -- time, place, participants, count, duration, cause, responsible, …
  verdict TEXT NOT NULL,                          -- agree, differ, contradict, silent (only one article tells it)
  reason TEXT NOT NULL                            -- which rule gave the verdict: a code, see ontology/names.toml
) STRICT, WITHOUT ROWID;

-- What one article says in one slot.
CREATE TABLE tellings (
  comparison TEXT NOT NULL REFERENCES comparisons (id), -- comparisons.id
  ordinal INTEGER NOT NULL,                       -- place in the comparison; its evidence has part telling
  article TEXT NOT NULL,                          -- articles.id
  value TEXT,                                     -- normalised; NULL is silence
  according_to TEXT NOT NULL CHECK (json_valid(according_to)), -- JSON list, outermost first
  PRIMARY KEY (comparison, ordinal)
) STRICT, WITHOUT ROWID;

-- Two events that stay apart, of which the later follows from the earlier.
CREATE TABLE links (
  id TEXT PRIMARY KEY,                            -- L-…
  ordinal INTEGER NOT NULL,                       -- place among the links
  kind TEXT NOT NULL,                             -- announced-held, demand-met, arrest-release, … (ontology/links.toml)
  earlier TEXT NOT NULL,                          -- events.id
  later TEXT NOT NULL,                            -- events.id
  score REAL NOT NULL,                            -- sum of the reasons' weights
  reasons TEXT NOT NULL CHECK (json_valid(reasons)) -- JSON list of [name, weight]
) STRICT, WITHOUT ROWID;

-- A commitment as all articles tell it, and what later articles say came of it. Due and expired depend on the day asked.
CREATE TABLE follow_ups (
  id TEXT PRIMARY KEY,                            -- F-…
  ordinal INTEGER NOT NULL,                       -- place among the follow-ups
  kind TEXT NOT NULL,                             -- promise, demand, threat, forecast, plan
  start TEXT,                                     -- first day on which it is to come true
  end TEXT,                                       -- the deadline, inclusive; NULL where none is set
  edtf TEXT,                                      -- the same in EDTF
  made TEXT,                                      -- the day it was made, or the first article's
  status TEXT NOT NULL,                           -- open, restated, softened, hardened, fulfilled, broken, withdrawn, disputed
  voices INTEGER NOT NULL                         -- outlets that tell of it, a reprint family counted once
) STRICT, WITHOUT ROWID;

-- The commitments of single articles that a follow-up is made of.
CREATE TABLE follow_up_parts (
  follow_up TEXT NOT NULL REFERENCES follow_ups (id), -- follow_ups.id
  ordinal INTEGER NOT NULL,                       -- the best worded first, then by article and place
  commitment TEXT NOT NULL,                       -- commitments.id
  PRIMARY KEY (follow_up, ordinal)
) STRICT, WITHOUT ROWID;

-- One step in what became of a commitment; its evidence has part change.
CREATE TABLE changes (
  follow_up TEXT NOT NULL REFERENCES follow_ups (id), -- follow_ups.id
  ordinal INTEGER NOT NULL,                       -- by day
  status TEXT NOT NULL,                           -- restated, softened, hardened, fulfilled, broken, withdrawn
  day TEXT,                                       -- of what shows it, or of the article that tells it
  article TEXT NOT NULL,                          -- articles.id
  record TEXT NOT NULL,                           -- commitments.id, event_mentions.id or quotes.id that shows it
  according_to TEXT NOT NULL CHECK (json_valid(according_to)), -- JSON list, outermost first
  score REAL NOT NULL,                            -- sum of the reasons' weights
  reasons TEXT NOT NULL CHECK (json_valid(reasons)), -- JSON list of [name, weight]
  PRIMARY KEY (follow_up, ordinal)
) STRICT, WITHOUT ROWID;

-- Whether a state of affairs is or was: one question that articles answer unlike.
CREATE TABLE disputes (
  id TEXT PRIMARY KEY,                            -- D-…
  ordinal INTEGER NOT NULL,                       -- place among the disputes
  topic TEXT NOT NULL,                            -- as in claims: what is denied
  scope TEXT NOT NULL CHECK (json_valid(scope)),  -- JSON list of lemmas that narrow it
  start TEXT,                                     -- first day on which an article answers
  end TEXT,                                       -- last such day
  verdict TEXT NOT NULL,                          -- contradict: one asserts, another denies the same; differ
  reason TEXT NOT NULL,                           -- which rule gave the verdict: a code, see ontology/names.toml
  event TEXT,                                     -- events.id that both answers are told with
  voices INTEGER NOT NULL                         -- outlets that answer, a reprint family counted once
) STRICT, WITHOUT ROWID;

-- The claims of single articles that answer the question of a dispute.
CREATE TABLE dispute_claims (
  dispute TEXT NOT NULL REFERENCES disputes (id), -- disputes.id
  ordinal INTEGER NOT NULL,                       -- by article, then place in its text
  claim TEXT NOT NULL,                            -- claims.id
  PRIMARY KEY (dispute, ordinal)
) STRICT, WITHOUT ROWID;

-- One utterance as several quotes give it: the same words, whole, shortened or altered.
CREATE TABLE quotations (
  id TEXT PRIMARY KEY,                            -- Q-…
  ordinal INTEGER NOT NULL,                       -- place among the quotations
  speaker TEXT,                                   -- as most of the quotes have it; NULL when nobody is named
  actor TEXT,                                     -- actors.id of the speaker
  clash TEXT NOT NULL CHECK (json_valid(clash)),  -- JSON list: the different people whom outlets give the words to
  base TEXT NOT NULL,                             -- quotes.id of the fullest wording
  voices INTEGER NOT NULL                         -- outlets that carry it, a reprint family counted once
) STRICT, WITHOUT ROWID;

-- What one article gives of a quotation.
CREATE TABLE quotation_variants (
  quotation TEXT NOT NULL REFERENCES quotations (id), -- quotations.id
  ordinal INTEGER NOT NULL,                       -- place among the variants, 0 is the base
  change TEXT NOT NULL,                           -- base, equal, form, shortened, extended, altered
  PRIMARY KEY (quotation, ordinal)
) STRICT, WITHOUT ROWID;

-- The quotes that a variant consists of: several where the article gives the words in pieces.
CREATE TABLE quotation_quotes (
  quotation TEXT NOT NULL REFERENCES quotations (id), -- quotations.id
  variant INTEGER NOT NULL,                       -- quotation_variants.ordinal
  ordinal INTEGER NOT NULL,                       -- place in the variant
  quote TEXT NOT NULL,                            -- quotes.id
  PRIMARY KEY (quotation, variant, ordinal)
) STRICT, WITHOUT ROWID;

-- Who cut what: a variant run by run. The runs' words join to the variant's text, their base words to the base's.
CREATE TABLE quotation_edits (
  quotation TEXT NOT NULL REFERENCES quotations (id), -- quotations.id
  variant INTEGER NOT NULL,                       -- quotation_variants.ordinal
  ordinal INTEGER NOT NULL,                       -- place in the variant
  kind TEXT NOT NULL,                             -- equal, form (inflected otherwise), left out, added, changed
  base TEXT NOT NULL,                             -- words of the base
  words TEXT NOT NULL,                            -- words of the variant
  PRIMARY KEY (quotation, variant, ordinal)
) STRICT, WITHOUT ROWID;

-- The machine's judgements: whether two records are the same thing. Replaced by every run; people's are decisions.
CREATE TABLE judgements (
  kind TEXT NOT NULL,                             -- event, actor, article, quotation
  a TEXT NOT NULL,                                -- the smaller id
  b TEXT NOT NULL,                                -- the greater id
  by TEXT NOT NULL,                               -- machine:<rule version>
  verdict TEXT NOT NULL,                          -- same, different, unsure
  score REAL NOT NULL,                            -- sum of the reasons' weights
  reasons TEXT NOT NULL CHECK (json_valid(reasons)), -- JSON list of [name, weight]: what was compared, what it added
  ordinal INTEGER NOT NULL,                       -- place among the judgements
  PRIMARY KEY (kind, a, b, by)
) STRICT, WITHOUT ROWID;

-- ============================================================ kept for lists

-- What follows from the tables above, kept so that a page of a list and the number of all its rows are read from an
-- index. It is made anew by every run that changes what is related.

-- The events in the order of lists: by day, those without one last.
CREATE TABLE event_places (
  place INTEGER PRIMARY KEY,         -- 1, 2, …
  event TEXT NOT NULL,               -- events.id
  start TEXT,                        -- first day; NULL where it has none
  last TEXT,                         -- last day, the first where it has no other; NULL where it has none
  type TEXT NOT NULL,                -- PLOVER type, or ACKNOWLEDGE, DENY
  factuality TEXT NOT NULL           -- actual, future, hypothetical, negated
) STRICT;

-- By what lists of events are narrowed down.
CREATE TABLE event_facets (
  facet TEXT NOT NULL,               -- code and pair of its sides; dealt: pair that acts on one another, dated, actual; actor; outlet, context, mode, place, state, speaker, source, own voice of one of its tellings; verdict, wording of its comparisons; told by several
  value TEXT NOT NULL,               -- which code, …; a pair is two codes with a space between, the smaller first
  place INTEGER NOT NULL,            -- event_places.place
  PRIMARY KEY (facet, value, place)
) STRICT, WITHOUT ROWID;

-- How often an actor is met.
CREATE TABLE actor_counts (
  actor TEXT PRIMARY KEY,            -- actors.id
  mentions INTEGER NOT NULL,         -- mentions of it
  articles INTEGER NOT NULL,         -- articles that mention it
  outlets INTEGER NOT NULL,          -- outlets of these
  events INTEGER NOT NULL,           -- events in which it, or for a state somebody who acts for it, takes part
  quotes INTEGER NOT NULL            -- quotes of it, or for a state of those who speak for it
) STRICT, WITHOUT ROWID;

-- The states and organisations that are named in the words of a quote.
CREATE TABLE quote_codes (
  quote TEXT NOT NULL,               -- quotes.id
  code TEXT NOT NULL,                -- ISO 3166 alpha-3 or IGO:…
  PRIMARY KEY (quote, code)
) STRICT, WITHOUT ROWID;

-- Every name that an actor bears.
CREATE TABLE actor_names (
  name TEXT NOT NULL,                -- one of actors.names
  actor TEXT NOT NULL,               -- actors.id
  PRIMARY KEY (name, actor)
) STRICT, WITHOUT ROWID;

-- Names of speakers, sources, sides and places as they are looked for.
CREATE TABLE names (
  name TEXT PRIMARY KEY,             -- as it stands in other tables
  folded TEXT NOT NULL,              -- in lower case, ё as е, without stress marks
  words TEXT NOT NULL                -- the words of that, a space before each
) STRICT, WITHOUT ROWID;

-- ============================================================ decided by people

-- What people decided, in the order in which they did. Rows are only ever added: what is undone stays, with the row
-- that undoes it. Decisions beat what the machine found and judged, and are laid over it after every run.
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,                     -- 1, 2, …: by this svod undo names it
  made TEXT NOT NULL,                             -- when: ISO date-time
  by TEXT NOT NULL,                               -- who
  verdict TEXT NOT NULL,                          -- same, different, unsure, right, wrong, wrong-…, note, undo
  kind TEXT NOT NULL,                             -- what is decided about: event, actor, article, quote, …; '' of an undo
  a TEXT NOT NULL,                                -- id of the record, of two the smaller; '' of an undo
  b TEXT,                                         -- id of the other record; of wrong-speaker a mentions.id of the right one
  value TEXT,                                     -- the right speaker's name or the right type; NULL: nobody knows, no event
  code TEXT,                                      -- the state or organisation the right speaker speaks for
  note TEXT,                                      -- why, in the person's words
  a_words TEXT,                                   -- what a said when it was decided about: what is left where it is gone
  b_words TEXT,                                   -- what b said then
  undoes INTEGER UNIQUE REFERENCES decisions (number) -- the decision that this one takes back
) STRICT;

-- ============================================================ about the database

-- Facts about this file.
CREATE TABLE meta (
  key TEXT PRIMARY KEY,                           -- accounts: digest of what is stored across articles; actors_files: the user's own; decided: the last decision they follow; listed: what is kept for lists holds, as of this correction and these letters; memos: the code and tables that memos follow
  value TEXT NOT NULL                             -- its value
) STRICT, WITHOUT ROWID;

-- What relating has worked out, by all that it follows from. It spares the next run the same work and says nothing new:
-- it may be deleted, and the next run makes it again.
CREATE TABLE memos (
  stage TEXT NOT NULL,                            -- of relating: reprints, actors, quotations, gists, near, far, judgements, clusters, events; or written
  key TEXT NOT NULL,                              -- digest of all that the value follows from; of what is written its kind
  value TEXT NOT NULL CHECK (json_valid(value)),  -- what followed, as JSON; digests of the records that are written
  PRIMARY KEY (stage, key)
) STRICT;

-- Full-text index of articles: title and text with ё as е, and the lemmas, so that any form of a word is found.
CREATE VIRTUAL TABLE articles_search USING fts5 (
  title,                                          -- articles.title
  text,                                           -- articles.text
  lemmas,                                         -- articles.lemmas
  content="articles", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
);

-- ============================================================ indexes

CREATE UNIQUE INDEX problems_once ON problems (article, stage, message, ifnull(ordinal, -1));
CREATE INDEX mentions_of_article ON mentions (article, ordinal);
CREATE INDEX mentions_of_chain ON mentions (chain);
CREATE INDEX mentions_of_things ON mentions (name, article) WHERE entity = 'infrastructure';
CREATE INDEX times_of_article ON times (article, ordinal);
CREATE INDEX quotes_of_article ON quotes (article, ordinal);
CREATE INDEX quotes_of_code ON quotes (speaker_code, article, ordinal, act, kind);
CREATE INDEX quotes_of_speaker ON quotes (speaker);
CREATE INDEX quotes_of_mention ON quotes (speaker_mention);
CREATE INDEX event_mentions_of_article ON event_mentions (article, ordinal);
CREATE INDEX event_mentions_by_day ON event_mentions (start IS NULL, start, end, type, factuality, article);
CREATE INDEX commitments_of_article ON commitments (article, ordinal);
CREATE INDEX clashes_of_article ON clashes (article, ordinal);
CREATE INDEX claims_of_article ON claims (article, ordinal);
CREATE INDEX dispute_of_claim ON dispute_claims (claim);
CREATE INDEX reprints_of_article ON reprint_articles (article);
CREATE INDEX links_of_earlier ON links (earlier);
CREATE INDEX links_of_later ON links (later);
CREATE INDEX follow_up_of_commitment ON follow_up_parts (commitment);
CREATE INDEX event_parts_of_mention ON event_parts (event_mention);
CREATE INDEX articles_by_day ON articles (published IS NULL, published, id, outlet);
CREATE INDEX articles_of_outlet ON articles (outlet);
CREATE INDEX articles_without_text ON articles (id, published, outlet);
CREATE INDEX actor_of_chain ON actor_chains (chain);
CREATE INDEX names_of_actor ON actor_names (actor);
CREATE INDEX events_by_day ON events (start IS NULL, start, ordinal, end, type, factuality);
CREATE INDEX events_by_last_day ON event_places (last, start, type, factuality);
CREATE INDEX events_by_type ON event_places (type, factuality, start, last);
CREATE INDEX place_of_event ON event_places (event);
CREATE INDEX parties_of_code ON parties (code, event) WHERE event >= 'E-' AND event < 'E.';
CREATE INDEX follow_ups_by_day ON follow_ups (end IS NULL, end, made IS NULL, made, id, kind, status);
CREATE INDEX follow_ups_of_code ON parties (code, event) WHERE event >= 'F-' AND event < 'F.';
CREATE INDEX comparisons_of_event ON comparisons (event);
CREATE INDEX quotation_of_quote ON quotation_quotes (quote);
CREATE INDEX decisions_of_record ON decisions (a);

-- ============================================================ triggers: what no program may break

CREATE TRIGGER article_is_fixed BEFORE UPDATE OF id, text ON articles
WHEN new.text IS NOT old.text OR new.id IS NOT old.id
BEGIN SELECT RAISE (ABORT, 'the text of an article is fixed for ever'); END;

-- INSERT OR REPLACE would put another text under the same id
CREATE TRIGGER article_is_not_replaced BEFORE INSERT ON articles
WHEN EXISTS (SELECT 1 FROM articles WHERE id = new.id)
BEGIN SELECT RAISE (ABORT, 'the article is already there'); END;

CREATE TRIGGER evidence_is_the_text BEFORE INSERT ON evidence
WHEN new.text IS NOT (
  SELECT substr(CASE new.field WHEN 'title' THEN title WHEN 'text' THEN text END, new.start + 1, new.end - new.start)
  FROM articles WHERE id = new.article)
BEGIN SELECT RAISE (ABORT, 'evidence is not the characters of its article'); END;

CREATE TRIGGER evidence_stays_the_text BEFORE UPDATE ON evidence
WHEN new.text IS NOT (
  SELECT substr(CASE new.field WHEN 'title' THEN title WHEN 'text' THEN text END, new.start + 1, new.end - new.start)
  FROM articles WHERE id = new.article)
BEGIN SELECT RAISE (ABORT, 'evidence is not the characters of its article'); END;

CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
BEGIN SELECT RAISE (ABORT, 'a decision is undone by another one, never deleted'); END;

CREATE TRIGGER decisions_are_fixed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE (ABORT, 'a decision is undone by another one, never changed'); END;

-- INSERT OR REPLACE would put another decision in place of one
CREATE TRIGGER decisions_are_not_replaced BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE number = new.number OR undoes = new.undoes)
BEGIN SELECT RAISE (ABORT, 'the decision is already there'); END;

CREATE TRIGGER search_add AFTER INSERT ON articles
BEGIN
  INSERT INTO articles_search (rowid, title, text, lemmas) VALUES (
    new.number, replace(replace(new.title, 'ё', 'е'), 'Ё', 'Е'),
    replace(replace(new.text, 'ё', 'е'), 'Ё', 'Е'), replace(new.lemmas, 'ё', 'е'));
END;

CREATE TRIGGER search_remove AFTER DELETE ON articles
BEGIN
  INSERT INTO articles_search (articles_search, rowid, title, text, lemmas) VALUES (
    'delete', old.number, replace(replace(old.title, 'ё', 'е'), 'Ё', 'Е'),
    replace(replace(old.text, 'ё', 'е'), 'Ё', 'Е'), replace(old.lemmas, 'ё', 'е'));
END;

CREATE TRIGGER search_change AFTER UPDATE OF title, text, lemmas ON articles
BEGIN
  INSERT INTO articles_search (articles_search, rowid, title, text, lemmas) VALUES (
    'delete', old.number, replace(replace(old.title, 'ё', 'е'), 'Ё', 'Е'),
    replace(replace(old.text, 'ё', 'е'), 'Ё', 'Е'), replace(old.lemmas, 'ё', 'е'));
  INSERT INTO articles_search (rowid, title, text, lemmas) VALUES (
    new.number, replace(replace(new.title, 'ё', 'е'), 'Ё', 'Е'),
    replace(replace(new.text, 'ё', 'е'), 'Ё', 'Е'), replace(new.lemmas, 'ё', 'е'));
END;

-- ============================================================ found, with people's decisions laid over it

-- The last word of a person on a record's type, speaker or one of its sides that is not undone.
CREATE VIEW corrections AS
SELECT
  d.number AS number,                             -- decisions.number
  d.a AS record,                                  -- id of the quote or event mention
  d.verdict AS verdict,                           -- wrong-type, wrong-speaker, wrong-side
  d.value AS value,                               -- the right one; NULL: nobody knows, no event; of wrong-side the name
  d.code AS code,                                 -- whom the right speaker speaks for
  d.b AS mention,                                 -- mentions.id of the right speaker
  d.by AS by,                                     -- who decided
  d.made AS made                                  -- when
FROM decisions AS d
WHERE d.verdict IN ('wrong-type', 'wrong-speaker', 'wrong-side')
AND NOT EXISTS (SELECT 1 FROM decisions AS u WHERE u.undoes = d.number)
AND NOT EXISTS (
  SELECT 1 FROM decisions AS l WHERE l.a = d.a AND l.verdict = d.verdict AND l.number > d.number
  AND (l.verdict <> 'wrong-side' OR l.value = d.value)
  AND NOT EXISTS (SELECT 1 FROM decisions AS u WHERE u.undoes = l.number)
);

-- Quotes as they stand: the speaker that a person named in place of the one found, which stays in quotes.
CREATE VIEW corrected_quotes AS
SELECT
  q.id AS id,                                     -- quotes.id
  q.article AS article,                           -- articles.id
  q.ordinal AS ordinal,                           -- place among the article's quotes
  q.kind AS kind,                                 -- direct, indirect, mixed
  CASE WHEN c.number IS NULL THEN q.speaker ELSE c.value
  END AS speaker,                                 -- name in full, nominative; NULL when it cannot be known
  CASE WHEN c.number IS NULL THEN q.speaker_type ELSE ifnull((
    SELECT CASE entity WHEN 'state' THEN 'organization' WHEN 'place' THEN 'organization' ELSE entity END
    FROM mentions WHERE id = c.mention), 'unknown')
  END AS speaker_type,                            -- person, organization, outlet, document, group, unknown
  CASE WHEN c.number IS NULL THEN q.speaker_mention ELSE c.mention
  END AS speaker_mention,                         -- mentions.id
  CASE WHEN c.number IS NULL THEN q.speaker_code ELSE c.code
  END AS speaker_code,                            -- ISO 3166 alpha-3 of the state spoken for, or IGO:…
  CASE WHEN c.number IS NULL THEN q.speaker_role
  END AS speaker_role,                            -- as in the article
  q.act AS act,                                   -- what the speaker does with the words
  q.via AS via,                                   -- outlet or agency named as having carried the words
  CASE WHEN c.number IS NULL THEN q.according_to ELSE (
    SELECT json_group_array(name) FROM (
      SELECT value AS name FROM json_each(q.according_to) WHERE q.speaker IS NULL OR value <> q.speaker
      UNION ALL SELECT c.value WHERE c.value IS NOT NULL
    ))
  END AS according_to,                            -- JSON list: the chain, outermost first, speaker last
  q.said AS said,                                 -- times.id of when it was said
  CASE WHEN c.number IS NULL THEN q.extractor ELSE 'person'
  END AS extractor,                               -- which part of the program found it; person
  CASE WHEN c.number IS NULL THEN q.rule ELSE 'decision ' || c.number || ' by ' || c.by
  END AS rule,                                    -- the rule that fired, or the decision
  q.version AS version,                           -- version of the language pack
  CASE WHEN c.number IS NULL THEN q.confidence
  END AS confidence,                              -- 0..1
  CASE WHEN c.number IS NULL THEN q.confidence_kind ELSE 'none'
  END AS confidence_kind,                         -- what the number is: none, model, heuristic, measured precision
  c.by AS speaker_by                              -- the person who named the speaker; NULL where the machine did
FROM quotes AS q LEFT JOIN corrections AS c ON c.record = q.id AND c.verdict = 'wrong-speaker';

-- Event mentions as they stand: without those that a person calls none, with the type and the speakers that people named.
CREATE VIEW corrected_event_mentions AS
SELECT
  m.id AS id,                                     -- event_mentions.id
  m.article AS article,                           -- articles.id
  m.ordinal AS ordinal,                           -- place among the article's event mentions
  CASE WHEN c.number IS NULL THEN m.type ELSE c.value
  END AS type,                                    -- PLOVER type, or ACKNOWLEDGE, DENY
  CASE WHEN c.number IS NULL THEN m.mode
  END AS mode,                                    -- PLOVER mode
  m.start AS start,                               -- first day
  m.end AS end,                                   -- last day, inclusive
  m.time AS time,                                 -- times.id that gave the days
  m.when_basis AS when_basis,                     -- whose days: said, telling, passage, news_of_the_day, none
  m.place AS place,                               -- nominative, as in the article
  m.factuality AS factuality,                     -- actual, future, hypothetical, negated
  CASE WHEN s.number IS NULL THEN m.according_to ELSE (
    SELECT json_group_array(name) FROM (
      SELECT CASE value WHEN q.speaker THEN s.value ELSE value END AS name FROM json_each(m.according_to)
      UNION ALL SELECT s.value WHERE q.speaker IS NULL
    ) WHERE name IS NOT NULL)
  END AS according_to,                            -- JSON list, outermost first; [] the article's own voice
  m.quote AS quote,                               -- quotes.id it stands in
  CASE WHEN c.number IS NULL THEN m.extractor ELSE 'person'
  END AS extractor,                               -- which part of the program found it; person
  CASE WHEN c.number IS NULL THEN m.rule ELSE 'decision ' || c.number || ' by ' || c.by
  END AS rule,                                    -- the rule that fired, or the decision
  m.version AS version,                           -- version of the language pack
  CASE WHEN c.number IS NULL THEN m.confidence
  END AS confidence,                              -- 0..1
  CASE WHEN c.number IS NULL THEN m.confidence_kind ELSE 'none'
  END AS confidence_kind,                         -- what the number is: none, model, heuristic, measured precision
  c.by AS type_by                                 -- the person who named the type; NULL where the machine did
FROM event_mentions AS m
LEFT JOIN corrections AS c ON c.record = m.id AND c.verdict = 'wrong-type'
LEFT JOIN quotes AS q ON q.id = m.quote
LEFT JOIN corrections AS s ON s.record = m.quote AND s.verdict = 'wrong-speaker'
WHERE c.number IS NULL OR c.value IS NOT NULL;

-- Participants as they stand: without those that a person says take no part; where the event is the speaking itself
-- («обвинила»), the speaker that a person named.
CREATE VIEW corrected_parties AS
SELECT
  p.event AS event,                               -- event_mentions.id or events.id
  p.side AS side,                                 -- actor or recipient
  p.ordinal AS ordinal,                           -- place on that side
  CASE WHEN s.number IS NULL THEN p.name ELSE s.value
  END AS name,                                    -- nominative
  CASE WHEN s.number IS NULL THEN p.code ELSE s.code
  END AS code,                                    -- ISO 3166 alpha-3 of the state acted for, or IGO:…
  CASE WHEN s.number IS NULL THEN p.mention ELSE s.mention
  END AS mention,                                 -- mentions.id
  CASE WHEN s.number IS NULL THEN p.basis ELSE 'person'
  END AS basis                                    -- clause, speaker, coded, telling, setting, pair, passage, person
FROM parties AS p LEFT JOIN (
  SELECT DISTINCT t.record AS event, q.speaker_mention AS was, c.number, c.value, c.code, c.mention
  FROM corrections AS c CROSS JOIN quotes AS q ON q.id = c.record -- CROSS: few decisions first, not all evidence
  CROSS JOIN evidence AS w ON w.record = q.id AND w.part = 'whole' AND w.role = 'cue'
  CROSS JOIN event_mentions AS m ON m.article = q.article
  CROSS JOIN evidence AS t ON t.record = m.id AND t.part = 'whole' AND t.role = 'trigger'
  WHERE c.verdict = 'wrong-speaker' AND t.start < w.end AND w.start < t.end
) AS s ON s.event = p.event AND s.was = p.mention AND p.side = 'actor'
WHERE (s.number IS NULL OR s.value IS NOT NULL)
AND NOT EXISTS (
  SELECT 1 FROM corrections AS x WHERE x.record = p.event AND x.verdict = 'wrong-side' AND x.value = p.name
);

-- ============================================================ views for reading

-- Quotes with the words said and who carried them.
CREATE VIEW readable_quotes AS
SELECT
  q.id AS id,                                     -- quotes.id
  a.published AS published,                       -- day of the article
  a.outlet AS outlet,                             -- who published it
  q.speaker AS speaker,                           -- who said it
  q.speaker_role AS speaker_role,                 -- as what
  q.speaker_code AS speaker_code,                 -- for which state or organisation
  q.act AS act,                                   -- what the speaker does with the words
  (SELECT group_concat(text, ' … ') FROM (
    SELECT text FROM evidence WHERE record = q.id AND part = 'whole' AND role = 'content' ORDER BY ordinal
  )) AS words,                                    -- the words, parts joined by …
  (SELECT text FROM evidence WHERE record = q.id AND part = 'whole' AND role = 'cue' ORDER BY ordinal
  ) AS cue,                                       -- the reporting words
  q.via AS via,                                   -- outlet or agency named as having carried them
  q.kind AS kind,                                 -- direct, indirect, mixed
  a.id AS article,                                -- articles.id
  a.name AS article_name,                         -- articles.name
  a.title AS title,                               -- headline
  a.url AS url,                                   -- address
  (SELECT quotation FROM quotation_quotes WHERE quote = q.id) AS quotation, -- quotations.id: the same words elsewhere
  q.speaker_by AS speaker_by                      -- the person who named the speaker; NULL where the machine did
FROM corrected_quotes AS q JOIN articles AS a ON a.id = q.article
ORDER BY a.published IS NULL, a.published, a.id, q.ordinal;

-- The same words in several articles, with who carries them and how the variants differ.
CREATE VIEW readable_quotations AS
SELECT
  n.id AS id,                                     -- quotations.id
  (SELECT min(a.published) FROM quotation_quotes AS p JOIN quotes AS q ON q.id = p.quote
    JOIN articles AS a ON a.id = q.article
    WHERE p.quotation = n.id) AS published,       -- day of the first article
  n.speaker AS speaker,                           -- who said it
  n.clash AS clash,                               -- JSON list: the different people whom outlets give the words to
  (SELECT group_concat(text, ' … ') FROM (
    SELECT text FROM evidence WHERE record = n.base AND part = 'whole' AND role = 'content' ORDER BY ordinal
  )) AS words,                                    -- the fullest wording
  n.voices AS voices,                             -- outlets that carry it, a reprint family counted once
  (SELECT group_concat(outlet, ', ') FROM (
    SELECT DISTINCT a.outlet AS outlet FROM quotation_quotes AS p JOIN quotes AS q ON q.id = p.quote
    JOIN articles AS a ON a.id = q.article WHERE p.quotation = n.id AND a.outlet IS NOT NULL ORDER BY a.outlet
  )) AS outlets,                                  -- who carries it
  (SELECT group_concat(change, ', ') FROM (
    SELECT DISTINCT change FROM quotation_variants WHERE quotation = n.id AND change <> 'base' ORDER BY change
  )) AS changes                                   -- what variants do: equal, form, shortened, extended, altered
FROM quotations AS n
ORDER BY published IS NULL, published, n.id;

-- What is said and done about named infrastructure, routes and sites: the quotes and the sentences of events they stand in.
CREATE VIEW about AS
SELECT
  m.name AS thing,                                -- what the pack calls it
  m.id AS mention,                                -- mentions.id that names it there
  r.record AS record,                             -- quotes.id or event_mentions.id
  CASE r.role WHEN 'content' THEN 'quote' ELSE 'event_mention' END AS kind, -- which of the two
  m.article AS article,                           -- articles.id
  r.text AS words                                 -- the words said, or the event's sentence
FROM mentions AS m
JOIN evidence AS w ON w.record = m.id AND w.part = 'whole' AND w.ordinal = 0
JOIN (
  SELECT q.article, e.record, e.role, e.start, e.end, e.text FROM quotes AS q
  JOIN evidence AS e ON e.record = q.id AND e.part = 'whole' AND e.role = 'content'
  UNION ALL
  SELECT v.article, e.record, e.role, e.start, e.end, e.text FROM event_mentions AS v
  JOIN evidence AS e ON e.record = v.id AND e.part = 'whole' AND e.role = 'whole'
) AS r ON r.article = m.article AND r.start <= w.start AND w.end <= r.end
WHERE m.entity = 'infrastructure'
ORDER BY m.name, m.article, w.start, r.record;

-- Every telling of every happening, with its sentence, its sides and the quote it stands in.
CREATE VIEW readable_event_mentions AS
SELECT
  m.id AS id,                                     -- event_mentions.id
  p.event AS event,                               -- events.id it was joined to
  m.start AS start,                               -- first day
  m.end AS end,                                   -- last day, inclusive
  m.type AS type,                                 -- PLOVER type, or ACKNOWLEDGE, DENY
  m.mode AS mode,                                 -- PLOVER mode
  (SELECT group_concat(name, ', ') FROM (
    SELECT name FROM corrected_parties WHERE event = m.id AND side = 'actor' ORDER BY ordinal
  )) AS actors,                                   -- who
  (SELECT group_concat(name, ', ') FROM (
    SELECT name FROM corrected_parties WHERE event = m.id AND side = 'recipient' ORDER BY ordinal
  )) AS recipients,                               -- to whom
  (SELECT group_concat(code, ', ') FROM (
    SELECT DISTINCT code FROM corrected_parties WHERE event = m.id AND code IS NOT NULL ORDER BY code
  )) AS codes,                                    -- states and organisations on both sides
  (SELECT group_concat(name, ', ') FROM (
    SELECT DISTINCT name FROM corrected_parties
    WHERE event = m.id AND basis IN ('setting', 'pair', 'passage') ORDER BY name
  )) AS lent,                                     -- those of both sides whom no words name there: lent by the context
  m.place AS place,                               -- where
  m.factuality AS factuality,                     -- actual, future, hypothetical, negated
  m.according_to AS according_to,                 -- JSON list: on whose word
  (SELECT text FROM evidence WHERE record = m.id AND part = 'whole' AND role = 'trigger' ORDER BY ordinal
  ) AS trigger_words,                             -- the word that carries the event
  (SELECT text FROM evidence WHERE record = m.id AND part = 'whole' AND role = 'whole' ORDER BY ordinal
  ) AS sentence,                                  -- the sentence
  (SELECT words FROM readable_quotes WHERE id = m.quote
  ) AS quote_words,                               -- the quote it stands in
  (SELECT speaker FROM corrected_quotes WHERE id = m.quote
  ) AS quote_speaker,                             -- who said that
  a.published AS published,                       -- day of the article
  a.outlet AS outlet,                             -- who published it
  a.id AS article,                                -- articles.id
  a.name AS article_name,                         -- articles.name
  a.title AS title,                               -- headline
  a.url AS url,                                   -- address
  m.type_by AS type_by                            -- the person who named the type; NULL where the machine did
FROM corrected_event_mentions AS m
JOIN articles AS a ON a.id = m.article
LEFT JOIN event_parts AS p ON p.event_mention = m.id
ORDER BY m.start IS NULL, m.start, a.published, a.id, m.ordinal;

-- Happenings in order of time, with the outlets that tell them.
CREATE VIEW readable_events AS
SELECT
  e.id AS id,                                     -- events.id
  e.start AS start,                               -- first day
  e.end AS end,                                   -- last day, inclusive
  e.type AS type,                                 -- PLOVER type, or ACKNOWLEDGE, DENY
  e.label AS label,                               -- short
  (SELECT group_concat(name, ', ') FROM (
    SELECT name FROM parties WHERE event = e.id AND side = 'actor' ORDER BY ordinal
  )) AS actors,                                   -- who
  (SELECT group_concat(name, ', ') FROM (
    SELECT name FROM parties WHERE event = e.id AND side = 'recipient' ORDER BY ordinal
  )) AS recipients,                               -- to whom
  (SELECT group_concat(code, ', ') FROM (
    SELECT DISTINCT code FROM parties WHERE event = e.id AND code IS NOT NULL ORDER BY code
  )) AS codes,                                    -- states and organisations on both sides
  (SELECT group_concat(name, ', ') FROM (
    SELECT DISTINCT name FROM parties
    WHERE event = e.id AND basis IN ('setting', 'pair', 'passage') ORDER BY name
  )) AS lent,                                     -- those of both sides whom no telling names: lent by the context
  e.place AS place,                               -- where
  e.factuality AS factuality,                     -- actual, future, hypothetical, negated
  e.voices AS voices,                             -- outlets that tell it, a reprint family counted once
  (SELECT count(DISTINCT m.article) FROM event_parts AS p JOIN event_mentions AS m ON m.id = p.event_mention
    WHERE p.event = e.id) AS articles,            -- articles that tell it
  (SELECT group_concat(outlet, ', ') FROM (
    SELECT DISTINCT a.outlet FROM event_parts AS p
    JOIN event_mentions AS m ON m.id = p.event_mention JOIN articles AS a ON a.id = m.article
    WHERE p.event = e.id AND a.outlet IS NOT NULL ORDER BY a.outlet
  )) AS outlets,                                  -- who tells it
  (SELECT group_concat(slot, ', ') FROM (
    SELECT DISTINCT slot FROM comparisons WHERE event = e.id AND verdict IN ('differ', 'contradict') ORDER BY slot
  )) AS disputed,                                 -- slots in which the accounts differ or contradict
  (SELECT group_concat(name, ', ') FROM (
    SELECT DISTINCT s.value AS name FROM event_parts AS p
    JOIN corrected_event_mentions AS m ON m.id = p.event_mention, json_each(m.according_to) AS s
    WHERE p.event = e.id ORDER BY name
  )) AS sources                                   -- on whose word, besides the outlets' own
FROM events AS e
ORDER BY e.start IS NULL, e.start, e.ordinal;

-- What each article says in each slot of each event, side by side.
CREATE VIEW readable_comparisons AS
SELECT
  c.id AS id,                                     -- comparisons.id
  c.event AS event,                               -- events.id
  e.label AS label,                               -- the event, short
  e.start AS start,                               -- its first day
  c.slot AS slot,                                 -- what is compared
  c.verdict AS verdict,                           -- agree, differ, contradict, silent
  a.published AS published,                       -- day of the article
  a.outlet AS outlet,                             -- who published it
  t.value AS value,                               -- what it says; NULL is silence
  v.text AS words,                                -- in which words
  t.according_to AS according_to,                 -- JSON list: on whose word
  c.reason AS reason,                             -- which rule gave the verdict: a code, see ontology/names.toml
  a.id AS article,                                -- articles.id
  a.name AS article_name,                         -- articles.name
  a.url AS url                                    -- address
FROM comparisons AS c
JOIN events AS e ON e.id = c.event
JOIN tellings AS t ON t.comparison = c.id
JOIN articles AS a ON a.id = t.article
LEFT JOIN evidence AS v ON v.record = c.id AND v.part = 'telling' AND v.ordinal = t.ordinal
ORDER BY e.start IS NULL, e.start, c.ordinal, t.ordinal;
