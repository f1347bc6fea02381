package dev.weir.files.destination;

import dev.weir.core.connector.ValueForm;
import dev.weir.files.store.FileFormat;

/** The values of {@code values}: the form of values without an exact Arrow type. */
enum ValuesChoice {
  /** What the format holds without a loss. */
  AUTO,
  NATIVE,
  TEXT,
  ARROW;

  /** Returns whether a format can hold values of the form. */
  boolean isHeldBy(FileFormat format) {
    return this == AUTO || this == TEXT || LoadChecks.valueForm(format) != ValueForm.TEXT;
  }

  ValueForm form(FileFormat format) {
    return this == AUTO ? LoadChecks.valueForm(format) : ValueForm.valueOf(name());
  }
}
