package io.heddle.hostlist;

/// Entry of a list that matches a host.
///
/// @param pattern name as in a rule, such as `ads.example` or `=ads.example`, or block of addresses
/// @param line of the file, from 1
public record HostEntry(String pattern, int line) {}
