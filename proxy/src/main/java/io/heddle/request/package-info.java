/// What a client asks for and why it may be refused, free of any protocol's words.
///
/// Inbound protocols translate into these types and outbound ones out of them, so that no protocol
/// knows another. Letting each inbound answer with its own codes was rejected: the reason of a
/// refusal would be lost at the first translation.
package io.heddle.request;
