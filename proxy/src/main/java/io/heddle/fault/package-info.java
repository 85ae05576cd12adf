/// Faults that rules inject on purpose: latency, a rate, refused requests, resets, lost datagrams.
///
/// A fault is a decorator around the connection that a request gets ([FaultyConnection]), as TLS is
/// one. So a request without a fault passes no code of this package, and every protocol and outbound
/// has faults without knowing them.
///
///     writes ─▶ delay line ─▶ sender ══▶ upstream      a delay line holds bytes, each with the time
///     reads  ◀─ delay line ◀─ receiver ◀══ upstream     at which it may leave; its room is bounded
///
/// Each direction has a thread of its own, which reads on while bytes are held: so a latency takes
/// nothing from the throughput, and bytes leave while nobody reads or writes. A sleep in the loop
/// that copies was rejected: it lets one buffer pass for each delay. The queueing discipline of the
/// system (netem) was rejected: it needs privileges, and knows addresses and no rules.
///
/// What is held counts in the memory of all connections ([HeldMemory]). A direction that has no room
/// left reads no more, so that the peer waits, as it does for a TCP window: more than the bound for
/// each delay cannot pass.
///
/// [DelayLine] and [RateLimit] wait for nothing and are told the time, so that tests own the clock.
package io.heddle.fault;
