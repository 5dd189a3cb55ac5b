"""A stick is told from the disks of the machine by what the system says of it."""

from pathlib import Path

import pytest

from kiosk.courier.queries import sticks


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    """Lay out disks as Linux does: a partition is a folder in its disk, and a link leads to each."""
    folder = tmp_path / "class"
    folder.mkdir()
    for disk, removable in (("sda", "0"), ("sdb", "1"), ("sdc", "1"), ("mmcblk0", "0")):
        for partition in ("", "1", "p1"):
            place = (
                tmp_path / "devices" / disk / f"{disk}{partition}"
                if partition
                else tmp_path / "devices" / disk
            )
            place.mkdir(parents=True, exist_ok=True)
            (folder / place.name).symlink_to(place)
        (tmp_path / "devices" / disk / "removable").write_text(f"{removable}\n")
    return folder


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("/dev/sda1 / ext4 rw 0 0", []),
        ("/dev/mmcblk0p1 /boot vfat rw 0 0", []),
        ("/dev/sdb1 /media/STICK vfat rw 0 0", ["/media/STICK"]),
        ("/dev/sdb /media/whole exfat ro 0 0", ["/media/whole"]),
        (r"/dev/sdb1 /media/USB\040DISK vfat rw 0 0", ["/media/USB DISK"]),
        ("/dev/sdb1 /media/B vfat rw 0 0\n/dev/sdc1 /media/A vfat rw 0 0", ["/media/A", "/media/B"]),
        ("/dev/sdb1 /media/once vfat rw 0 0\n/dev/sdb1 /media/twice vfat rw 0 0", ["/media/once"]),
        ("tmpfs /run tmpfs rw 0 0\n/dev/gone1 /media/gone vfat rw 0 0", []),
    ],
)
def test_only_what_can_be_pulled_out_is_a_stick(
    lines: str, found: list[str], tmp_path: Path, blocks: Path
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(lines + "\n")

    assert [str(stick.folder) for stick in sticks(mounts=mounts, blocks=blocks)] == found


def test_a_machine_that_tells_nothing_has_none(tmp_path: Path) -> None:
    assert sticks(mounts=tmp_path / "mounts", blocks=tmp_path) == []


def test_a_folder_may_stand_for_the_stick(tmp_path: Path) -> None:
    assert [stick.name for stick in sticks(str(tmp_path))] == [tmp_path.name]
    assert sticks(str(tmp_path / "gone")) == []
