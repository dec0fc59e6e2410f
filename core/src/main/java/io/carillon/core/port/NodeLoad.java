package io.carillon.core.port;

/**
 * What a node has to do, as it says when it renews its lease.
 *
 * @param inFlight calls under way
 * @param held executions in its hands, those included
 * @param waiting those of them that are due and wait for a slot
 * @param slots calls that it may have under way at once; 0 of a node that makes none
 * @param fullest calls under way at a destination, of those that it may have there, 0 to 100
 *     percent; of the destination where this is most
 * @param vitals how its process does
 */
public record NodeLoad(int inFlight, int held, int waiting, int slots, int fullest, Vitals vitals) {
  /** Of a node that has nothing to do. */
  public static final NodeLoad NONE = new NodeLoad(0, 0, 0, 0, 0, Vitals.NONE);

  /**
   * How a process does.
   *
   * @param processor its share of the processors that it may use, 0 to 100 percent
   * @param memory what of its memory was in use after the last collection, 0 to 100 percent
   * @param failures which share of its calls failed in the last minute, 0 to 100 percent
   * @param recent what it did lately, in words that only its likes read; empty: it does not say
   */
  public record Vitals(int processor, int memory, int failures, String recent) {
    public static final Vitals NONE = new Vitals(0, 0, 0, "");
  }
}
