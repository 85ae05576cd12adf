// Status page. Follows the events of the proxy while the page is visible and not paused, and keeps what
// it shows in the address, so that a view can be a bookmark.

import {age, byId, setText} from './format.js';
import {showDetail} from './detail.js';
import {Model} from './model.js';
import {resetLimit, showList, showMore} from './list.js';
import {forgetRates, lookAtRules, showChart, showConfiguration, showFigures, showNetwork, showOutbounds} from './sides.js';

const RETRY = 3000;
const DEFAULTS = {filter: '', show: 'all', group: 'none', sort: 'start', descending: true, request: ''};
const model = new Model();
let view = readAddress();
let latest = null;
let events = null;
let paused = false;

function showState(text, kind) {
  setText(byId('state'), text);
  byId('state').className = kind;
}

// ---- the view, and its address ----

function readAddress() {
  const from = new URLSearchParams(location.hash.slice(1));
  const read = {...DEFAULTS};
  for (const name of Object.keys(DEFAULTS)) {
    if (from.has(name)) read[name] = name === 'descending' ? from.get(name) === 'true' : from.get(name);
  }
  return read;
}

function writeAddress() {
  const to = new URLSearchParams();
  for (const [name, value] of Object.entries(view)) {
    if (value !== DEFAULTS[name]) to.set(name, value);
  }
  const hash = to.toString();
  history.replaceState(null, '', hash ? '#' + hash : location.pathname + location.search);
}

function change(changed) {
  view = {...view, ...changed};
  if (!('request' in changed)) resetLimit();
  writeAddress();
  showView();
}

function showView() {
  for (const name of ['filter', 'show', 'group']) {
    if (byId(name).value !== view[name]) byId(name).value = view[name];
  }
  showList(model, view, change, latest !== null);
  showDetail(view.request && model.find(view.request), view.request, latest && latest.listeners);
}

/** A target that was asked for through an outbound, for its test. */
function targetOf(outbound) {
  const through = model.live.concat(model.past)
    .find((r) => r.outbound.split('/')[0] === outbound && r.method !== 'UDP' && /:\d+$/.test(r.target));
  return through ? through.target : '';
}

// ---- events ----

function showStatus(status) {
  latest = status;
  model.setLive(status);
  showState((status.phase === 'draining' ? 'draining, ' : '') + 'up ' + age(status.uptime), status.phase === 'draining' ? 'bad' : 'good');
  showConfiguration(status);
  showFigures(status);
  showNetwork(status.network);
  showChart(status.history);
  showOutbounds(status.outbounds, targetOf);
  showView();
  lookAtRules();
}

function follow() {
  if (events || paused || document.hidden) return;
  events = new EventSource('events?since=' + model.lastId);
  events.addEventListener('requests', (event) => model.addPast(JSON.parse(event.data).requests));
  events.addEventListener('status', (event) => showStatus(JSON.parse(event.data)));
  events.addEventListener('error', fail);
}

function stop() {
  if (events) events.close();
  events = null;
  forgetRates();
}

/** Says why there are no events, and tries again. */
async function fail() {
  stop();
  let why = 'the proxy does not answer';
  try {
    const response = await fetch('events?since=' + model.lastId, {method: 'HEAD', signal: AbortSignal.timeout(5000)});
    if (response.status === 503) why = 'too many pages are open';
  } catch (e) {
    // It does not answer.
  }
  if (!paused) showState(why, 'bad');
  setTimeout(follow, RETRY);
}

function pause() {
  paused = !paused;
  byId('pause').ariaPressed = String(paused);
  setText(byId('pause'), paused ? 'Go on' : 'Pause');
  if (paused) {
    stop();
    showState('paused', '');
  } else {
    follow();
  }
}

// ---- controls ----

byId('filter').addEventListener('input', () => change({filter: byId('filter').value}));
byId('show').addEventListener('change', () => change({show: byId('show').value}));
byId('group').addEventListener('change', () => change({group: byId('group').value}));
byId('pause').addEventListener('click', pause);
byId('more').addEventListener('click', () => {
  showMore();
  showView();
});
// Not by the event after the close: a status that comes before it would open the dialog again.
byId('detail').addEventListener('cancel', () => change({request: ''}));
byId('close-detail').addEventListener('click', () => change({request: ''}));
for (const head of document.querySelectorAll('#requests th[data-sort]')) {
  head.firstElementChild.addEventListener('click', () => {
    const sort = head.dataset.sort;
    const text = ['client', 'target', 'outbound', 'result'].includes(sort);
    change({sort, descending: sort === view.sort ? !view.descending : !text});
  });
}
document.addEventListener('keydown', (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
  if (event.key === '/' && !typing && !byId('detail').open) {
    event.preventDefault();
    byId('filter').focus();
  }
});
document.addEventListener('visibilitychange', () => document.hidden ? stop() : follow());
addEventListener('hashchange', () => {
  view = readAddress();
  showView();
});
showView();
follow();
