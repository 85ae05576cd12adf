/// The log: tinylog's configuration, and writers which never make a connection wait.
package io.heddle.logging;
