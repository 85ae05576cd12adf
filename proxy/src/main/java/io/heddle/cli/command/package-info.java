/// Command of the command line, its arguments, and the options that several commands share.
///
/// The commands themselves are in [io.heddle.cli] and its other packages, all of which see this one.
package io.heddle.cli.command;
