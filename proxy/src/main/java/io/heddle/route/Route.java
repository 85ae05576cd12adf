package io.heddle.route;

/// Outbound chosen for a request, and the rule that chose it.
///
/// @param rule name of the rule in the log, such as `rules[3]` or `default`
/// @param outbound name of the outbound
public record Route(String rule, String outbound) {}
