"""The layering that docs/architecture.md draws: imports go downward only."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "internbot"

# Highest first; what stands in one line may import each other, but not in a circle.
LAYERS = (
    "web cli __main__",
    "evaluation",
    "assistant intake reading records overviews refreshing doctor model_checks",
    "review",
    "conversations sites",
    "database",
    "answering",
    "verification",
    "citations",
    "ingestion retrieval",
    "index",
    "chunking listings questions sentences",
    "sources embeddings chat_models prompts tokens",
    "model_servers tracing telemetry spans",
    "bundled fetching schedules watching handoff data_folder logistic",
    "settings",
    "errors clock prices",
)
RANKS = {name: rank for rank, line in enumerate(LAYERS) for name in line.split()}

# Imports inside functions: each loads seconds of code that the rest of its module does without.
SLOW = {
    "cli/engines.py": "internbot.assistant",  # handing work to a server needs no index of one's own
    "cli/serve.py": "internbot.cli.serving",  # a taken port is told before Gradio and the index are loaded
    # Wrong usage and `--help` need neither index nor model.
    "cli/evaluate.py": "internbot.cli.evaluating internbot.cli.approved_replays",
    "cli/verify.py": "internbot.cli.verifying",  # wrong usage and `--help` need no embedding model
    "cli/review.py": "internbot.cli.reviewing internbot.cli.comparing",  # `--help` needs no database
    "cli/replay.py": "internbot.cli.replaying",
    "cli/conversations.py": "internbot.cli.conversing",
    "cli/sites.py": "internbot.sites.opening",  # `--help` needs no database
    "spans.py": "internbot.telemetry",  # spans are made only where somebody asks for them
    # A broken onnxruntime is reported rather than died of; the client of OpenAI is for those who use it.
    "doctor.py": "internbot.embeddings.minilm internbot.model_checks",
    "chat_models/backends.py": "internbot.chat_models.guarded",  # most installations have no chat model
    "embeddings/backends.py": "internbot.embeddings.openai",  # most installations use no server
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    words = ("internbot", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(words).removesuffix(".__init__")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Names of imported modules, and whether that stands at the top of the module."""
    known = {dotted(module) for module in modules()}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {*tree.body, *(inner for node in tree.body if isinstance(node, ast.If) for inner in node.body)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                # What is imported from a package may be one of its modules.
                name = f"{node.module}.{alias.name}"
                yield name if name in known else str(node.module), node in top
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node in top) for alias in node.names)


def part(module: str) -> str:
    words = module.split(".")
    return words[1] if len(words) > 1 and words[0] == "internbot" else ""


def test_every_part_has_its_layer() -> None:
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()}
    assert parts - {"__init__"} <= RANKS.keys()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downward_and_stand_at_the_top(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    own = name.split("/")[0].removesuffix(".py")
    for module, at_top in imports(path):
        assert at_top or module in SLOW.get(name, "").split(), f"{name} imports {module} inside a function"
        if part(module) in RANKS:
            assert RANKS[own] <= RANKS[part(module)], f"{name} imports upward: {module}"


def test_no_circles() -> None:
    known = {dotted(path): path for path in modules()}
    graph = {name: {other for other, _ in imports(path) if other in known} for name, path in known.items()}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above[above.index(name) :], name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_modules_are_named_after_what_they_make() -> None:
    assert [path for path in modules() if path.stem in VAGUE] == []


def test_what_is_imported_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {canonical(line.split(">")[0].split("=")[0]) for line in declared}
    providers = metadata.packages_distributions()
    for path in modules():
        for module, _ in imports(path):
            top = module.split(".")[0]
            if top in sys.stdlib_module_names or top == "internbot":
                continue
            found = {canonical(name) for name in providers.get(top, ())}
            assert found & names, (
                f"{path.relative_to(ROOT)} imports {top}, which pyproject.toml does not name"
            )


def canonical(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(".", "-")
