package io.heddle.jdk;

import io.heddle.foreign.Linux;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import jdk.internal.misc.Unsafe;

/// Epoll instance of Linux (epoll(7)), level-triggered, by the JDK's own native calls. Events are the
/// bits of poll(2). For one thread, to the end of the program.
///
/// Rejected: a [java.nio.channels.Selector], which has a key for each channel, and makes three more
/// system calls when one is closed. Rejected: edge-triggered events. A read that is short because of
/// urgent data, or of a credential on a UNIX socket, looks like the last one, and the rest would
/// never be reported.
public final class Epoll {
  /// The most events that one wait returns.
  private static final int MOST = 256;

  private static final Unsafe MEMORY = Unsafe.getUnsafe();

  private final int descriptor = create();
  private final long events = MEMORY.allocateMemory((long) MOST * Functions.SIZE);

  /// An instance with no descriptors.
  ///
  /// @throws IOException if there is no descriptor left
  public Epoll() throws IOException {}

  /// Whether this system has epoll, and this JDK has the native calls.
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

  /// Adds a descriptor. The system removes it when the last descriptor of its socket is closed.
  ///
  /// @param wanted the events to report
  /// @throws IOException if the system has no room for more
  public void add(int watched, int wanted) throws IOException {
    int error = control(Linux.EPOLL_CTL_ADD, watched, wanted);
    if (error == Linux.EEXIST) {
      change(watched, wanted);
    } else if (error == Linux.ENOSPC || error == Linux.ENOMEM) {
      throw new IOException("no more descriptors can be watched: fs.epoll.max_user_watches");
    }
  }

  /// Changes the wanted events of a descriptor that was added.
  public void change(int watched, int wanted) {
    int _ = control(Linux.EPOLL_CTL_MOD, watched, wanted);
  }

  /// Removes a descriptor, which may be closed already.
  public void remove(int watched) {
    int _ = control(Linux.EPOLL_CTL_DEL, watched, 0);
  }

  /// Returns the error number. Errors that the callers ignore are those of a bad descriptor, which
  /// its next read or write shows.
  private int control(int operation, int watched, int wanted) {
    try {
      return (int) Functions.CONTROL.invokeExact(descriptor, operation, watched, wanted);
    } catch (Throwable e) {
      throw new AssertionError("it throws nothing", e);
    }
  }

  /// Waits for events. Afterwards [#descriptor] and [#events] return them by index.
  ///
  /// @param millis the time limit; -1 for none
  /// @return the number of events; may be 0 before the time is over
  public int await(int millis) throws IOException {
    try {
      return Math.max(0, (int) Functions.WAIT.invokeExact(descriptor, events, MOST, millis));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("it throws nothing else", e);
    }
  }

  /// The descriptor of an event.
  public int descriptor(int index) {
    return MEMORY.getInt(event(index) + Functions.DESCRIPTOR_AT);
  }

  /// The bits of an event: those wanted, errors and hang-ups.
  public int events(int index) {
    return MEMORY.getInt(event(index) + Functions.EVENTS_AT);
  }

  private long event(int index) {
    return events + (long) index * Functions.SIZE;
  }

  /// The native calls of the JDK, and the layout of an event. Found when first used, since other
  /// systems have none, where [#isAvailable] must work too.
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
