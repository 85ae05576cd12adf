package io.heddle.jdk;

import jdk.internal.misc.CarrierThreadLocal;

/// Value of each carrier thread, which the virtual threads on it share. A [ThreadLocal] of a virtual
/// thread would have to be set for each of them.
public final class CarrierLocal<T> extends CarrierThreadLocal<T> {}
