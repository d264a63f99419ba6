"""The group of all commands, and what happens when one of them fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from kiosk.cli import (
    ask,
    check,
    completion,
    diff,
    feed,
    follow,
    keys,
    plan,
    publish,
    record,
    render,
    run,
    service,
    status,
)
from kiosk.cli.language import language_of_all
from kiosk.cli.place import place_options, remember_place
from kiosk.cli.trouble import tell_error
from kiosk.cli.usage import tell_usage
from kiosk.errors import Exit, KioskError

EPILOG = """\b
Exit codes
    0  done
    1  it could not be done: network, display, disk; or something needs attention
    2  the command line is wrong
    3  the site folder has faults; they have been printed
    4  there is nothing to show, list or explain: no such screen, no player running
  130  Ctrl-C
  141  who read the answer stopped reading: kiosk plays | head

\b
Environment
  KIOSK_SITE  the site folder, where no --site is given and the current folder is none
  KIOSK_DATA  the data folder, where no --data is given
  LC_ALL, LC_MESSAGES, LANG  the language of messages: fr, ar, else English; --language wins

Completion of commands, options and screen names: kiosk completion --help"""


class Kiosk(click.Group):
    """Ends every command in the same way: a fault is one line and a documented exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order in which people need them."""
        return list(self.commands)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 - we always end in our own way
        **extra: Any,
    ) -> NoReturn:
        """Runs and exits.

        Raises:
            SystemExit: always, with one of `kiosk.errors.Exit`.
        """
        try:
            code = super().main(
                args, prog_name or "kiosk", complete_var, standalone_mode=False, **extra
            )
        except (click.Abort, KeyboardInterrupt):
            code = Exit.INTERRUPTED
        except click.UsageError as error:
            code = tell_usage(error)
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        sys.exit(int(code or Exit.OK))

    def make_context(self, *arguments: Any, **extra: Any) -> click.Context:
        try:
            return super().make_context(*arguments, **extra)
        except BrokenPipeError as cause:
            raise click.exceptions.Exit(_unread()) from cause  # --help and --version answer here

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return _unread()
        except (KioskError, OSError) as error:
            return tell_error(error)


def _unread() -> Exit:
    """Whoever read the answer has had enough. What is left of it goes nowhere, or Python would
    stumble over the closed pipe again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return Exit.UNREAD


def _print_versions(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from kiosk.cli.versions import versions

        click.echo("\n".join(f"{name} {version}" for name, version in versions()))
        context.exit()


@click.group(
    cls=Kiosk,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_versions,
    help="Show the versions of kiosk and of what it stands on.",
)
@language_of_all
@place_options
@click.pass_context
def kiosk(context: click.Context, /, **given: Any) -> None:
    """Reception screens for municipalities: notices, outages and sign-language capsules.

    \b
    Examples
      kiosk run                      the site in this folder, on this machine's display
      kiosk check                    is what we wrote right?
      kiosk explain hall             what shows on the screen `hall`, what does not, and why
      kiosk render hall -o pictures  look before the wall does
      kiosk status                   what the wall shows now, and whether all is well
      kiosk feed URL                 what would become of a new feed
      kiosk publish -o /srv/www      sign it, for any number of walls to fetch
    """
    remember_place(context, **given)


for command in (
    run.run,
    run.player,
    service.sync,
    check.check,
    ask.explain,
    plan.timeline,
    render.render,
    status.status,
    feed.feed,
    record.plays,
    diff.diff,
    publish.publish,
    keys.keys,
    follow.rollback,
    check.schemas,
    completion.completion,
):
    kiosk.add_command(command)
