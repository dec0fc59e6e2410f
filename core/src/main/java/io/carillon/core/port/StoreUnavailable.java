package io.carillon.core.port;

/**
 * The store cannot be used now (full disk, locked, stopped); try later. Nothing was changed, unless
 * it is only the answer that was lost, see {@link Ledger}.
 */
public final class StoreUnavailable extends RuntimeException {
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreUnavailable(String message) {
    super(message);
  }
}
