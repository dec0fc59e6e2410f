package io.carillon.server.fuzz;

/**
 * A promise that an answer broke.
 *
 * @param promise the same for all answers that break it in the same way
 */
record Breach(String promise, String detail) {}
