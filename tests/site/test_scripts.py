"""The search's modules become bundles: one name each, short ones, and the same meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from clipbook.errors import ClipbookError
from clipbook.site import scripts, theme
from clipbook.site.shorten import shorten
from support import search_archive
from support.sites import build

FOLDER = theme.templates() / scripts.FOLDER


@pytest.mark.parametrize(
    ("script", "short"),
    [
        ("const far=1;function near(it){return it+far;}", "const A=1;function B(a){return a+A;}"),
        ("export{kept};const kept=1,other=2;", "export{kept};const kept=1,other=2;"),
        ("const one=(a,two)=>a.two+two;one(1,2);", "const A=(a,b)=>a.two+b;A(1,2);"),
        ("const f=({key,old:new1})=>({key,new1:new1});", "const A=({key,old:a})=>({key,new1:a});"),
        ("const name=`${place} place ${name2=>name2}`;", "const A=`${place} place ${a=>a}`;"),
        ("const it=/[/it]it/.test(it2);const b='it'+it;", "const A=/[/it]it/.test(it2),B='it'+A;"),
        ("class One{two(three){return this.two(three);}}", "class A{two(a){return this.two(a);}}"),
        ("const f=(a)=>{for(const it of a)x(it);};", "const A=(a)=>{for(const b of a)x(b);};"),
        ("const f=()=>{const el={class:1};x(el);};", "const A=()=>{const a={class:1};x(a);};"),
        ("const f=(top)=>g(top);const g=()=>top.x;", "const B=(top)=>A(top),A=()=>top.x;"),
        ("const f=(a)=>{try{a()}catch(no){x(no)}};", "const A=(a)=>{try{a()}catch(b){x(b)}};"),
        ("let one;let two=1;if(one){let two=3}", "let A,B=1;if(A){let B=3}"),
        ("const a1=8/2/1;const b1=a1?a1:0;", "const A=8/2/1,B=A?A:0;"),
    ],
)  # fmt: skip
def test_names_become_short_and_keep_their_meaning(script: str, short: str) -> None:
    """Texts, patterns, properties, keys, exports and what is declared nowhere stay."""
    assert shorten(script) == short


def test_two_modules_may_not_share_a_name() -> None:
    """A name that two modules declare is refused, and so is one that hides in a pattern."""
    with pytest.raises(ClipbookError, match=r"b\.js and a\.js both declare `one`"):
        scripts.bundle({"a.js": "const one = 1;\n", "b.js": "export function one() {}\n"})
    with pytest.raises(ClipbookError, match="a line of its own"):
        scripts.bundle({"a.js": "const { one } = window;\n"})


def test_modules_import_only_what_stands_before_them() -> None:
    """Each bundle holds all that its modules import, in an order in which values are there."""
    for modules in scripts.BUNDLES:
        for at, name in enumerate(modules):
            source = (FOLDER / f"{name}.js").read_text("utf-8")
            imported = scripts.IMPORTED.findall(source)
            assert set(imported) <= set(modules), name
            assert name in {"bucket", "spelling"} or set(imported) <= set(modules[:at]), name


def test_every_module_is_in_a_bundle() -> None:
    """What is no part of a bundle is the small waker, which stands alone."""
    names = {path.stem for path in FOLDER.glob("*.js")}
    assert names - {name for modules in scripts.BUNDLES for name in modules} == {"box"}


def test_a_module_of_the_user_s_own_wins(tmp_path: Path) -> None:
    """A file in `custom_dir` replaces the module of its name; modules alone are not published."""
    search_archive.write(tmp_path, flat=True)
    config = tmp_path / "mkdocs.yml"
    theme_ = "theme: {name: material, custom_dir: own}"
    config.write_text(config.read_text("utf-8").replace("theme: {name: material}", theme_), "utf-8")
    own = tmp_path / "own" / scripts.FOLDER / "state.js"
    own.parent.mkdir(parents=True)
    source = (FOLDER / "state.js").read_text("utf-8").replace('"oldest"', '"by-hand"')
    own.write_text(source, "utf-8")
    site = build(tmp_path)
    found = {path for path in site if path.startswith(scripts.FOLDER) and path.endswith(".js")}
    assert found == {f"{scripts.FOLDER}/{name}.js" for name in ("box", "page", "suggest")}
    assert b"by-hand" in site[f"{scripts.FOLDER}/page.js"]
    own.write_text("export const el = 1;\n", "utf-8")
    with pytest.raises(AssertionError, match="both declare `el`"):
        build(tmp_path)
