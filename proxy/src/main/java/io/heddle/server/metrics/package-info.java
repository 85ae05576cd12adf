/// Figures about requests that have ended and connections that were opened, since the start of the
/// program.
///
/// Adders, not samples: a reader takes the difference of two looks at them. Nothing is counted while
/// bytes move.
package io.heddle.server.metrics;
