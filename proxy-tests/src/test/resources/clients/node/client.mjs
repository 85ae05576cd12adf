// Fetches a URL through a proxy and prints the body.
//
//     node client.mjs undici|agent PROXY URL
//
// undici: what fetch() is made of, through an HTTP proxy. agent: socks-proxy-agent with node:https.
// NODE_EXTRA_CA_CERTS names the certificate to trust.
import { text } from "node:stream/consumers";
import http from "node:http";
import https from "node:https";
import { SocksProxyAgent } from "socks-proxy-agent";
import { ProxyAgent, fetch } from "undici";

const [way, proxy, url] = process.argv.slice(2);

async function byUndici() {
  const { username, password, origin } = new URL(proxy);
  const token = username && `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  const dispatcher = new ProxyAgent({ uri: origin, ...(token && { token }) });
  const body = await (await fetch(url, { dispatcher })).text();
  await dispatcher.close();
  return body;
}

function byAgent() {
  const { get } = url.startsWith("https:") ? https : http;
  return new Promise((resolve, reject) =>
    get(url, { agent: new SocksProxyAgent(proxy) }, (response) => resolve(text(response))).on(
      "error",
      reject,
    ),
  );
}

process.stdout.write(await { undici: byUndici, agent: byAgent }[way]());
