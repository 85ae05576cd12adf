package io.heddle.jdk;

import io.heddle.foreign.Linux;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import jdk.internal.misc.Unsafe;

/// Descriptors whose events the system tells: epoll(7) of Linux, level-triggered, by the functions
/// that the JDK has for itself. Events are the bits of poll(2). For one thread, to the end of the
/// program.
///
/// A [java.nio.channels.Selector] was rejected: it has a key for each channel, and three more
/// system calls when one is closed. So was edge-triggered: a read that is short because of urgent
/// data, or of a credential on a UNIX socket, looks like the last one, and nothing tells of the
/// rest.
public final class Epoll {
  /// So many are told at once.
  private static final int MOST = 256;

  private static final Unsafe MEMORY = Unsafe.getUnsafe();

  private final int descriptor = create();
  private final long events = MEMORY.allocateMemory((long) MOST * Functions.SIZE);

  /// Nothing is watched yet.
  ///
  /// @throws IOException if there is no descriptor left
  public Epoll() throws IOException {}

  /// Whether this system has it, and the JDK lets us.
  public static boolean isAvailable() {
    try {
      return Functions.SIZE > 0;
    } catch (LinkageError e) {
      return false;
    }
  }

  private static int create() throws IOException {
    try {
      return (int) Functions.CREATE.invokeExact();
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("it throws nothing else", e);
    }
  }

  /// Tells `wanted` events of `watched` from now on. The system forgets a socket that nobody has
  /// open any more.
  ///
  /// @throws IOException if the system has no room for more
  public void add(int watched, int wanted) throws IOException {
    int error = control(Linux.EPOLL_CTL_ADD, watched, wanted);
    if (error == Linux.EEXIST) {
      change(watched, wanted);
    } else if (error == Linux.ENOSPC || error == Linux.ENOMEM) {
      throw new IOException("the system watches no more descriptors for this user");
    }
  }

  /// Tells other events than before of what has been added.
  public void change(int watched, int wanted) {
    int _ = control(Linux.EPOLL_CTL_MOD, watched, wanted);
  }

  /// Tells no more of it. It may have been closed.
  public void remove(int watched) {
    int _ = control(Linux.EPOLL_CTL_DEL, watched, 0);
  }

  /// What else fails is the descriptor, and who uses that finds out.
  private int control(int operation, int watched, int wanted) {
    try {
      return (int) Functions.CONTROL.invokeExact(descriptor, operation, watched, wanted);
    } catch (Throwable e) {
      throw new AssertionError("it throws nothing", e);
    }
  }

  /// Waits for events, of which it then can be asked by number.
  ///
  /// @param millis for how long; -1 for no limit
  /// @return how many there are; perhaps none, also before that time
  public int await(int millis) throws IOException {
    try {
      return Math.max(0, (int) Functions.WAIT.invokeExact(descriptor, events, MOST, millis));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("it throws nothing else", e);
    }
  }

  /// Whose the event is.
  public int descriptor(int number) {
    return MEMORY.getInt(event(number) + Functions.DESCRIPTOR_AT);
  }

  /// What it tells: what was wanted, and errors and hang-ups, always.
  public int events(int number) {
    return MEMORY.getInt(event(number) + Functions.EVENTS_AT);
  }

  private long event(int number) {
    return events + (long) number * Functions.SIZE;
  }

  /// The functions of the JDK, and where things are in an event. Found when first called: other
  /// systems have none, and must be able to ask.
  private static final class Functions {
    private static final String NAME = "sun.nio.ch.EPoll";

    private static final MethodHandle CREATE = named("create");
    private static final MethodHandle CONTROL =
        named("ctl", int.class, int.class, int.class, int.class);
    private static final MethodHandle WAIT =
        named("wait", int.class, long.class, int.class, int.class);
    private static final int SIZE = constant("SIZEOF_EPOLLEVENT");
    private static final int EVENTS_AT = constant("OFFSETOF_EVENTS");
    private static final int DESCRIPTOR_AT = constant("OFFSETOF_FD");

    private static MethodHandle named(String name, Class<?>... parameters) {
      try {
        Lookup inside = inside();
        MethodType type = MethodType.methodType(int.class, parameters);
        return inside.findStatic(inside.lookupClass(), name, type);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private static int constant(String name) {
      try {
        Lookup inside = inside();
        return (int) inside.findStaticVarHandle(inside.lookupClass(), name, int.class).get();
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private static Lookup inside() throws ReflectiveOperationException {
      return MethodHandles.privateLookupIn(Class.forName(NAME), MethodHandles.lookup());
    }
  }
}
