"""Tries everything by which a program reaches a network, and prints what has worked."""
import os, socket, sys
port, abstract = int(sys.argv[1]), sys.argv[2]
for name in list(os.environ):
    del os.environ[name]
def attempt(name, what):
    try:
        what()
        print("REACHED", name, flush=True)
    except OSError:
        pass
def tcp(address, family=socket.AF_INET):
    with socket.socket(family, socket.SOCK_STREAM) as s:
        s.settimeout(2)
        s.connect(address)
def udp(address, family=socket.AF_INET):
    with socket.socket(family, socket.SOCK_DGRAM) as s:
        s.settimeout(0.3)
        s.connect(address)
        s.send(b"x")
        s.recv(1)
def raw():
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP) as s:
        s.settimeout(0.3)
        while True:
            s.recv(100)
            return
def host_link():
    names = [name for _, name in socket.if_nameindex() if name != "lo"]
    if not names:
        raise OSError()
def setns():
    for pid in [os.getppid(), 1] + [int(p) for p in os.listdir("/proc") if p.isdigit()]:
        try:
            if os.readlink(f"/proc/{pid}/ns/net") == os.readlink("/proc/self/ns/net"):
                continue
            fd = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY)
        except OSError:
            continue
        import ctypes
        if ctypes.CDLL(None, use_errno=True).setns(fd, 0) == 0:
            return
    raise OSError()
def everything(who):
    attempt(who + " tcp4", lambda: tcp(("127.0.0.1", port)))
    attempt(who + " tcp6", lambda: tcp(("::1", port), socket.AF_INET6))
    attempt(who + " udp", lambda: udp(("127.0.0.1", port)))
    attempt(who + " abstract", lambda: tcp("\0" + abstract, socket.AF_UNIX))
    attempt(who + " raw", raw)
    attempt(who + " link", host_link)
    attempt(who + " setns", setns)
everything("child")
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        everything("daemon")
        print("done", flush=True)
        os._exit(0)
    os.wait()
    os._exit(0)
os.wait()

