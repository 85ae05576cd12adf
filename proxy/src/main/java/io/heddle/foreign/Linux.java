package io.heddle.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.heddle.jdk.Platform;
import java.nio.ByteOrder;

/// Constants of Linux, by their names in the C headers. The values are those of x86-64 and AArch64.
public final class Linux {
  /// errno(3).
  public static final int EPERM = 1;

  public static final int EINTR = 4;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EEXIST = 17;
  public static final int EINVAL = 22;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int ENOSPC = 28;
  public static final int ENOSYS = 38;
  public static final int EMSGSIZE = 90;
  public static final int ECONNRESET = 104;
  public static final int ENOBUFS = 105;

  /// socket(2).
  public static final int AF_UNIX = 1;

  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;
  public static final int SOCK_DGRAM = 2;
  public static final int SOCK_CLOEXEC = 0x80000;

  /// getsockopt(2).
  public static final int SOL_SOCKET = 1;

  public static final int SO_PEERCRED = 17;
  public static final int SO_ACCEPTCONN = 30;
  public static final int SO_PROTOCOL = 38;
  public static final int SO_DOMAIN = 39;
  public static final int SO_NETNS_COOKIE = 71;

  /// Values of SO_PROTOCOL.
  public static final int IPPROTO_TCP = 6;

  public static final int IPPROTO_MPTCP = 262;

  /// sendmsg(2), recvmsg(2), recvmmsg(2), udp(7).
  public static final int MSG_DONTWAIT = 0x40;

  public static final int MSG_CMSG_CLOEXEC = 0x40000000;
  public static final int SCM_RIGHTS = 1;

  public static final int SOL_UDP = 17;
  public static final int UDP_SEGMENT = 103;

  /// netdevice(7).
  public static final long SIOCGIFFLAGS = 0x8913;

  public static final long SIOCSIFFLAGS = 0x8914;
  public static final int IFF_UP = 1;

  /// unix(7): the size of sun_path.
  public static final int UNIX_PATH_MAX = 108;

  /// splice(2), pipe2(2), fcntl(2).
  public static final int SPLICE_F_MOVE = 1;

  public static final int SPLICE_F_NONBLOCK = 2;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_CLOEXEC = 0x80000;
  public static final int F_SETPIPE_SZ = 1031;

  /// epoll_ctl(2).
  public static final int EPOLL_CTL_ADD = 1;

  public static final int EPOLL_CTL_DEL = 2;
  public static final int EPOLL_CTL_MOD = 3;

  /// prctl(2), seccomp(2). The offsets are those in struct seccomp_data; of its second argument, the
  /// lower half, which is all that ioctl(2) looks at.
  public static final int PR_SET_SECCOMP = 22;

  public static final int PR_SET_NO_NEW_PRIVS = 38;
  public static final int SECCOMP_MODE_FILTER = 2;
  public static final int SECCOMP_NUMBER = 0;
  public static final int SECCOMP_ARCH = 4;
  public static final int SECCOMP_SECOND_ARGUMENT = 24;
  public static final int SECCOMP_ALLOW = 0x7FFF0000;
  public static final int SECCOMP_EPERM = 0x00050000 | EPERM;
  public static final int BPF_LOAD_WORD = 0x20;
  public static final int BPF_JUMP_EQUAL = 0x15;
  public static final int BPF_RETURN = 0x06;
  public static final int AUDIT_ARCH_X86_64 = 0xC000003E;
  public static final int AUDIT_ARCH_I386 = 0x40000003;
  public static final int AUDIT_ARCH_AARCH64 = 0xC00000B7;
  public static final int AUDIT_ARCH_ARM = 0x40000028;

  /// ioctl_tty(2).
  public static final int TIOCSTI = 0x5412;

  public static final int TIOCLINUX = 0x541C;

  private Linux() {}

  /// Whether this system is Linux with addresses of 64 bits, numbers with their lowest byte first:
  /// what memory layouts written by offset take for granted.
  public static boolean isLittleEndian64() {
    return Platform.isLinux()
        && ADDRESS.byteSize() == 8
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }
}
