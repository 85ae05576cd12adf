package io.heddle.auth;

import java.time.Instant;

/// Ticket-granting ticket that the user has.
///
/// @param principal such as `alice@CORP.EXAMPLE`
/// @param end of its lifetime
record KerberosTicket(String principal, Instant end) {}
