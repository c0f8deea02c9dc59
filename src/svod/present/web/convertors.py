"""What an address may end in: `{form:form}` is csv or jsonl, `{form:picture}` is svg or png.

A module whose routes use them imports this one first, since starlette looks them up when a route is made.
"""

from __future__ import annotations

from starlette.convertors import CONVERTOR_TYPES, StringConvertor


class FormConvertor(StringConvertor):
    """What comes after the dot of a list's address."""

    regex = "csv|xlsx|jsonl"


class PictureConvertor(StringConvertor):
    """What comes after the dot of a picture's address."""

    regex = "svg|png"


CONVERTOR_TYPES["form"] = FormConvertor()
CONVERTOR_TYPES["picture"] = PictureConvertor()
