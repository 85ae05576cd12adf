/// The command line: one class for each command.
///
/// A command returns its exit code and writes to the streams it is given, so that tests run it in
/// their own process; only `Main` ends the JVM. Options are parsed by commons-cli, while help texts
/// are written by hand: picocli, which would write them, takes ten times as long for its first
/// parse.
package io.heddle.cli;
