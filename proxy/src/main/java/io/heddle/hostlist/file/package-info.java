/// Files of host lists: read at the start, and again when they change.
///
/// A list is exchanged as a whole, by one reference, so connections never wait for it. What cannot be
/// used leaves the list as it was: a block list that lets everything pass for the minute of a download
/// does more harm than one that is a minute old.
///
/// To make a list part of a configuration that a change replaces was rejected: a new configuration ends
/// idle connections to upstreams, and lists change every day.
package io.heddle.hostlist.file;
