"""The settings file is read strictly, and each mistake is named with what is expected."""

from pathlib import Path

import pytest

from adapters.matrix.settings import MatrixSettings
from ci_bot.settings import Settings, SettingsError, read_settings

ADAPTERS = {"matrix": MatrixSettings}
MATRIX = '[matrix]\nhomeserver = "https://matrix.example.org"\nuser_id = "@ci-bot:example.org"\n'


def read(folder: Path, text: str | bytes) -> Settings:
    path = folder / "ci-bot.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(path, ADAPTERS)


def refusal(folder: Path, text: str | bytes) -> str:
    with pytest.raises(SettingsError) as refused:
        read(folder, text)
    return str(refused.value)


def secret(folder: Path, mode: int) -> str:
    """A file with a password, and the lines that name it."""
    file = folder / "password"
    file.write_text("correct horse battery staple")
    file.chmod(mode)
    return f'{MATRIX}password_file = "password"\n'


WRONG = [
    ("", "databse", "[databse]\n", "unknown table or key; did you mean `database`?"),
    ("an adapter's table", "matrx", '[matrx]\nuser_id = "@a:b"', "did you mean `matrix`?"),
    ("a far name", "zzz", "[zzz]", "known are database, web, secrets, timing, matrix"),
    ("a key without a table", "url", 'url = "x"', "unknown table or key"),
    ("a key", "web.lisen", '[web]\nlisen = "x:1"', "unknown key; did you mean `listen`?"),
    (
        "an adapter's key",
        "matrix.home_server",
        MATRIX + 'home_server = "x"',
        "did you mean `homeserver`?",
    ),
    ("no such database", "database.url", '[database]\nurl = "mysql://x"', "write it like 'sqlite+"),
    ("no file", "database.url", '[database]\nurl = "sqlite+aiosqlite:///"', "write it like"),
    ("no port", "web.listen", '[web]\nlisten = "localhost"', "write it like '127.0.0.1:8080'"),
    ("a high port", "web.listen", '[web]\nlisten = "localhost:70000"', "at most 65535"),
    ("a number as text", "timing.spread_minutes", '[timing]\nspread_minutes = "x"', "integer"),
    (
        "a negative number",
        "timing.spread_minutes",
        "[timing]\nspread_minutes = -1",
        "equal to 0",
    ),
    ("no time", "timing.quiet_from", '[timing]\nquiet_from = "25:00"', "time"),
    ("a value as table", "web", "web = 3", "must be a table; write [web]"),
    ("a table as value", "web.listen", "[web.listen]\na = 1", "string"),
    ("a list of tables", "matrix", "[[matrix]]\n", "must be a table"),
    (
        "a missing key",
        "matrix.user_id",
        '[matrix]\nhomeserver = "https://a.b"',
        "is missing; w",
    ),
    ("no address", "matrix.homeserver", MATRIX.replace("https://", ""), "write it like 'https://"),
    ("no user", "matrix.user_id", MATRIX.replace("@ci-bot:", ""), "write it like '@ci-bot:"),
    ("a secret", "matrix.password", MATRIX + 'password = "hunter2"', "use `password_file`"),
]


@pytest.mark.parametrize(
    ("key", "text", "advice"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_a_wrong_key_is_named_with_what_is_expected(
    tmp_path: Path, key: str, text: str, advice: str
) -> None:
    said = refusal(tmp_path, text)
    assert said.startswith(f"{tmp_path / 'ci-bot.toml'}: {key}: ")
    assert advice in said
    assert len(said.splitlines()) == 1


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "no TOML": ("[web\n", "broken TOML"),
    "a key twice": ("[web]\n[web]\n", "broken TOML"),
    "an endless number": (f"a = {'9' * 5000}", "broken TOML"),
    "endless brackets": (f"a = {'[' * 50_000}", "broken TOML"),
    "no text": (b"\xff\xfe\x00", "not UTF-8 text"),
    "an endless file": ("#" * 1_000_001, "larger than"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_is_no_settings_file_is_refused(tmp_path: Path, what: str) -> None:
    text, words = BROKEN[what]
    assert words in refusal(tmp_path, text)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="`ci-bot init` writes one"):
        read_settings(tmp_path / "none.toml", ADAPTERS)
    with pytest.raises(SettingsError, match="can't be read"):
        read_settings(tmp_path, ADAPTERS)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    said = refusal(tmp_path, '[web]\nlisten = "x"\nport = 1\n[timing]\nspread_minutes = 1000\n')
    assert [line.split(": ")[1] for line in said.splitlines()] == [
        "web.listen",
        "web.port",
        "timing.spread_minutes",
    ]


def test_a_refusal_never_repeats_a_value(tmp_path: Path) -> None:
    said = refusal(tmp_path, MATRIX + 'password = "hunter2"\naccess_token = "hunter3"\n')
    assert "hunter" not in said
    said = refusal(tmp_path, '[database]\nurl = "postgres://bot:hunter2@db/ci"')
    assert "hunter" not in said


def test_a_doubtful_message_is_not_judged_before_its_request_can_have_ended(tmp_path: Path) -> None:
    said = refusal(tmp_path, "[timing]\nsettle_seconds = 5\n")
    assert "settle_seconds must be longer than http_timeout_seconds" in said


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o666, 0o777])
def test_a_secret_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    said = refusal(tmp_path, secret(tmp_path, mode))
    assert f"matrix.password_file: {tmp_path / 'password'} can be read by others" in said
    assert "chmod 600" in said


def test_a_secret_file_of_ones_own_is_accepted_and_may_be_gone_after_its_use(
    tmp_path: Path,
) -> None:
    text = secret(tmp_path, 0o600)
    assert "matrix" in read(tmp_path, text).adapters
    (tmp_path / "password").unlink()
    assert "matrix" in read(tmp_path, text).adapters


def test_a_database_password_in_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    text = '[database]\nurl = "postgresql+asyncpg://bot:hunter2@db/ci"\n'
    (tmp_path / "ci-bot.toml").touch(0o644)
    said = refusal(tmp_path, text)
    assert "database.url: holds a password" in said
    assert "hunter2" not in said
    (tmp_path / "ci-bot.toml").chmod(0o600)
    assert read(tmp_path, text).database.url.endswith("@db/ci")


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    settings = read(tmp_path, "")
    assert settings.web is None
    assert settings.adapters == {}
    assert settings.database.file(tmp_path) == tmp_path / "ci-bot.db"


def test_a_table_switches_its_adapter_on(tmp_path: Path) -> None:
    assert list(read(tmp_path, MATRIX).adapters) == ["matrix"]


def test_relative_paths_start_at_the_files_folder(tmp_path: Path) -> None:
    settings = read(tmp_path, '[database]\nurl = "sqlite+aiosqlite:///data/ci.db"')
    inside = f"sqlite+aiosqlite:///{tmp_path}/data/ci.db"
    assert settings.database.anchored_url(tmp_path) == inside
    elsewhere = read(tmp_path, f'[database]\nurl = "sqlite+aiosqlite:///{tmp_path}/x.db"')
    assert elsewhere.database.file(Path("/")) == tmp_path / "x.db"
    server = read(tmp_path, '[database]\nurl = "postgresql+asyncpg://db/ci"')
    assert server.database.anchored_url(tmp_path) == "postgresql+asyncpg://db/ci"
    assert server.database.file(tmp_path) is None
