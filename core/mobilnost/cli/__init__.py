"""The command line: noun, then verb. What is heavy is imported inside the command that needs it.

exits       exit codes, and what becomes of an error that nobody caught
language    the reader's language, before anything else is read
texts       the command line's own texts, in that language
helps       the help texts, put on commands by their names
lazy        a group whose commands are imported when they are called
options     the options that commands share
written     texts from the shell, none with halves of characters
session     the office, its plugins and the reader's language, for one run
screen      how the terminal is written to
sheet       one assessment for the office worker
papers      the papers of a dossier as one list
lines       many assessments, a line each
circumstances    programme, agreement, call, decision and dossier, found by their names
paragraphs  the lines of an explanation
explain_dossier, explain_law, explain_rule, explain_provision    what each of them is told by
check, explain, init, plugins    the commands
"""

import sys

from mobilnost.cli.exits import Guard


def main() -> None:
    """The program `mobilnost`."""
    with Guard() as guard:
        from mobilnost.cli import language

        language.speak(language.wanted(sys.argv[1:]))
        from mobilnost.cli.lazy import program

        guard.leave(program.main(prog_name="mobilnost", standalone_mode=False))
