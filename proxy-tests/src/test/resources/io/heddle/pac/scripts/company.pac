// ? http://intranet/ | DIRECT
// ? http://www.corp.example/a?b | DIRECT
// ? https://git.corp.example/ | PROXY dev-proxy.corp.example:3128; DIRECT
// ? http://192.0.2.9/ | DIRECT
// ? https://www.example.com/ | PROXY p1.corp.example:8080; PROXY p2.corp.example:8080; DIRECT
// ? http://www.example.com:8000/x.iso | SOCKS5 bulk.corp.example:1080
// ? ftp://ftp.example.com/ | DIRECT
var direct = [".corp.example", ".lab.example"];
var downloads = { iso: 1, img: 1 };

function isOneOf(host, domains) {
  for (var i in domains) {
    if (dnsDomainIs(host, domains[i])) { return true; }
  }
  return false;
}

function FindProxyForURL(url, host) {
  host = host.toLowerCase();
  if (host == "git.corp.example") { return "PROXY dev-proxy.corp.example:3128; DIRECT"; }
  if (isPlainHostName(host) || isOneOf(host, direct)) { return "DIRECT"; }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host) && isInNet(host, "192.0.2.0", "255.255.255.0")) { return "DIRECT"; }
  if (url.substring(0, 4) == "ftp:") { return "DIRECT"; }
  var ending = url.split(".").pop();
  if (downloads[ending]) { return "SOCKS5 bulk.corp.example:1080"; }
  return "PROXY p1.corp.example:8080; PROXY p2.corp.example:8080; DIRECT";
}
