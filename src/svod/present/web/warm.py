"""What most pages need, loaded once before the first visitor asks: he waits less.

In: a desk. Out: nothing; what is loaded is kept by the desk until the database changes.
"""

from __future__ import annotations

from svod.errors import SvodError
from svod.packs import languages
from svod.present.offices import load_people
from svod.present.web.choices import load_choices
from svod.present.web.desk import Desk, TooLong
from svod.present.web.event_list import contested
from svod.store.settings import load_actors_files


def warm(desk: Desk) -> None:
    """Load choices, contradictions and the holders of offices; what cannot be loaded is told by the pages."""
    try:
        with desk.read() as db:
            load_choices(desk, db)
            contested(desk, db)
            for lang in languages():
                load_people(lang, load_actors_files(db))
    except (SvodError, TooLong):
        return
