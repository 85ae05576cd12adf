package io.heddle.lab.results;

/// Figures of one run of a [Metric].
///
/// @param cost of one unit of work to the proxy; NaN without a proxy
/// @param secondary usually the throughput; NaN if the metric has no such figure
public record Sample(double cost, double secondary) {}
