package io.carillon.server.json;

/**
 * One wrong field of a request.
 *
 * @param field in the API's words, dotted where nested: {@code retry.maxDelayMs}; {@code body} for
 *     the whole
 */
public record FieldError(String field, String message) {}
