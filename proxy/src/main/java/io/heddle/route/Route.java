package io.heddle.route;

/// The way chosen for a request.
///
/// @param rule what chose it, as the log shows it
/// @param outbound the name of the way out
public record Route(String rule, String outbound) {}
