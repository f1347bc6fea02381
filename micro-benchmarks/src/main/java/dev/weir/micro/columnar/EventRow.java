package dev.weir.micro.columnar;

/** A row of an event table as an object. */
record EventRow(
    int id, String type, long userId, double amount, boolean active, long createdAtMicros) {}
