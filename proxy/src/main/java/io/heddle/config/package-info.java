/// What the program is told to do: a tree of records, read once, never changed.
///
/// Every record checks itself when it is made, whether its values come from a file, from the
/// command line or from a test, and says which of its keys is at fault; so whoever holds a [Config]
/// may start it. Free of any file format: without a configuration file no YAML code is even loaded.
/// Mutable settings filled in by a binder were rejected: the half-filled states in between need
/// checks everywhere else.
package io.heddle.config;
