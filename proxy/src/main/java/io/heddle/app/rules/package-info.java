/// The rules in force of a running proxy, as its user sees and changes them: handlers of the control
/// socket and of the admin listener.
///
/// A rule comes as a text in the words of the configuration file, and is checked against the
/// configuration in force, so that a temporary rule means what it would mean in the file. Adding
/// the rule to the file itself was rejected: a program that edits its user's file loses comments, and
/// a rule for ten minutes would outlive a crash.
package io.heddle.app.rules;
