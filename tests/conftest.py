"""No network in tests: sockets beyond loopback are refused."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from svod.packs import Pack, load_pack


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The Russian pack, loaded once."""
    return load_pack("ru")
