"""Copies: texts that are mostly the same, such as wire copy that many outlets ran."""
