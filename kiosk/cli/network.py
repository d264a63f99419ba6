"""How commands reach the network, and how much of the disk media may take: options of IT."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kiosk.cli.given import FileName
from kiosk.cli.tongue import spoken
from kiosk.cli.usage_words import words_in

if TYPE_CHECKING:
    from kiosk.sync.network import Network
    from kiosk.sync.settings import Settings

_Function = TypeVar("_Function", bound=Callable[..., Any])
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,6})?)\s*([kmgt]?)b?", re.IGNORECASE)


class Size(click.ParamType[int]):
    """`500 MB`, `2GB`, or bytes."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(str(value).strip())
        if found is None:
            self.fail(words_in(spoken(ctx))["size"].format(value=value), param, ctx)
        return int(float(found[1]) * _UNITS[found[2].lower()])


def network_options(function: _Function) -> _Function:
    """The options `--proxy`, `--ca`, `--media-quota` and `--free-floor`."""
    for option in (
        click.option(
            "--free-floor",
            type=Size(),
            envvar="KIOSK_FREE_FLOOR",
            default="256 MB",
            show_default=True,
            help="So much of the disk stays free.",
        ),
        click.option(
            "--media-quota",
            type=Size(),
            envvar="KIOSK_MEDIA_QUOTA",
            help="So much pictures and videos may take, such as 8 GB. Left out: what the disk has.",
        ),
        reach_options,
    ):
        function = option(function)
    return function


def reach_options(function: _Function) -> _Function:
    """The options `--proxy` and `--ca`, the same for every command that asks the network."""
    for option in (
        click.option(
            "--ca",
            type=FileName(),
            envvar="KIOSK_CA",
            metavar="FILE",
            help="Certificates (PEM) of the town's own authority, trusted besides the public ones.",
        ),
        click.option(
            "--proxy",
            envvar="KIOSK_PROXY",
            metavar="URL",
            help="The proxy to the internet. Left out: what HTTPS_PROXY and HTTP_PROXY say."
            " NO_PROXY counts for both.",
        ),
    ):
        function = option(function)
    return function


def network_of(proxy: str | None = None, ca: Path | None = None) -> Network:
    """How the network is reached; what is not given is asked of the environment.

    Raises:
        click.UsageError: the proxy's address is none.
    """
    from kiosk.sync.network import Network

    proxy = proxy or os.environ.get("KIOSK_PROXY") or None
    if proxy and not proxy.startswith(("http://", "https://")):
        raise click.UsageError(words_in(spoken())["proxy"].format(value=proxy))
    if ca is None and os.environ.get("KIOSK_CA"):
        ca = Path(os.environ["KIOSK_CA"])
    return Network(proxy=proxy, ca_file=ca)


def settings_of(
    proxy: str | None, ca: Path | None, media_quota: int | None, free_floor: int
) -> Settings:
    """What these options mean to sync.

    Raises:
        click.UsageError: the proxy's address is none.
    """
    from kiosk.device.machine import machine_mark
    from kiosk.sync.room import Room
    from kiosk.sync.settings import Settings

    return Settings(
        network=network_of(proxy, ca),
        room=Room(quota=media_quota, floor=free_floor),
        machine=machine_mark(),
    )
