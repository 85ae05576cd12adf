/// The proxy as a program: its parts built from a configuration, its reload and its shutdown.
///
/// Only this package turns a configuration into objects. It knows nothing of the command line
/// ([io.heddle.cli]), so tests and commands start a proxy by the same few calls.
package io.heddle.app;
