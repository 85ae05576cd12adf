/// A command and what commands share: arguments, failures and exit codes.
package io.heddle.cli.command;
