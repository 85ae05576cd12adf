import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/// Trains the AOT cache of an image: starts its proxy, drives some hundred tunnels of every kind,
/// some thousand HTTP requests and as many datagrams through it, and stops it with SIGTERM, upon
/// which the JVM writes what it loaded and linked, and how often it ran what. TLS is not trained:
/// that made its handshakes no cheaper, the start slower and the cache a fifth larger.
///
///     java scripts/Train.java IMAGE CACHE
///
/// One tunnel that does not behave fails the whole run: a cache trained on errors would only show
/// as a slow start.
void main(String[] arguments) throws Exception {
  if (arguments.length != 2) {
    throw new IllegalArgumentException("usage: java Train.java IMAGE CACHE");
  }
  var image = Path.of(arguments[0]);
  var cache = Path.of(arguments[1]);
  try (var echo = new Echo();
      var mirror = new Mirror();
      var web = new Web();
      var proxy = Proxy.start(image, cache)) {
    try {
      var tunnels = new ArrayList<>(tunnels(echo.port(), closedPort()));
      tunnels.add(new Tunnel("UDP ASSOCIATE", 20, Talk::associates, c -> c.mirrors(mirror.port())));
      tunnels.addAll(requests("127.0.0.1:" + web.port(), "127.0.0.1:" + closedPort()));
      // First one by one, so that an error is reported by the simplest tunnel that shows it.
      for (var tunnel : tunnels) {
        tunnel.drive(proxy.port());
      }
      driveAtOnce(tunnels, proxy.port());
      proxy.stop();
    } catch (Exception e) {
      proxy.printOutput();
      throw e;
    }
  }
  if (!Files.isRegularFile(cache)) {
    throw new IllegalStateException("the proxy stopped without leaving " + cache);
  }
}

/// What is done through the proxy; `rounds` is how often, after the first time.
List<Tunnel> tunnels(int echo, int closed) {
  byte[] loopback = {1, 127, 0, 0, 1};
  byte[] localhost = join(bytes(3, 9), ascii("localhost"));
  byte[] loopback4 = {127, 0, 0, 1};
  byte[] named4 = {0, 0, 0, 1};
  return List.of(
      new Tunnel("SOCKS5 to an address", 40, c -> socks5(c, loopback, echo, 0), Talk::pings),
      new Tunnel("SOCKS5 to a name", 40, c -> socks5(c, localhost, echo, 0), Talk::pings),
      new Tunnel("SOCKS5 to a closed port", 20, c -> socks5(c, loopback, closed, 5), Talk::ends),
      new Tunnel("SOCKS5, half-closed", 20, c -> socks5(c, loopback, echo, 0), Talk::halfCloses),
      new Tunnel("SOCKS5, much data", 4, c -> socks5(c, loopback, echo, 0), Talk::isLong),
      new Tunnel("SOCKS4", 40, c -> socks4(c, loopback4, "", echo, 90), Talk::pings),
      new Tunnel("SOCKS4a", 40, c -> socks4(c, named4, "localhost\0", echo, 90), Talk::pings),
      new Tunnel(
          "SOCKS4 to a closed port", 20, c -> socks4(c, loopback4, "", closed, 91), Talk::ends),
      new Tunnel("CONNECT", 40, c -> connect(c, "127.0.0.1", echo, 200), Talk::pings),
      new Tunnel("CONNECT to a name", 40, c -> connect(c, "localhost", echo, 200), Talk::pings),
      new Tunnel(
          "CONNECT to a closed port", 20, c -> connect(c, "127.0.0.1", closed, 502), c -> {}),
      new Tunnel("CONNECT, much data", 4, c -> connect(c, "127.0.0.1", echo, 200), Talk::isLong),
      new Tunnel("malformed SOCKS5", 10, c -> c.send(bytes(5, 0)), Talk::ends),
      new Tunnel("malformed HTTP", 10, c -> c.send(ascii("nonsense\r\n\r\n")), Talk::ends),
      new Tunnel("another protocol", 10, c -> c.send(bytes(1, 2, 3, 4)), Talk::ends));
}

/// What is forwarded: each of these is one connection with many requests.
List<Tunnel> requests(String web, String closed) {
  var post = "POST http://%s/ HTTP/1.1\r\nHost: %1$s\r\nContent-Length: 100\r\n\r\n".formatted(web);
  var chunks =
      "POST http://%s/ HTTP/1.1\r\nHost: %1$s\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(web);
  var body = "x".repeat(100);
  return List.of(
      new Tunnel("GET", 30, c -> {}, c -> c.asks(100, 200, get(web, "/", "1.1"))),
      new Tunnel("GET of chunks", 10, c -> {}, c -> c.asks(20, 200, get(web, "/chunked", "1.1"))),
      new Tunnel("GET of an old client", 20, c -> {}, c -> c.asks(1, 200, get(web, "/", "1.0"))),
      new Tunnel(
          "GET of chunks by one", 20, c -> {}, c -> c.asksOnce(200, get(web, "/chunked", "1.0"))),
      new Tunnel(
          "GET from a closed port", 5, c -> {}, c -> c.asks(5, 502, get(closed, "/", "1.1"))),
      new Tunnel("POST", 10, c -> {}, c -> c.asks(20, 200, post + body)),
      new Tunnel("POST in two parts", 10, c -> {}, c -> c.asks(20, 200, post, body)),
      new Tunnel(
          "POST of chunks",
          10,
          c -> {},
          c -> c.asks(20, 200, chunks, "64\r\n" + body + "\r\n0\r\n\r\n")));
}

static String get(String authority, String path, String version) {
  return "GET http://%s%s HTTP/%s\r\nHost: %1$s\r\nUser-Agent: train\r\nAccept: */*\r\n\r\n"
      .formatted(authority, path, version);
}

void driveAtOnce(List<Tunnel> tunnels, int proxyPort) throws Exception {
  try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
    var done = new ArrayList<Future<?>>();
    for (var tunnel : tunnels) {
      done.add(threads.submit(() -> tunnel.driveAllRounds(proxyPort)));
    }
    for (var one : done) {
      one.get();
    }
  }
}

// ---- how tunnels are opened ----

static void socks5(Talk talk, byte[] destination, int port, int reply) throws IOException {
  talk.send(bytes(5, 1, 0));
  talk.receives(5, 0);
  talk.send(join(bytes(5, 1, 0), destination, port(port)));
  talk.receives(5, reply, 0);
  int length =
      switch (talk.receive()) {
        case 1 -> 4;
        case 3 -> talk.receive();
        case 4 -> 16;
        default -> throw new IOException("unknown type of address in a reply");
      };
  talk.skip(length + 2);
}

static void socks4(Talk talk, byte[] address, String name, int port, int reply) throws IOException {
  talk.send(join(bytes(4, 1), port(port), address, ascii("train\0" + name)));
  talk.receives(0, reply);
  talk.skip(6);
}

static void connect(Talk talk, String host, int port, int status) throws IOException {
  talk.send(ascii("CONNECT %s:%d HTTP/1.1\r\nHost: %1$s:%2$d\r\n\r\n".formatted(host, port)));
  Talk.expect(status, talk.receiveHead());
}

// ---- one tunnel ----

interface Step {
  void with(Talk talk) throws Exception;
}

record Tunnel(String name, int rounds, Step opening, Step use) {
  Void driveAllRounds(int proxyPort) throws Exception {
    for (int round = 0; round < rounds; round++) {
      drive(proxyPort);
    }
    return null;
  }

  void drive(int proxyPort) throws Exception {
    try (var talk = new Talk(proxyPort)) {
      opening.with(talk);
      use.with(talk);
    } catch (Exception e) {
      throw new Exception("a tunnel failed: " + name, e);
    }
  }
}

/// A client's side of a connection to the proxy.
static final class Talk implements AutoCloseable {
  /// A deadline that only a hang can reach.
  static final Duration PATIENCE = Duration.ofSeconds(30);

  static final int MUCH = 4 << 20;

  final Socket socket = new Socket();
  final InputStream in;
  int relay;

  Talk(int port) throws IOException {
    socket.connect(loopback(port), (int) PATIENCE.toMillis());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  int receive() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("the proxy closed the connection");
    }
    return value;
  }

  void receives(int... expected) throws IOException {
    for (int i = 0; i < expected.length; i++) {
      int value = receive();
      if (value != expected[i]) {
        throw new IOException(
            "expected %d but received %d as byte %d of the answer"
                .formatted(expected[i], value, i));
      }
    }
  }

  void skip(int length) throws IOException {
    in.skipNBytes(length);
  }

  String receiveHead() throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) receive());
    }
    return head.toString();
  }

  /// Sends a request as often as said, and receives a whole response each time.
  void asks(int times, int status, String... parts) throws IOException {
    for (int i = 0; i < times; i++) {
      for (var part : parts) {
        send(ascii(part));
      }
      var head = receiveHead();
      expect(status, head);
      if (head.contains("chunked")) {
        skipChunks();
      } else {
        skip(contentLength(head));
      }
    }
  }

  /// The same, once and to the end of the connection.
  void asksOnce(int status, String request) throws IOException {
    send(ascii(request));
    expect(status, receiveHead());
    in.readAllBytes();
  }

  static void expect(int status, String head) throws IOException {
    if (!head.startsWith("HTTP/1.1 " + status + " ")) {
      throw new IOException("expected status " + status + " but received " + head);
    }
  }

  void skipChunks() throws IOException {
    var last = new StringBuilder();
    while (!last.toString().endsWith("0\r\n\r\n")) {
      last.append((char) receive());
    }
  }

  void pings() throws IOException {
    for (int i = 0; i < 5; i++) {
      var ping = random(100);
      send(ping);
      same(ping, in.readNBytes(ping.length));
    }
  }

  /// The origin goes on answering after we have said all we have to say.
  void halfCloses() throws IOException {
    var all = random(10_000);
    send(all);
    socket.shutdownOutput();
    same(all, in.readAllBytes());
  }

  /// Both directions are busy at the same time.
  void isLong() throws Exception {
    var all = random(MUCH);
    var sender = new FutureTask<Void>(() -> sendAndEnd(all));
    Thread.ofVirtual().start(sender);
    same(all, in.readAllBytes());
    sender.get();
  }

  Void sendAndEnd(byte[] all) throws IOException {
    send(all);
    socket.shutdownOutput();
    return null;
  }

  void associates() throws IOException {
    send(bytes(5, 1, 0));
    receives(5, 0);
    send(bytes(5, 3, 0, 1, 0, 0, 0, 0, 0, 0));
    receives(5, 0, 0, 1, 127, 0, 0, 1);
    relay = receive() << 8 | receive();
  }

  /// Datagrams come and go in bursts, as those of QUIC do.
  void mirrors(int mirror) throws IOException {
    try (var datagrams = new DatagramSocket(loopback(0))) {
      datagrams.setSoTimeout((int) PATIENCE.toMillis());
      datagrams.connect(loopback(relay));
      var datagram = join(bytes(0, 0, 0, 1, 127, 0, 0, 1), port(mirror), random(500));
      for (int i = 0; i < 200; i++) {
        for (int j = 0; j < 8; j++) {
          datagrams.send(new DatagramPacket(datagram, datagram.length));
        }
        for (int j = 0; j < 8; j++) {
          var back = new DatagramPacket(new byte[1000], 1000);
          datagrams.receive(back);
          same(datagram, Arrays.copyOf(back.getData(), back.getLength()));
        }
      }
    }
  }

  /// Whatever the proxy still has to say, it then closes; a reset is as good as an end.
  void ends() throws IOException {
    try {
      in.skip(Long.MAX_VALUE);
      in.readAllBytes();
    } catch (SocketException e) {
      // reset
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

// ---- the programs that tunnels lead between ----

/// The proxy under training. Whoever starts it closes it; closing kills what [#stop] did not end.
static final class Proxy implements AutoCloseable {
  static final Duration START = Duration.ofSeconds(60);

  /// Long, since the JVM writes the cache before it exits.
  static final Duration STOP = Duration.ofSeconds(180);

  static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)\\b.*");

  final Process process;
  final List<String> output = Collections.synchronizedList(new ArrayList<>());
  final CompletableFuture<Integer> port = new CompletableFuture<>();

  Proxy(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::readOutput);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /// With a bit of everything, so that reading it is trained, too.
  static final String CONFIG =
      """
      inbounds:
        - {listen: "127.0.0.1:0", protocol: mixed, udp: true}
      outbounds:
        corp: {url: "http://me:secret@127.0.0.1:9"}
        tunnel: {url: "socks5://127.0.0.1:9"}
        either: {first-available: [corp, tunnel]}
      rules:
        - {domains: [corp.invalid, "=www.invalid"], to: corp}
        - {cidrs: [10.0.0.0/8, "fd00::/8"], ports: [22, 8000-9000], to: tunnel}
        - {domains: [ads.invalid], to: block}
      default: direct
      timeouts: {connect: 10s}
      log: {level: info, access: true}
      """;

  static Proxy start(Path image, Path cache) throws IOException {
    var config = Files.writeString(cache.resolveSibling("train.yaml"), CONFIG);
    config.toFile().deleteOnExit();
    var builder =
        new ProcessBuilder(
            image.resolve("bin/heddle").toString(), "run", "--config", config.toString());
    builder.environment().put("HEDDLE_JAVA_OPTS", "-XX:AOTCacheOutput=" + cache);
    return new Proxy(builder.redirectErrorStream(true).start());
  }

  void readOutput() {
    try (var lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        var matcher = LISTENING.matcher(line);
        if (matcher.matches()) {
          port.complete(Integer.valueOf(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      output.add(e.toString());
    }
    port.completeExceptionally(new IOException("the proxy ended before it listened"));
  }

  int port() throws Exception {
    return port.get(START.toSeconds(), TimeUnit.SECONDS);
  }

  /// Sends SIGTERM, and waits for the exit that follows.
  void stop() throws Exception {
    // Not process.destroy(), which also closes the pipe the JVM is still going to write to.
    process.toHandle().destroy();
    if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      throw new TimeoutException("the proxy still runs %s after SIGTERM".formatted(STOP));
    }
    if (process.exitValue() != 0) {
      throw new IOException("the proxy ended with status " + process.exitValue());
    }
  }

  void printOutput() {
    synchronized (output) {
      output.forEach(line -> IO.println("heddle: " + line));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

/// An origin on the loopback that sends back what it receives, until it receives the end.
static final class Echo implements AutoCloseable {
  final ServerSocket server = new ServerSocket();

  Echo() throws IOException {
    server.bind(loopback(0));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void accept() {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
      socket.shutdownOutput();
    } catch (IOException e) {
      // The client is gone; it is the one to judge.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

/// Sends each datagram back to where it came from.
static final class Mirror implements AutoCloseable {
  final DatagramSocket socket;

  Mirror() throws IOException {
    socket = new DatagramSocket(loopback(0));
    Thread.ofVirtual().start(this::mirror);
  }

  int port() {
    return socket.getLocalPort();
  }

  void mirror() {
    try {
      while (true) {
        var datagram = new DatagramPacket(new byte[1000], 1000);
        socket.receive(datagram);
        socket.send(datagram);
      }
    } catch (IOException e) {
      // closed
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

/// A web server on the loopback: it reads requests with or without bodies, and answers all alike.
static final class Web implements AutoCloseable {
  final ServerSocket server = new ServerSocket();

  Web() throws IOException {
    server.bind(loopback(0));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void accept() {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        var head = readTo(in, "\r\n\r\n");
        in.skipNBytes(contentLength(head));
        if (head.contains("chunked\r\n")) {
          readTo(in, "0\r\n\r\n");
        }
        socket.getOutputStream().write(ascii(response(head)));
      }
    } catch (IOException e) {
      // The proxy is gone, or has let this connection go.
    }
  }

  static String response(String head) {
    var text = "hello, world\n";
    return head.contains("/chunked")
        ? "HTTP/1.1 200 OK\r\nServer: train\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "d\r\n"
            + text
            + "\r\n0\r\n\r\n"
        : "HTTP/1.1 200 OK\r\nServer: train\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\n"
            + text;
  }

  static String readTo(InputStream in, String end) throws IOException {
    var text = new StringBuilder();
    while (!text.toString().endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

/// What a head says about the length of its body; 0 if nothing.
static int contentLength(String head) {
  var matcher = Pattern.compile("Content-Length: (\\d+)").matcher(head);
  return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
}

// ---- bytes ----

static InetSocketAddress loopback(int port) throws IOException {
  return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
}

/// Bound, so that nobody else gets it, but not listening.
static int closedPort() throws IOException {
  var socket = new Socket();
  socket.bind(loopback(0));
  BOUND.add(socket);
  return socket.getLocalPort();
}

static final List<Socket> BOUND = new ArrayList<>();

static byte[] random(int length) {
  var bytes = new byte[length];
  ThreadLocalRandom.current().nextBytes(bytes);
  return bytes;
}

static byte[] bytes(int... values) {
  var bytes = new byte[values.length];
  for (int i = 0; i < values.length; i++) {
    bytes[i] = (byte) values[i];
  }
  return bytes;
}

static byte[] port(int port) {
  return bytes(port >> 8, port);
}

static byte[] ascii(String text) {
  return text.getBytes(StandardCharsets.US_ASCII);
}

static byte[] join(byte[]... parts) {
  var all = new ByteArrayOutputStream();
  for (var part : parts) {
    all.writeBytes(part);
  }
  return all.toByteArray();
}

static void same(byte[] sent, byte[] received) throws IOException {
  if (!Arrays.equals(sent, received)) {
    throw new IOException(
        "sent %d bytes, received %d, and not the same".formatted(sent.length, received.length));
  }
}
