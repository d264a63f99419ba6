"""Shell completion."""

from __future__ import annotations

import click

from kiosk.cli.given import OneOf

_VARIABLE = "_KIOSK_COMPLETE"


@click.command(short_help="Make the shell complete commands and screens.")
@click.argument("shell", type=OneOf(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete commands, options and screen names.

    \b
    Examples
      bash   kiosk completion bash > ~/.local/share/bash-completion/completions/kiosk
      zsh    kiosk completion zsh > ~/.zfunc/_kiosk      (with ~/.zfunc in fpath)
      fish   kiosk completion fish > ~/.config/fish/completions/kiosk.fish
      try    eval "$(kiosk completion bash)"             (this shell only)
    """
    from click.shell_completion import get_completion_class

    from kiosk.cli.root import kiosk

    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - click knows the three shells of the argument's choice
        raise click.UsageError(f"click cannot complete in {shell}")
    click.echo(kind(kiosk, {}, "kiosk", _VARIABLE).source())
