"""Why a request came to nothing, in words: what libraries hide in what they raise."""

from __future__ import annotations

import re

from kiosk.errors import FetchError

PROXY = "; check --proxy (KIOSK_PROXY, HTTPS_PROXY)"
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3}[ \w]{0,60})")


def too_slow(url: str, seconds: float) -> FetchError:
    return FetchError(url, f"it was not complete after {seconds:.0f} s")


def chain_of(error: BaseException) -> list[BaseException]:
    """The error and all that it wraps, the outermost first."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        wrapped = (*at.args, getattr(at, "reason", None), at.__cause__, at.__context__)
        at = next((one for one in wrapped if isinstance(one, BaseException)), None)
    return chain


def of_proxy(chain: list[BaseException]) -> str:
    """What a proxy did, or why it was not reached."""
    refused = next((found for one in chain if (found := _TUNNEL.search(str(one)))), None)
    if refused is None:
        return f"the proxy cannot be reached{PROXY}, and that it is up"
    if refused[1].startswith("407"):
        return (
            "the proxy wants to know who asks; give --proxy (KIOSK_PROXY) with name and password,"
            " as http://NAME:PASSWORD@PROXY:PORT"
        )
    return f"the proxy does not let it through ({refused[1].strip()}); ask who runs it"
