"""What articles are about, as vectors of a model inside an installed package (`clipbook[embed]`).

The model is a table: a vector for each part of a word; those of a text are averaged. Its files are
read where they lie. Nothing is fetched, and no code runs of the package that holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import numpy as np

from clipbook.errors import ClipbookError
from clipbook.grouping.piece import Piece
from clipbook.grouping.terms import TELLING, Array

_PACKAGE = "wordllama"
_TABLE = "wordllama/weights/l2_supercat_256.safetensors"
_PARTS = "wordllama/tokenizers/l2_supercat_tokenizer_config.json"
_LEAD = TELLING
"""Characters of a text that are read: as many as are kept of each, however many there are."""
_AT_ONCE = 1_000
"""Articles."""


def vectors(pieces: Sequence[Piece]) -> Array:
    """Give what title and lead of each article are about: a row of length 1; 0 where no word is.

    No row hangs on the other articles. Raises ClipbookError where the extra is not installed.
    """
    table, parts = _model()
    found = np.zeros((len(pieces), table.shape[1]), dtype=np.float32)
    for start in range(0, len(pieces), _AT_ONCE):
        texts = [_text(piece) for piece in pieces[start : start + _AT_ONCE]]
        for at, read in enumerate(parts.encode_batch(texts, add_special_tokens=False), start):
            if read.ids:
                mean = table[read.ids].mean(axis=0)
                found[at] = mean / (np.linalg.norm(mean) or 1)
    return found


def _model() -> tuple[Array, Any]:
    """Read the table, and what takes words apart."""
    try:
        from safetensors.numpy import load_file  # noqa: PLC0415 - the extra may not be there
        from tokenizers import Tokenizer  # noqa: PLC0415 - likewise

        installed = distribution(_PACKAGE)
        (table,) = load_file(Path(str(installed.locate_file(_TABLE)))).values()
        told = Path(str(installed.locate_file(_PARTS))).read_text("utf-8")
    except (ImportError, OSError):
        raise ClipbookError(
            'embeddings need an extra that is not installed: pip install "clipbook[embed]"'
        ) from None
    return np.asarray(table, dtype=np.float64), Tokenizer.from_str(told)


def _text(piece: Piece) -> str:
    # Halves of a character that stand alone are no text to the tokenizer.
    return f"{piece.title} {piece.lead[:_LEAD]}".encode("utf-8", "replace").decode("utf-8")
