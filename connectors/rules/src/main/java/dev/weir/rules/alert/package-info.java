/** Alerts: what a match of a rule tells its readers. */
package dev.weir.rules.alert;
