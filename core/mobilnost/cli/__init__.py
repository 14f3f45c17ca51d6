"""The command line: noun, then verb. What is heavy is imported inside the command that needs it.

exits       exit codes, and what becomes of an error that nobody caught
helps       the help texts, all in one place
lazy        a group whose commands are imported when they are called
options     the options that commands share
session     the office, its plugins and the reader's language, for one run
screen      how the terminal is written to
sheet       one assessment for the office worker
papers      the papers of a dossier as one list
lines       many assessments, a line each
check, init, plugins    the commands
"""

from mobilnost.cli.exits import Guard


def main() -> None:
    """The program `mobilnost`."""
    with Guard() as guard:
        from mobilnost.cli.lazy import program

        guard.leave(program.main(prog_name="mobilnost", standalone_mode=False))
