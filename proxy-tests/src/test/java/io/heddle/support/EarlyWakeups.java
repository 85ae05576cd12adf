package io.heddle.support;

import io.heddle.net.Connection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// Connection whose first waits return early, as those of any connection may.
public record EarlyWakeups(Connection inner, AtomicInteger left) implements InvocationHandler {
  /// The same connection, of which the first `count` waits return at once.
  public static Connection before(Connection inner, int count) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new EarlyWakeups(inner, new AtomicInteger(count)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("awaitReadable") && left.getAndDecrement() > 0) {
      return null;
    }
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    try {
      return method.invoke(inner, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
