"""The command `greeter completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from greeter.problems import BadInput

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete greeter's commands and options.

    \b
    bash   greeter completion bash > ~/.local/share/bash-completion/completions/greeter
    zsh    greeter completion zsh > ~/.zfunc/_greeter
    fish   greeter completion fish > ~/.config/fish/completions/greeter.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise BadInput(f"There is no completion for {shell}.", f"Choose one of: {', '.join(SHELLS)}.")
    click.echo(found(ctx.find_root().command, {}, "greeter", "_GREETER_COMPLETE").source())
