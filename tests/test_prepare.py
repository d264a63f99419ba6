"""The set-up script, with apt, sudo, dpkg and Python played by small programs that take notes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci" / "prepare"

PYTHON = """\
#!/bin/sh
case "$*" in
    "-m venv .venv")
        mkdir -p .venv/bin
        cp "$0" .venv/bin/python
        echo "#!$PWD/.venv/bin/python" >.venv/bin/pip
        ;;
    -c*) exit 0 ;;
    --version) echo "Python 3.11.2" ;;
    *install*)
        echo "pip $*" >>"$NOTES"
        case "$*" in *--editable*) : >.venv/bin/kiosk; chmod +x .venv/bin/kiosk ;; esac
        ;;
esac
"""
DPKG_QUERY = """\
#!/bin/sh
for last; do :; done
grep -qx "$last" "$INSTALLED" && printf installed || exit 1
"""
APT_CACHE = """\
#!/bin/sh
echo "  Candidate: $(grep -qx "$2" "$KNOWN" && echo 1.0 || echo '(none)')"
"""
APT_GET = """\
#!/bin/sh
echo "apt-get $*" >>"$NOTES"
"""
SUDO = """\
#!/bin/sh
[ "$1" = -n ] && shift
echo "sudo $1" >>"$NOTES"
exec "$@"
"""


class Machine:
    """A folder of the program, and a PATH of programs that only take notes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "program"
        (self.folder / ".ci").mkdir(parents=True)
        shutil.copy(SCRIPT, self.folder / ".ci" / "prepare")
        for name, text in {
            "pyproject.toml": "",
            "requirements.lock": "click==8\n",
            "requirements-dev.lock": "click==8\npytest==9\n",
            "debian-packages.txt": "# Video\nlibvlc5\nlibglib2.0-0t64 | libglib2.0-0 # names\n",
            "debian-packages-test.txt": "xvfb\n",
        }.items():
            (self.folder / name).write_text(text, "utf-8")
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.files = {name: folder / name for name in ("NOTES", "INSTALLED", "KNOWN")}
        for file in self.files.values():
            file.write_text("", "utf-8")
        for name, text in {
            "python3": PYTHON,
            "dpkg-query": DPKG_QUERY,
            "apt-cache": APT_CACHE,
            "apt-get": APT_GET,
        }.items():
            self.program(name, text)
        self.somebody()
        for name in (
            "sh", "dirname", "cksum", "stat", "cat", "mkdir", "flock", "sed", "grep", "tr", "paste",
            "rm", "cp", "chmod", "tail", "env", "true",
        ):  # fmt: skip
            found = shutil.which(name)
            assert found is not None
            (self.bin / name).symlink_to(found)

    def program(self, name: str, text: str) -> None:
        file = self.bin / name
        file.write_text(text, "utf-8")
        file.chmod(0o755)

    def somebody(self, number: int = 1000) -> None:
        """Who runs the script: 0 is root."""
        self.program("id", f"#!/bin/sh\necho {number}\n")

    def has(self, *packages: str, known: Sequence[str] = ()) -> None:
        """The Debian packages that are installed, and those that apt knows beside them."""
        self.files["INSTALLED"].write_text("\n".join(packages) + "\n", "utf-8")
        self.files["KNOWN"].write_text("\n".join([*packages, *known]) + "\n", "utf-8")

    def prepare(self, purpose: str = "run") -> subprocess.CompletedProcess[str]:
        self.files["NOTES"].write_text("", "utf-8")
        return subprocess.run(
            [self.folder / ".ci" / "prepare", purpose],
            env={
                "PATH": str(self.bin),
                **{name: str(file) for name, file in self.files.items()},
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    @property
    def notes(self) -> list[str]:
        return self.files["NOTES"].read_text("utf-8").splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_with_nothing_missing_apt_is_not_called(machine: Machine) -> None:
    machine.has("libvlc5", "libglib2.0-0")
    done = machine.prepare()
    assert done.returncode == 0, done.stderr
    assert [note.split()[0] for note in machine.notes] == ["pip", "pip"]
    assert "--require-hashes" in machine.notes[0]
    assert "requirements.lock" in machine.notes[0]


def test_the_second_time_nothing_is_done_and_nothing_said(machine: Machine) -> None:
    machine.has("libvlc5", "libglib2.0-0")
    machine.prepare()
    done = machine.prepare()
    assert (done.returncode, done.stdout, done.stderr, machine.notes) == (0, "", "", [])


def test_a_new_lock_file_is_installed(machine: Machine) -> None:
    machine.has("libvlc5", "libglib2.0-0")
    machine.prepare()
    (machine.folder / "requirements.lock").write_text("click==9\n", "utf-8")
    machine.prepare()
    assert len(machine.notes) == 1
    assert "requirements.lock" in machine.notes[0]


def test_a_folder_that_was_moved_gets_a_new_environment(machine: Machine) -> None:
    machine.has("libvlc5", "libglib2.0-0")
    machine.prepare()
    moved = machine.folder.with_name("moved")
    machine.folder.rename(moved)
    machine.folder = moved
    done = machine.prepare()
    assert "making .venv" in done.stderr
    assert len(machine.notes) == 2


def test_root_installs_only_what_is_missing_under_the_name_of_this_release(
    machine: Machine,
) -> None:
    machine.somebody(0)
    machine.has("libvlc5", known=["libglib2.0-0"])
    assert machine.prepare().returncode == 0
    assert machine.notes[:2] == [
        "apt-get -qq update",
        "apt-get -qq -y --no-install-recommends install libglib2.0-0",
    ]


def test_the_tests_need_packages_of_their_own(machine: Machine) -> None:
    machine.somebody(0)
    machine.has("libvlc5", "libglib2.0-0", known=["xvfb"])
    assert machine.prepare("test").returncode == 0
    assert machine.notes[1].endswith(" install xvfb")
    assert "requirements-dev.lock" in machine.notes[2]


def test_somebody_who_is_not_root_goes_through_sudo(machine: Machine) -> None:
    machine.program("sudo", SUDO)
    machine.has("libglib2.0-0", known=["libvlc5"])
    assert machine.prepare().returncode == 0
    assert "apt-get -qq -y --no-install-recommends install libvlc5" in machine.notes
    assert "sudo apt-get" in machine.notes


def test_without_root_and_sudo_one_line_says_what_to_ask_for(machine: Machine) -> None:
    machine.has(known=["libglib2.0-0t64", "libvlc5"])
    done = machine.prepare()
    assert done.returncode == 1
    assert done.stderr == (
        "kiosk: Debian packages are missing. Ask IT to run:"
        " sudo apt-get install --no-install-recommends libvlc5 libglib2.0-0t64\n"
    )
    assert machine.notes == []


def test_apt_that_fails_is_told_with_the_command_to_try(machine: Machine) -> None:
    machine.somebody(0)
    machine.program("apt-get", "#!/bin/sh\necho 'E: no network'\nexit 100\n")
    machine.has("libglib2.0-0", known=["libvlc5"])
    done = machine.prepare()
    assert done.returncode == 1
    assert "E: no network" in done.stderr
    assert "sudo apt-get install --no-install-recommends libvlc5" in done.stderr
    assert not os.path.lexists(machine.folder / ".venv")
