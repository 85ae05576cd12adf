/// The program: one class for each command, and the assembly of its parts.
package io.heddle.cli;
