"""Sends each request of a list to the control socket of a proxy, and prints the status of the answer.

A connection is opened by a process that has ended when the request is sent, so that its number may be
that of another process.
"""
import os
import socket
import sys

PATH, OTHER, SECRET = sys.argv[1:4]


def answer(request, fields=""):
    connection = socket.socket(socket.AF_UNIX)
    opener = os.fork()
    if opener == 0:
        connection.connect(PATH)
        os._exit(0)
    os.waitpid(opener, 0)
    connection.settimeout(20)
    head = f"{request} HTTP/1.1\r\nHost: heddle\r\n{fields}\r\n"
    connection.sendall(head.encode())
    text = b""
    try:
        while True:
            part = connection.recv(65536)
            if not part:
                break
            text += part
            if request.startswith("GET /log"):
                break
    except TimeoutError:
        pass
    text = text.decode()
    if SECRET in text and "/explain" not in request:
        print("SECRET", request, text)
    return text.split(" ")[1] if " " in text else "none"


RULE = "{to: direct}"
SESSION = (
    "User: x\r\nPassword: " + 32 * "0" + "\r\n"
    "With-Login: 127.0.0.1:0\r\nWithout-Login: 127.0.0.1:0\r\n"
)
for request, fields in [
    ("POST /reload", ""),
    ("POST /page", ""),
    ("POST /env", "User: alice\r\n"),
    ("POST /commands", SESSION),
    ("POST /rules", f"Content-Length: {len(RULE)}\r\n\r\n{RULE}"),
    ("DELETE /rules/1", ""),
    ("DELETE /connections/1", ""),
    (f"GET /commands?listener={OTHER}", ""),
    (f"GET /commands?listener={OTHER}&learned=yes", ""),
    ("GET /requests", ""),
    ("GET /har", ""),
    ("GET /connections", ""),
    ("GET /metrics", ""),
    ("BREW /status", ""),
]:
    status = answer(request, fields)
    if status != "403":
        print(status, request)
TARGET = f"Target: {SECRET}\r\n"
for fields in ["", "Policy: open\r\n", f"Session: {OTHER}\r\n", "Inbound: 127.0.0.1:1\r\n"]:
    status = answer("POST /explain", TARGET + fields)
    # To this command, there is no other session.
    expected = ["404"] if fields.startswith("Session") else ["502", "422"]
    if status not in expected:
        print(status, "explain", fields)
for path in ["/status", "/status.txt", "/log", "/rules", "/rules.txt", "/proxy"]:
    if answer("GET " + path) != "200":
        print("cannot look", path)
print("done")
