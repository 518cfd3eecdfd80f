"""`init` writes files that work as they are, and never over somebody's work."""

from pathlib import Path

import pytest
import yaml

from ci_bot.coalition_file import describe, read_coalition_file
from ci_bot.coalition_file.shape import CoalitionShape
from ci_bot.domain.consistency import inconsistencies
from tests.cli.host import Host


@pytest.fixture
def begun(host: Host) -> Path:
    folder = host.folder / "new"
    assert host.types_plainly("init", str(folder)).code == 0
    return folder


def test_it_writes_two_files_and_a_folder_for_secrets_with_a_key(begun: Path) -> None:
    assert {p.name for p in begun.iterdir()} == {"ci-bot.toml", "coalition.yaml", "secrets"}
    assert (begun / "secrets").stat().st_mode & 0o777 == 0o700
    assert [p.name for p in (begun / "secrets").iterdir()] == ["key"]
    assert (begun / "secrets/key").stat().st_mode & 0o777 == 0o600


def test_each_key_is_another_and_one_that_is_there_stays(host: Host, begun: Path) -> None:
    key = (begun / "secrets/key").read_text()
    other = host.folder / "other"
    assert host.types_plainly("init", str(other)).code == 0
    assert (other / "secrets/key").read_text() != key
    for name in ("ci-bot.toml", "coalition.yaml"):
        (begun / name).unlink()
    assert host.types_plainly("init", str(begun)).code == 0
    assert (begun / "secrets/key").read_text() == key


def test_its_settings_are_good_and_its_coalition_applies(host: Host, begun: Path) -> None:
    settings = ["-c", str(begun / "ci-bot.toml")]
    shown = host.types_plainly("config", "show", *settings)
    assert (shown.code, "[matrix]" in shown.out) == (0, True)
    applied = host.types_plainly("coalition", "apply", str(begun / "coalition.yaml"), *settings)
    assert (applied.code, applied.out.splitlines()[-1].endswith("Done.")) == (0, True)


def test_another_platform_is_switched_on_by_name(host: Host) -> None:
    folder = host.folder / "new"
    assert host.types_plainly("init", "--on", "slack", str(folder)).code == 0
    shown = host.types_plainly("config", "show", "-c", str(folder / "ci-bot.toml"))
    assert ("[slack]" in shown.out, "[matrix]" in shown.out) == (True, False)
    unknown = host.types_plainly("init", "--on", "slak", str(host.folder / "other"))
    assert (unknown.code, unknown.err) == (
        1,
        "there is no platform slak; there are matrix and slack\n",
    )
    assert not (host.folder / "other").exists()


@pytest.mark.parametrize("name", ["ci-bot.toml", "coalition.yaml"])
def test_it_overwrites_nothing(host: Host, name: str) -> None:
    folder = host.folder / "new"
    folder.mkdir()
    (folder / name).write_text("precious")
    ended = host.types_plainly("init", str(folder))
    assert ended.code == 1
    assert ended.err == (
        f"{folder / name} is there already; move it away, or name another folder\n"
    )
    assert [p.name for p in folder.iterdir()] == [name]
    assert (folder / name).read_text() == "precious"


def test_a_folder_that_cannot_be_made_is_named(host: Host) -> None:
    ended = host.types_plainly("init", str(host.settings / "below"))
    assert (ended.code, "can't be written" in ended.err) == (1, True)


def test_the_coalition_shows_every_section_and_field(begun: Path) -> None:
    path = begun / "coalition.yaml"
    text = path.read_text()
    given = yaml.safe_load(text)
    for section in CoalitionShape.model_fields:
        assert f"{section}:" in text
    fields = {
        name
        for model in (f.annotation for f in CoalitionShape.model_fields.values())
        for name in _fields(model)
    }
    assert [name for name in sorted(fields) if f"{name}:" not in text] == []
    assert inconsistencies(describe(read_coalition_file(path), None)) == ()
    assert given["coalition"]["slug"] == "green-harbour"


def _fields(model: object) -> set[str]:
    """The keys of a shape and of all shapes in it."""
    known = getattr(model, "model_fields", None)
    if known is None:
        return {name for part in getattr(model, "__args__", ()) for name in _fields(part)}
    own = {field.alias or name for name, field in known.items()}
    return own | {name for field in known.values() for name in _fields(field.annotation)}
