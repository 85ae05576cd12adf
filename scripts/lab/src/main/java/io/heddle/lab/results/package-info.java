/// Results of the benchmark: what is measured, the samples, and how Heddle compares.
///
/// Nothing here runs a proxy or prints. What computes is apart from what takes ten minutes, so that
/// it can be tested.
package io.heddle.lab.results;
