package dev.weir.micro.rules;

import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The start of a process.
 *
 * @param name empty for an event without it, which no condition here matches either
 */
record StartedProcess(String user, String name, long id, String parent, String commandLine) {
  private static final List<String> NAMES =
      List.of(
          "powershell.exe",
          "powershell.log",
          "svchost.exe",
          "cmd.exe",
          "pwsh.exe",
          "chrome.exe",
          "msiexec.exe",
          "backup-agent.exe");

  private static final List<String> PARENTS =
      List.of("explorer.exe", "services.exe", "WINWORD.EXE", "outlook.exe", "Excel.exe");

  private static final List<String> ARGUMENTS =
      List.of(
          " -k netsvcs -p", " /c dir", " -EncodedCommand SQBFAFgAIABjAHUAcgBsAA==", " --type=gpu");

  private static final int ID_BOUND = 8_192;
  private static final int USERS = 1_000;
  private static final int ABSENT_ONE_IN = 16;

  /** Returns one with random values, whose texts are new strings, as a parser makes them. */
  static StartedProcess any(SplittableRandom random) {
    boolean absent = random.nextInt(ABSENT_ONE_IN) == 0;
    String name = absent ? "" : copy(one(NAMES, random));
    return new StartedProcess(
        "user-" + random.nextInt(USERS),
        name,
        random.nextInt(ID_BOUND),
        copy(one(PARENTS, random)),
        "C:\\Windows\\System32\\" + name + one(ARGUMENTS, random));
  }

  private static String one(List<String> texts, SplittableRandom random) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static String copy(String text) {
    return String.valueOf(text.toCharArray());
  }

  /** Returns it under another name of the process. */
  StartedProcess withName(String other) {
    return new StartedProcess(user, copy(other), id, parent, commandLine);
  }

  /** Returns it as of another user. */
  StartedProcess ofUser(String other) {
    return new StartedProcess(other, name, id, parent, commandLine);
  }

  /** Returns it with another id of the process. */
  StartedProcess withId(long other) {
    return new StartedProcess(user, name, other, parent, commandLine);
  }

  /** Returns the event. */
  Event event(long nanos) {
    EventBuilder builder =
        new EventBuilder(RuleFields.SCHEMA)
            .type(RuleFields.PROCESS)
            .times(nanos, nanos)
            .entity(0, id)
            .text(RuleFields.USER, user)
            .i64(RuleFields.PROCESS_ID, id)
            .text(RuleFields.PARENT_NAME, parent)
            .text(RuleFields.COMMAND_LINE, commandLine);
    if (!name.isEmpty()) {
      builder.text(RuleFields.PROCESS_NAME, name);
    }
    return builder.build();
  }
}
