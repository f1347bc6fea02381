package dev.weir.micro.sql;

/** Names of tables and columns. */
public enum IdentifierShape {
  /** ASCII, as nearly all names are. */
  PLAIN("customer_orders"),
  /** With quotation marks. */
  QUOTED("size 5\" and 7\""),
  /** Beyond ASCII. */
  UNICODE("straße_der_größe_名前"),
  /** As long as PostgreSQL allows. */
  LONG("sales_by_region_and_product_categories_of_the_past_fiscal_years");

  private final String text;

  IdentifierShape(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
