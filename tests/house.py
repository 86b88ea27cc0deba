"""What the house's own rules look for: each check takes a piece of the code and returns what is wrong with it.

The checks are kept apart from `test_house` so that each can also be shown a bad example.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "refnet"

GENERATED = "migrations"
LINES_OF_A_FUNCTION = 60
LINES_OF_A_FILE = {".py": 300, ".html": 80, ".txt": 80, ".css": 300, ".js": 300}
MOVING = {"move_on", "move_if_first", "after"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now")}
RAW = {"raw", "cursor", "RawSQL"}

_STYLED = re.compile(
    r"""<style\b|\sstyle\s*=|<[^>]*\son[a-z]+\s*=|javascript:|<script\b(?![^>]*\bsrc=)""", re.IGNORECASE
)
_ANONYMOUS = re.compile(r"anonym\w*", re.IGNORECASE)
# Put together here, so that this page does not hold what it looks for.
_PLACES = re.compile(
    "|".join(
        (
            r"(?<![\w.])/" + r"work/",
            r"(?<![\w.])/" + r"tmp/",
            r"(?<![\w.])/" + r"root/",
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "registry" + r"\.npm",
            "--index" + "-url ",
            "extra-index" + "-url ",
            r'"resolved"\s*:\s*"' + "http",
        )
    ),
    re.IGNORECASE,
)


def modules(under: Path = HOUSE) -> Iterator[Path]:
    """Every module of the product that a person wrote."""
    return (file for file in sorted(under.rglob("*.py")) if GENERATED not in file.parts)


def templates(under: Path = HOUSE) -> Iterator[Path]:
    """Every template of the product."""
    return (file for file in sorted(under.rglob("templates/**/*")) if file.suffix in {".html", ".txt"})


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


# Signatures


def public_functions(capability: Path, room: str) -> Iterator[ast.FunctionDef]:
    """The functions that a room (`commands`, `queries`) hands to others; a folder says which in `__all__`."""
    module, folder = capability / f"{room}.py", capability / room
    if module.exists():
        yield from (
            node for node in parse(module).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        )
    if folder.exists():
        offered = names_offered(parse(folder / "__init__.py"))
        for file in sorted(folder.glob("*.py")):
            body = parse(file).body
            yield from (node for node in body if isinstance(node, ast.FunctionDef) and node.name in offered)


def names_offered(tree: ast.Module) -> set[str]:
    """What `__all__` names."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(it, ast.Name) and it.id == "__all__" for it in node.targets):
            return set(ast.literal_eval(node.value))
    return set()


def signature_faults(function: ast.FunctionDef) -> list[str]:
    """Who acts comes first, when comes last and by name, and the docstring says what is raised."""
    given, by_name = function.args.args, function.args.kwonlyargs
    faults = []
    if not given or given[0].arg != "actor" or ast.unparse(given[0].annotation or ast.Constant(None)) != "Actor":
        faults.append("actor: Actor does not come first")
    if not by_name or by_name[-1].arg != "at":
        faults.append("at does not come last, by name")
    elif function.args.kw_defaults[-1] is not None:
        faults.append("at has a default: something below the view reads the clock")
    if not re.search(r"\bRaises\b", ast.get_docstring(function) or ""):
        faults.append("the docstring does not say what is Raised")
    return faults


def inner_imports(tree: ast.Module, capability: str) -> list[str]:
    """Imports of what lies within another capability's `commands` or `queries`, past its door."""
    return [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module
        and re.fullmatch(r"refnet\.\w+\.(commands|queries)\.\w+", node.module)
        and node.module.split(".")[1] != capability
    ]


# Views


def method_check(view: Callable[..., Any]) -> tuple[str, ...]:
    """The methods that a view's `require_…` lets in, or those that a class-based view has; empty where it has none."""
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        return tuple(sorted({"GET", "POST"} & {name.upper() for name in vars_of(view_class)}))
    step: Any = view
    while step is not None:
        code = getattr(step, "__code__", None)
        if code is not None and code.co_filename.endswith("django/views/decorators/http.py"):
            held = dict(zip(code.co_freevars, (cell.cell_contents for cell in step.__closure__), strict=True))
            if "request_method_list" in held:
                return tuple(sorted(set(held["request_method_list"]) - {"HEAD"}))
        step = getattr(step, "__wrapped__", None)
    return ()


def vars_of(view_class: type) -> set[str]:
    named = set(view_class.http_method_names)  # type: ignore[attr-defined]
    return {name for name in named if hasattr(view_class, name)}


# Phrases


def phrase_faults(name: str, table: Mapping[Any, Any]) -> list[str]:
    """A table of phrases is complete for its enumeration."""
    kinds = {type(key) for key in table if isinstance(key, Enum)}
    if not kinds:
        return []
    if len(kinds) > 1 or not all(isinstance(key, Enum) for key in table):
        return [f"{name} mixes enumerations"]
    missing = set(kinds.pop()) - set(table)
    return [f"{name} has no words for {key}" for key in sorted(missing)]


# Lifecycles


def moves_made(trees: Iterable[ast.Module]) -> set[str]:
    """The names of moves that are given to `move_on` and the like: each is a word in the call's first arguments."""
    return {
        word.value
        for tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _called(call) in MOVING
        for argument in call.args
        for word in ast.walk(argument)
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }


def _called(call: ast.Call) -> str:
    return (
        call.func.attr
        if isinstance(call.func, ast.Attribute)
        else call.func.id
        if isinstance(call.func, ast.Name)
        else ""
    )


# Pages


def template_faults(text: str) -> list[str]:
    """Styles and scripts within a page, which the content security policy would refuse."""
    return [found.group().strip() for found in _STYLED.finditer(re.sub(r"{#.*?#}", "", text))]


def anonymous_words(text: str) -> list[str]:
    """Words that promise that nobody can know the child, which is never true of pseudonyms."""
    return _ANONYMOUS.findall(text)


def sayings(tree: ast.Module) -> Iterator[str]:
    """The strings of a module that people read: those in the calls that translate."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _called(call) in {
            "_",
            "gettext",
            "gettext_lazy",
            "pgettext",
            "pgettext_lazy",
        }:
            yield from (
                word.value
                for argument in call.args
                for word in ast.walk(argument)
                if isinstance(word, ast.Constant) and isinstance(word.value, str)
            )


# Sizes


def too_long(file: Path) -> int:
    """By how many lines a file exceeds its size; 0 where it does not."""
    size = LINES_OF_A_FILE.get(file.suffix)
    lines = file.read_text(encoding="utf-8").count("\n") if size else 0
    return max(0, lines - size) if size else 0


def long_functions(tree: ast.Module) -> list[str]:
    """Functions of more lines than fit a screen, the docstring not counted."""
    return [f"{one.name}: {_lines(one)} lines" for one in functions(tree) if _lines(one) > LINES_OF_A_FUNCTION]


def _lines(function: ast.FunctionDef) -> int:
    first = function.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return (function.end_lineno or 0) - function.lineno + 1 - (first.end_lineno - first.lineno + 1 if told else 0)


# The door


def tables_named(tree: ast.Module, patient_tables: set[str]) -> list[str]:
    """Places where a patient table's rows are taken by its own name: `Case.objects`, `QuerySet(Case)`."""
    found = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "_base_manager"}
        and _last_name(node.value) in patient_tables
    ]
    return found + [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and _called(node) == "QuerySet"
        and any(_last_name(argument) in patient_tables for argument in node.args)
    ]


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def clocks_read(tree: ast.Module) -> list[str]:
    """Places where a module asks what time it is."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and (_last_name(node.value), node.attr) in CLOCKS
    ]


def raw_statements(tree: ast.Module) -> list[str]:
    """Places where SQL by hand is begun."""
    return [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) in RAW]


# The repository


def places_named(text: str) -> list[str]:
    """Paths of one machine and hosts of package registries."""
    return _PLACES.findall(text)
