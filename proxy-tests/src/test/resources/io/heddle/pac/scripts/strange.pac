// ? http://none/ | DIRECT
// ? http://empty/ | DIRECT
// ? http://null/ | DIRECT
// ? http://number/ | DIRECT
// ? http://rubbish/ | DIRECT
// ? http://case/ | PROXY a.example:80; DIRECT
// ? http://words/ | HTTPS b.example:443; SOCKS4 c.example:1080; SOCKS4 d.example:1081; SOCKS5 [2001:db8::1]:1080; PROXY e.example:3128
// ? http://mixed/ | PROXY a.example:8080
function FindProxyForURL(url, host) {
  switch (host) {
    case "none": return;
    case "empty": return "";
    case "null": return null;
    case "number": return 7;
    case "rubbish": return "FTP a.example:21; PROXY; PROXY a b c; PROXY a:99999; DIRECT x; PROXY a.example:0";
    case "case": return " proxy a.example ;; Direct; ";
    case "words": return "https b.example; SOCKS c.example; socks4 d.example:1081; SOCKS5 [2001:db8::1]:1080;HTTP e.example:3128";
    case "mixed": return "QUIC q.example; PROXY a.example:8080";
  }
}
