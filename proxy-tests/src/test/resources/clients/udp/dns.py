"""Asks a DNS server for an A record through SOCKS 5 UDP: dns.py PROXY-HOST PROXY-PORT SERVER PORT NAME"""

import socket
import struct
import sys

proxy_host, proxy_port, server, server_port, name = sys.argv[1:]

control = socket.create_connection((proxy_host, int(proxy_port)), timeout=10)
control.sendall(b"\x05\x01\x00")
assert control.recv(2) == b"\x05\x00", "no authentication"
control.sendall(b"\x05\x03\x00\x01\x00\x00\x00\x00\x00\x00")
reply = control.recv(10, socket.MSG_WAITALL)
assert reply[:4] == b"\x05\x00\x00\x01", reply
relay = (socket.inet_ntoa(reply[4:8]), struct.unpack("!H", reply[8:])[0])

labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
query = struct.pack("!6H", 0x4845, 0x0100, 1, 0, 0, 0) + labels + b"\x00\x00\x01\x00\x01"
host = server.encode()
header = b"\x00\x00\x00\x03" + bytes([len(host)]) + host + struct.pack("!H", int(server_port))

datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.settimeout(10)
datagrams.connect(relay)
datagrams.send(header + query)
answer = datagrams.recv(65535)
assert answer[:4] == b"\x00\x00\x00\x01", answer
message = answer[10:]
assert message[:2] == query[:2], "another question"
print(relay[0], socket.inet_ntoa(message[-4:]))
