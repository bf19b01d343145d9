"""What the sentence encoder promises: a vector depends on its sentence alone."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retold.errors import ModelError
from retold.language.encoder import MODELS, Encoder

SENTENCES = [
    "The regional operator said the outage began shortly before dawn on Tuesday.",
    "Service was restored to most subscribers by the early afternoon, the company added.",
    "“We are sorry,” the chief engineer told reporters outside the exchange.",
    "Rain fell.",
    "A ferry with 214 people aboard ran aground off the cape and two cutters were sent to it.",
    "Prices rose 3.4% in May after 2.9% in April.",
    "",
    "Пожар потушен.",
]


@pytest.fixture(scope="module")
def alone() -> np.ndarray:
    """Each sentence encoded by an encoder of its own."""
    return np.concatenate([Encoder().encode([text]) for text in SENTENCES])


def test_rows_are_unit_vectors_in_the_order_of_the_sentences(alone: np.ndarray) -> None:
    rows = Encoder().encode(SENTENCES)
    assert rows.shape == (len(SENTENCES), 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows, alone)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_order_company_and_threads_never_change_a_bit(alone: np.ndarray, threads: int) -> None:
    many = list(range(len(SENTENCES))) * 20
    fillers = [f"Filler sentence number {n} about {'very ' * (n % 30)}little." for n in range(40)]
    texts = [(SENTENCES[n], n) for n in many] + [(text, -1) for text in fillers]
    for seed in (1, 2):
        random.Random(seed).shuffle(texts)
        rows = Encoder(threads=threads).encode([text for text, _ in texts])
        for row, (_, n) in zip(rows, texts, strict=True):
            if n >= 0:
                assert np.array_equal(row, alone[n])


def test_a_paraphrase_is_nearer_than_another_sentence() -> None:
    said, retold, other = Encoder().encode(
        [
            "The bridge was closed to traffic after inspectors found cracks in two cables.",
            "Cracks in a pair of cables led inspectors to shut the crossing to vehicles.",
            "The orchestra announced a programme of four concerts for the autumn.",
        ]
    )
    assert said @ retold > 0.6
    assert said @ other < 0.3


def test_equal_sentences_are_encoded_once_and_remembered() -> None:
    counts: list[tuple[int, int]] = []
    encoder = Encoder()
    encoder.encode(["Rain fell."] * 50, progress=lambda done, total: counts.append((done, total)))
    assert counts == [(1, 1)]
    encoder.encode(["Rain fell."], progress=lambda done, total: counts.append((done, total)))
    assert counts == [(1, 1)]


def test_a_cache_from_outside_is_read_and_filled() -> None:
    cache: dict[bytes, bytes] = {}
    first = Encoder(cache=cache).encode(["Rain fell."])
    assert list(cache) == [Encoder().key("Rain fell.")]
    cache[Encoder().key("Snow fell.")] = cache[Encoder().key("Rain fell.")]
    assert np.array_equal(Encoder(cache=cache).encode(["Snow fell."]), first)


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 5000])
def test_a_damaged_memory_is_read_anew(damage: bytes, alone: np.ndarray) -> None:
    key = Encoder().key(SENTENCES[0])
    cache = {key: damage}
    assert np.array_equal(Encoder(cache=cache).encode(SENTENCES[:1]), alone[:1])
    flipped = bytearray(cache[key])
    flipped[100] ^= 1
    cache[key] = bytes(flipped)
    assert np.array_equal(Encoder(cache=cache).encode(SENTENCES[:1]), alone[:1])


def test_one_pass_gives_the_sentence_and_its_word_pieces_in_place() -> None:
    text = "Soiled beaches were shut on Friday."
    (reading,) = Encoder().read([text])
    assert np.array_equal(reading.vector, Encoder().encode([text])[0])
    pieces = [text[a:b] for a, b in reading.offsets]
    assert "".join(pieces) == text.replace(" ", "")
    assert reading.tokens.shape == (len(pieces), 96)
    lengths = np.linalg.norm(reading.tokens.astype(np.float32), axis=1)
    assert np.allclose(lengths, 127, atol=4)


def test_a_word_is_nearer_to_what_means_the_same_there() -> None:
    first, second = Encoder().read(["The vessel sank at dawn.", "At daybreak the ship went down."])
    vessel = first.tokens[1].astype(np.float32)
    near = second.tokens.astype(np.float32) @ vessel
    assert second.offsets[int(near.argmax())].tolist() == [16, 20]


def test_word_pieces_never_depend_on_company_either() -> None:
    together = Encoder(threads=2).read(SENTENCES * 3)
    for reading, text in zip(together, SENTENCES * 3, strict=True):
        (own,) = Encoder().read([text])
        assert np.array_equal(reading.tokens, own.tokens)
        assert np.array_equal(reading.offsets, own.offsets)


def test_a_remembered_reading_is_the_same_to_the_bit() -> None:
    cache: dict[bytes, bytes] = {}
    fresh = Encoder(cache=cache).read(SENTENCES)
    again = Encoder(cache=cache).read(SENTENCES)
    for one, other in zip(fresh, again, strict=True):
        assert np.array_equal(one.vector, other.vector)
        assert np.array_equal(one.tokens, other.tokens)
        assert np.array_equal(one.offsets, other.offsets)


def test_progress_ends_at_the_total() -> None:
    counts: list[tuple[int, int]] = []
    texts = [f"Item {n} was sold." for n in range(40)]
    Encoder().encode(texts, progress=lambda done, total: counts.append((done, total)))
    assert counts == sorted(counts)
    assert counts[-1] == (40, 40)


def test_nothing_to_encode_gives_no_rows() -> None:
    assert Encoder().encode([]).shape == (0, 384)


@pytest.mark.parametrize(
    "odd", ["\ud800 broken", "a" * 50_000, "\x00\x01", "word " * 5_000, "🚢" * 999]
)
def test_odd_strings_give_vectors_too(odd: str) -> None:
    assert np.isfinite(Encoder().encode([odd])).all()


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A copy of the shipped model's folder."""
    for path in MODELS.iterdir():
        if path.suffix in {".onnx", ".json"}:
            shutil.copyfile(path, tmp_path / path.name)
    return tmp_path


@pytest.mark.parametrize("name", ["minilm-int8.onnx", "tokenizer.json"])
def test_an_altered_file_is_refused(models: Path, name: str) -> None:
    data = bytearray((models / name).read_bytes())
    data[len(data) // 2] ^= 1
    (models / name).write_bytes(data)
    with pytest.raises(ModelError, match=name):
        Encoder(folder=models).encode(["Rain fell."])


@pytest.mark.parametrize("name", ["minilm-int8.onnx", "tokenizer.json", "manifest.json"])
def test_a_missing_file_is_named(models: Path, name: str) -> None:
    (models / name).unlink()
    with pytest.raises(ModelError, match=name):
        Encoder(folder=models).encode(["Rain fell."])


def test_another_model_has_another_digest_and_other_keys(models: Path) -> None:
    manifest = models / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"pieces": 256', '"pieces": 128'))
    assert Encoder(folder=models).digest != Encoder().digest
    assert Encoder(folder=models).key("Rain fell.") != Encoder().key("Rain fell.")


def test_encoding_never_loads_torch() -> None:
    code = (
        "import sys; from retold.language.encoder import Encoder; Encoder().digest;"
        "assert 'onnxruntime' not in sys.modules; Encoder().encode(['Rain fell.']);"
        "assert not {'torch', 'transformers', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
