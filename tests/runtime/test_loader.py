"""Adapters are found by their entry points, and a broken one is told with what to install."""

from importlib.metadata import Distribution, EntryPoint
from pathlib import Path

import pytest
from pydantic import BaseModel

from adapters.matrix.plugin import MatrixPlugin
from ci_bot.runtime.loader import AdapterError, load_adapters, require_extra

GROUP = "ci_bot.adapters"
MATRIX = EntryPoint("matrix", "adapters.matrix.plugin:plugin", GROUP)
HERE = "tests.runtime.test_loader"


class Foreign:
    """A plugin of somebody else."""

    name = "other"
    settings_type = BaseModel
    open = check = actions = None


foreign = Foreign()


def point(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, GROUP)


def test_what_is_installed_is_found() -> None:
    assert {"console", "matrix"} <= set(load_adapters())
    assert isinstance(load_adapters([MATRIX])["matrix"], MatrixPlugin)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([], "no adapter is installed"),
        ([MATRIX, MATRIX], "two adapters are called `matrix`"),
        ([point("lost", "adapters.lost:plugin")], "`lost` can't be loaded .* install it anew"),
        ([point("bare", "adapters.matrix.plugin:none")], "`bare` can't be loaded"),
        ([point("path", "pathlib:Path")], "`pathlib:Path` is no adapter; `path` must name a"),
        ([point("other", f"{HERE}:Foreign")], None),
        ([point("wrong", f"{HERE}:foreign")], "`other` is installed as `wrong`"),
    ],
)
def test_a_broken_installation_is_refused(points: list[EntryPoint], words: str | None) -> None:
    if words is None:
        assert set(load_adapters(points)) == {"other"}
        return
    with pytest.raises(AdapterError, match=words):
        load_adapters(points)


def distribution(folder: Path, *requirements: str) -> EntryPoint:
    """The entry point of a distribution with these requirements."""
    info = folder / "ci_bot_pigeon-1.dist-info"
    info.mkdir()
    lines = ["Metadata-Version: 2.1", "Name: ci-bot-pigeon", "Version: 1"]
    lines += [f"Requires-Dist: {requirement}" for requirement in requirements]
    (info / "METADATA").write_text("\n".join([*lines, "", ""]))
    (info / "entry_points.txt").write_text(f"[{GROUP}]\npigeon = {HERE}:foreign\n")
    (found,) = Distribution.at(info).entry_points
    return found


def test_a_missing_extra_is_told_with_what_to_install(tmp_path: Path) -> None:
    found = distribution(
        tmp_path, "pydantic>=2", 'pigeon-post[e2e]>=1 ; extra == "pigeon"', "x ; extra == 'y'"
    )
    with pytest.raises(AdapterError, match=r"pip install 'ci-bot-pigeon\[pigeon\]'"):
        require_extra("pigeon", [found])


def test_what_other_extras_lack_does_not_matter(tmp_path: Path) -> None:
    found = distribution(tmp_path, 'nowhere ; extra == "other"', 'pydantic ; extra == "pigeon"')
    require_extra("pigeon", [found])
    assert found.dist is not None


def test_the_installed_adapters_have_what_they_need() -> None:
    for name in load_adapters():
        require_extra(name)
    assert load_adapters()
