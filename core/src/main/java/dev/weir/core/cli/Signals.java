package dev.weir.core.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Hears signals, through {@code sun.misc.Signal}. By reflection, for javac warns of each mention of
 * that class and offers no way to say that it is meant.
 */
final class Signals {
  private Signals() {}

  /**
   * Runs {@code action}, on a thread of its own, whenever the signal comes.
   *
   * @param name without SIG, such as {@code INT}
   * @return restores the previous handler; empty if the JVM cannot handle the signal
   */
  static Optional<Runnable> handle(String name, Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Object before = handle.invoke(null, signal, handler(handlerType, action));
      return Optional.of(() -> restore(handle, signal, before));
    } catch (ReflectiveOperationException e) {
      // With -Xrs the JVM leaves signals alone, and they end the process as they always did.
      return Optional.empty();
    }
  }

  private static Object handler(Class<?> type, Runnable action) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            action.run();
            return null;
          }
          return method.invoke(action, arguments);
        });
  }

  private static void restore(Method handle, Object signal, Object before) {
    try {
      handle.invoke(null, signal, before);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("The signal was handled before, and now is not", e);
    }
  }
}
