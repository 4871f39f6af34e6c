"""What is refused before anything starts, and with which words."""

import socket

import pytest

from deploy import preflight
from deploy.preflight import Problem, bindings, prepare_folder, read_port, take_lock


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("text", ["", "x", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_refused_with_an_example(text):
    with pytest.raises(Problem, match="make run PORT=8080"):
        read_port(text)


def test_ports_are_numbers():
    assert [read_port("1"), read_port("8000"), read_port("65535")] == [1, 8000, 65535]


def test_a_free_port_gives_addresses_for_every_family_of_the_machine():
    port = free_port()
    families = {"dual": [f"[::]:{port}"], "both": [f"[::]:{port}", f"0.0.0.0:{port}"], "ipv4": [f"0.0.0.0:{port}"]}
    assert bindings(port) in families.values()


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_port_in_use_is_refused_in_two_languages(host):
    with socket.socket() as other:
        other.bind((host, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Problem) as caught:
            bindings(port)
    assert f"Port {port} is already used" in str(caught.value)
    assert f"端口 {port} 已被其他程序占用" in str(caught.value)


def test_a_file_where_the_data_folder_should_be_is_refused(tmp_path):
    (tmp_path / "var").touch()
    with pytest.raises(Problem, match="cannot be written"):
        prepare_folder(tmp_path / "var")


def test_a_full_disk_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(preflight, "MIN_FREE_BYTES", 1 << 60)
    with pytest.raises(Problem, match="is full"):
        prepare_folder(tmp_path / "var")


def test_a_good_folder_is_made_and_left_clean(tmp_path):
    prepare_folder(tmp_path / "var")
    assert sorted(path.name for path in (tmp_path / "var").iterdir()) == ["log"]


def test_a_second_portal_on_the_same_data_is_refused(tmp_path):
    first = take_lock(tmp_path)
    with pytest.raises(Problem, match="already running"):
        take_lock(tmp_path)
    first.close()
    take_lock(tmp_path).close()
