/// Routing of requests to outbounds by rules, as a pure function.
///
/// The first rule whose conditions all hold decides. Rules are found by hash tables over their
/// conditions, so a request costs no more with fifty thousand rules than with a few, whatever their
/// conditions are. A linear scan with fast conditions was rejected because block lists have a
/// hundred thousand lines. A table for names alone was rejected too: the first rule on networks or
/// ports would need the scan again.
///
/// Names are compared as names. A name is compared by its addresses only if a rule explicitly asks
/// for it, because that needs a lookup before the decision, and discloses the name to a resolver.
package io.heddle.route;
