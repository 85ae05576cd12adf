'use strict';

// Requests the status once a second while the page is visible, and shows it. Data that comes from
// clients is inserted as text only, never as HTML.

const PERIOD = 1000;
const byId = (id) => document.getElementById(id);
const rows = new Map();
let seen = [];

function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  while (bytes >= 999.5 && unit < units.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return (unit === 0 || bytes >= 99.5 ? Math.round(bytes) : bytes.toFixed(1)) + ' ' + units[unit];
}

function age(seconds) {
  const s = Math.floor(seconds);
  if (s < 60) return s + 's';
  if (s < 3600) return Math.floor(s / 60) + 'm ' + (s % 60) + 's';
  if (s < 86400) return Math.floor(s / 3600) + 'h ' + Math.floor(s % 3600 / 60) + 'm';
  return Math.floor(s / 86400) + 'd ' + Math.floor(s % 86400 / 3600) + 'h';
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function showState(text, kind) {
  setText(byId('state'), text);
  byId('state').className = kind;
}

// ---- figures and chart ----

/** The mean rates of the last three seconds, which change slowly enough to be read. */
function rates(status) {
  const now = {time: Date.parse(status.time) / 1000, upload: status.upload, download: status.download};
  seen = (seen.length ? seen : status.history).filter((sample) => sample.time > now.time - 3.5);
  const before = seen[0];
  seen.push(now);
  const seconds = before ? now.time - before.time : 0;
  if (seconds < 0.5) return {upload: 0, download: 0};
  return {
    upload: (now.upload - before.upload) / seconds,
    download: (now.download - before.download) / seconds,
  };
}

function showFigures(status) {
  const rate = rates(status);
  setText(byId('active'), status.active.toLocaleString('en'));
  setText(byId('down-rate'), size(rate.download) + '/s');
  setText(byId('up-rate'), size(rate.upload) + '/s');
  setText(byId('total'), size(status.download + status.upload));
  document.title = status.active + ' · heddle';
}

const WIDTH = 600;
const AXIS = 90;
const UP_HEIGHT = 48;
const SPAN = 300;

/** The path of the area between the axis and the points. */
function area(points) {
  if (points.length < 2) return '';
  const line = points.map(([x, y]) => x.toFixed(1) + ' ' + y.toFixed(1)).join(' L ');
  return `M ${points[0][0].toFixed(1)} ${AXIS} L ${line} L ${points[points.length - 1][0].toFixed(1)} ${AXIS} Z`;
}

function showChart(history) {
  const steps = [];
  for (let i = 1; i < history.length; i++) {
    const seconds = history[i].time - history[i - 1].time;
    steps.push({
      time: history[i].time,
      download: (history[i].download - history[i - 1].download) / seconds,
      upload: (history[i].upload - history[i - 1].upload) / seconds,
    });
  }
  const end = steps.length ? steps[steps.length - 1].time : 0;
  const downPeak = Math.max(1, ...steps.map((step) => step.download));
  const upPeak = Math.max(1, ...steps.map((step) => step.upload));
  // Each has a scale of its own: uploads are mostly requests, which would be a line otherwise.
  const down = (AXIS - 4) / downPeak;
  const up = (UP_HEIGHT - 4) / upPeak;
  const x = (step) => WIDTH - (end - step.time) / SPAN * WIDTH;
  byId('down-area').setAttribute('d', area(steps.map((s) => [x(s), AXIS - s.download * down])));
  byId('up-area').setAttribute('d', area(steps.map((s) => [x(s), AXIS + s.upload * up])));
  const peaks = 'peaks: ' + size(downPeak) + '/s down, ' + size(upPeak) + '/s up';
  setText(byId('peak'), steps.length ? peaks : '');
  setText(byId('chart-title'), 'Traffic of the last five minutes, ' + peaks);
}

// ---- connections ----

function makeRow(id) {
  const row = element('tr', 'new');
  const cells = [];
  for (let i = 0; i < 3; i++) {
    const cell = element('td');
    const first = element('span', i === 1 ? 'target' : '');
    const second = element('span', 'under');
    cell.append(first, second);
    row.append(cell);
    cells.push(first, second);
  }
  for (let i = 0; i < 3; i++) {
    const cell = element('td', 'number');
    row.append(cell);
    cells.push(cell);
  }
  const button = element('button', '', 'Close');
  button.type = 'button';
  button.addEventListener('click', () => close(id, button));
  const end = element('td');
  end.append(button);
  row.append(end);
  return {row, cells, button};
}

function fillRow({cells, button}, c) {
  const target = c.target || 'waiting for a request';
  const texts = [
    c.user || c.client, c.user ? c.client : '',
    target, c.protocol,
    c.outbound, c.fault ? c.rule + ' with fault ' + c.fault : c.rule,
    size(c.download), size(c.upload), age(c.age),
  ];
  texts.forEach((text, i) => setText(cells[i], text));
  button.setAttribute('aria-label', 'Close ' + target + ' of ' + (c.user || c.client));
}

function matches(connection, words) {
  const text = Object.values(connection).join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function showConnections(status) {
  const words = byId('filter').value.toLowerCase().split(/\s+/).filter((word) => word);
  const shown = status.connections.filter((connection) => matches(connection, words));
  const body = document.querySelector('#connections tbody');
  const gone = new Set(rows.keys());
  let place = body.firstElementChild;
  for (const connection of shown) {
    let row = rows.get(connection.id);
    if (!row) {
      row = makeRow(connection.id);
      row.row.dataset.id = connection.id;
      rows.set(connection.id, row);
    }
    gone.delete(connection.id);
    fillRow(row, connection);
    if (row.row === place) {
      place = place.nextElementSibling;
    } else {
      body.insertBefore(row.row, place);
    }
  }
  for (const id of gone) {
    rows.get(id).row.remove();
    rows.delete(id);
  }
  byId('connections').hidden = shown.length === 0;
  byId('no-connections').hidden = shown.length > 0;
  setText(byId('no-connections'), words.length ? 'No connection matches the filter.' : 'No connections.');
  const more = status.active - status.connections.length;
  byId('more-connections').hidden = more <= 0;
  setText(byId('more-connections'), 'and ' + more.toLocaleString('en') + ' older connections');
}

async function close(id, button) {
  button.disabled = true;
  try {
    await fetch('connections/' + id, {method: 'DELETE'});
    await look();
  } finally {
    button.disabled = false;
  }
}

// ---- failures and outbounds ----

function replaceIfChanged(list, items, make) {
  const key = JSON.stringify(items);
  if (list.dataset.key !== key) {
    list.dataset.key = key;
    list.replaceChildren(...items.map(make));
  }
}

function failureItem(failure) {
  const item = element('li');
  const line = element('div', 'line');
  line.append(
    element('span', 'target', failure.target || 'no request'),
    element('span', 'under', new Date(failure.time).toLocaleTimeString()));
  const who = [failure.user, failure.client, failure.rule && 'rule ' + failure.rule, failure.outbound];
  item.append(
    line,
    element('span', 'why', failure.why),
    element('span', 'under', who.filter((part) => part).join(' · ')));
  return item;
}

function outboundItem(outbound) {
  const item = element('li');
  const line = element('div', 'line');
  const counts = [outbound.opened.toLocaleString('en') + ' opened'];
  if (outbound.failed) counts.push(outbound.failed.toLocaleString('en') + ' failed');
  if (outbound.name === 'block') counts.splice(0, 2, outbound.failed.toLocaleString('en') + ' refused');
  line.append(
    element('span', 'target', outbound.name), element('span', 'under', counts.join(', ')));
  item.append(line);
  if (outbound.complaint) item.append(element('span', 'why', outbound.complaint));
  if (outbound.members.length) {
    const members = element('ul');
    members.append(...outbound.members.map((member) => {
      const works = member.state !== 'failed';
      const entry = element('li');
      entry.append(
        element('span', 'dot ' + (member.state === 'works' ? 'good' : works ? '' : 'bad')),
        element('span', 'member', member.name),
        element('span', member.state === 'works' ? 'hidden' : works ? 'under' : 'bad',
          member.complaint || member.state));
      return entry;
    }));
    item.append(members);
  }
  return item;
}

// ---- the loop ----

function show(status) {
  showState('up ' + age(status.uptime), 'good');
  const about = [status.listeners.join(', '), status.config, status.version];
  setText(byId('about'), about.filter((part) => part).join(' · '));
  showFigures(status);
  showChart(status.history);
  showConnections(status);
  replaceIfChanged(byId('failures'), status.failures.slice(0, 50), failureItem);
  byId('no-failures').hidden = status.failures.length > 0;
  replaceIfChanged(byId('outbounds'), status.outbounds, outboundItem);
}

let latest = null;

async function look() {
  try {
    const response = await fetch('status', {cache: 'no-store', signal: AbortSignal.timeout(5000)});
    if (!response.ok) throw new Error(await response.text());
    latest = await response.json();
    show(latest);
  } catch (e) {
    seen = [];
    showState('the proxy does not answer', 'bad');
  }
}

async function run() {
  for (;;) {
    if (!document.hidden) await look();
    await new Promise((done) => setTimeout(done, PERIOD));
  }
}

byId('filter').addEventListener('input', () => latest && showConnections(latest));
document.addEventListener('visibilitychange', () => document.hidden || look());
run();
