/// The proxy as a program: its parts assembled from a configuration, its reload and its shutdown.
///
/// Assembly is the only place that turns a configuration into objects. Commands are another matter
/// ([io.heddle.cli]): nothing here knows the command line.
package io.heddle.app;
