package io.carillon.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.contract.OperationSpec;
import io.carillon.server.json.Violations;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * An operation of the contract and what runs it.
 *
 * @param aliases further paths that it answers at
 * @param further when the contract refuses a body: adds what else is wrong with it, so that a
 *     client learns of all wrong fields at once
 */
public record Route(
    OperationSpec spec,
    List<String> aliases,
    Handler handler,
    BiConsumer<JsonNode, Violations> further) {}
