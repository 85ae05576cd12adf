/// Sources of proxy auto-config scripts, and the network as scripts see it.
///
/// A script is fetched by the program's own dialer, and never through the program itself: the
/// script says how the program reaches others. Scripts run in platform threads with a large stack,
/// since they compute, and nest as deeply as their authors like.
package io.heddle.pac.source;
