package io.heddle.outbound;

import io.heddle.net.Connection;

/// A connection to a target, and the way it took.
///
/// @param via the outbound's name; a group's is followed by its member's: `either/corp`
public record Stream(Connection connection, String via) {}
