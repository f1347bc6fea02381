package dev.weir.core.batch;

import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;

/**
 * Keys and values of the metadata of fields, by which connectors tell each other what Arrow's types
 * leave open. Source of the extension types: Arrow, "Canonical Extension Types".
 */
public final class ColumnMetadata {
  /** The PostgreSQL type with its modifier, as format_type returns it. */
  public static final String POSTGRES_TYPE = "weir.postgres.type";

  /** {@code true} where the values are the text form of that type. */
  public static final String POSTGRES_TEXT_FORM = "weir.postgres.text_form";

  /** The name of an extension type. */
  public static final String EXTENSION = ExtensionType.EXTENSION_METADATA_KEY_NAME;

  /** The parameters of an extension type. */
  public static final String EXTENSION_METADATA = ExtensionType.EXTENSION_METADATA_KEY_METADATA;

  /** JSON as text, without parameters. */
  public static final String JSON = "arrow.json";

  /** 16 bytes, without parameters. */
  public static final String UUID = "arrow.uuid";

  /** Values of a type that Arrow does not have; the parameters name it, and its system. */
  public static final String OPAQUE = "arrow.opaque";

  private ColumnMetadata() {}
}
