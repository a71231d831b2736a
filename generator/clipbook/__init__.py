"""Clipbook: a folder of press clippings in; a permanent, citable, searchable public archive out."""

__version__ = "0.1.0"

__all__ = ["__version__"]
