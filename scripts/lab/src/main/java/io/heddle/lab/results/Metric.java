package io.heddle.lab.results;

/// Quantity that the benchmark measures: one row of its table.
///
/// @param name unique; the command line selects metrics by the beginning of it
/// @param description a few words
/// @param costUnit of [Sample#cost]
/// @param secondaryUnit of [Sample#secondary]; empty if there is no such figure
public record Metric(
    String name, String description, String costUnit, String secondaryUnit, Objective objective) {}
