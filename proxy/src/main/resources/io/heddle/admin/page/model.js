// Requests, live and past, as one list: filter, order and groups. No elements here.

const MAX_PAST = 1000;

/** Outcomes that are failures without an error of their own. */
const FAILURES = new Set(['abandoned', 'fault', 'broken', 'server-reset']);

/** Outcomes that need other words for people. */
const WORDS = {
  abandoned: 'client left', 'closed-by-admin': 'closed here', 'client-reset': 'client reset', 'server-reset': 'server reset',
};

/** Values of a request by which it can be filtered and grouped: `host:example.org`. */
export const KEYS = {
  host: (r) => r.target.replace(/^(resolve |http:\/\/)/, '').replace(/:\d+$/, ''),
  command: (r) => r.user || r.process || r.client.replace(/:\d+$/, ''),
  outbound: (r) => r.outbound,
  rule: (r) => r.rule,
  is: (r) => [r.live ? 'live' : 'past', r.failed ? 'failed' : 'ok'].join(' '),
};

const ORDER = {
  start: (r) => r.started,
  client: (r) => KEYS.command(r).toLowerCase(),
  target: (r) => r.target.toLowerCase(),
  outbound: (r) => r.outbound.toLowerCase(),
  result: (r) => r.result.toLowerCase(),
  download: (r) => r.download,
  upload: (r) => r.upload,
  rate: (r) => r.rate || 0,
  time: (r) => r.time,
};

export class Model {
  constructor() {
    this.past = [];
    this.live = [];
    this.before = new Map();
    this.beforeTime = 0;
  }

  /** The id from which the events are to go on. */
  get lastId() {
    return this.past.length ? this.past[0].id : 0;
  }

  /** Adds requests that have ended, newest first. */
  addPast(requests) {
    // The ids of a proxy that was started anew begin again.
    const known = requests.length && requests[requests.length - 1].id > this.lastId ? this.past : [];
    this.past = requests.map(pastRequest).concat(known).slice(0, MAX_PAST);
  }

  /** Replaces the live requests; their rates are those since the last call. */
  setLive(status) {
    const now = Date.parse(status.time);
    const seconds = (now - this.beforeTime) / 1000;
    const bytes = new Map();
    this.live = status.connections.map((c) => {
      const sum = c.download + c.upload;
      const last = this.before.get(c.id);
      bytes.set(c.id, sum);
      // Not known at the first look at a connection that is older than that.
      const since = last === undefined ? c.age : seconds;
      const known = last !== undefined || this.before.size > 0 || c.age < 2;
      const rate = !known || since <= 0 ? undefined : Math.max(0, sum - (last || 0)) / since;
      return liveRequest(c, now, rate);
    });
    this.before = bytes;
    this.beforeTime = now;
  }

  /** The request of a key; of a connection that has ended since, the last one. */
  find(key) {
    return this.live.find((r) => r.key === key)
      || this.past.find((r) => r.key === key || 'c' + r.connection === key);
  }

  /** The requests that the view wants, in its order. */
  select(view) {
    const tests = view.filter.toLowerCase().split(/\s+/).filter((word) => word).map(test);
    const value = ORDER[view.sort] || ORDER.start;
    const sign = view.descending ? -1 : 1;
    return this.live.concat(this.past)
      .filter((r) => (view.show === 'all' || KEYS.is(r).split(' ').includes(view.show)) && tests.every((t) => t(r)))
      .sort((a, b) => sign * compare(value(a), value(b)) || compare(b.started, a.started) || compare(b.id, a.id));
  }
}

const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;

function test(word) {
  const colon = word.indexOf(':');
  const key = KEYS[word.slice(0, colon)];
  const wanted = key ? word.slice(colon + 1) : word;
  // A blank cannot be written in a filter.
  return (r) => (key ? key(r).toLowerCase().replace(/ /g, '_') : r.text).includes(wanted);
}

/** Sums of the requests with the same value, largest group first. */
export function groups(requests, by) {
  const found = new Map();
  for (const r of requests) {
    const name = KEYS[by](r);
    const group = found.get(name) || {name, live: 0, past: 0, failed: 0, download: 0, upload: 0, rate: 0};
    found.set(name, group);
    group[r.live ? 'live' : 'past']++;
    if (r.failed) group.failed++;
    group.download += r.download;
    group.upload += r.upload;
    group.rate += r.rate || 0;
  }
  return [...found.values()].sort((a, b) => b.live - a.live || b.past - a.past || compare(a.name, b.name));
}

function liveRequest(c, now, rate) {
  const r = {
    ...c, key: 'c' + c.id, connection: c.id, live: true, failed: false, rate,
    started: now - c.age * 1000, time: c.age * 1000,
    method: c.method || '', path: '', error: '', result: c.target ? 'open' : 'waiting',
    target: c.target || 'waiting for a request', timeline: c.timeline || [],
  };
  r.text = searched(r);
  return r;
}

function pastRequest(p) {
  const last = p.timeline[p.timeline.length - 1];
  const r = {
    ...p, key: 'r' + p.id, live: false, rate: 0,
    failed: Boolean(p.error) || (p.outcome !== 'refused' && p.status >= 400) || FAILURES.has(p.outcome),
    started: Date.parse(p.start), time: last ? last.start : 0,
    result: p.status && p.outcome !== 'refused' ? String(p.status) : WORDS[p.outcome] || p.outcome,
    target: p.target || 'no request',
  };
  r.text = searched(r);
  return r;
}

function searched(r) {
  return [
    '#' + r.connection, r.client, r.process, r.user, r.protocol, r.method, r.target, r.path, r.rule, r.outbound,
    r.result, r.outcome, r.error, r.fault && 'fault ' + r.fault,
  ].join(' ').toLowerCase();
}
