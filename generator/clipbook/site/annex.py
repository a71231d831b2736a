"""What the server hands on to the review page, and the answer sent: a body of a form, held to size.

The page itself knows nothing of sockets.
"""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from clipbook.review.exchange import GUARDED, MOST_BYTES, PATH, Answer, Asked, plain
from clipbook.review.gate import Gate, is_ours

_PATIENCE_SECONDS = 10.0
"""How long a form may take to come in."""


def answers(handler: BaseHTTPRequestHandler, gate: Gate | None) -> bool:
    """Answer a request for the page; False where it asks for something else."""
    asked = urlsplit(handler.path)
    if gate is None or not is_ours(asked.path):
        return False
    body = _body(handler) if handler.command == "POST" else b""
    if isinstance(body, Answer):
        # What was not read would be taken for the next request.
        handler.close_connection = True
        _send(handler, body._replace(headers=(*body.headers, *GUARDED)))
        return True
    headers: dict[str, str] = {}
    for name, value in handler.headers.items():
        known = headers.get(name.lower())
        headers[name.lower()] = value if known is None else f"{known}, {value}"
    path = asked.path.removeprefix(PATH)
    _send(handler, gate.answer(Asked(handler.command, path, asked.query, headers, body)))
    return True


def _body(handler: BaseHTTPRequestHandler) -> bytes | Answer:
    size = handler.headers.get("Content-Length", "")
    if "Transfer-Encoding" in handler.headers or not size:
        return plain(HTTPStatus.LENGTH_REQUIRED, "A form says how long it is.")
    if not (size.isascii() and size.isdigit()):
        return plain(HTTPStatus.BAD_REQUEST, "That is no length.")
    if len(size) > len(str(MOST_BYTES)) or int(size) > MOST_BYTES:
        return plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is more than any form here holds.")
    before = handler.connection.gettimeout()
    handler.connection.settimeout(_PATIENCE_SECONDS)
    try:
        body = handler.rfile.read(int(size))
    finally:
        handler.connection.settimeout(before)
    return body if len(body) == int(size) else plain(HTTPStatus.BAD_REQUEST, "It broke off.")


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    handler.send_response(answer.status)
    handler.send_header("Content-Type", answer.kind)
    handler.send_header("Content-Length", str(len(answer.data)))
    for name, value in answer.headers:
        handler.send_header(name, value)
    if handler.close_connection:
        handler.send_header("Connection", "close")
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(answer.data)
