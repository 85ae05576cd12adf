/// The training run of an image, from which the JVM makes its AOT cache (JEP 483, JEP 515): clients
/// of every kind, so that the cache holds the classes that a proxy loads, and what it ran most.
///
/// TLS is not trained. That made its handshakes no cheaper, the start slower, and the cache a fifth
/// larger.
package io.heddle.lab.training;
