/// Control socket of a running proxy, by which other commands of its user reach it.
package io.heddle.control;
