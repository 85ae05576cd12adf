/// The ways out: each turns a request into a connection, or refuses.
package io.heddle.outbound;
