/// Configuration of the program: an immutable tree of records.
///
/// Every record validates itself on construction, whether its values come from a file, from the
/// command line or from a test, and names the key at fault. So every [Config] is valid. The package
/// knows no file format: without a configuration file, no YAML code is loaded. Mutable settings
/// filled in by a binder were rejected: their incomplete states need checks everywhere else.
package io.heddle.config;
