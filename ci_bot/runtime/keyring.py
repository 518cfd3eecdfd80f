"""Encrypts and decrypts what is kept secret in the database."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from ci_bot.ports.chat import PlatformMisconfigured

NO_KEY = (
    "there is no key for the tokens in the database; set key_file in [secrets]: `ci-bot init` in"
    " an empty folder makes one, secrets/key"
)
WRONG_KEY = (
    "none of the keys in [secrets] opens the tokens in the database; put the key that they were"
    " encrypted with on a further line of the key file"
)


class Keyring:
    """Keys, of which the first encrypts and all decrypt; may be empty."""

    def __init__(self, keys: Sequence[str] = ()) -> None:
        self._keys = [Fernet(key) for key in keys]

    def require(self) -> None:
        """Raises PlatformMisconfigured where there is no key."""
        if not self._keys:
            raise PlatformMisconfigured(NO_KEY)

    def seal(self, value: str) -> str:
        """The value encrypted with the first key; raises PlatformMisconfigured without one."""
        self.require()
        return self._keys[0].encrypt(value.encode()).decode()

    def open(self, sealed: str) -> str:
        """The value; raises PlatformMisconfigured when no key fits."""
        self.require()
        try:
            return MultiFernet(self._keys).decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise PlatformMisconfigured(WRONG_KEY) from None

    def renewed(self, sealed: str) -> str | None:
        """The same encrypted with the first key; None if it is already.

        Raises PlatformMisconfigured when no key fits.
        """
        opened = self.open(sealed)
        try:
            self._keys[0].decrypt(sealed.encode())
        except InvalidToken:
            return self.seal(opened)
        return None
