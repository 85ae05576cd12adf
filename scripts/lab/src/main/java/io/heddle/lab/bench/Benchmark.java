package io.heddle.lab.bench;

import io.heddle.lab.results.Metric;

/// Metric and its measurement.
record Benchmark(Metric metric, Measurement measurement) {}
