package io.heddle.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/// Error number of the last native call that was made with it. Not thread-safe.
public final class Errno {
  static final String NAME = "errno";

  private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle VALUE =
      LAYOUT.varHandle(MemoryLayout.PathElement.groupElement(NAME));

  private final MemorySegment memory = Arena.ofAuto().allocate(LAYOUT);

  /// The memory in which a call leaves the number.
  public MemorySegment memory() {
    return memory;
  }

  /// The number, of which [Linux] has names. Only of a call that has failed.
  public int value() {
    return (int) VALUE.get(memory, 0L);
  }
}
