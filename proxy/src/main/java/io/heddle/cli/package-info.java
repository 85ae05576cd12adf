/// Command line of the program: the dispatch of its arguments, and one class for each command.
///
/// A command returns its exit code and writes to the streams it is given, so that tests run it in
/// their own process; only `Main` ends the JVM. commons-cli parses the options; the help texts are
/// written by hand. picocli, which would generate them, was rejected: its first parse takes ten
/// times as long.
package io.heddle.cli;
