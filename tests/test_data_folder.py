from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from internbot.data_folder import LAYOUT, DataFolder, announce, holder, mismatch
from internbot.errors import DataFolderBusy, DataFolderError, IndexMismatch

MODEL: dict[str, str | int] = {"name": "small", "dimensions": 3, "revision": "a"}

HOLD = """
import sys, time
from pathlib import Path
from internbot.data_folder import DataFolder
model = {"name": "small", "dimensions": 3, "revision": "a"}
with DataFolder.hold(Path(sys.argv[2]), model, write=sys.argv[3] == "w"):
    print("held", flush=True)
    time.sleep(600)
"""


@contextmanager
def other_process(folder: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    script = folder.parent / "hold.py"
    script.write_text(HOLD)
    process = subprocess.Popen(
        [sys.executable, str(script), "serve", str(folder), mode], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def hold(folder: Path, *, write: bool = True) -> DataFolder:
    return DataFolder.hold(folder, MODEL, write=write, patience=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "deep" / "data"
    hold(path).release()
    return path


def test_a_new_folder_is_private_and_marked(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "lock").stat().st_mode) == 0o600
    assert json.loads((folder / "internbot.json").read_text()) == {"layout": LAYOUT, "identity": MODEL}


def test_readers_share_it_and_a_writer_does_not(folder: Path) -> None:
    with hold(folder, write=False), hold(folder, write=False):
        assert holder(folder) is None
        with pytest.raises(DataFolderBusy):
            hold(folder)
    with hold(folder), pytest.raises(DataFolderBusy):
        hold(folder, write=False)
    hold(folder).release()


def test_the_other_process_is_named(folder: Path) -> None:
    with other_process(folder, "w") as process:
        with pytest.raises(DataFolderBusy, match=rf"`hold.py serve` \(process {process.pid}\).*stop it"):
            hold(folder)
        found = holder(folder)
        assert found is not None
        assert (found.pid, found.command, found.socket) == (process.pid, "hold.py serve", None)


def test_a_reader_of_another_process_is_named_too(folder: Path) -> None:
    with other_process(folder, "r") as process, pytest.raises(DataFolderBusy, match=str(process.pid)):
        hold(folder)


def test_a_killed_holder_is_no_holder(folder: Path) -> None:
    with other_process(folder, "w") as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert holder(folder) is None
        hold(folder).release()


def test_the_socket_is_told_while_it_is_held(folder: Path) -> None:
    with hold(folder):
        announce(folder, "/some/socket", b"\x01\x02")
        found = holder(folder)
    assert found is not None
    assert (found.pid, found.socket, found.authkey) == (os.getpid(), "/some/socket", "0102")
    assert holder(folder) is None


def test_a_damaged_lock_text_stops_nobody(folder: Path) -> None:
    with hold(folder):
        (folder / "lock").write_text('{"pid": ')
        with pytest.raises(DataFolderBusy, match="another internbot command"):
            hold(folder)
    hold(folder).release()


def test_another_model_is_refused_with_the_remedy(folder: Path) -> None:
    other: dict[str, str | int] = MODEL | {"name": "large", "dimensions": 4}
    for write in (True, False):
        with pytest.raises(
            IndexMismatch, match=r"dimensions 3, name small; now dimensions 4, name large.*INTERNBOT_DATA"
        ):
            DataFolder.hold(folder, other, write=write)
    assert mismatch(folder, MODEL) is None
    hold(folder).release()


@pytest.mark.parametrize(
    ("layout", "said"), [(LAYOUT + 1, "newer internbot: update"), (LAYOUT - 1, "older internbot")]
)
def test_another_layout_is_refused(folder: Path, layout: int, said: str) -> None:
    (folder / "internbot.json").write_text(json.dumps({"layout": layout, "identity": MODEL}))
    with pytest.raises(IndexMismatch, match=said):
        hold(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"layout": "1", "identity": {}}', '{"layout": 1}'])
def test_a_damaged_mark_is_refused(folder: Path, text: str) -> None:
    (folder / "internbot.json").write_text(text)
    with pytest.raises(DataFolderError, match="damaged"):
        hold(folder)


def test_a_reader_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match=r"holds nothing yet.*internbot ingest"):
        hold(tmp_path / "new", write=False)
    assert not (tmp_path / "new").exists()


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(DataFolderError, match="holds other files"):
        hold(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_kill_before_the_mark_was_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("")
    (tmp_path / "internbot.json.new").write_text('{"lay')
    hold(tmp_path).release()
    assert mismatch(tmp_path, MODEL) is None


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(DataFolderError, match="is a file, or lies below one"):
            hold(path)


def test_a_disk_without_room_is_told(tmp_path: Path) -> None:
    # A limit on the size of files stands in for a full disk: the same write fails.
    script = """
import resource, sys
from pathlib import Path
from internbot.data_folder import DataFolder
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
DataFolder.hold(Path(sys.argv[1]), {"name": "small"}, write=True)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "data")], capture_output=True, text=True, timeout=60
    )
    assert "DataFolderError: the data folder" in done.stderr.splitlines()[-1]
    assert not (tmp_path / "data" / "internbot.json").exists()


def test_a_volume_just_mounted_is_a_new_folder(tmp_path: Path) -> None:
    (tmp_path / "lost+found").mkdir()
    hold(tmp_path).release()
    assert mismatch(tmp_path, MODEL) is None


def test_a_folder_that_may_not_be_looked_into_is_told(folder: Path) -> None:
    root = os.geteuid() == 0
    folder.chmod(0o000)
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(DataFolderError, match="may not be used by this user"):
            holder(folder)
        with pytest.raises(DataFolderError, match="may not be used by this user"):
            hold(folder, write=False)
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


def test_a_folder_that_may_not_be_used_is_told(tmp_path: Path) -> None:
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # root may write anywhere: become somebody to whom nothing here belongs
    else:
        tmp_path.chmod(0o500)
    try:
        with pytest.raises(DataFolderError, match="may not be used by this user"):
            hold(tmp_path / "data")
    finally:
        if root:
            os.seteuid(0)
        tmp_path.chmod(0o700)
