"""What is printed quickly is printed as Jinja prints it."""

from __future__ import annotations

import jinja2
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from clipbook.site.printing import QuickTemplate, printed

SIGNS = st.text(alphabet="ab&<>\"' é港", max_size=12)
SOURCE = (
    "{% macro told(x) %}{% autoescape true %}<b>{{ x }}</b>{% endautoescape %}{% endmacro %}"
    "{{ text }}{% autoescape true %}{{ text }}{{ safe }}{{ told(text) }}{{ text ~ safe }}"
    "{% set held %}{{ text }}{% endset %}{{ held }}{{ number }}{{ text | e }}{% endautoescape %}"
)


@given(st.one_of(SIGNS, SIGNS.map(Markup), st.integers(), st.none()))
def test_a_value_is_escaped_as_jinja_escapes_it(value: object) -> None:
    """Plain texts, marked ones, and what is no text at all."""
    assert str(printed(value)) == str(escape(value))


@given(SIGNS)
def test_a_template_prints_the_same_either_way(text: str) -> None:
    """Blocks that escape, macros, kept blocks and the rest give the same HTML."""
    plain, quick = jinja2.Environment(), jinja2.Environment()  # noqa: S701 - as MkDocs has it
    quick.template_class = QuickTemplate
    shown = {"text": text, "safe": Markup("<i>"), "number": 7}
    made = [each.from_string(SOURCE).render(shown) for each in (plain, quick)]
    assert made[0] == made[1]
    assert quick.from_string(SOURCE).root_render_func.__globals__["escape"] is printed
