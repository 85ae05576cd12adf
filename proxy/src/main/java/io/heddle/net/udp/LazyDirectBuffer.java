package io.heddle.net.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/// Buffers of which only what is used takes memory: the system gives a page when it is first
/// written to, and calloc(3) does not write zeros where the system does, as the JDK would.
@SuppressWarnings("restricted")
final class LazyDirectBuffer {
  private static final MethodHandle CALLOC =
      function("calloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle FREE = function("free", FunctionDescriptor.ofVoid(ADDRESS));

  private LazyDirectBuffer() {}

  private static MethodHandle function(String name, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
  }

  /// A direct buffer, freed when nobody uses it any more.
  static ByteBuffer of(int size) {
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
      throw new AssertionError("a native call throws nothing", e);
    }
  }

  private static void free(MemorySegment memory) {
    try {
      FREE.invokeExact(memory);
    } catch (Throwable e) {
      throw new AssertionError("a native call throws nothing", e);
    }
  }
}
