package dev.weir.files;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs a process up to a call of a method and kills it there, by the JDK's debug interface. */
final class SteppedProcess {
  private static final String LISTEN = "com.sun.jdi.SocketListen";
  private static final String CONNECT_MILLIS_MAX = "60000";
  private static final int KILL_SECONDS_MAX = 30;

  private final VirtualMachine machine;
  private final String method;
  private int callsLeft;

  /**
   * A call of a method.
   *
   * @param type the name of its class
   * @param number from 1
   */
  record Call(String type, String method, int number) {}

  private SteppedProcess(VirtualMachine machine, Call call) {
    this.machine = machine;
    this.method = call.method();
    this.callsLeft = call.number();
  }

  /**
   * Starts a JVM, and kills it when it calls the method; all its threads are suspended by then.
   *
   * @param builder of a process whose command begins with that of the JVM
   * @throws IllegalStateException if the process ends before
   */
  static void killAt(ProcessBuilder builder, Call call) throws Exception {
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(each -> each.name().equals(LISTEN))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    set(arguments, "localAddress", "127.0.0.1");
    set(arguments, "timeout", CONNECT_MILLIS_MAX);
    String address = connector.startListening(arguments);
    builder
        .command()
        .add(1, "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address);
    Process process = builder.start();
    try {
      VirtualMachine machine = connector.accept(arguments);
      new SteppedProcess(machine, call).runTo(call.type());
    } finally {
      process.destroyForcibly();
      connector.stopListening(arguments);
    }
    if (!process.waitFor(KILL_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The process is still alive");
    }
  }

  private static void set(Map<String, Connector.Argument> arguments, String key, String value) {
    Objects.requireNonNull(arguments.get(key), key).setValue(value);
  }

  private void runTo(String type) throws InterruptedException {
    ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
    request.addClassFilter(type);
    request.enable();
    while (true) {
      EventSet events = machine.eventQueue().remove();
      for (Event event : events) {
        if (reached(event)) {
          return;
        }
      }
      events.resume();
    }
  }

  private boolean reached(Event event) {
    if (event instanceof ClassPrepareEvent prepared) {
      stopAtCalls(prepared.referenceType());
    } else if (event instanceof BreakpointEvent) {
      callsLeft--;
      return callsLeft == 0;
    } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
      throw new IllegalStateException(
          "The process ended, and %d calls of %s were left".formatted(callsLeft, method));
    }
    return false;
  }

  private void stopAtCalls(ReferenceType type) {
    type.methodsByName(method)
        .forEach(
            found ->
                machine.eventRequestManager().createBreakpointRequest(found.location()).enable());
  }
}
