"""The codec between the frozen types and Arrow record batches."""

import dataclasses
import functools
import subprocess
import sys
import types
import typing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold import arrow
from retold.errors import RetoldError
from retold.matching.candidates import Row
from retold.matching.features import Feature
from retold.types import (
    Analysis,
    Article,
    Change,
    Citation,
    Descent,
    Evidence,
    Link,
    Place,
    Prepared,
    Skipped,
    Statement,
    Story,
)

pa = pytest.importorskip("pyarrow")

TRAVELLERS = [
    Article, Prepared, Link, Descent, Change, Statement, Citation, Story, Skipped, Analysis, Feature, Row,
]  # fmt: skip


@functools.cache
def values(hint):  # noqa: PLR0911 (one line for each kind of hint)
    """Any value of a type hint, small."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([values(argument) for argument in arguments])
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is tuple and arguments[1:] == (...,):
        return st.lists(st.deferred(lambda: values(arguments[0])), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*[values(argument) for argument in arguments])
    if origin is dict:
        return st.dictionaries(values(arguments[0]), values(arguments[1]), max_size=2)
    if dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
        names = typing.get_type_hints(hint)
        return st.builds(hint, **{name: values(kind) for name, kind in names.items()})
    return {
        int: st.integers(-(2**63), 2**63 - 1),
        str: st.text(max_size=5),
        float: st.floats(allow_nan=False),
        bool: st.booleans(),
        type(None): st.none(),
    }[hint]


@pytest.mark.parametrize("kind", TRAVELLERS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_goes_into_a_batch_comes_out_of_it(kind, data):
    items = tuple(data.draw(st.lists(values(kind), max_size=2)))
    batch = arrow.to_batch(kind, items)
    assert batch.num_rows == len(items)
    assert arrow.from_batch(kind, batch) == items
    batch.validate(full=True)


@pytest.mark.parametrize("kind", TRAVELLERS, ids=lambda kind: kind.__name__)
def test_a_batch_without_rows_has_the_whole_schema(kind):
    batch = arrow.to_batch(kind, [])
    assert batch.schema == arrow.schema(kind)
    assert arrow.from_batch(kind, batch) == ()


def test_the_schema_says_what_may_be_missing():
    schema = arrow.schema(Descent)
    assert schema.field("share") == pa.field("share", pa.float64(), nullable=True)
    assert schema.field("child") == pa.field("child", pa.string(), nullable=False)
    assert schema.field("credited").type == pa.bool_()


def test_feature_hashes_are_signed_64_bit_columns():
    assert arrow.schema(Row).field("hash").type == pa.int64()


def test_a_batch_survives_a_file():
    link = Link(Place("b", 0, 0, 5), (Place("a", 1, 7, 12), Place("a", 2, 13, 20)), "merged", 0.75)
    sink = pa.BufferOutputStream()
    batch = arrow.to_batch(Link, [link])
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    with pa.ipc.open_stream(sink.getvalue()) as reader:
        (again,) = list(reader)
    assert arrow.from_batch(Link, again) == (link,)


def test_columns_are_found_by_name_and_others_are_ignored():
    batch = arrow.to_batch(Evidence, [Evidence(0.5, 1.5)])
    turned = pa.RecordBatch.from_pydict(
        {"weight": batch.column("weight"), "note": ["x"], "value": batch.column("value")}
    )
    assert arrow.from_batch(Evidence, turned) == (Evidence(0.5, 1.5),)


def test_a_type_that_arrow_lacks_is_refused_by_name():
    @dataclasses.dataclass(frozen=True)
    class Odd:
        what: complex

    with pytest.raises(TypeError, match="complex"):
        arrow.schema(Odd)


def test_without_pyarrow_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RetoldError, match=r"retold\[arrow\]"):
        arrow.schema(Skipped)


def test_importing_the_codec_does_not_import_pyarrow():
    code = "import sys, retold.arrow; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
