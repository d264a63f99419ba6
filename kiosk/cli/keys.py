"""`kiosk keys`: the keys that an office signs its publications with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.given import FileName, OneOf, Whole
from kiosk.cli.keys_words import words_in
from kiosk.cli.secret import ask_new, keyring, keys_option, stick_option
from kiosk.cli.table import table
from kiosk.cli.tongue import spoken
from kiosk.cli.usage_words import words_in as usage_words

if TYPE_CHECKING:
    from kiosk.publish.keyring import Keyring, Kind, Public
    from kiosk.publish.signing import Missing

_KIND = OneOf(["master", "content", "renewal"])
_COUNT = Whole(1, 20)


@click.group(short_help="The keys that an office publishes with.")
def keys() -> None:
    """Make, replace and use the keys that walls know their office by.

    There are three kinds. The content key signs what screens show, at every publication. The
    renewal key, which has no password, says every few days that a publication is still the
    newest; alone it can put nothing on a screen. The master key says which keys count: it lies
    in a safe and is needed when another key is made, lost or stolen. docs/publish.md says who
    holds which, and what to do when a laptop is stolen.

    \b
    Examples
      kiosk keys init                        once, before the first publication
      kiosk keys list                        and the fingerprint that walls are given
      kiosk keys rotate content --stick /media/safe      the laptop was stolen
    """


@keys.command(short_help="Make the keys of an office, once.")
@click.option("--master", type=_COUNT, default=2, show_default=True, help="How many master keys.")
@click.option(
    "--master-needed", type=_COUNT, default=1, show_default=True,
    help="How many of them must sign, so that no single person can change the keys.",
)  # fmt: skip
@click.option("--content", type=_COUNT, default=1, show_default=True, help="How many content keys.")
@click.option(
    "--content-needed", type=_COUNT, default=1, show_default=True,
    help="How many of them must sign a publication.",
)  # fmt: skip
@click.option(
    "--with", "others", multiple=True, metavar="FILE.pub",
    type=FileName(exists=True),
    help="The public key of a colleague (kiosk keys new), which counts as one of its kind.",
)  # fmt: skip
@keys_option
def init(
    master: int,
    master_needed: int,
    content: int,
    content_needed: int,
    others: tuple[Path, ...],
    key_folder: Path | None,
) -> None:
    """Make the keys of an office.

    By default two master keys, of which one suffices: move one to a memory stick in a safe, and
    keep the other in another place. The keys that colleagues bring with --with are not made here.

    \b
    Examples
      kiosk keys init
      kiosk keys init --content 2 --content-needed 2 --with content-3f9a1c2b.pub
    """
    from kiosk.clock import SystemClock
    from kiosk.publish.keyring import Public
    from kiosk.publish.signing import begin, refuse_second

    ring = keyring(key_folder)
    refuse_second(ring)
    publics = [Public.from_file(file) for file in others]
    wanted: dict[Kind, int] = {"master": master, "content": content, "renewal": 1}
    password = ask_new()
    made: list[Public] = []
    for kind, count in wanted.items():
        there = sum(public.kind == kind for public in publics)
        secret = None if kind == "renewal" else password
        made += [ring.new(kind, secret) for _ in range(count - there)]
    needed: dict[Kind, int] = {"master": master_needed, "content": content_needed, "renewal": 1}
    missing = begin(ring, [*publics, *made], needed, SystemClock().now())
    words = words_in(spoken())
    click.echo(words["made_in"].format(folder=ring.folder))
    for public in made:
        click.echo(f"  {public.name}.pem")
    if missing:
        _tell_missing(missing)
        return
    click.echo(f"\n{words['known_by']}\n  {_fingerprint(ring)}")
    click.echo(f"\n{words['put_away']}\n{words['then']}")


@keys.command("new", short_help="Make one key, for a colleague's office.")
@click.argument("kind", type=_KIND)
@keys_option
def new_key(kind: Kind, key_folder: Path | None) -> None:
    """Make a key that is yours alone. Its .pub file goes to whoever runs `kiosk keys init` or
    `rotate`; the .pem file never leaves you.

    \b
    Examples
      kiosk keys new content
    """
    ring = keyring(key_folder)
    public = ring.new(kind, None if kind == "renewal" else ask_new())
    words = words_in(spoken())
    click.echo(words["yours"].format(file=f"{ring.folder / public.name}.pem"))
    click.echo(words["for_with"].format(file=f"{ring.folder / public.name}.pub"))


@keys.command(short_help="Replace, add or remove a key.")
@click.argument("kind", type=_KIND)
@click.option(
    "--drop", multiple=True, metavar="KEY", help="A key that counts no longer: lost or stolen."
)
@click.option(
    "--with", "others", multiple=True, metavar="FILE.pub",
    type=FileName(exists=True),
    help="A colleague's public key to add, instead of a new one made here.",
)  # fmt: skip
@click.option("--needed", type=_COUNT, help="From now on so many keys of this kind must sign.")
@click.option("--remove-only", is_flag=True, help="Only drop keys; make no new one.")
@stick_option
@keys_option
def rotate(
    kind: Kind,
    drop: tuple[str, ...],
    others: tuple[Path, ...],
    needed: int | None,
    remove_only: bool,
    stick: Path | None,
    key_folder: Path | None,
) -> None:
    """Make a new key of KIND and let another count no longer. Needs a master key.

    Where there is only one key of that kind, it is the one that is replaced. Walls learn of it
    with the next `kiosk publish`; nobody has to visit them.

    \b
    Examples
      kiosk keys rotate content --stick /media/safe    the laptop was stolen
      kiosk keys rotate renewal --stick /media/safe    the web server was broken into
      kiosk keys rotate content --with content-77aa01ff.pub --drop 3f9a1c2b
      kiosk keys rotate master --drop 90b1 --stick /media/safe    the other master key was lost
    """
    from kiosk.clock import SystemClock
    from kiosk.errors import PublishError
    from kiosk.publish import signing
    from kiosk.publish.keyring import Public
    from kiosk.publish.trust import trust_of

    ring = keyring(key_folder, stick)
    known = trust_of(ring)
    publics = [Public.from_file(file) for file in others]
    if any(public.kind != kind for public in publics):
        raise click.UsageError(usage_words(spoken())["other_kind"].format(kind=kind))
    if not drop and not others and not remove_only and len(known.keyids(kind)) == 1:
        drop = (known.keyids(kind)[0][:8],)
    made: Public | None = None
    if not publics and not remove_only:
        publics.append(ring.new(kind, None if kind == "renewal" else ask_new()))
        made = publics[0]
    try:
        missing = signing.rotate(
            ring, kind, SystemClock().now(), add=publics, drop=drop, threshold=needed
        )
    except PublishError:
        if made:
            ring.discard(made)
        raise
    if made:
        file = f"{ring.folder / made.name}.pem"
        click.echo(words_in(spoken())["made"].format(file=file))
    _tell_next(missing)


@keys.command(short_help="Let walls trust the same keys for five more years.")
@stick_option
@keys_option
def extend(stick: Path | None, key_folder: Path | None) -> None:
    """Let walls trust the keys that count now for five more years. Needs a master key.

    \b
    Examples
      kiosk keys extend --stick /media/safe
    """
    from kiosk.clock import SystemClock
    from kiosk.publish.signing import rotate as change

    _tell_next(change(keyring(key_folder, stick), "master", SystemClock().now()))


@keys.command(short_help="Add your signature to what waits for it.")
@click.argument("file", type=FileName(exists=True))
@stick_option
@keys_option
def sign(file: Path, stick: Path | None, key_folder: Path | None) -> None:
    """Sign FILE with the keys that lie here: a publication (next.targets.json) or a change of
    keys (next.root.json) that needs more than one person.

    \b
    Examples
      kiosk keys sign /srv/published/next.targets.json
      kiosk keys sign next.root.json --stick /media/safe
    """
    from kiosk.publish.signing import sign as add_signature

    missing = add_signature(keyring(key_folder, stick), file)
    if missing:
        _tell_missing(missing)
    else:
        click.echo(words_in(spoken())["complete"].format(file=file))


@keys.command("list", short_help="Which keys count, which are here, and the fingerprint.")
@keys_option
def list_keys(key_folder: Path | None) -> None:
    """List the keys that count, which of them lie here, and the fingerprint that walls are given.

    \b
    Examples
      kiosk keys list
    """
    from kiosk.publish.keyring import KINDS
    from kiosk.publish.trust import trust_of

    ring, words = keyring(key_folder), words_in(spoken())
    trust = trust_of(ring)
    rows = [
        (
            f"{kind}-{keyid[:8]}",
            words["here" if keyid[:8] in ring.holds(kind) else "elsewhere"],
            words["sign"].format(needed=trust.threshold(kind), count=len(trust.keyids(kind))),
        )
        for kind in KINDS
        for keyid in trust.keyids(kind)
    ]
    for line in table(rows, heads=(words["key"], words["is"], words["needed"])):
        click.echo(line)
    click.echo(f"\n{words['fingerprint']}\n  {_fingerprint(ring)}")
    click.echo(f"\n{words['until'].format(day=f'{trust.root.expires:%Y-%m-%d}')}")


def _fingerprint(ring: Keyring) -> str:
    from kiosk.publish.keyring import fingerprint
    from kiosk.publish.trust import trust_of

    return fingerprint(trust_of(ring).versions[0])


def _tell_next(missing: Missing | None) -> None:
    """What is to be done after the keys changed."""
    if missing:
        _tell_missing(missing)
    else:
        click.echo(words_in(spoken())["next"])


def _tell_missing(missing: Missing) -> None:
    words = words_in(spoken())
    key = "one_missing" if missing.needs == 1 else "missing"
    click.echo(words[key].format(count=missing.needs, kind=missing.kind))
    click.echo(f"  kiosk keys sign {missing.file}")
