package io.carillon.engine;

/** Takes executions out of wherever they wait. Confined to the engine's thread. */
final class WaitingPlaces {
  private final TimerWheel timer;
  private final Dispatcher dispatcher;
  private final Offers offers;

  WaitingPlaces(TimerWheel timer, Dispatcher dispatcher, Offers offers) {
    this.timer = timer;
    this.dispatcher = dispatcher;
    this.offers = offers;
  }

  /** Takes the execution out; false when it does not wait but is on its way. */
  boolean withdraw(Ticket ticket) {
    switch (ticket.place) {
      case TIMER -> timer.remove(ticket);
      case WAITING -> dispatcher.withdraw(ticket);
      case OFFERED -> offers.withdraw(ticket);
      case PARKED -> ticket.unqueue();
      case STARTING, IN_FLIGHT, LEAVING, GONE -> {
        return false;
      }
    }
    return true;
  }

  /** Whether {@link #withdraw} would take it out. */
  static boolean waits(Ticket ticket) {
    return switch (ticket.place) {
      case TIMER, WAITING, OFFERED, PARKED -> true;
      case STARTING, IN_FLIGHT, LEAVING, GONE -> false;
    };
  }
}
