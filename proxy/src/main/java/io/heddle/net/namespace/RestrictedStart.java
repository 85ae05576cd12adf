package io.heddle.net.namespace;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.heddle.foreign.Errno;
import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Start of a process that cannot type into its terminal, nor gain privileges, and neither can those
/// that it starts.
///
/// The calls TIOCSTI and TIOCLINUX (ioctl_tty(2)) put characters into the input of a terminal, where
/// the shell of the user would take them for a command. A filter of system calls (seccomp(2)) refuses
/// them with EPERM. It belongs to a thread, and passes to the processes that this starts; so a thread
/// of its own sets the filter and starts the process, and no other thread has it. PR_SET_NO_NEW_PRIVS
/// must come before: set-user-ID bits and capabilities of files do nothing then.
///
/// A pseudoterminal of its own for the process was rejected, since each byte would be copied, and so
/// was a session of its own (setsid(2)), which has no job control and no Ctrl-C.
public final class RestrictedStart {
  private static final MethodHandle PRCTL =
      NativeFunctions.findWithErrno(
          "prctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  /// Instruction of a filter (struct sock_filter).
  ///
  /// @param equal the instructions to skip if the value is `operand`
  /// @param other those to skip if not
  private record FilterInstruction(int code, int equal, int other, int operand) {}

  private RestrictedStart() {}

  /// Starts a process.
  ///
  /// @throws IOException if it cannot be started, or the system has no such filters
  public static Process start(ProcessBuilder builder) throws IOException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("restricted-start").start(() -> run(builder, started));
    try {
      return started.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Stays until the process has ended: one that asks to die with its parent (PR_SET_PDEATHSIG) dies
  /// with the thread that has started it.
  private static void run(ProcessBuilder builder, CompletableFuture<Process> started) {
    assert BlockingCheck.isAllowed();
    try {
      restrictThread();
      Process process = builder.start();
      started.complete(process);
      process.waitFor();
    } catch (IOException | RuntimeException | Error e) {
      started.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void restrictThread() throws IOException {
    if (!Linux.isLittleEndian64()) {
      throw new IOException("this system has no filter of system calls");
    }
    try (Arena arena = Arena.ofConfined()) {
      List<FilterInstruction> program = program();
      MemorySegment instructions = arena.allocate(8L * program.size(), 8);
      for (int i = 0; i < program.size(); i++) {
        FilterInstruction one = program.get(i);
        instructions.set(JAVA_SHORT, 8L * i, (short) one.code());
        instructions.set(JAVA_BYTE, 8L * i + 2, (byte) one.equal());
        instructions.set(JAVA_BYTE, 8L * i + 3, (byte) one.other());
        instructions.set(JAVA_INT, 8L * i + 4, one.operand());
      }
      MemorySegment header = arena.allocate(16, 8);
      header.set(JAVA_SHORT, 0, (short) program.size());
      header.set(ADDRESS, 8, instructions);
      prctl(Linux.PR_SET_NO_NEW_PRIVS, 1, 0);
      prctl(Linux.PR_SET_SECCOMP, Linux.SECCOMP_MODE_FILTER, header.address());
    }
  }

  private static void prctl(int operation, long first, long second) throws IOException {
    Errno errno = new Errno();
    int result;
    try {
      result = (int) PRCTL.invokeExact(errno.memory(), operation, first, second, 0L, 0L);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
    if (result != 0) {
      throw new IOException("the terminal cannot be protected: error " + errno.value());
    }
  }

  /// The filter. The number of ioctl(2) depends on the processor for which the calling code was made.
  private static List<FilterInstruction> program() {
    List<FilterInstruction> program = new ArrayList<>();
    program.add(load(Linux.SECCOMP_ARCH));
    addCall(program, Linux.AUDIT_ARCH_X86_64, 16, 0x40000000 | 514);
    addCall(program, Linux.AUDIT_ARCH_I386, 54, 54);
    addCall(program, Linux.AUDIT_ARCH_AARCH64, 29, 29);
    addCall(program, Linux.AUDIT_ARCH_ARM, 54, 54);
    // Code of other processors does not run here.
    program.add(new FilterInstruction(Linux.BPF_RETURN, 0, 0, Linux.SECCOMP_EPERM));
    return program;
  }

  /// Appends the instructions for one processor: those after them are for others.
  private static void addCall(List<FilterInstruction> program, int arch, int ioctl, int second) {
    program.add(new FilterInstruction(Linux.BPF_JUMP_EQUAL, 0, 8, arch));
    program.add(load(Linux.SECCOMP_NUMBER));
    program.add(new FilterInstruction(Linux.BPF_JUMP_EQUAL, 1, 0, ioctl));
    program.add(new FilterInstruction(Linux.BPF_JUMP_EQUAL, 0, 3, second));
    program.add(load(Linux.SECCOMP_SECOND_ARGUMENT));
    program.add(new FilterInstruction(Linux.BPF_JUMP_EQUAL, 2, 0, Linux.TIOCSTI));
    program.add(new FilterInstruction(Linux.BPF_JUMP_EQUAL, 1, 0, Linux.TIOCLINUX));
    program.add(new FilterInstruction(Linux.BPF_RETURN, 0, 0, Linux.SECCOMP_ALLOW));
    program.add(new FilterInstruction(Linux.BPF_RETURN, 0, 0, Linux.SECCOMP_EPERM));
  }

  private static FilterInstruction load(int offset) {
    return new FilterInstruction(Linux.BPF_LOAD_WORD, 0, 0, offset);
  }
}
