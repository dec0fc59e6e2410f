package io.carillon.queue.redis;

import io.carillon.core.port.Offer;
import io.carillon.core.port.ReadyQueue.Delivery;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the stream as the server tells them.
 *
 * @param deliveries those that are offers
 * @param garbage the ids of those that are none
 * @param gone the ids of those that are not there any more
 */
record Entries(List<Delivery> deliveries, List<String> garbage, List<String> gone) {
  static final Entries NONE = new Entries(List.of(), List.of(), List.of());
  static final String EXECUTION = "execution";
  static final String HOLDER = "holder";
  static final String TERM = "term";
  static final String DUE = "due";

  /** Each half is less than 2^64. */
  private static final Pattern ID = Pattern.compile("\\d{1,19}-\\d{1,19}");

  /** Whether a name can be one that the server has given. */
  static boolean isId(String name) {
    return ID.matcher(name).matches();
  }

  /** Whether an offer can be one of this system's. */
  static boolean isOffer(Offer offer) {
    return offer.executionKey() >= 0
        && offer.holder() >= 0
        && offer.term() >= 0
        && offer.dueAtMs() >= 0;
  }

  /** Of an answer to XREADGROUP: null when there was nothing in time. */
  static Entries read(@Nullable Response answer) {
    Entries found = new Entries(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (answer != null && answer.size() > 0) {
      found.add(answer.get(0).get(1));
    }
    return found;
  }

  /**
   * Of answers to XRANGE for one id each.
   *
   * @param ids in the order of the answers
   */
  static Entries ranges(List<String> ids, List<Response> answers) {
    Entries found = new Entries(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < ids.size(); i++) {
      Response answer = answers.get(i);
      if (answer == null || answer.size() == 0) {
        found.gone.add(ids.get(i));
      } else {
        found.add(answer);
      }
    }
    return found;
  }

  private void add(Response entries) {
    for (Response entry : entries) {
      String id = entry.get(0).toString();
      Offer offer = offer(entry.get(1));
      if (offer == null) {
        garbage.add(id);
      } else {
        deliveries.add(new Delivery(id, offer));
      }
    }
  }

  private static @Nullable Offer offer(@Nullable Response pairs) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; pairs != null && i + 1 < pairs.size(); i += 2) {
      fields.put(pairs.get(i).toString(), pairs.get(i + 1).toString());
    }
    try {
      Offer offer =
          new Offer(
              Long.parseLong(fields.getOrDefault(EXECUTION, "")),
              Integer.parseInt(fields.getOrDefault(HOLDER, "")),
              Integer.parseInt(fields.getOrDefault(TERM, "")),
              Long.parseLong(fields.getOrDefault(DUE, "")));
      return isOffer(offer) ? offer : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
