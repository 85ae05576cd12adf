// Table of requests, or of their groups, with a limited number of rows.

import {button, byId, clock, count, duration, element, replaceIfChanged, send, setText, size} from './format.js';
import {groups} from './model.js';

const STEP = 100;
const rows = new Map();
let limit = STEP;

/** Shows as many rows as at first. */
export function resetLimit() {
  limit = STEP;
}

/** @param known whether the proxy has been heard of at all */
export function showList(model, view, change, known) {
  const selected = model.select(view);
  const grouped = view.group !== 'none';
  showGroups(grouped ? groups(selected, view.group) : [], view, change);
  showRows(grouped ? [] : selected.slice(0, limit), change);
  byId('groups').hidden = !grouped || selected.length === 0;
  byId('requests').hidden = grouped || selected.length === 0;
  const all = model.live.length + model.past.length;
  byId('nothing').hidden = selected.length > 0;
  setText(byId('nothing'), !known ? 'Waiting for the proxy…' : all ? 'No request matches.' : 'No requests yet.');
  const more = grouped ? 0 : selected.length - limit;
  byId('more').hidden = more <= 0;
  setText(byId('more'), 'Show ' + count(Math.min(STEP, more)) + ' more of ' + count(more));
  setText(byId('shown'), !known ? '' : count(selected.length) + ' of ' + count(all) + ' requests, '
    + count(selected.filter((r) => r.live).length) + ' live');
  showOrder(view);
}

export function showMore() {
  limit += STEP;
}

function showOrder(view) {
  for (const head of document.querySelectorAll('#requests th[data-sort]')) {
    const active = head.dataset.sort === view.sort;
    head.ariaSort = !active ? 'none' : view.descending ? 'descending' : 'ascending';
  }
}

// ---- requests ----

function makeRow(key, change) {
  const row = element('tr');
  const parts = {row};
  const cell = (name, className, ...children) => {
    const made = element('td', className);
    made.append(...children);
    made.dataset.name = name;
    row.append(made);
    return made;
  };
  const texts = (first, second) => {
    parts[first] = element('span');
    parts[second] = element('span', 'under');
    return [parts[first], parts[second]];
  };
  cell('started', '', ...texts('started', 'connection'));
  cell('client', '', ...texts('client', 'address'));
  parts.target = button('', () => change({request: key}), 'link');
  parts.what = element('span', 'under');
  parts.error = element('span', 'why');
  cell('target', '', parts.target, parts.what, parts.error);
  cell('outbound', '', ...texts('outbound', 'rule'));
  parts.result = cell('result', '');
  for (const name of ['download', 'upload', 'rate', 'time']) parts[name] = cell(name, 'number');
  parts.close = button('Close', () => close(parts.id, parts.close));
  cell('close', '', parts.close);
  return parts;
}

function fillRow(parts, r) {
  const who = r.user || r.process || r.client;
  parts.id = r.connection;
  setText(parts.started, clock(r.started));
  setText(parts.connection, '#' + r.connection);
  setText(parts.client, who);
  setText(parts.address, who === r.client ? '' : r.client);
  setText(parts.target, r.target);
  setText(parts.what, [r.protocol, r.method && r.method + ' ' + r.path].filter((part) => part).join(' · '));
  setText(parts.error, r.error);
  setText(parts.outbound, r.outbound);
  setText(parts.rule, r.fault ? r.rule + ' · fault ' + r.fault.replace(/,/g, ', ') : r.rule);
  setText(parts.result, r.result);
  parts.result.className = r.failed ? 'bad' : r.live ? 'good' : '';
  setText(parts.download, size(r.download));
  setText(parts.upload, size(r.upload));
  setText(parts.rate, r.live ? (r.rate === undefined ? '–' : size(r.rate) + '/s') : '');
  setText(parts.time, duration(r.time));
  parts.row.className = r.live ? 'live' : '';
  parts.close.hidden = !r.live;
  if (r.live) parts.close.ariaLabel = 'Close ' + r.target + ' of ' + who;
  parts.target.ariaLabel = 'Details of ' + r.target + ' of ' + who;
}

function showRows(requests, change) {
  const body = document.querySelector('#requests tbody');
  const gone = new Set(rows.keys());
  let place = body.firstElementChild;
  for (const r of requests) {
    let parts = rows.get(r.key);
    if (!parts) {
      parts = makeRow(r.key, change);
      rows.set(r.key, parts);
    }
    gone.delete(r.key);
    fillRow(parts, r);
    if (parts.row === place) {
      place = place.nextElementSibling;
    } else {
      body.insertBefore(parts.row, place);
    }
  }
  for (const key of gone) {
    rows.get(key).row.remove();
    rows.delete(key);
  }
}

/** Closes a live connection. */
export async function close(id, pressed) {
  pressed.disabled = true;
  try {
    await send('DELETE', 'connections/' + id);
  } catch (e) {
    setText(byId('message'), e.message);
  } finally {
    pressed.disabled = false;
  }
}

// ---- groups ----

function showGroups(found, view, change) {
  setText(byId('group-title'), {host: 'Host', command: 'Command or user', outbound: 'Outbound'}[view.group] || '');
  replaceIfChanged(document.querySelector('#groups tbody'), found.slice(0, STEP), (group) => {
    const row = element('tr');
    const name = element('td');
    const filter = view.group + ':' + group.name.replace(/ /g, '_');
    name.append(group.name
      ? button(group.name, () => change({filter: view.filter ? view.filter + ' ' + filter : filter, group: 'none'}), 'link')
      : element('span', '', 'none'));
    row.append(name);
    const texts = [
      count(group.live), count(group.past), count(group.failed), size(group.download), size(group.upload),
      size(group.rate) + '/s',
    ];
    row.append(...texts.map((text) => element('td', 'number', text)));
    return row;
  });
}
