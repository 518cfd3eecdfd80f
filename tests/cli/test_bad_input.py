"""Wrong files end a command with 78, in a line that says what to mend, without a trace."""

import pytest

from tests.cli.host import COALITION, CONSOLE, Host

MATRIX = '[matrix]\nhomeserver = "https://matrix.example.org"\nuser_id = "@ci-bot:example.org"\n'

WRONG_SETTINGS = {
    "broken TOML": ("[web\n", "ci-bot.toml: broken TOML"),
    "an unknown table": ("[matrx]\n", "ci-bot.toml: matrx: unknown table or key; did you mean"),
    "an unknown key": (CONSOLE + "[web]\nlisen = 1\n", "ci-bot.toml: web.lisen: unknown key; did"),
    "a wrong type": (CONSOLE + "[web]\nlisten = 1\n", "ci-bot.toml: web.listen: "),
    "a missing key": ('[matrix]\nuser_id = "@a:b"\n', "ci-bot.toml: matrix.homeserver: is missing"),
    "no listener for a platform that needs one": (
        '[slack]\nmode = "http"\nbot_token_file = "a"\nsigning_secret_file = "b"\n',
        "ci-bot.toml: web: the table is missing, and [slack] is reached over HTTP; add [web]",
    ),
    "no platform": (
        "",
        "ci-bot.toml: no platform is switched on; add the table [matrix] or [slack]",
    ),
}


@pytest.mark.parametrize("what", WRONG_SETTINGS)
def test_run_refuses_wrong_settings_and_leaves_no_database(host: Host, what: str) -> None:
    text, words = WRONG_SETTINGS[what]
    host.write("ci-bot.toml", text)
    ended = host.types("run")
    assert (ended.code, ended.out) == (78, "")
    assert ended.err.startswith(f"{host.folder}/{words}")
    assert len(ended.err.splitlines()) == 1
    assert not {name for name in host.left() if name.startswith("ci-bot.db")}


def test_a_missing_secret_leaves_no_database(host: Host) -> None:
    host.write("ci-bot.toml", MATRIX + 'password_file = "none"\n')
    ended = host.types("run")
    assert (ended.code, ended.out) == (78, "")
    assert ended.err.startswith(f"{host.settings}: matrix: {host.folder}/none can't be read")
    assert not {name for name in host.left() if name.startswith("ci-bot.db")}


READERS = [
    ("run",),
    ("check",),
    ("status",),
    ("invite", "ines"),
    ("config", "show"),
    ("db", "upgrade"),
    ("db", "backup", "copy"),
    ("db", "restore", "copy"),
    ("coalition", "plan", "coalition.yaml"),
    ("coalition", "apply", "coalition.yaml"),
    ("coalition", "export", "green-harbour"),
    ("digest", "show"),
    ("matrix", "setup"),
    ("slack", "manifest"),
]


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_every_command_refuses_wrong_settings_alike(host: Host, command: tuple[str, ...]) -> None:
    host.write("ci-bot.toml", "[databse]\n")
    ended = host.types(*command)
    assert (ended.code, ended.out) == (78, "")
    assert ended.err == (
        f"{host.settings}: databse: unknown table or key; did you mean `database`?\n"
    )
    assert host.left() == {"ci-bot.toml", "coalition.yaml"}


def test_without_a_settings_file_the_way_to_one_is_told(host: Host) -> None:
    host.settings.unlink()
    ended = host.starts("status")
    assert (ended.code, ended.err) == (
        78,
        "ci-bot.toml: no such file; `ci-bot init` writes one to start from\n",
    )


def test_a_secret_that_others_can_read_is_refused_and_not_repeated(host: Host) -> None:
    host.write("ci-bot.toml", MATRIX + 'password_file = "password"\n')
    host.write("password", "hunter2")
    (host.folder / "password").chmod(0o644)
    ended = host.types("run")
    assert ended.code == 78
    assert "matrix.password_file: " in ended.err
    assert "chmod 600" in ended.err
    assert "hunter2" not in ended.err


WRONG_COALITIONS = {
    "broken YAML": ("coalition: [", ":1: broken YAML"),
    "an unknown key": (COALITION + "peple: []\n", ":8: peple: unknown key; did you mean `people`?"),
    "a wrong type": (COALITION.replace("Ines B.", "7"), ":5: people.ines.name: must be text"),
    "a double id": (COALITION.replace("activities:", "goals:\n  - {id: g, text: a}\n"
        "  - {id: g, text: b}\nactivities:"), ":8: goals.g: the id `g` stands here twice"),
    "a loose reference": (COALITION.replace("lead_person: ines", "lead_person: inse"),
        ":7: activities.tests.lead_person: nothing here has the id `inse`; did you mean `ines`?"),
    "an impossible time": (COALITION.replace("slug:", "rhythm: {digest: weekly wed 24:30}, slug:"),
        ":1: coalition.rhythm.digest: "),
    "an impossible zone": (COALITION.replace("slug:", "timezone: Europe/Atlantis, slug:"),
        ":1: coalition.timezone: no time zone is called `Europe/Atlantis`"),
    "a tag": ("coalition: !!python/object/apply:os.system [ls]\n", ":1: coalition: a tag"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG_COALITIONS)
def test_a_wrong_coalition_file_is_refused_and_leaves_no_database(host: Host, what: str) -> None:
    text, words = WRONG_COALITIONS[what]
    path = host.write("coalition.yaml", text)
    before = host.left()
    ended = host.types("coalition", "apply", path)
    assert (ended.code, ended.out) == (78, "")
    assert ended.err.startswith(f"{path}{words}")
    assert host.left() == before


def test_a_bomb_is_refused_before_it_goes_off(host: Host) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for name, inner in zip("bcdefgh", "abcdefg", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{inner}'] * 10)}]\n"
    host.write("coalition.yaml", bomb)
    ended = host.starts("coalition", "plan", "coalition.yaml")
    assert (ended.code, len(ended.err.splitlines())) == (78, 1)
    assert not host.database.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("--nonsense",),
        ("coalition",),
        ("coalition", "plan"),
        ("coalition", "aply", "x"),
        ("invite",),
        ("digest", "show", "--format", "pdf"),
        ("demo", "--seed", "many"),
        ("matrix",),
        ("matrix", "nonsense"),
        ("status", "extra"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(host: Host, arguments: tuple[str, ...]) -> None:
    ended = host.types_plainly(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "Usage: " in ended.err


def test_what_nobody_foresaw_is_one_line_without_the_errors_words(host: Host) -> None:
    # A folder where a file is expected reaches code that does not expect it.
    host.write("ci-bot.toml", CONSOLE)
    (host.folder / "copy").mkdir()
    ended = host.types("db", "restore", str(host.folder / "copy"))
    assert ended.code == 1
    assert len(ended.err.splitlines()) == 1
    assert "Traceback" not in ended.err
