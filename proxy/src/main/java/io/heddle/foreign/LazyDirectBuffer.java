package io.heddle.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/// Large buffers that take memory only where they have been written to: the system gives a page when
/// it is first touched. The JDK would touch all of them to fill them with zeros; calloc(3) knows that
/// pages fresh from the system are zero.
@SuppressWarnings("restricted")
public final class LazyDirectBuffer {
  private static final MethodHandle CALLOC =
      NativeFunctions.find("calloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle FREE =
      NativeFunctions.find("free", FunctionDescriptor.ofVoid(ADDRESS));

  private LazyDirectBuffer() {}

  /// A direct buffer of zeros, freed once it is unreachable.
  public static ByteBuffer of(int size) {
    MemorySegment memory = allocate(size);
    if (memory.equals(MemorySegment.NULL)) {
      throw new OutOfMemoryError("no memory for a buffer of " + size);
    }
    return memory.reinterpret(size, Arena.ofAuto(), LazyDirectBuffer::free).asByteBuffer();
  }

  private static MemorySegment allocate(long size) {
    try {
      return (MemorySegment) CALLOC.invokeExact(1L, size);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  private static void free(MemorySegment memory) {
    try {
      FREE.invokeExact(memory);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }
}
