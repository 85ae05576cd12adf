package io.heddle.admin;

import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;

/// Request to the admin server.
///
/// @param path without the query, which no handler uses
public record AdminRequest(String method, String path, HttpFields fields) {

  static AdminRequest of(RequestHead head) {
    String target = head.target();
    int query = target.indexOf('?');
    return new AdminRequest(
        head.method(), query < 0 ? target : target.substring(0, query), head.fields());
  }
}
