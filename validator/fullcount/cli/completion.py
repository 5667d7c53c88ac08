"""`fullcount completion`: the completion script of a shell."""

from argparse import ArgumentParser

from fullcount.cli.exits import FINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  source <(fullcount completion bash)
  fullcount completion zsh > ~/.fullcount-completion && echo 'source ~/.fullcount-completion' >> ~/.zshrc
"""
HEAD = {"bash": "", "zsh": "autoload -U +X bashcompinit && bashcompinit\n"}
SCRIPT = """\
_fullcount() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" words="{commands} --help --version"
  case "${{COMP_WORDS[1]}}" in
{cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  local IFS=$'\n'
  COMPREPLY+=($(compgen -f -- "$word"))
}}
complete -o filenames -F _fullcount fullcount
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("shell", choices=tuple(HEAD), help="the shell that shall complete")
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Print the script, made from the parser itself."""
    from fullcount.cli import COMMANDS, command_parser

    commands: dict[str, list[str]] = {}
    for name in COMMANDS:
        first, *rest = name.split()
        commands.setdefault(first, []).extend([*rest, *_words(command_parser(name))])
    cases = "\n".join(f'    {name}) words="{" ".join(options)}" ;;' for name, options in commands.items())
    print(HEAD[arguments.shell] + SCRIPT.format(commands=" ".join(commands), cases=cases), end="")
    return FINE


def _words(command: ArgumentParser) -> list[str]:
    options = [action.option_strings[-1] for action in command._actions if action.option_strings]
    choices = [str(choice) for action in command._actions for choice in action.choices or ()]
    return [*options, *choices]
