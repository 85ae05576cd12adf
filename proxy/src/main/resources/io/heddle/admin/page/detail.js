// View of one request: its fields, its timeline as bars, and what can be done with it.

import {button, byId, clock, duration, element, replaceIfChanged, setText, size} from './format.js';
import {close} from './list.js';

let shown = null;
let listener = '127.0.0.1:1080';

/** Shows a request in the dialog, or brings it up to date; closes the dialog without one. */
export function showDetail(request, key, listeners) {
  const dialog = byId('detail');
  if (listeners && listeners.length) listener = listeners[0];
  if (!key) {
    shown = null;
    if (dialog.open) dialog.close();
    return;
  }
  if (key !== shown) {
    shown = key;
    setText(byId('explanation'), '');
    setText(byId('detail-message'), '');
  }
  if (!dialog.open) dialog.showModal();
  if (request) {
    fill(request);
  } else {
    setText(byId('detail-title'), 'This request is not known any more');
    byId('fields').replaceChildren();
    byId('bars').replaceChildren();
    byId('actions').replaceChildren();
  }
}

function fill(r) {
  setText(byId('detail-title'), (r.method ? r.method + ' ' : '') + url(r));
  const fields = [
    ['Client', r.client], ['Program', r.process], ['User or command', r.user], ['Protocol', r.protocol], ['Rule', r.rule],
    ['Outbound', r.outbound], ['Fault', r.fault && r.fault.replace(/,/g, ', ')], ['Result', r.live ? r.result : r.outcome + (r.status ? ' ' + r.status : '')],
    ['Ended by', r['ended-by'] || ''], ['Error', r.error],
    ['Began', clock(r.started)], ['Time', duration(r.time)],
    ['Datagrams', r['datagrams-up'] === undefined ? '' : r['datagrams-up'] + ' up, ' + r['datagrams-down'] + ' down'],
    ['Datagrams dropped', r.dropped && r.dropped.replace(/,/g, ', ')],
    ['Download', size(r.download)], ['Upload', size(r.upload)], ['Connection', '#' + r.connection],
  ].filter(([, value]) => value);
  replaceIfChanged(byId('fields'), fields, ([name, value]) => {
    const field = element('div');
    field.append(element('dt', '', name), element('dd', name === 'Error' ? 'why' : '', value));
    return field;
  });
  showBars(r);
  // An association has many targets.
  const actions = r.method === 'UDP' ? [] : ['Explain this', 'Copy as curl'];
  if (r.live) actions.push('Close');
  const act = {
    'Explain this': () => explain(r),
    'Copy as curl': () => copy(curl(r)),
    Close: (event) => close(r.connection, event.target),
  };
  replaceIfChanged(byId('actions'), actions, (name) => button(name, act[name]));
}

/** Bars of the steps over the time to the first byte and the end, whichever is of interest. */
function showBars(r) {
  const marks = r.timeline.filter((step) => step.time === undefined);
  const steps = r.timeline.filter((step) => step.time !== undefined);
  const first = marks.find((step) => step.step === 'first-byte');
  const bars = steps.map((step) => ({...step, name: step.step + ' ' + step.peer, end: step.start + step.time}));
  const opened = bars.reduce((last, bar) => Math.max(last, bar.end), 0);
  if (first) bars.push({step: 'wait', name: 'wait for the first byte', start: Math.min(opened, first.start), end: first.start, state: 'succeeded'});
  const rest = first ? first.start : opened;
  if (r.time > rest) bars.push({step: 'data', name: r.live ? 'open' : 'until the end', start: rest, end: r.time, state: 'succeeded'});
  const whole = Math.max(r.time, opened, 0.001);
  replaceIfChanged(byId('bars'), bars.map((bar) => [bar, whole]), ([bar, total]) => {
    const row = element('li', bar.step + ' ' + bar.state);
    const track = element('span', 'track');
    const fill = element('span', 'bar');
    fill.style.left = Math.min(99.5, bar.start / total * 100) + '%';
    fill.style.width = Math.max(0.5, (bar.end - bar.start) / total * 100) + '%';
    track.append(fill);
    track.ariaHidden = 'true';
    const text = duration(bar.end - bar.start) + (bar.state === 'failed' || bar.state === 'abandoned' ? ', ' + bar.state : '');
    row.append(element('span', 'step', bar.name), track, element('span', 'number', text));
    return row;
  });
}

function url(r) {
  if (r.target.startsWith('http://')) return r.target;
  return r.path ? 'http://' + r.target.replace(/:80$/, '') + r.path : r.target;
}

const quoted = (text) => "'" + text.replace(/'/g, "'\\''") + "'";

/** A command for a POSIX shell. Peers chose the target, so every part is quoted. */
function curl(r) {
  const scheme = r.protocol === 'http' ? 'http://' : r.protocol === 'socks4' ? 'socks4a://' : 'socks5h://';
  const target = r.path ? url(r) : 'https://' + r.target.replace(/:443$/, '') + '/';
  const method = r.path && r.method === 'HEAD' ? ['--head']
    : r.path && r.method !== 'GET' ? ['--request', quoted(r.method)] : [];
  return ['curl', '--proxy', quoted(scheme + listener), ...method, quoted(target)].join(' ');
}

async function copy(text) {
  setText(byId('explanation'), text);
  try {
    await navigator.clipboard.writeText(text);
    setText(byId('detail-message'), 'Copied.');
  } catch (e) {
    setText(byId('detail-message'), 'The browser does not allow copying here; this is the command:');
  }
}

/** Asks the proxy what it would do now; where it cannot be asked here, names the command. */
async function explain(r) {
  const target = r.path ? url(r) : r.target;
  const command = 'heddle explain ' + (r.user ? '--user ' + quoted(r.user) + ' ' : '') + quoted(target);
  setText(byId('detail-message'), 'Asking…');
  try {
    const headers = {Target: encodeURIComponent(target)};
    if (r.user) headers.User = encodeURIComponent(r.user);
    const response = await fetch('explain', {method: 'POST', headers, signal: AbortSignal.timeout(30000)});
    // 502: the way to the target is explained, and does not lead there.
    if (!response.ok && response.status !== 502) throw new Error();
    setText(byId('explanation'), (await response.text()).trim());
    setText(byId('detail-message'), 'What a request to this target meets now:');
  } catch (e) {
    setText(byId('explanation'), command);
    setText(byId('detail-message'), 'This command explains it:');
  }
}

byId('detail').addEventListener('click', (event) => {
  if (event.target === byId('detail')) byId('close-detail').click();
});
