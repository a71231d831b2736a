"""A host like those that static sites live on: HTTP/2 with TLS, and texts packed with gzip.

Run as `python -m benchmarks.search.host FOLDER`; it says its address when it can be reached.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import tempfile
from pathlib import Path

import trustme
from hypercorn.asyncio import serve
from hypercorn.config import Config

from benchmarks.search.files import Files

_NAME = "localhost"


def main() -> None:
    """Serve a folder until this process is ended."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = _config(Path(folder), listening)
        address = f"https://{_NAME}:{listening.getsockname()[1]}/"
        print(json.dumps(address), flush=True)  # noqa: T201
        asyncio.run(serve(Files(Path(sys.argv[1]).resolve()), config))  # type: ignore[arg-type, unused-ignore]


def _config(folder: Path, listening: socket.socket) -> Config:
    """Set up HTTP/2 with a certificate of our own, which no browser knows."""
    config = Config()
    config.bind = [f"fd://{listening.fileno()}"]
    config.loglevel = "ERROR"
    config.certfile, config.keyfile = str(folder / "cert.pem"), str(folder / "key.pem")
    made = trustme.CA().issue_cert(_NAME)
    made.cert_chain_pems[0].write_to_path(config.certfile)
    made.private_key_pem.write_to_path(config.keyfile)
    return config


if __name__ == "__main__":
    main()
