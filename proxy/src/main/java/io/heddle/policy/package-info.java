/// Policies: what clients may reach, asked before the rules say by which way. Pure.
///
/// A policy is no rule: rules choose among ways and the first that fits decides, so one rule too early
/// would open what a later one blocks. In a policy the order has no meaning, denial wins, and what no
/// entry allows is refused. A rule with the outbound `block` stays what it is for: lists of what nobody
/// wants.
///
/// An entry fits by one meaning only: a name is compared with names, an address with addresses, in all
/// the forms that reach it. An address that is denied is not dialled for a name either. A name does not open the private address that it leads to, because its owner
/// decides where it leads. To compare names by their addresses was rejected for the same reason.
///
/// A policy belongs to a listener, not to a user: what has connected there is known before the first
/// byte. A policy for each user was rejected as a second way to say the same.
package io.heddle.policy;
