package io.heddle.logging;

import io.heddle.server.connection.AccessLog;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestRecord;
import io.heddle.server.connection.RequestRecord.DatagramTotals;
import io.heddle.server.connection.RequestResult;
import io.heddle.server.connection.Requested;

/// Members of the JSON object that is an access line:
///
///     "id":17,"client":"127.0.0.1:50312","process":"curl","user":"alice","protocol":"http","method":"GET",
///     "target":"example.com:80","path":"/a","rule":"default","outbound":"direct","outcome":"answered",
///     "status":200,"upload":90,"download":312,"milliseconds":4,"ended-by":"server","message":"#17 …"
///
/// `id` is the number of the connection, as in the text. A member without a value is left out, such as
/// `user` without authentication. `fault` is what its rule injected. An association has `datagrams-up`,
/// `datagrams-down` and `dropped`. `error` says why a request failed, and `policy` which policy denied it.
/// `message` is the line of the text format.
public final class AccessLineJson implements AccessLog.LineFormatter {
  @Override
  public String format(LiveRequest request, RequestResult result, String text) {
    RequestRecord record = RequestRecord.of(request.id(), request, result);
    JsonLine line = new JsonLine().number("id", record.id());
    line.text("client", record.client().toString()).textIfAny("process", record.process());
    Requested requested = record.requested();
    if (requested != Requested.NONE) {
      line.textIfAny("user", requested.user())
          .text("protocol", requested.protocol())
          .textIfAny("method", requested.method())
          .textIfAny("target", requested.target())
          .textIfAny("path", Requested.wholePath(request));
    }
    line.textIfAny("rule", record.rule())
        .textIfAny("outbound", record.outbound())
        .textIfAny("fault", record.fault())
        .text("outcome", record.outcome());
    if (record.status() != 0) {
      line.number("status", record.status());
    }
    line.textIfAny("error", record.error()).textIfAny("policy", record.policy());
    if (record.datagrams().isPresent()) {
      DatagramTotals datagrams = record.datagrams().get();
      line.number("datagrams-up", datagrams.upload())
          .number("datagrams-down", datagrams.download())
          .textIfAny("dropped", datagrams.dropped());
    }
    return line.number("upload", record.upload())
        .number("download", record.download())
        .number("milliseconds", (record.endedNanos() - record.startedNanos()) / 1_000_000)
        .text("ended-by", record.endedBy().toString())
        .text("message", text)
        .members();
  }
}
