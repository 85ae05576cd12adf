package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.policy.PolicyDefinition;
import io.heddle.support.AdminUnderTest;
import io.heddle.support.Await;
import io.heddle.support.ProxyUnderTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Record of a request that a policy has denied.
@Tag("conversation")
class PolicyRecordTest {
  @Test
  void itNamesThePolicy() {
    try (var proxy = ProxyUnderTest.with().policy(PolicyDefinition.named("agent")).start();
        var admin = AdminUnderTest.of(proxy);
        var client = proxy.client()) {
      client.sendsText("CONNECT 10.1.2.3:443 HTTP/1.1\r\n\r\n").receivesText("HTTP/1.1 403");
      Await.until("it is told", () -> admin.body("/requests").contains("10.1.2.3:443"));
      String told = admin.body("/requests");
      assertTrue(told.contains("\"policy\":\"agent\""), told);
    }
  }
}
