"""Connects to every socket at which heddle exec awaits its helper, and sends a byte."""
import glob, socket, time

kept = []
told = False
print("ready", flush=True)
end = time.monotonic() + 30
while time.monotonic() < end:
    for path in glob.glob("/tmp/heddle-*/s"):
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(0.05)
        try:
            s.connect(path)
            s.sendall(b" ")
        except OSError:
            continue
        kept.append(s)
        del kept[:-20]
        if not told:
            told = True
            print("connected", flush=True)
    time.sleep(0.002)
