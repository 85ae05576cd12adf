package io.heddle.admin;

import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;

/// What a visitor asks for.
///
/// @param path without the query, which no resource has a use for
public record AdminRequest(String method, String path, HttpFields fields) {

  static AdminRequest of(RequestHead head) {
    String target = head.target();
    int query = target.indexOf('?');
    return new AdminRequest(
        head.method(), query < 0 ? target : target.substring(0, query), head.fields());
  }
}
