/// Deadlines, and pauses after failures.
///
/// Blocking operations take a [Deadline] instead of a duration, so that several waits in a row share
/// one time limit.
package io.heddle.time;
