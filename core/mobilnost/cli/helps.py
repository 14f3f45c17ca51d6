"""The help texts, put on commands and options by their names: no command carries a text of its own.

In `locales/*/help.toml` a command has a table under its path, such as `[commands."rules diff"]`: `line` for the list of
commands, `help` for its own page, and under `options` a text for each of its options, named without dashes. What is not
there is looked for in `[options]`, which commands share. The commands of a noun with many of them stand in a file of
its own, `help/dossier.toml`, there under `["dossier list"]`.
"""

from __future__ import annotations

import re

import click

from mobilnost.cli.texts import of_command, table

#: The program's own texts stand under its name.
PROGRAM = "mobilnost"
#: A word that stands for a value.
WORD = re.compile(r"[A-Z]{2,}")

#: The commands in the order in which the help shows them.
COMMANDS = (
    "init",
    "check",
    "dossier",
    "document",
    "grant",
    "recognition",
    "rules",
    "explain",
    "agreement",
    "call",
    "appeal",
    "person",
    "institution",
    "decision",
    "regulation",
    "test",
    "due",
    "register",
    "settings",
    "plugin",
    "plugins",
)

#: What is to be copied whole: an option, or a name with hyphens in it.
WHOLE = re.compile(r"(?<!\w)--[\w-]+|\w+(?:-\w+)+")
#: Looks like a hyphen, and no line ends at it.
UNBROKEN = "\N{NON-BREAKING HYPHEN}"


class _Formatter(click.HelpFormatter):
    """Breaks no line within a name such as `--all-or-nothing`."""

    def write_text(self, text: str) -> None:
        """A paragraph, wrapped."""
        super().write_text(WHOLE.sub(lambda name: name[0].replace("-", UNBROKEN), text))

    def write(self, string: str) -> None:
        """A part of the page as it is shown."""
        super().write(string.replace(UNBROKEN, "-"))


class _Context(click.Context):
    """The context of a command with such pages."""

    formatter_class = _Formatter


def worded(command: click.Command, path: str = "") -> click.Command:
    """The same command with its texts, and those of its options and of its own commands, in the reader's language.

    The path is what is typed after the program's name.
    """
    own = of_command(path or PROGRAM)
    command.context_class = _Context
    command.help = own.get("help", command.help)
    command.short_help = own.get("line", command.short_help)
    command.options_metavar = renamed(command.options_metavar)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            name = max(parameter.opts, key=len).lstrip("-")
            parameter.help = own.get("options", {}).get(name) or table("options").get(name) or parameter.help
        parameter.metavar = renamed(parameter.metavar or _metavar(parameter))
    if isinstance(command, click.Group):
        command.subcommand_metavar = renamed(command.subcommand_metavar) or ""
        for name, inner in command.commands.items():
            worded(inner, f"{path} {name}".lstrip())
    return command


def renamed(metavar: str | None) -> str | None:
    """What stands for a value, such as `[FILES|IDS]`, with its words in the reader's language."""
    words = table("metavars")
    return metavar and WORD.sub(lambda word: str(words.get(word[0], word[0])), metavar)


def _metavar(parameter: click.Parameter) -> str | None:
    """What click would show for a value: the name of an argument; of an option that takes a text, that it does."""
    if isinstance(parameter, click.Argument):
        name = (parameter.name or "").upper()
        return (name if parameter.required else f"[{name}]") + ("" if parameter.nargs == 1 else "...")
    text = isinstance(parameter, click.Option) and parameter.type is click.STRING and not parameter.is_flag
    return "TEXT" if text else None
