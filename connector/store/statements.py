"""Statements that are built once and carried out often: to build one takes longer than to carry it out.

_BY_NAME = sa.select(ACCOUNT).where(*given(ACCOUNT.c.name))
connection.execute(_BY_NAME, of(name="acme"))
"""

from typing import Any

import sqlalchemy as sa


def given(*columns: sa.Column[Any]) -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions that these columns hold what :func:`of` says when the statement is carried out."""
    return tuple(column == sa.bindparam(f"of_{column.name}", type_=column.type) for column in columns)


def of(**values: Any) -> dict[str, Any]:
    """The values for :func:`given`. They are no columns to set; those go beside them, under their own names."""
    return {f"of_{name}": value for name, value in values.items()}
