/// The configuration as YAML text: read with every mistake at its line and column, and printed.
///
/// The text is parsed into a small tree of our own in which every key and value knows its place;
/// one [ConfigKeys] walks it with the records of [io.heddle.config], for reading and for printing
/// alike, so that a new key is one line there and one component of a record. Binding the records by
/// jackson-databind was rejected: it knows the place of what it reads only while reading, so a
/// check that needs two values has no place to point to, it stops at the first mistake, it words
/// its messages for programmers, and it doubles the time to start.
package io.heddle.config.file;
