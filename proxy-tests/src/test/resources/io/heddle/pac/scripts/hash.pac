// ? http://a.example/ | PROXY p0.example:8080
// ? http://b.example/ | PROXY p1.example:8080
// ? http://c.example/ | PROXY p2.example:8080
/* Shares URLs out by a hash, as with several caches. */
function FindProxyForURL(url, host) {
  var hash = 0;
  for (var i = 0; i < host.length; i++) {
    hash = (hash * 31 + host.charCodeAt(i)) % 3;
  }
  switch (hash) {
    case 0:
      return 'PROXY p' + hash + '.example:8080';
    default:
      return ['PROXY p', hash, '.example', ':', 8080].join('');
  }
}
