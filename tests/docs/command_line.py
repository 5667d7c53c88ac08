"""The options of a command as a Markdown table, from the parser itself."""

from argparse import Action

from fullcount.cli import command_parser


def options_table(command: str) -> str:
    """One row for each argument but `--help`, in the words of `--help`."""
    actions = [action for action in command_parser(command)._actions if action.dest != "help"]
    rows = [f"| {_name(action)} | {_value(action)} | {action.help} |" for action in actions]
    return "\n".join(["| argument | value | |", "|---|---|---|", *rows])


def _name(action: Action) -> str:
    return ", ".join(f"`{name}`" for name in action.option_strings)


def _value(action: Action) -> str:
    if action.nargs == 0:
        return ""
    return (
        str(action.metavar) if action.metavar else ", ".join(str(choice) for choice in action.choices or ())
    )
