"""Models made of values that are known to be right.

Validation belongs to the borders, where articles and stored facts come in. In here the values have been checked by the
type checker, and validating each fact again took a tenth of the close reading.
"""

from __future__ import annotations

from typing import Final, TypeVar

from pydantic import BaseModel

_Model = TypeVar("_Model", bound=BaseModel)
# The fields of each model: one set for all of its instances, which are frozen; a copy takes a copy of it.
_FIELDS: Final[dict[type[BaseModel], set[str]]] = {}


def made(model: type[_Model], values: dict[str, object]) -> _Model:
    """A model of ``values``: every field by its name, in the order of the model, of the right type.

    What :meth:`pydantic.BaseModel.model_construct` does once it has looked for aliases and defaults.
    """
    fields = _FIELDS.get(model)
    if fields is None:
        fields = _FIELDS[model] = set(model.model_fields)
    instance = model.__new__(model)
    object.__setattr__(instance, "__dict__", values)
    object.__setattr__(instance, "__pydantic_fields_set__", fields)
    object.__setattr__(instance, "__pydantic_extra__", None)
    object.__setattr__(instance, "__pydantic_private__", None)
    return instance
