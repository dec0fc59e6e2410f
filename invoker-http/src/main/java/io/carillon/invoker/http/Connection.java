package io.carillon.invoker.http;

/** An open connection that carries requests and their answers. Used by one loop. */
interface Connection {
  /** How many calls it carries at a time; more than one only with HTTP/2. */
  int callsMax();

  boolean isHttp2();

  /** Whether it is open, as far as anybody knows here. */
  boolean isActive();

  /**
   * Sends the request of a call and tells the call what comes of it: {@link HttpCall#notSent} when
   * the connection turns out to be closed, otherwise {@link HttpCall#sending} and what follows.
   */
  void send(Outgoing request, HttpCall call);

  /**
   * Ends the call under way when the peer has reset the connection without anybody here being told:
   * io_uring loses a reset that comes right after a part of an answer. To be called now and then.
   */
  void lookForReset();

  /** Runs the task once, when the connection is closed by whomever. */
  void onClose(Runnable task);

  /** Runs the task when the peer announces that it takes no further calls. */
  void onGoAway(Runnable task);

  /** Closes in good order; for connections without a call. */
  void close();

  /** Closes at once, whatever has not been sent or received; calls on it fail. */
  void abort();
}
