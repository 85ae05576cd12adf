"""Types into its terminal, as if the user had, and prints how the system answers to each way."""
import errno, fcntl, os, pty, struct, termios

TIOCLINUX = 0x541C
# The upper half of the number means nothing to the system.
WAYS = [(termios.TIOCSTI, b"x"), (termios.TIOCSTI | 1 << 32, b"x"), (TIOCLINUX, struct.pack("b", 3))]


def attempt(way, data):
    try:
        if way < 1 << 32:
            fcntl.ioctl(0, way, data)
            return "typed"
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        result = libc.ioctl(0, ctypes.c_ulong(way), data)
        return "typed" if result == 0 else errno.errorcode[ctypes.get_errno()]
    except OSError as e:
        return errno.errorcode[e.errno]


pid, terminal = pty.fork()
if pid == 0:
    print(" ".join(attempt(*way) for way in WAYS), flush=True)
    os._exit(0)
seen = b""
try:
    while data := os.read(terminal, 4096):
        seen += data
except OSError:
    pass
os.waitpid(pid, 0)
print(seen.decode().split("\n")[0].strip())
