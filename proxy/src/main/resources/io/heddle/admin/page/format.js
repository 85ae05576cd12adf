// Texts and elements of the page. Data that comes from clients is inserted as text only, never as HTML.

export const byId = (id) => document.getElementById(id);

export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  while (bytes >= 999.5 && unit < units.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return (unit === 0 || bytes >= 99.5 ? Math.round(bytes) : bytes.toFixed(1)) + ' ' + units[unit];
}

export function age(seconds) {
  const s = Math.floor(seconds);
  if (s < 60) return s + 's';
  if (s < 3600) return Math.floor(s / 60) + 'm ' + (s % 60) + 's';
  if (s < 86400) return Math.floor(s / 3600) + 'h ' + Math.floor(s % 3600 / 60) + 'm';
  return Math.floor(s / 86400) + 'd ' + Math.floor(s % 86400 / 3600) + 'h';
}

/** A short time in milliseconds, a long one as an age. */
export function duration(milliseconds) {
  if (milliseconds < 10) return milliseconds.toFixed(1) + ' ms';
  if (milliseconds < 1000) return Math.round(milliseconds) + ' ms';
  if (milliseconds < 60000) return (milliseconds / 1000).toFixed(1) + ' s';
  return age(milliseconds / 1000);
}

export const count = (number) => number.toLocaleString('en');

export const clock = (time) => new Date(time).toLocaleTimeString('en-GB');

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(text, action, className) {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', action);
  return made;
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Makes the items of a list anew if their data has changed, so that a focused button stays. */
export function replaceIfChanged(list, items, make) {
  const key = JSON.stringify(items);
  if (list.dataset.key !== key) {
    list.dataset.key = key;
    list.replaceChildren(...items.map(make));
  }
}

/** Sends a request that changes something; returns the text of the answer. */
export async function send(method, path, headers) {
  const response = await fetch(path, {method, headers, signal: AbortSignal.timeout(30000)});
  const text = (await response.text()).trim();
  if (!response.ok) throw new Error(text || 'status ' + response.status);
  return text;
}
