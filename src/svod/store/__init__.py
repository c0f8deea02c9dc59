"""Records to and from one SQLite file that any SQLite browser opens. Nothing is computed here.

`open_store` gives a connection; the functions beside it save and load records over it. `schema.sql` says what every
column is.
"""

from svod.store.accounts import load_accounts
from svod.store.changes import save_accounts
from svod.store.database import open_store, transaction
from svod.store.decisions import (
    Decision,
    find_states,
    load_decisions,
    load_judgements,
    save_decision,
    save_judgement,
    undo_decision,
)  # fmt: skip
from svod.store.load import analysed, load_article, load_articles, load_findings, load_problems
from svod.store.save import adopt_language, save_article, save_findings, save_problem, settle_problems
from svod.store.search import Hit, search

__all__ = [
    "Decision", "Hit", "adopt_language", "analysed", "find_states", "load_accounts", "load_article", "load_articles",
    "load_decisions", "load_findings", "load_judgements", "load_problems", "open_store", "save_accounts",
    "save_article", "save_decision", "save_findings", "save_judgement", "save_problem", "search", "settle_problems",
    "transaction", "undo_decision",
]  # fmt: skip
