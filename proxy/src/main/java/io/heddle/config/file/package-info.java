/// Configuration files in YAML: reading, with line and column of every mistake, and printing.
///
/// The text is parsed into a small tree in which every key and value has its position. [ConfigKeys]
/// maps the tree to the records of [io.heddle.config], for reading, printing and the schema alike,
/// so that a new key is one line there and one component of a record. Binding by jackson-databind
/// was rejected: it has positions only while it reads, so a check that needs two values has no
/// position to report, it stops at the first mistake, its messages are for programmers, and it
/// doubles the start time.
package io.heddle.config.file;
