"""Runs a command on a terminal of its own, types Ctrl-C when it says ready, and ends as it does."""
import os, pty, signal, sys
pid, terminal = pty.fork()
if pid == 0:
    # What starts the tests may ignore it, which is inherited.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execvp(sys.argv[1], sys.argv[1:])
seen, typed = b"", False
while True:
    try:
        data = os.read(terminal, 4096)
    except OSError:
        break
    if not data:
        break
    seen += data
    if not typed and b"ready" in seen:
        typed = True
        os.write(terminal, b"\x03")
print(seen.decode(), end="")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
