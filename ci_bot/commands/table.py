"""A command as data: its words, who may use it, what it is for, and what carries it out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ci_bot.commands.line import number_in
from ci_bot.commands.request import Request
from ci_bot.domain.authority import Right
from ci_bot.messages.blocks import Message
from ci_bot.messages.inline import Line

Handler = Callable[[Request], Awaitable[Message | None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command of the registry.

    `words`: what is typed, such as ("checkin", "open"). `arguments`: as the help shows them.
    `about`: an English sentence, translated where it is shown. `example`: a line to copy.
    `private`: its answer goes to the person alone, also when asked in a channel. `beside_prompt`:
    with arguments it is no answer to an open prompt, though without them it may be; else only the
    name of an activity behind it makes a command of it.
    `in_any_room`: a backbone command that is about the room it is given in. `hidden`: it is
    understood, but not listed. `answers_prompt`: alone on its line under an open prompt, it is an
    answer to that prompt. `numbered`: a number alone behind it makes a whole line of it.
    `insists`: a number behind it makes it a command wherever words are awaited, whatever follows.
    """

    words: tuple[str, ...]
    handler: Handler
    about: str
    right: Right = Right.ROSTER
    arguments: str = ""
    example: str = ""
    private: bool = False
    beside_prompt: bool = True
    answers_prompt: bool = False
    numbered: bool = False
    insists: bool = False
    in_any_room: bool = False
    hidden: bool = False

    @property
    def name(self) -> str:
        """The words as one line."""
        return " ".join(self.words)

    @property
    def usage(self) -> str:
        """The line as the help shows it."""
        return f"{self.name} {self.arguments}".rstrip()

    def takes_number(self, behind: tuple[str, ...]) -> bool:
        """Whether what stands behind its name makes a command of it beyond doubt."""
        alone = self.numbered and len(behind) == 1
        return bool(behind) and (alone or self.insists) and number_in(behind[0]) is not None


class UsageError(Exception):
    """The arguments don't fit the command; `reason` is a translated sentence, or empty."""

    def __init__(self, reason: str | Line = "") -> None:
        super().__init__(reason)
        self.reason = reason


class MeantError(Exception):
    """Nothing has that name, but something nearly has; `line` is the command as it may be meant."""

    def __init__(self, name: str, meant: str, line: str) -> None:
        super().__init__(name)
        self.name, self.meant, self.line = name, meant, line


class NoSuchError(Exception):
    """Nothing has that name or nearly has it; `where` is the command that lists the right ones."""

    def __init__(self, name: str, where: str) -> None:
        super().__init__(name)
        self.name, self.where = name, where


@dataclass(frozen=True, slots=True)
class Registry:
    """All commands; the source of parser, help, reference and completion."""

    commands: tuple[Command, ...]

    def find(self, words: tuple[str, ...]) -> tuple[Command, int] | None:
        """The command with the most words at the front of a line, and how many words that is.

        A sentence that begins like a command without arguments is none.
        """
        lowered = tuple(word.casefold() for word in words)
        fitting = [
            c
            for c in self.commands
            if lowered[: len(c.words)] == c.words
            and (c.arguments or c.hidden or len(lowered) == len(c.words))
        ]
        if not fitting:
            return None
        command = max(fitting, key=lambda c: len(c.words))
        return command, len(command.words)

    def named(self, word: str) -> Command | None:
        """The command of that one word."""
        return next((c for c in self.commands if c.words == (word.casefold(),)), None)

    def names(self) -> tuple[str, ...]:
        """All commands' names."""
        return tuple(command.name for command in self.commands)
