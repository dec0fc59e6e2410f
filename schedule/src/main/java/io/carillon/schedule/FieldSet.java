package io.carillon.schedule;

/**
 * The values that one field of a cron expression selects.
 *
 * @param bits bit {@code n} stands for the value {@code n}; at least one is set
 * @param byInterval whether a {@code *}, range or step selects more than one of them
 * @param restricted whether no {@code *} or {@code ?} is in it without a step above 1
 */
record FieldSet(long bits, boolean byInterval, boolean restricted) {}
