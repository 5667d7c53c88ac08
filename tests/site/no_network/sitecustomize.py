"""Put in the path of a process so that it cannot reach a network."""

import socket
from typing import Any


def _refuse(self: socket.socket, address: Any) -> None:
    raise OSError(f"this process may not connect to {address}")


socket.socket.connect = _refuse  # type: ignore[method-assign]
socket.socket.connect_ex = _refuse  # type: ignore[method-assign,assignment]
