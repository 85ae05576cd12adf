/// The control socket of a running proxy, by which its user's other commands reach it.
package io.heddle.control;
