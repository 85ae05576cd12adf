package io.heddle.lab.bench;

import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.results.Sample;

/// Way to take a sample from a proxy that runs.
@FunctionalInterface
interface Measurement {
  Sample measure(LaunchedProxy proxy) throws Exception;

  /// Does some of the work without a proxy. The load generator is compiled while it works, too, and
  /// must be as fast for the first proxy as for the last.
  default void warmUp(LaunchedProxy noProxy) throws Exception {}
}
