"""Keeps addresses in a person's words honest: what is shown is where it leads."""

import re
import unicodedata

_ADDRESS = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*)(:/{2,})([^\s/?#\\]+)")


def honest(text: str) -> str:
    """Hosts that mix scripts are spelled in punycode; what hides its host can't be followed.

    Chats make links of bare addresses by themselves, so a look-alike has to be seen as one.
    """
    return _ADDRESS.sub(_honest_address, text) if "://" in text else text


def _honest_address(found: re.Match[str]) -> str:
    scheme, slashes, authority = found.groups()
    if "@" in authority:
        return f"{scheme}: {slashes[1:]}{authority}"
    if authority.isascii() or len(_scripts(authority)) < 2:
        return found[0]
    host, colon, port = authority.partition(":")
    try:
        spelled = host.encode("idna").decode("ascii")
    except UnicodeError:
        return f"{scheme}: {slashes[1:]}{authority}"
    return f"{scheme}{slashes}{spelled}{colon}{port}"


def _scripts(host: str) -> set[str]:
    letters = (character for character in host if character.isalpha())
    return {unicodedata.name(letter, "?").partition(" ")[0] for letter in letters}
