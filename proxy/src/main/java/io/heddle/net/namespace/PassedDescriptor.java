package io.heddle.net.namespace;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.heddle.foreign.NativeFunctions;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/// Descriptor that another process has passed to this one, which closes it.
public record PassedDescriptor(int number) implements AutoCloseable {
  private static final MethodHandle CLOSE =
      NativeFunctions.find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  /// Closes the descriptor, once: the number may belong to another file afterwards.
  @Override
  public void close() {
    try {
      int _ = (int) CLOSE.invokeExact(number);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }
}
