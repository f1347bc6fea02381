package dev.weir.micro.conninfo;

/** The forms of connection strings. Each names a password, so that no password file is read. */
public enum ConnectionForm {
  /** A URI as libpq reads it. */
  URI(
      "postgresql://reader:not-a-secret@orders.example:5433/orders"
          + "?sslmode=require&application_name=weir"),
  /** The same, with percent-encoded characters. */
  ESCAPED_URI(
      "postgresql://reader:not%2Da%2Dsecret@orders.example:5433/orders"
          + "?sslmode=require&application_name=weir"),
  /** A URI of two hosts. */
  HOSTS_URI(
      "postgresql://reader:not-a-secret@orders.example:5433,standby.example:5434/orders"
          + "?sslmode=require&application_name=weir"),
  /** A URL of the driver. */
  JDBC_URL(
      "jdbc:postgresql://orders.example:5433/orders"
          + "?user=reader&password=not-a-secret&sslmode=require&application_name=weir"),
  /** A URL of the driver with two hosts. */
  HOSTS_JDBC_URL(
      "jdbc:postgresql://orders.example:5433,standby.example:5434/orders"
          + "?user=reader&password=not-a-secret&sslmode=require&application_name=weir"),
  /** Keywords and values. */
  KEYWORDS(
      "host=orders.example port=5433 dbname=orders user=reader password='not-a-secret'"
          + " sslmode=require application_name=weir");

  private final String text;

  ConnectionForm(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  boolean hasStandby() {
    return this == HOSTS_URI || this == HOSTS_JDBC_URL;
  }
}
