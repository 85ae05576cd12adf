"""Opens many tunnels through the proxy of its environment, has a byte echoed on each, and closes them."""
import os, resource, socket, sys
count, target = int(sys.argv[1]), sys.argv[2]
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
host, port = os.environ["HEDDLE_PROXY"].split(":")
def received(tunnel, end):
    data = b""
    while not data.endswith(end):
        part = tunnel.recv(4096)
        if not part:
            sys.exit("a tunnel has ended after " + repr(data))
        data += part
    return data
tunnels = []
for _ in range(count):
    tunnel = socket.create_connection((host, int(port)), 60)
    tunnel.sendall(b"CONNECT %b HTTP/1.1\r\n\r\n" % target.encode())
    tunnels.append(tunnel)
for tunnel in tunnels:
    head = received(tunnel, b"\r\n\r\n")
    if b" 200 " not in head:
        sys.exit(repr(head))
for tunnel in tunnels:
    tunnel.sendall(b"x")
for tunnel in tunnels:
    received(tunnel, b"x")
print(len(tunnels), "echoed", flush=True)
for tunnel in tunnels:
    tunnel.close()
