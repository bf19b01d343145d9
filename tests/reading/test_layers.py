from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retold.reading.layers import LayerBuilder, Squeezed, compose, join, squeeze, trim, whole
from retold.types import Article, Layer, Span

pieces = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 5), st.one_of(st.none(), st.text(max_size=3))),
    max_size=12,
)


def built(source: str, plan: list[tuple[int, int, str | None]]) -> Layer:
    """Build a layer that skips, keeps and replaces stretches of a source."""
    builder, at = LayerBuilder(source), 0
    for skip, length, text in plan:
        start = min(at + skip, len(source))
        end = min(start + length, len(source))
        if text is None:
            builder.keep(start, end)
        else:
            builder.put(text, start, end)
        at = end
    return builder.layer()


def valid(layer: Layer, above: str) -> bool:
    at, source_at = 0, 0
    for s in layer.segments:
        if s.start != at or s.end <= s.start or not source_at <= s.source_start <= s.source_end:
            return False
        if s.exact and layer.text[s.start : s.end] != above[s.source_start : s.source_end]:
            return False
        at, source_at = s.end, s.source_end
    return at == len(layer.text) and source_at <= len(above)


@given(st.text(max_size=40), pieces)
def test_a_built_layer_is_covered_by_its_segments_in_order(source, plan):
    assert valid(built(source, plan), source)


@given(st.text(max_size=40), pieces, pieces)
def test_composed_layers_lead_from_the_lowest_to_the_highest(source, upper_plan, lower_plan):
    upper = built(source, upper_plan)
    lower = built(upper.text, lower_plan)
    composed = compose(lower, upper)
    assert composed.text == lower.text
    at = source_at = 0
    for s in composed.segments:
        assert s.start == at < s.end
        assert s.source_start <= s.source_end
        assert source_at <= s.source_end <= len(source)
        if s.exact:
            assert composed.text[s.start : s.end] == source[s.source_start : s.source_end]
        at, source_at = s.end, s.source_end
    assert at == len(composed.text)


@given(st.text(max_size=60), st.data())
def test_a_span_of_kept_characters_is_traced_to_the_same_characters(source, data):
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    page = built(source, [(start, end - start, None)])
    article = Article("a", "d", "i", Layer(source), page, whole(page.text))
    for low in range(len(page.text)):
        assert article.trace_up(Span(low, low + 1)).of(source) == page.text[low]


def test_a_span_is_widened_to_the_whole_of_what_was_replaced():
    source = "fish &amp; chips"
    builder = LayerBuilder(source)
    builder.keep(0, 5)
    builder.put("&", 5, 10)
    builder.keep(10, len(source))
    page = builder.layer()
    article = Article("a", "d", "i", Layer(source), page, whole(page.text))
    assert article.trace_up(Span(5, 6)).of(source) == "&amp;"
    assert article.trace_up(Span(0, 8)).of(source) == "fish &amp; c"


def test_an_empty_span_is_traced_to_where_it_stands():
    page = built("##kept##", [(2, 4, None)])
    article = Article("a", "d", "i", Layer("##kept##"), page, whole(page.text))
    assert article.trace_up(Span(0, 0)) == Span(2, 2)
    assert article.trace_up(Span(4, 4)) == Span(6, 6)


@given(st.text(alphabet="ab \n\t", max_size=40), st.text(alphabet="ab \n", max_size=6))
def test_passages_are_found_whatever_their_white_space(text, passage):
    wanted = squeeze(passage)
    for span in Squeezed(text).find(passage):
        assert squeeze(span.of(text)) == wanted
    if wanted and wanted in squeeze(text):
        assert Squeezed(text).find(passage)


@given(st.text(alphabet="ab \n", max_size=40), st.data())
def test_joined_stretches_keep_their_characters_and_order(page, data):
    bounds = sorted(data.draw(st.lists(st.integers(0, len(page)), max_size=8)))
    spans = [trim(page, Span(a, b)) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    spans = [span for span in spans if span.start < span.end]
    layer = join(page, spans)
    assert valid(layer, page)
    assert squeeze(layer.text) == squeeze("".join(span.of(page) for span in spans))
