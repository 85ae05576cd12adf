/// Log of the program: the set-up of tinylog, and its writers, which never make a connection wait.
package io.heddle.logging;
