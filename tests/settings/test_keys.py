"""The key file is good, or is refused in one line that never shows a key."""

from pathlib import Path

import pytest

from ci_bot.settings import SettingsError, new_key, read_keys, read_settings

TABLE = '[secrets]\nkey_file = "key"\n'
KEY, FORMER = new_key(), new_key()


def keys(folder: Path, text: str | bytes | None = None, *, mode: int = 0o600) -> tuple[str, ...]:
    path = folder / "ci-bot.toml"
    path.write_text(TABLE)
    if text is not None:
        file = folder / "key"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        file.chmod(mode)
    return read_keys(path, read_settings(path, {}))


def test_one_key_stands_on_each_line_the_newest_first(tmp_path: Path) -> None:
    assert keys(tmp_path, f"# since May\n{KEY}\n\n{FORMER}\n") == (KEY, FORMER)


def test_without_the_table_there_is_no_key(tmp_path: Path) -> None:
    path = tmp_path / "ci-bot.toml"
    for text in ("", "[secrets]\n"):
        path.write_text(text)
        assert read_keys(path, read_settings(path, {})) == ()


WRONG: dict[str, tuple[str | bytes | None, str]] = {
    "missing": (None, "is missing; put it back"),
    "empty": ("\n# nothing\n", "holds no key"),
    "a password": (f"{KEY}\nhunter2\n", "line 2 of"),
    "a short key": (KEY[:-5], "line 1 of"),
    "a long key": (KEY[:-1] + KEY, "line 1 of"),
    "no text": (b"\xff\xfe\x00", "is no text"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_file_without_good_keys_is_refused(tmp_path: Path, what: str) -> None:
    text, words = WRONG[what]
    with pytest.raises(SettingsError, match=words) as refused:
        keys(tmp_path, text)
    said = str(refused.value)
    assert said.startswith(f"{tmp_path / 'ci-bot.toml'}: secrets.key_file: ")
    assert (KEY in said, "hunter2" in said, len(said.splitlines())) == (False, False, 1)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(SettingsError, match=r"secrets.key_file: .*chmod 600"):
        keys(tmp_path, KEY, mode=mode)


def test_the_key_may_come_from_the_environment_but_not_from_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ci-bot.toml"
    path.write_text("")
    monkeypatch.setenv("CI_BOT_SECRETS__KEY", f"{KEY}\n{FORMER}")
    assert read_keys(path, read_settings(path, {})) == (KEY, FORMER)
    with pytest.raises(SettingsError, match="not both"):
        keys(tmp_path, KEY)


def test_the_key_does_not_belong_in_the_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "ci-bot.toml"
    path.write_text(f'[secrets]\nkey = "{KEY}"\n')
    with pytest.raises(SettingsError, match="use `key_file`") as refused:
        read_settings(path, {})
    assert KEY not in str(refused.value)
