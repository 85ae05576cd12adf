/// The soak test: clients of every kind for a long time, and whether the proxies give back what
/// they took for them.
///
///     clients ─▶ first Heddle ─┬───────────────────────────▶ origin
///                              └─▶ next Heddle ────────────▶
///
/// Resources are counted while there are no clients, since what a client holds is not a leak.
package io.heddle.lab.soak;
