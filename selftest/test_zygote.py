"""Processes that are copies of one that has the libraries."""

import os
import signal
import socket
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kata.zygote import CAN_FORK, Child, Zygote, ZygoteError

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="no fork on this system")

PATIENCE = 60


# What the children do: functions of this module, which they find by its name.


def end_with(code):
    os._exit(code)


def end_by(number):
    os.kill(os.getpid(), number)


def tell(sock):
    sock.sendall(f"{'sklearn' in sys.modules} {'conftest' in sys.modules}".encode())


def tell_open_files(sock):
    files = []
    for number in range(3, 1000):
        with suppress(OSError):
            files.append(str(Path(f"/proc/self/fd/{number}").readlink()))
    # Libraries have those of their own open.
    sock.sendall(" ".join(file for file in files if not file.endswith("proj.db")).encode())


def tell_environment(sock, name):
    sock.sendall(os.environ.get(name, "unmarked").encode())


def mark(name):
    os.environ[name] = "marked"


def last_for_ever(sock=None):
    if sock:
        sock.sendall(str(os.getpid()).encode())
    while True:
        time.sleep(1)


@pytest.fixture(scope="module")
def zygote():
    with closing(Zygote.launch()) as zygote:
        yield zygote


def ended(child):
    child.join(PATIENCE)
    with closing(child):
        return child.exitcode


def told(zygote, function, *args):
    """Return what a child says over a socket."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            child = zygote.start(function, *args, sockets=[theirs])
        ours.settimeout(PATIENCE)
        text = ours.recv(10_000).decode()
    assert ended(child) == 0
    return text


def is_there(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] != "Z"
    except OSError:
        return False


def until(true):
    start = time.monotonic()
    while not true():
        assert time.monotonic() - start < PATIENCE
        time.sleep(0.02)


@pytest.mark.parametrize("code", [0, 1, 77])
def test_the_exit_code_is_told(zygote, code):
    assert ended(zygote.start(end_with, code)) == code


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_the_signal_that_ended_a_child_is_told(zygote, number):
    assert ended(zygote.start(end_by, number)) == -number


def test_an_exception_is_an_exit_code(zygote, capfd):
    assert ended(zygote.start(end_with, "no code")) == 1


def test_a_child_has_the_libraries_and_nothing_of_this_process(zygote):
    assert told(zygote, tell) == "True False"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of open files")
def test_a_child_has_nothing_open_but_its_socket(zygote):
    others = [zygote.start(last_for_ever) for _ in range(3)]
    (file,) = told(zygote, tell_open_files).split()
    assert file.startswith("socket:")
    for other in others:
        other.kill()
        assert ended(other) == -signal.SIGKILL


def test_children_run_side_by_side(zygote):
    slow = zygote.start(last_for_ever)
    assert ended(zygote.start(end_with, 3)) == 3
    slow.join(0.1)
    assert slow.exitcode is None
    slow.kill()
    assert ended(slow) == -signal.SIGKILL


def test_a_branch_forks_what_it_has_become_since(zygote):
    with closing(zygote.branch(mark, "KATA_TEST_OF_A_BRANCH")) as branch:
        assert told(branch, tell_environment, "KATA_TEST_OF_A_BRANCH") == "marked"
    assert told(zygote, tell_environment, "KATA_TEST_OF_A_BRANCH") == "unmarked"


def test_what_is_closed_ends_with_all_its_children(zygote):
    branch = zygote.branch()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        child = branch.start(last_for_ever, sockets=[theirs])
        pid = int(ours.recv(100))
        assert is_there(pid)
        branch.close()
        until(lambda: not is_there(pid))
    child.close()


def test_what_a_branch_has_started_does_not_outlive_its_process():
    zygote = Zygote.launch()
    branch = zygote.branch()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        branch.start(last_for_ever, sockets=[theirs]).close()
        pid = int(ours.recv(100))
    # In the order in which it is worst; the end of a process closes both at once.
    zygote.close()
    branch.close()
    until(lambda: not is_there(pid))


def test_one_that_is_gone_says_so():
    zygote = Zygote.launch()
    zygote._process.kill()
    zygote._process.wait()
    with pytest.raises(ZygoteError):
        zygote.start(end_with, 0)
    zygote.close()


def test_a_late_reply_is_not_taken_for_that_to_the_next_question(zygote):
    with closing(zygote.branch()) as branch:
        with pytest.raises(ZygoteError):
            branch.start(last_for_ever, timeout=1e-9)
        with pytest.raises(ZygoteError):
            branch.start(end_with, 0)


def test_what_goes_on_without_it_can_be_ended_and_has_no_exit_code():
    zygote = Zygote.launch()
    child = zygote.start(last_for_ever)
    zygote._process.kill()
    assert ended(child) is None
    assert is_there(child.pid)
    child = Child(child.pid, os.open(os.devnull, os.O_RDONLY))
    child.kill()
    until(lambda: not is_there(child.pid))
    child.close()
    zygote.close()


def test_ctrl_c_is_not_for_it(zygote):
    os.kill(zygote._process.pid, signal.SIGINT)
    assert ended(zygote.start(end_with, 5)) == 5
