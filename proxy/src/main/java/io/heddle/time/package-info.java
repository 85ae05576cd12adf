/// Points in time: deadlines, and the pause after a failure.
///
/// A wait takes a [Deadline] instead of a duration, so that several waits in a row share one limit.
package io.heddle.time;
