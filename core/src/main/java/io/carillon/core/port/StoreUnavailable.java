package io.carillon.core.port;

/** The store cannot be used now (full disk, locked, stopped); nothing was changed; try later. */
public final class StoreUnavailable extends RuntimeException {
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreUnavailable(String message) {
    super(message);
  }
}
