package dev.weir.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium, driven by the Chrome DevTools Protocol over its WebSocket. */
final class Browser implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 60;
  private static final String LISTENING = "DevTools listening on ";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final Listener listener = new Listener();
  private final AtomicInteger lastId = new AtomicInteger();
  private final String session;

  private Browser(Process process) throws IOException {
    this.process = process;
    this.socket =
        get(
            HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address(process.errorReader())), listener));
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    this.session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Network", "Log", "Runtime", "Accessibility")) {
      send(domain + ".enable", Map.of());
    }
  }

  /** The program of Debian's package chromium, or another name of it; empty where PATH has none. */
  static Optional<Path> program() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path program, Path profile) throws IOException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Browser(process);
  }

  private static String address(BufferedReader errors) throws IOException {
    @Nullable String line;
    while ((line = errors.readLine()) != null) {
      if (line.startsWith(LISTENING)) {
        // Chromium goes on writing, and must not block on a full pipe.
        Thread drain = new Thread(() -> errors.lines().forEach(text -> {}), "chromium-errors");
        drain.setDaemon(true);
        drain.start();
        return line.substring(LISTENING.length());
      }
    }
    throw new IOException("Chromium ended before it listened");
  }

  /** Sends a command to the page, and returns its result. */
  JsonNode send(String method, Map<String, Object> parameters) {
    return request(method, parameters, Optional.of(session));
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    return request(method, parameters, Optional.empty());
  }

  private JsonNode request(
      String method, Map<String, Object> parameters, Optional<String> ofSession) {
    int id = lastId.incrementAndGet();
    ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
    message.set("params", MAPPER.valueToTree(parameters));
    ofSession.ifPresent(value -> message.put("sessionId", value));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    listener.answers.put(id, answer);
    get(socket.sendText(message.toString(), true));
    JsonNode json = get(answer);
    if (json.has("error")) {
      throw new AssertionError(method + ": " + json.path("error"));
    }
    return json.path("result");
  }

  /** Opens a file in a window of this width, and waits until it is loaded. */
  void open(Path file, int width, String colorScheme) {
    Map<String, Object> size =
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false);
    send("Emulation.setDeviceMetricsOverride", size);
    Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", colorScheme);
    send("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    send(
        "Network.emulateNetworkConditions",
        Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
    CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
    listener.loaded = loaded;
    listener.events.clear();
    send("Page.navigate", Map.of("url", file.toUri().toString()));
    get(loaded);
  }

  /** The value of a JavaScript expression in the page. */
  JsonNode evaluate(String expression) {
    JsonNode result =
        send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  void press(String key) {
    int code = key.equals("Tab") ? 9 : 13;
    String text = key.equals("Tab") ? "" : "\r";
    Map<String, Object> down =
        Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", code, "text", text);
    send("Input.dispatchKeyEvent", down);
    send(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
  }

  /** The events of these kinds since the last {@link #open}. */
  List<JsonNode> events(String... methods) {
    return listener.events.stream()
        .filter(event -> List.of(methods).contains(event.path("method").asText()))
        .toList();
  }

  @Override
  public void close() {
    try {
      call("Browser.close", Map.of());
      get(process.onExit());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }

  private static final class Listener implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private volatile CompletableFuture<JsonNode> loaded = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        message(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void message(String message) {
      try {
        JsonNode json = MAPPER.readTree(message);
        CompletableFuture<JsonNode> answer = answers.remove(json.path("id").asInt());
        if (answer != null) {
          answer.complete(json);
          return;
        }
        events.add(json);
        if (json.path("method").asText().equals("Page.loadEventFired")) {
          loaded.complete(json);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
