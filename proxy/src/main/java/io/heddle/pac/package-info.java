/// Proxy auto-config: scripts that choose a proxy for each URL (`FindProxyForURL`), their functions,
/// and their answers. No I/O: [io.heddle.pac.PacNetwork] looks names up.
///
/// A script comes from a network that this machine happens to be in, and may be hostile or broken. It
/// runs in Rhino's interpreter, where it sees no class of Java, and its costs are bounded
/// ([io.heddle.pac.ScriptBudget]): time, memory, depth. Memory needs three bounds, since one
/// operation can ask for gigabytes before anybody looks, and a full heap ends the program. What a
/// script has allocated is counted every few thousand instructions. Each `+` and template gets a check
/// of the length of its result, in the source before it is compiled ([io.heddle.pac.SourceGuard]).
/// Each built-in function checks the lengths of its arguments before it begins
/// ([io.heddle.pac.BuiltinGuard]). What would go around these checks is removed: `eval`, the
/// constructor of functions, binary arrays and big integers.
///
/// The engine of the JDK (Nashorn) was removed in JDK 15. A process of its own for scripts, as
/// browsers have it, was rejected: it would cost 40 MB and a second start of a JVM.
package io.heddle.pac;
