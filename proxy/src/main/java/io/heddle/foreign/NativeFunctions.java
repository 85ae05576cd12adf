package io.heddle.foreign;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/// Functions of the C library by name. Restricted methods are called here alone.
@SuppressWarnings("restricted")
public final class NativeFunctions {
  private static final Linker LINKER = Linker.nativeLinker();

  private NativeFunctions() {}

  /// A function whose error number does not matter.
  ///
  /// @throws java.util.NoSuchElementException if this system has no such function
  public static MethodHandle find(String name, FunctionDescriptor signature) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature);
  }

  /// A function that leaves its error number in the memory of an [Errno], which is its first
  /// argument.
  ///
  /// @throws java.util.NoSuchElementException if this system has no such function
  public static MethodHandle findWithErrno(String name, FunctionDescriptor signature) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        signature,
        Linker.Option.captureCallState(Errno.NAME));
  }

  /// The error to throw for what `invokeExact` declares to throw.
  public static AssertionError impossible(Throwable thrown) {
    return new AssertionError("a native call throws nothing", thrown);
  }
}
