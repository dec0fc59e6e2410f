package io.carillon.examples;

/**
 * One server-sent event.
 *
 * @param type its {@code event} field, "message" when it has none
 * @param data its {@code data} lines, joined by newlines
 */
record ServerEvent(String type, String data) {}
