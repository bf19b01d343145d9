"""The frozen types as Arrow record batches, and back.

One codec serves them all: the schema is read off the fields and type hints of a class, so a new
field needs no word here. A stage that is a function of record batches can run in a process pool
or on Spark. Needs ``pyarrow``, which comes with ``pip install retold[arrow]``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from retold.errors import RetoldError

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class _Codec:
    """How a type travels: its Arrow type, and the ways there and back."""

    type: pa.DataType
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]
    nullable: bool = False


def schema(kind: type) -> pa.Schema:
    """Return the Arrow schema of a class: a frozen type, or a row such as a feature's."""
    arrow = _pyarrow()
    return arrow.schema(
        [arrow.field(name, codec.type, codec.nullable) for name, codec in _members(kind).items()]
    )


def to_batch(kind: type[T], items: Iterable[T]) -> pa.RecordBatch:
    """Return a record batch with one row for each item."""
    arrow = _pyarrow()
    rows = list(items)
    columns = [
        arrow.array([codec.encode(getattr(row, name)) for row in rows], codec.type)
        for name, codec in _members(kind).items()
    ]
    return arrow.RecordBatch.from_arrays(columns, schema=schema(kind))


def from_batch(kind: type[T], batch: pa.RecordBatch) -> tuple[T, ...]:
    """Return the items of a record batch; columns are found by name, others are ignored."""
    members = _members(kind)
    columns = [batch.column(name).to_pylist() for name in members]
    return tuple(_build(kind, members, values) for values in zip(*columns, strict=True))


def _pyarrow() -> Any:
    try:
        import pyarrow  # noqa: PLC0415, ICN001 (an optional extra)
    except ImportError as error:
        message = "Arrow record batches need pyarrow: pip install 'retold[arrow]'"
        raise RetoldError(message) from error
    return pyarrow


def _members(kind: type) -> dict[str, _Codec]:
    """Return the codec of every field of a dataclass or named tuple, in order."""
    names = getattr(kind, "_fields", None) or [field.name for field in dataclasses.fields(kind)]
    hints = get_type_hints(kind)
    return {name: _codec(hints[name]) for name in names}


def _build(kind: type[T], members: dict[str, _Codec], values: Iterable[Any]) -> T:
    return kind(
        **{
            name: codec.decode(value)
            for (name, codec), value in zip(members.items(), values, strict=True)
        }
    )


def _codec(hint: Any) -> _Codec:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _optional(hint, arguments)
    if origin is Literal:
        return _plain(type(arguments[0]))
    if origin is tuple:
        return _list(_codec(arguments[0])) if arguments[1:] == (...,) else _tuple(arguments)
    if origin is dict:
        return _map(_codec(arguments[0]), _codec(arguments[1]))
    if dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
        return _struct(hint)
    return _plain(hint)


def _plain(kind: type) -> _Codec:
    arrow = _pyarrow()
    types = {
        bool: arrow.bool_(),
        int: arrow.int64(),
        float: arrow.float64(),
        str: arrow.string(),
    }
    if kind not in types:
        raise TypeError(f"no Arrow type for {kind!r}")
    return _Codec(types[kind], _same, _same)


def _same(value: Any) -> Any:
    return value


def _optional(hint: Any, arguments: tuple[Any, ...]) -> _Codec:
    inner = [argument for argument in arguments if argument is not NoneType]
    if len(inner) != 1:
        raise TypeError(f"no Arrow type for {hint!r}")
    codec = _codec(inner[0])
    return _Codec(
        codec.type,
        lambda value: None if value is None else codec.encode(value),
        lambda value: None if value is None else codec.decode(value),
        nullable=True,
    )


def _list(item: _Codec) -> _Codec:
    arrow = _pyarrow()
    return _Codec(
        arrow.list_(arrow.field("item", item.type, item.nullable)),
        lambda value: [item.encode(one) for one in value],
        lambda value: tuple(item.decode(one) for one in value),
    )


def _tuple(arguments: tuple[Any, ...]) -> _Codec:
    arrow = _pyarrow()
    codecs = {f"_{n}": _codec(argument) for n, argument in enumerate(arguments, 1)}
    return _Codec(
        arrow.struct([arrow.field(name, c.type, c.nullable) for name, c in codecs.items()]),
        lambda value: {
            name: codec.encode(one)
            for (name, codec), one in zip(codecs.items(), value, strict=True)
        },
        lambda value: tuple(codec.decode(value[name]) for name, codec in codecs.items()),
    )


def _map(key: _Codec, item: _Codec) -> _Codec:
    arrow = _pyarrow()
    return _Codec(
        arrow.map_(key.type, arrow.field("value", item.type, item.nullable)),
        lambda value: [(key.encode(k), item.encode(v)) for k, v in value.items()],
        lambda value: {key.decode(k): item.decode(v) for k, v in value},
    )


def _struct(kind: type) -> _Codec:
    arrow = _pyarrow()
    members = _members(kind)
    return _Codec(
        arrow.struct([arrow.field(name, c.type, c.nullable) for name, c in members.items()]),
        lambda value: {name: codec.encode(getattr(value, name)) for name, codec in members.items()},
        lambda value: _build(kind, members, (value[name] for name in members)),
    )
