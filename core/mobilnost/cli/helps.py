"""The help texts of the command line."""

PROGRAM = """Decides, explains and keeps what a university's international mobility office must decide, explain and
keep.

Exit codes: 0 all is well, 1 unmet or incomplete, 2 wrong usage, 3 invalid data or a plugin that did not load,
4 a mistake of the program itself.
"""

#: The commands in the order in which the help shows them, each with one line.
COMMANDS = {
    "init": "Make the folder of an office.",
    "check": "Judge dossiers: who may go or come, and why.",
    "plugins": "List the programmes that are installed.",
}

CHECK = """Judge dossiers by the regulation, the programme, the call and the agreement.

PATHS are files of dossiers, or folders of them; with none, all dossiers of the office are judged. One dossier is
shown in full, several with a line each.
"""
CHECK_ALL = "Show every finding in full, also what is in order or does not apply."
CHECK_NAMES = "Show the names of the participants."

INIT = """Make the folder of an office in DIR, which must be new or empty.

The files are readable by you alone: dossiers hold personal data.
"""
INIT_EXAMPLE = "With agreements, calls and dossiers to try things out on."

PLUGINS = """List the installed plugins: their programmes, what they add to others, and why one did not load."""

LANG = "The language of the output; else the office's own, else that of the system."
OFFICE = "The folder of the office; else MOBILNOST_OFFICE, else the nearest folder upwards with a mobilnost.toml."
ON = "The day to judge on, such as 2018-06-25; else today."
JSON = "Write JSON: one object per line."
DRY_RUN = "Say what would be written, and write nothing."
