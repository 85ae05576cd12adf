// Figures, chart, rules and outbounds: all around the list of requests.

import {age, button, byId, clock, count, duration, element, replaceIfChanged, send, setText, size} from './format.js';

let seen = [];

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

export function forgetRates() {
  seen = [];
}

export function showFigures(status) {
  const rate = rates(status);
  setText(byId('active'), count(status.active));
  setText(byId('accepted'), ', ' + count(status.accepted) + ' since the start');
  setText(byId('down-rate'), size(rate.download) + '/s');
  setText(byId('up-rate'), size(rate.upload) + '/s');
  setText(byId('total'), size(status.download + status.upload));
  document.title = status.active + ' · heddle';
}

export function showConfiguration(status) {
  const about = [status.listeners.join(', '), status.config, status.version];
  setText(byId('about'), about.filter((part) => part).join(' · '));
  const failed = status['failed-reload'];
  byId('configuration').hidden = !failed;
  if (failed) {
    setText(byId('configuration-title'),
      'The configuration was not reloaded at ' + clock(failed.time) + '; the one from before is in force');
    setText(byId('configuration-error'), failed.error);
  }
}

export function showNetwork(network) {
  byId('network').hidden = !network.change;
  if (!network.change) return;
  const before = network.changes > 1 ? ' (' + count(network.changes) + ' changes since the start)' : '';
  setText(byId('network'), 'The network changed at ' + clock(network.last) + ': ' + network.change + before);
}

// ---- chart ----

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

export function showChart(history) {
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

// ---- outbounds ----

const tests = new Map();

export function showOutbounds(outbounds, targetOf) {
  const shown = outbounds.map((outbound) => ({...outbound, test: tests.get(outbound.name) || ''}));
  replaceIfChanged(byId('outbounds'), shown, (outbound) => outboundItem(outbound, targetOf));
}

function outboundItem(outbound, targetOf) {
  const item = element('li');
  const line = element('div', 'line');
  const refuses = outbound.name === 'block';
  const counts = refuses ? [count(outbound.failed) + ' refused'] : [count(outbound.opened) + ' opened'];
  if (outbound.failed && !refuses) counts.push(count(outbound.failed) + ' failed');
  if (outbound.opened) counts.push('mean ' + duration(outbound.latency));
  line.append(element('span', 'name-of', outbound.name), element('span', 'under', counts.join(', ')));
  if (!refuses) {
    const test = button('Test', () => testOutbound(outbound.name, targetOf(outbound.name), test));
    test.ariaLabel = 'Test outbound ' + outbound.name;
    line.append(test);
  }
  item.append(line);
  if (outbound.complaint) item.append(element('span', 'why', outbound.complaint));
  if (outbound.test) item.append(element('span', outbound.test.reached ? 'good' : 'why', outbound.test.text));
  if (outbound.members.length) {
    const members = element('ul');
    members.append(...outbound.members.map(memberItem));
    item.append(members);
  }
  return item;
}

function memberItem(member) {
  // A proxy that knows more than "works" says it in `state`.
  const state = member.state || (member.complaint ? 'failed' : 'works');
  const entry = element('li');
  entry.append(
    element('span', 'dot ' + (member.complaint ? 'bad' : state === 'works' ? 'good' : '')),
    element('span', 'member', member.name),
    element('span', member.complaint ? 'bad' : 'under', member.complaint || state));
  return entry;
}

async function testOutbound(name, target, pressed) {
  pressed.disabled = true;
  setText(pressed, 'Testing…');
  try {
    const query = target ? '?target=' + encodeURIComponent(target) : '';
    const result = JSON.parse(await send('POST', 'outbound-tests/' + encodeURIComponent(name) + query));
    tests.set(name, {
      reached: result.reached,
      text: result.reached
        ? result.target + ' reached in ' + duration(result.time)
        : result.target + ' not reached: ' + result.error,
    });
  } catch (e) {
    tests.set(name, {reached: false, text: e.message});
  }
  setText(byId('message'), name + ': ' + tests.get(name).text);
  setText(pressed, 'Test');
  pressed.disabled = false;
}

// ---- rules ----

const RULES_PERIOD = 3000;
let rulesTime = 0;

/** Asks for the rules now and then. A proxy that has no such list shows none. */
export async function lookAtRules() {
  if (Date.now() - rulesTime < RULES_PERIOD) return;
  rulesTime = Date.now();
  try {
    const rules = JSON.parse(await send('GET', 'rules')).rules;
    byId('rules-section').hidden = false;
    replaceIfChanged(byId('rules'), rules.map((rule) => ({...rule, left: rule.left && age(rule.left)})), ruleItem);
  } catch (e) {
    byId('rules-section').hidden = byId('rules').childElementCount === 0;
  }
}

function ruleItem(rule) {
  const item = element('li');
  const line = element('div', 'line');
  const place = [rule.place || rule.rule, rule.left && rule.left + ' left', rule.suspended && 'suspended: there is no ' + rule.missing];
  line.append(
    element('span', 'name-of', rule.rule),
    element('span', 'under', count(rule.hits) + (rule.hits === 1 ? ' hit' : ' hits')));
  if (rule.temporary) {
    const remove = button('Remove', () => changeRules('DELETE', 'rules/' + rule.number));
    remove.ariaLabel = 'Remove ' + rule.rule;
    line.append(remove);
  }
  item.append(line);
  if (rule.words) item.append(element('code', '', rule.words));
  item.append(element('span', 'under', place.filter((part) => part).join(' · ')));
  return item;
}

async function changeRules(method, path, headers, body) {
  try {
    const response = await fetch(path, {method, headers, body});
    const text = (await response.text()).trim();
    setText(byId('rules-message'), text);
    rulesTime = 0;
    await lookAtRules();
    return response.ok;
  } catch (e) {
    setText(byId('rules-message'), e.message);
    return false;
  }
}

byId('add-rule').addEventListener('click', async () => {
  const time = byId('rule-time').value;
  const headers = time ? {'Heddle-For': time} : {};
  if (await changeRules('POST', 'rules', headers, byId('rule-words').value)) byId('rule-words').value = '';
});
