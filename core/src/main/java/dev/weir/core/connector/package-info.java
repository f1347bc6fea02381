/** What a connector implements: Source, Destination, Transform; found by ServiceLoader. */
package dev.weir.core.connector;
