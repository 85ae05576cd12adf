/// The program: one class for each command, and the assembly of its parts from a configuration.
///
/// A command returns its exit code and writes to the streams it is given, so that tests run it in
/// their own process; only `Main` ends the JVM. Options are parsed by commons-cli, while help texts
/// are written by hand: picocli, which would write them, takes ten times as long for its first
/// parse.
///
/// What commands of `heddle exec` use is the proxy that runs, by listeners that it opens for each
/// ([ExecSessionHost]), so that one page and one log show everything. Credentials for the listeners
/// that all share were rejected, and so was a proxy in each process: see [ExecCommand].
package io.heddle.cli;
