"""Bibliographies: RIS, BibTeX and CSL-JSON, as reference managers and this archive write them."""

from __future__ import annotations

from clipbook.importers.bibliography import bibtex, csl, ris

IMPORTERS = (ris.IMPORTER, bibtex.IMPORTER, csl.IMPORTER)
"""One for each format."""
