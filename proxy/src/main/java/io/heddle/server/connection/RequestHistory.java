package io.heddle.server.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// History of the last requests that have ended: a ring of records.
///
///     id 1001 1002 … 1000      the place of a record is its id modulo the capacity
///
/// A request that ends writes one record, without a lock, and nothing is written while its bytes move.
/// A reader names the last id that it knows and gets those after it. So each reader's queue is the
/// ring itself: no reader, however slow, costs memory or makes a connection wait.
public final class RequestHistory {
  /// The number of records.
  public static final int CAPACITY = 1000;

  private final AtomicReferenceArray<RequestRecord> ring = new AtomicReferenceArray<>(CAPACITY);
  private final AtomicLong lastId = new AtomicLong();

  /// Adds a request that has ended.
  void add(LiveRequest request, RequestResult result) {
    RequestRecord added = RequestRecord.of(lastId.incrementAndGet(), request, result);
    // A thread that was stopped for long must not replace a newer record.
    ring.accumulateAndGet(place(added.id()), added, RequestHistory::newer);
  }

  private static int place(long id) {
    return (int) (id % CAPACITY);
  }

  private static RequestRecord newer(RequestRecord kept, RequestRecord added) {
    return kept == null || kept.id() < added.id() ? added : kept;
  }

  /// The records after the one of that id, newest first. All of them if there is none of that id yet,
  /// as after a restart of the proxy.
  public List<RequestRecord> since(long id) {
    long newest = lastId.get();
    long known = id > newest ? 0 : id;
    List<RequestRecord> found = new ArrayList<>();
    for (long next = Math.max(known, newest - CAPACITY) + 1; next <= newest; next++) {
      RequestRecord record = ring.get(place(next));
      if (record == null || record.id() < next) {
        // It is being written. Those behind it come with it, so that readers miss none.
        break;
      }
      if (record.id() == next) {
        found.add(record);
      }
    }
    Collections.reverse(found);
    return found;
  }
}
